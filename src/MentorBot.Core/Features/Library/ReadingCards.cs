using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Library;

/// <summary>Shows what is there to be read, with buttons to what helps next.</summary>
internal static class ReadingCards
{
    public static Reply Of(ReadingItem item, ContentPack pack) => item switch
    {
        AnsweredQuestion answer => Reply.Of([new Heading(answer.Questions[0]), new Paragraph(answer.Short.Line), .. List(answer.Points.Select(point => point.Line)), .. End(item, pack)]),
        _ => throw new InvalidOperationException($"No card for a {item.Kind}."),
    };

    /// <summary>What to type to read it.</summary>
    public static string CommandFor(ReadingItem item) => $"{CommandDefinition.Root} {AskFeature.CommandName} {item.Id}";

    private static IEnumerable<Block> List(IEnumerable<Line> lines)
    {
        var items = lines.ToImmutableArray();
        return items.IsEmpty ? [] : [new ItemList(items)];
    }

    /// <summary>Where to go from here, and where it is from.</summary>
    private static IEnumerable<Block> End(ReadingItem item, ContentPack pack)
    {
        var next = item.LeadsTo.Select(reference => pack.Find<ContentItem>(reference.Id)!).ToList();
        return next.Count == 0 ? [ItemCards.From(item)] : [ItemCards.Openers(next), ItemCards.From(item)];
    }
}
