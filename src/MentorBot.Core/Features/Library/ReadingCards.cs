using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Careers;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Library;

/// <summary>Shows what is there to be read, with buttons to what helps next.</summary>
internal static class ReadingCards
{
    /// <summary>Opens one section of a long page, by its number from 0.</summary>
    public static readonly Route<string, int> Section = new("item.section");

    // A page of more points than this is too long to be read in a chat at once.
    private const int MostPoints = 12;

    public static Reply Of(ReadingItem item, ContentPack pack) => item switch
    {
        AnsweredQuestion answer => Reply.Of([new Heading(answer.Questions[0]), new Paragraph(answer.Short.Line), .. List(answer.Points.Select(point => point.Line)), .. End(item, pack)]),
        Signals signals => Reply.Of([new Heading(signals.Title), new Paragraph(signals.When.Line), .. List(signals.Items.Select(Entry)), .. End(item, pack)]),
        Topic topic when IsLong(topic) => Reply.Of([
            new Heading(topic.Title),
            new Paragraph(topic.When.Line),
            .. List(topic.Sections.Select(section => Line.Bold(section.Title) + "\n" + section.Text.Line)),
            .. Openers(topic),
            .. End(item, pack),
        ]),
        Topic topic => Reply.Of([new Heading(topic.Title), new Paragraph(topic.When.Line), .. topic.Sections.SelectMany(Whole), .. End(item, pack)]),
        _ => throw new InvalidOperationException($"No card for a {item.Kind}."),
    };

    /// <summary>One section of a page, with the others a press away; null where there is no such section any more.</summary>
    public static Reply? OfSection(Topic topic, int index, ContentPack pack) =>
        index < 0 || index >= topic.Sections.Length
            ? null
            : Reply.Of([new Heading(topic.Title), .. Whole(topic.Sections[index]), .. Openers(topic, index), .. End(topic, pack)]).AsUpdate();

    /// <summary>What to type to read it.</summary>
    public static string CommandFor(ReadingItem item) => item switch
    {
        Signals => $"{CommandDefinition.Root} {CareerFeature.SignalsName} {item.Id}",
        Learning => $"{CommandDefinition.Root} {CareerFeature.LearnName} {item.Id}",
        Career => $"{CommandDefinition.Root} {CareerFeature.Group} {item.Id}",
        _ => $"{CommandDefinition.Root} {AskFeature.CommandName} {item.Id}",
    };

    private static bool IsLong(Topic topic) => topic.Sections.Sum(section => section.Points.Length + section.Figures.Length) > MostPoints;

    private static IEnumerable<Block> Whole(TopicSection section) =>
    [
        new Paragraph(Line.Bold(section.Title) + "\n" + section.Text.Line),
        .. List(section.Figures.Select(figure => Line.Bold(figure.Name) + $" · {figure.UsdAYear}" + (figure.OnTop is null ? string.Empty : $", plus {figure.OnTop}"))),
        .. section.Figures.IsEmpty ? Array.Empty<Block>() : [new ContextLine("USD a year before tax, as the source gives them: to compare with, not advice.")],
        .. List(section.Points.Select(point => point.Text is null ? point.Name : Line.Bold(point.Name) + "\n" + point.Text.Line)),
    ];

    private static Line Entry(Signal signal)
    {
        var line = Line.Bold(signal.Text) + "\n" + signal.Why.Line;
        return signal.Do is null ? line : line + "\n" + Line.Italic("What to do: ") + signal.Do.Line;
    }

    private static IEnumerable<Block> List(IEnumerable<Line> lines)
    {
        var items = lines.ToImmutableArray();
        return items.IsEmpty ? [] : [new ItemList(items)];
    }

    private static IEnumerable<Block> Openers(Topic topic, int? shown = null) =>
        topic.Sections
            .Select((section, i) => (Index: i, Button: new Button(section.Title, Section.Token(topic.Id, i))))
            .Where(pair => pair.Index != shown)
            .Chunk(Limits.ButtonsInARow)
            .Select(row => new Buttons([.. row.Select(pair => pair.Button)]));

    /// <summary>Where to go from here, and where it is from.</summary>
    private static IEnumerable<Block> End(ReadingItem item, ContentPack pack)
    {
        var next = pack.Behind(item.LeadsTo);
        return next.Count == 0 ? [ItemCards.From(item)] : [ItemCards.Openers(next), ItemCards.From(item)];
    }
}
