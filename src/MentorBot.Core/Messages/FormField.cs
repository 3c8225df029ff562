using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Core.Messages;

/// <summary>One question of a form: a closed set that every surface can ask.</summary>
/// <param name="Name">Names the value in the submission.</param>
/// <param name="Label">At most <see cref="Limits.FieldLabel"/> characters.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextField), "text")]
[JsonDerivedType(typeof(LongTextField), "long-text")]
[JsonDerivedType(typeof(ChoiceField), "choice")]
[JsonDerivedType(typeof(NumberField), "number")]
[JsonDerivedType(typeof(DateField), "date")]
[JsonDerivedType(typeof(TimeField), "time")]
[JsonDerivedType(typeof(PersonField), "person")]
[JsonDerivedType(typeof(ChannelField), "channel")]
public abstract record FormField(string Name, string Label)
{
    /// <summary>What to write, at most <see cref="Limits.FieldHint"/> characters.</summary>
    public string? Hint { get; init; }

    public bool Required { get; init; } = true;

    /// <summary>What is filled in already, in the form in which the field's value comes back.</summary>
    public string? Value { get; init; }
}

/// <summary>A line of text.</summary>
public sealed record TextField(string Name, string Label) : FormField(Name, Label);

/// <summary>Text of several lines.</summary>
public sealed record LongTextField(string Name, string Label) : FormField(Name, Label);

/// <summary>One of a few values; the value is the choice's.</summary>
public sealed record ChoiceField(string Name, string Label, ImmutableArray<Choice> Choices) : FormField(Name, Label);

/// <summary>A number in invariant notation.</summary>
public sealed record NumberField(string Name, string Label) : FormField(Name, Label);

/// <summary>A day as <c>2026-11-22</c>; a surface without a date picker sends what the person typed.</summary>
public sealed record DateField(string Name, string Label) : FormField(Name, Label)
{
    /// <summary>Whether it asks for a day that is over, so that what is typed without a year is the last such day.</summary>
    [JsonIgnore]
    public bool LooksBack { get; init; }
}

/// <summary>A time of day as <c>09:30</c>; a surface without a time picker sends what the person typed.</summary>
public sealed record TimeField(string Name, string Label) : FormField(Name, Label);

/// <summary>A person of the workspace, by the platform's user id.</summary>
public sealed record PersonField(string Name, string Label) : FormField(Name, Label);

/// <summary>A channel of the workspace, by the platform's channel id.</summary>
public sealed record ChannelField(string Name, string Label) : FormField(Name, Label);
