using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Core.Messages;

/// <summary>What a handler returns: a <see cref="Reply"/> to read or a <see cref="Form"/> to fill in. Handlers never send.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "answer")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(Form), "form")]
public abstract record Answer;

/// <summary>Where the blocks of a <see cref="Reply"/> go.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Delivery>))]
public enum Delivery
{
    /// <summary>Only the person who asked sees it.</summary>
    Private,

    /// <summary>It takes the place of the message whose control was pressed; where there is none, it is private.</summary>
    Update,

    /// <summary>The message whose control was pressed goes; the blocks, if any, are private.</summary>
    Remove,
}

/// <summary>What a <see cref="Reply"/> is in place of what was asked for.</summary>
public enum Shortfall
{
    /// <summary>It is what was asked for.</summary>
    None,

    /// <summary>It says that there was too much at once.</summary>
    TooMuch,

    /// <summary>It says that something went wrong.</summary>
    Failure,
}

/// <summary>A message for the person who asked and, where they chose to post, one for everybody in the place.</summary>
/// <param name="Post">What everybody in the place reads; null posts nothing.</param>
public sealed record Reply(ImmutableArray<Block> Blocks, Delivery Delivery = Delivery.Private, ImmutableArray<Block>? Post = null) : Answer
{
    /// <summary>What it lacks: adapters neither announce an apology as an answer, nor put one in the place of a page that is good.</summary>
    [JsonIgnore]
    public Shortfall Shortfall { get; init; }

    /// <summary>A private reply of these blocks.</summary>
    public static Reply Of(params ReadOnlySpan<Block> blocks) => new([.. blocks]);

    /// <summary>A private reply of one paragraph.</summary>
    public static Reply Say(Line text) => new([new Paragraph(text)]);

    /// <summary>The same blocks in place of the message whose control was pressed.</summary>
    public Reply AsUpdate() => this with { Delivery = Delivery.Update };

    /// <summary>The same reply, with a message for everybody in the place.</summary>
    public Reply AndPost(ImmutableArray<Block> blocks) => this with { Post = blocks };
}

/// <summary>Questions to fill in, on pages of at most <see cref="Limits.FieldsInAPage"/> fields.</summary>
/// <remarks>A surface may show one page after another or all at once; every page that is submitted is kept.</remarks>
/// <param name="Title">At most <see cref="Limits.FormTitle"/> characters.</param>
/// <param name="Token">What comes back with the values; pressed as a button, it opens the form.</param>
public sealed record Form(string Title, string Token, ImmutableArray<FormPage> Pages, string Submit) : Answer
{
    /// <summary>The page to show, from 0, where a surface shows one at a time.</summary>
    public int Page { get; init; }

    /// <summary>What to mend, by field name, when this form comes back after it was submitted.</summary>
    public ImmutableDictionary<string, string> Problems { get; init; } = [];

    /// <summary>Pressed as a button, opens the form at its page with all that was submitted before.</summary>
    public string ResumeToken { get; init; } = Token;

    [JsonIgnore]
    public IEnumerable<FormField> Fields => Pages.SelectMany(page => page.Fields);
}

/// <summary>At most <see cref="Limits.FieldsInAPage"/> fields that are shown together.</summary>
public sealed record FormPage(ImmutableArray<FormField> Fields);
