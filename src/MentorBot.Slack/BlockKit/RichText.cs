using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Slack.BlockKit;

/// <summary>Text with styles, in which nothing is read as markup: what is not an element of its own is shown letter for letter.</summary>
internal sealed record RichTextBlock(ImmutableArray<RichTextPart> Elements) : LayoutBlock;

/// <summary>A stretch of lines of one kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextList), "rich_text_list")]
[JsonDerivedType(typeof(RichTextQuote), "rich_text_quote")]
[JsonDerivedType(typeof(RichTextPreformatted), "rich_text_preformatted")]
internal abstract record RichTextPart;

internal sealed record RichTextSection(ImmutableArray<RichTextElement> Elements) : RichTextPart;

/// <param name="Style"><see cref="Bullet"/> or <see cref="Ordered"/>.</param>
/// <param name="Offset">How many numbers of an ordered list went before.</param>
/// <param name="Border">1 sets it apart by a bar, like a quote.</param>
internal sealed record RichTextList(string Style, ImmutableArray<RichTextPart> Elements, int? Offset = null, int? Border = null) : RichTextPart
{
    public const string Bullet = "bullet";
    public const string Ordered = "ordered";
}

internal sealed record RichTextQuote(ImmutableArray<RichTextElement> Elements) : RichTextPart;

internal sealed record RichTextPreformatted(ImmutableArray<RichTextElement> Elements) : RichTextPart;

/// <summary>A piece of a line.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextText), "text")]
[JsonDerivedType(typeof(RichTextLink), "link")]
[JsonDerivedType(typeof(RichTextUser), "user")]
[JsonDerivedType(typeof(RichTextChannel), "channel")]
[JsonDerivedType(typeof(RichTextDate), "date")]
internal abstract record RichTextElement;

/// <param name="Text">At least one character.</param>
internal sealed record RichTextText(string Text, RichTextStyle? Style = null) : RichTextElement;

internal sealed record RichTextLink(string Url, string? Text) : RichTextElement;

/// <summary>Calls a person.</summary>
internal sealed record RichTextUser(string UserId) : RichTextElement;

internal sealed record RichTextChannel(string ChannelId) : RichTextElement;

/// <summary>A moment in the zone of the device on which it is read.</summary>
/// <param name="Timestamp">Unix seconds.</param>
/// <param name="Fallback">Where it can't be shown so.</param>
internal sealed record RichTextDate(long Timestamp, string Format, string Fallback) : RichTextElement;

/// <summary>What is true of a text; what is not is left out.</summary>
internal sealed record RichTextStyle(bool? Bold, bool? Italic, bool? Code);
