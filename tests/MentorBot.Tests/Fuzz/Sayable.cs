using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Fuzz;

/// <summary>Whatever the bot may say, with words and ids that a platform could take for something else.</summary>
internal sealed class Sayable
{
    /// <param name="wicked">What is markup to the platform.</param>
    /// <param name="people">Ids of people, and what only looks like one.</param>
    /// <param name="channels">The same for channels.</param>
    /// <param name="buttons">The most in a row.</param>
    /// <param name="options">The most to choose from.</param>
    public Sayable(string platform, string[] wicked, string[] people, string[] channels, int buttons, int options)
    {
        Word = Garbage.Piece(wicked);
        Text = Gen.Frequency(
            (12, Word),
            (6, Word.ArrayOf().Select(words => string.Join(' ', words))),
            (3, Word.ArrayOf().Select(string.Concat)),
            (1, from word in Word from length in Gen.Choose(1, 9_000) select string.Concat(Enumerable.Repeat(word + "x ", (length / (word.Length + 2)) + 1))));
        Lines = Spans(new Workspace(platform, "77"), people, channels).ArrayOf().Select(spans => new Line([.. spans.Take(12)]));
        Plain = Gen.OneOf(Lines.Select(line => (Block)new Paragraph(line)), from items in Lines.NonEmptyListOf() from numbered in Gen.Elements(true, false) select (Block)new ItemList([.. items], numbered));
        var blocks = Blocks(buttons, options);
        Messages = Gen.Frequency((20, blocks.ArrayOf()), (1, from some in blocks.NonEmptyListOf() from times in Gen.Choose(2, 40) select Enumerable.Repeat(some, times).SelectMany(all => all).ToArray()));
    }

    public Gen<string> Word { get; }

    public Gen<string> Text { get; }

    public Gen<Line> Lines { get; }

    /// <summary>Blocks of words alone.</summary>
    public Gen<Block> Plain { get; }

    /// <summary>Of every kind of block.</summary>
    public Gen<Block[]> Messages { get; }

    /// <summary>Twelve posts with words so long, and what is pressed at each.</summary>
    public static ImmutableArray<Block> PostsOf(int length) =>
        [.. Enumerable.Range(0, 12).SelectMany(i => (Block[])[new Heading($"Post {i}"), new Paragraph(new string('x', length)), new Buttons([new Button($"Edit {i}", $"edit:{i}")])])];

    private Gen<Span> Spans(Workspace workspace, string[] people, string[] channels) => Gen.Frequency(
        (8, from text in Text from style in Gen.Choose(0, 7) select (Span)new TextSpan(text, (TextStyle)style)),
        (5, Text.Select(text => (Span)new TextSpan(text))),
        (2, from text in Text from url in Gen.Elements("https://example.org/?a=1&b=(2)*", "http://x/|<>", "javascript:alert(1)", "ftp://x", "https://example.org/" + new string('x', 4_000)) select (Span)new LinkSpan(text, url)),
        (2, from id in Gen.Elements(people) from platform in Gen.Elements("slack", "discord") from name in Text select (Span)new MentionSpan(new Identity(new Workspace(platform, "1"), id), name)),
        (1, from id in Gen.Elements(channels) from direct in Gen.Elements(true, false) select (Span)new ChannelSpan(new Place(workspace, id, direct))),
        (1, Gen.Elements(LocalTimeStyle.Date, LocalTimeStyle.DateAndTime, LocalTimeStyle.Time).Select(style => (Span)new LocalTimeSpan(Instant.FromUtc(2026, 3, 4, 9, 0), style))));

    private Gen<Block> Blocks(int buttons, int options) => Gen.OneOf(
        Plain,
        Text.Select(text => (Block)new Heading(text)),
        (from label in Text from value in Lines select new Field(label, value)).NonEmptyListOf().Select(fields => (Block)new Fields([.. fields])),
        from token in Gen.Elements(null, "tick:1", new string('t', Limits.Token))
        from items in (from text in Lines from done in Gen.Elements(true, false) from detail in Gen.OneOf(Gen.Constant((Line?)null), Lines.Select(line => (Line?)line)) select (text, done, detail)).NonEmptyListOf()
        select (Block)new TickList(token, [.. items.Select((item, i) => new TickItem($"{i}", item.text, item.done, item.detail))]),
        Plain.NonEmptyListOf().Select(blocks => (Block)new Quote([.. blocks])),
        Text.Select(text => (Block)new CodeBlock(text)),
        Gen.Choose(0, 12).Select(done => (Block)new Progress(done, 12)),
        from columns in Gen.Choose(1, 22) from rows in Gen.Choose(0, 110) from cell in Word select (Block)new Table([.. Enumerable.Repeat("head", columns)], [.. Enumerable.Repeat(Enumerable.Repeat(cell, columns).ToImmutableArray(), rows)]),
        Gen.Constant((Block)new Divider()),
        Lines.Select(line => (Block)new ContextLine(line)),
        from alt in Text from url in Gen.Elements("https://example.org/cat.png", "data:x") select (Block)new Image(url, alt),
        Text.Select(name => (Block)new FileBlock(name, "text/plain", Encoding.UTF8.GetBytes("hello"))),
        from labels in Text.ArrayOf() from token in Gen.Elements("go:1", "a|b", new string('g', Limits.Token)) select (Block)new Buttons([.. labels.Take(buttons - 1).Append("Go").Select(label => new Button(label, token))]),
        from label in Text from choices in Text.ArrayOf() select (Block)new Select(label, "choose:1", [.. choices.Take(options - 1).Append("One").Select((option, i) => new Choice(option, $"{i}"))]));
}
