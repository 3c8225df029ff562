using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Slack.BlockKit;

/// <summary>A block of a message or a view, in Block Kit's own words.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(ImageBlock), "image")]
[JsonDerivedType(typeof(InputBlock), "input")]
[JsonDerivedType(typeof(TableBlock), "table")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
internal abstract record LayoutBlock
{
    /// <summary>Unique in its message or view; at most 255 characters.</summary>
    public string? BlockId { get; init; }
}

/// <param name="Fields">At most 10, of at most 2,000 characters each.</param>
internal sealed record SectionBlock(ImmutableArray<TextObject> Fields) : LayoutBlock;

/// <param name="Text">Plain, at most 150 characters.</param>
internal sealed record HeaderBlock(TextObject Text) : LayoutBlock;

internal sealed record DividerBlock : LayoutBlock;

/// <param name="Elements">At most 10.</param>
internal sealed record ContextBlock(ImmutableArray<TextObject> Elements) : LayoutBlock;

/// <param name="Elements">At most 25.</param>
internal sealed record ActionsBlock(ImmutableArray<BlockElement> Elements) : LayoutBlock;

/// <param name="ImageUrl">At most 3,000 characters.</param>
/// <param name="AltText">At most 2,000 characters.</param>
internal sealed record ImageBlock(string ImageUrl, string AltText) : LayoutBlock;

/// <param name="Label">Plain, at most 2,000 characters.</param>
/// <param name="Hint">Plain, at most 2,000 characters.</param>
internal sealed record InputBlock(TextObject Label, BlockElement Element, TextObject? Hint, bool Optional) : LayoutBlock;

/// <summary>In messages and in an App Home, and one a message.</summary>
/// <param name="Rows">At most 100, the header's among them, of at most 20 cells.</param>
internal sealed record TableBlock(ImmutableArray<ImmutableArray<TableCell>> Rows) : LayoutBlock;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RawTextCell), "raw_text")]
internal abstract record TableCell;

/// <param name="Text">At least one character; nothing in it is read as markup.</param>
internal sealed record RawTextCell(string Text) : TableCell;
