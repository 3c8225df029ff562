using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Library;

/// <summary>Answers a question: opens what fits it best, with the closest others to choose from.</summary>
internal sealed class AskFeature(ContentLibrary library) : IFeature
{
    public const string CommandName = "ask";

    private const int MostFound = 4;

    public void Register(FeatureMap map)
    {
        var question = new CommandOption("question", ValueKind.Text, "What you'd like to know, in your own words")
        {
            Required = true,
            Complete = typed => Complete(library.Pack, typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "Ask me about the job, the career or the interview")
            {
                Options = [question],
                Examples = ["ask do I need a degree", "ask how do I become a better communicator"],
            },
            (request, _) => Task.FromResult<Answer>(AnswerTo(library.Pack, request.Caller, request.Options.Text(question.Name)!)));
    }

    private static Reply AnswerTo(ContentPack pack, Caller caller, string asked)
    {
        if (Exact(pack, asked) is { } exact)
        {
            return ReadingCards.Of(exact, pack);
        }

        var found = pack.Search<ContentItem>(asked, MostFound);
        if (found.Count == 0)
        {
            return ItemCards.Unsure(pack, asked, "no answer to", "look at what others ask", ItemCards.Chooser("What others ask", pack.MostAsked<AnsweredQuestion>()));
        }

        var card = ItemCards.Of(found[0], caller.Place, pack);
        return found.Count == 1 ? card : card with { Blocks = [.. card.Blocks, ItemCards.Chooser("Or did you mean one of these?", found.Skip(1))] };
    }

    /// <summary>What is asked for by its id, or by a question letter for letter.</summary>
    private static ReadingItem? Exact(ContentPack pack, string asked) =>
        pack.Find<ReadingItem>(asked)
        ?? pack.All<ReadingItem>().FirstOrDefault(item => item.Questions.Any(question => question.TrimEnd('?').Equals(asked.Trim().TrimEnd('?'), StringComparison.OrdinalIgnoreCase)));

    private static IReadOnlyList<Choice> Complete(ContentPack pack, string typed)
    {
        var items = string.IsNullOrWhiteSpace(typed) ? pack.All<ReadingItem>() : pack.Search<ReadingItem>(typed, Limits.SelectOptions);
        return [.. items.Take(Limits.SelectOptions).Select(item => new Choice(item.Questions[0], item.Questions[0]))];
    }
}
