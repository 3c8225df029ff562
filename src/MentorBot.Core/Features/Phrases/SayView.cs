using System.Collections.Immutable;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Phrases;

/// <summary>How a text looks that was read for what could be said better.</summary>
internal static class SayView
{
    /// <summary>No more is said at once: whoever mends four things has enough to do.</summary>
    public const int MostFound = 4;

    private static readonly ContextLine Forgotten = new("I read your words and forgot them. Nothing of them is stored.");

    /// <summary>What was found, the phrases of the language bank first.</summary>
    public static Reply Of(WrittenText text, IReadOnlyList<SaidPhrase> said, ImmutableArray<Mark> marks, Place place, ContentPack pack)
    {
        var phrases = said.Take(MostFound - Math.Min(marks.Length, MostFound / 2)).ToList();
        var shown = marks.Take(MostFound - phrases.Count).ToList();
        if (shown.Count == 0 && phrases is [var only])
        {
            var card = ItemCards.Of(only.Phrase, place, pack);
            return card with { Blocks = [.. Cut(text), .. card.Blocks, Forgotten] };
        }

        var left = said.Skip(phrases.Count).Select(one => $"“{one.Words}”").Concat(marks.Skip(shown.Count).Select(mark => mark.Habit.Title.ToLowerInvariant())).ToList();
        return Reply.Of([
            .. Cut(text),
            .. phrases.SelectMany(one => ItemCards.Instead(one.Phrase, one.Words)),
            .. shown.SelectMany(Of),
            .. left.Count == 0 ? Array.Empty<Block>() : [new ContextLine($"Also in it: {string.Join(", ", left)}. Mend these first and show me again.")],
            ItemCards.Chooser("Fill one in or copy it", phrases.Select(one => one.Phrase).Concat<ContentItem>(shown.SelectMany(mark => mark.Habit.Rewrites))),
            Forgotten,
        ]);
    }

    /// <summary>A text that has nothing to mend, and what is good about it.</summary>
    public static Reply Clean(WrittenText text, ImmutableArray<string> praise) => Reply.Of([
        .. Cut(text),
        new Paragraph(Line.Bold("Send it.") + (praise.IsEmpty ? " It's plain, and nobody has to guess what you mean." : $" Good: {string.Join(", ", praise)}.")),
        Forgotten,
    ]);

    private static IEnumerable<Block> Cut(WrittenText text) =>
        text.IsCut ? [new Paragraph($"That's a long one, so I read its first {text.Length} words. Show me the rest by itself, or ask whether anybody will read it.")] : [];

    private static IEnumerable<Block> Of(Mark mark) =>
    [
        new Paragraph(Line.Bold(mark.Habit.Title) + $" · {string.Join(", ", mark.Quotes.Select(quote => $"“{quote}”"))}\n" + mark.Habit.Why.Line),
        new ItemList([.. mark.Habit.Tones.Select(tone => Line.Italic($"{char.ToUpperInvariant(tone.Name[0])}{tone.Name[1..]}: ") + ((Paragraph)tone.Text.Blank()[0]).Text)]),
    ];
}
