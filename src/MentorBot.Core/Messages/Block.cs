using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Core.Messages;

/// <summary>A part of a message: a closed set, and a block exists only when every renderer can show it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Fields), "fields")]
[JsonDerivedType(typeof(ItemList), "list")]
[JsonDerivedType(typeof(TickList), "checklist")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(CodeBlock), "code")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(ContextLine), "context")]
[JsonDerivedType(typeof(Image), "image")]
[JsonDerivedType(typeof(FileBlock), "file")]
[JsonDerivedType(typeof(Buttons), "buttons")]
[JsonDerivedType(typeof(Select), "select")]
public abstract record Block;

/// <summary>What a message is about.</summary>
/// <param name="Text">At most <see cref="Limits.Heading"/> characters.</param>
public sealed record Heading(string Text) : Block;

public sealed record Paragraph(Line Text) : Block;

/// <summary>Short facts side by side, each with a label.</summary>
public sealed record Fields(ImmutableArray<Field> Items) : Block;

/// <summary>One fact of <see cref="Fields"/>.</summary>
public sealed record Field(string Label, Line Value);

/// <summary>Points, numbered where their order matters.</summary>
public sealed record ItemList(ImmutableArray<Line> Items, bool Numbered = false) : Block;

/// <summary>Items to tick off.</summary>
/// <param name="Token">
/// Pressed with one value an item that changes: <c>+key</c> to tick, <c>-key</c> to untick. A surface whose control
/// reports the whole set sends the difference to what it showed, so that two people ticking at once lose nothing.
/// Null: shown only, nothing to press.
/// </param>
public sealed record TickList(string? Token, ImmutableArray<TickItem> Items) : Block
{
    /// <summary>The values of a press that turns what was shown as done into what is done now.</summary>
    public static ImmutableArray<string> Changes(IReadOnlyCollection<string> shown, IReadOnlyCollection<string> now) =>
        [.. now.Except(shown).Select(key => $"+{key}"), .. shown.Except(now).Select(key => $"-{key}")];
}

/// <summary>One item of a <see cref="TickList"/>.</summary>
/// <param name="Key">Names the item in a press; at most <see cref="Limits.TickKey"/> characters.</param>
/// <param name="Detail">Smaller, below the text: who ticked it and when, a note, who has it and until when.</param>
public sealed record TickItem(string Key, Line Text, bool Done, Line? Detail = null)
{
    /// <summary>The item to look at, its detail below it.</summary>
    public Line Shown()
    {
        var line = (Line)(Done ? "☑ " : "☐ ") + Text;
        return Detail is { } detail ? line + "\n\u2003\u2003" + detail : line;
    }
}

/// <summary>Words that are somebody's to say, set apart from what the bot says about them.</summary>
public sealed record Quote(ImmutableArray<Block> Blocks) : Block;

/// <summary>Text to copy letter for letter.</summary>
public sealed record CodeBlock(string Text) : Block;

/// <summary>How much of something is done.</summary>
public sealed record Progress(int Done, int Total) : Block
{
    public const char Filled = '█';
    public const char Empty = '░';

    /// <summary>A bar to look at; it says nothing that the numbers don't.</summary>
    public string Bar(int width)
    {
        var filled = Total <= 0 ? 0 : (int)Math.Clamp((long)width * Done / Total, 0, width);
        return new string(Filled, filled) + new string(Empty, width - filled);
    }
}

/// <summary>Rows under a header; at most one a message, and every row has as many cells as the header.</summary>
public sealed record Table(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows) : Block;

public sealed record Divider : Block;

/// <summary>Small print: where a thing comes from, who posted it, who can read it.</summary>
public sealed record ContextLine(Line Text) : Block;

/// <param name="Alt">What the picture shows, for those who can't see it.</param>
public sealed record Image(string Url, string Alt) : Block;

/// <summary>A file to keep. In an answer that only one person sees it goes to their direct conversation.</summary>
public sealed record FileBlock(string Name, string MediaType, ReadOnlyMemory<byte> Content) : Block;

/// <summary>A row of at most <see cref="Limits.ButtonsInARow"/> buttons.</summary>
public sealed record Buttons(ImmutableArray<Button> Items) : Block;

/// <summary>How a button stands out; at most one primary in a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ButtonStyle>))]
public enum ButtonStyle
{
    Normal,
    Primary,
    Danger,
}

/// <param name="Label">At most <see cref="Limits.ButtonLabel"/> characters.</param>
/// <param name="Token">What comes back when it is pressed; at most <see cref="Limits.Token"/> characters.</param>
public sealed record Button(string Label, string Token, ButtonStyle Style = ButtonStyle.Normal);

/// <summary>One choice out of at most <see cref="Limits.SelectOptions"/>; the choice comes back as the press's value.</summary>
/// <param name="Label">What is chosen, read before choosing.</param>
public sealed record Select(string Label, string Token, ImmutableArray<Choice> Options) : Block;

/// <summary>Something that can be chosen: from a select, in a form, or as a command's completion.</summary>
/// <param name="Label">At most <see cref="Limits.ChoiceLabel"/> characters.</param>
/// <param name="Value">At most <see cref="Limits.ChoiceValue"/> characters.</param>
public sealed record Choice(string Label, string Value);
