using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Messages;

/// <summary>How a stretch of text looks; several can hold at once.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<TextStyle>))]
public enum TextStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Code = 4,
}

/// <summary>How much of an instant is shown, always in the zone of the person who reads it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LocalTimeStyle>))]
public enum LocalTimeStyle
{
    DateAndTime,
    Date,
    Time,
}

/// <summary>A piece of a <see cref="Line"/>: a closed set that every surface can show.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextSpan), "text")]
[JsonDerivedType(typeof(LinkSpan), "link")]
[JsonDerivedType(typeof(MentionSpan), "mention")]
[JsonDerivedType(typeof(ChannelSpan), "channel")]
[JsonDerivedType(typeof(LocalTimeSpan), "time")]
public abstract record Span;

/// <summary>Text that is shown letter for letter: a renderer escapes it and never reads markup in it.</summary>
public sealed record TextSpan(string Text, TextStyle Style = TextStyle.None) : Span;

/// <summary>Words that lead to an address.</summary>
/// <param name="Url">An absolute http or https address.</param>
public sealed record LinkSpan(string Text, string Url) : Span;

/// <summary>The only way in which a message calls a person; elsewhere than on their platform it is their name.</summary>
public sealed record MentionSpan(Identity Who, string Name) : Span;

/// <summary>A channel, by the name that it has on its platform; it calls nobody.</summary>
public sealed record ChannelSpan(Place Where) : Span;

/// <summary>A moment, shown in the reader's own zone.</summary>
public sealed record LocalTimeSpan(Instant At, LocalTimeStyle Style) : Span;

/// <summary>A run of inline text. A string becomes one as it is: text from people is never parsed.</summary>
public sealed record Line(ImmutableArray<Span> Spans)
{
    public static implicit operator Line(string text) => new([new TextSpan(text)]);

    public static implicit operator Line(Span span) => new([span]);

    public static Line operator +(Line left, Line right) => new([.. left.Spans, .. right.Spans]);

    public static Line Bold(string text) => new TextSpan(text, TextStyle.Bold);

    public static Line Italic(string text) => new TextSpan(text, TextStyle.Italic);

    public static Line Code(string text) => new TextSpan(text, TextStyle.Code);

    public static Line Link(string text, string url) => new LinkSpan(text, url);

    public static Line Mention(Person person) => new MentionSpan(person.Identity, person.Name);

    public static Line Channel(Place place) => new ChannelSpan(place);

    public static Line At(Instant at, LocalTimeStyle style = LocalTimeStyle.DateAndTime) => new LocalTimeSpan(at, style);

    /// <summary>Several lines after one another, with <paramref name="separator"/> between them.</summary>
    public static Line Join(string separator, IEnumerable<Line> lines)
    {
        var spans = ImmutableArray.CreateBuilder<Span>();
        foreach (var line in lines)
        {
            if (spans.Count > 0)
            {
                spans.Add(new TextSpan(separator));
            }

            spans.AddRange(line.Spans);
        }

        return new Line(spans.ToImmutable());
    }
}
