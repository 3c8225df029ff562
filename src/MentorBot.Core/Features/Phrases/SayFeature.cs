using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Phrases;

/// <summary>Says it better: finds what to say instead in the language bank, with the reason.</summary>
internal sealed class SayFeature(ContentLibrary library) : IFeature
{
    public const string CommandName = "say";

    private const int MostFound = 4;

    public void Register(FeatureMap map)
    {
        var text = new CommandOption("text", ValueKind.Text, "What you were about to say")
        {
            Required = true,
            Complete = typed => Complete(library.Pack, typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "What to say instead, and why it lands better")
            {
                Options = [text],
                Examples = ["say that's not my job", "say it works on my machine"],
            },
            (request, _) => Task.FromResult<Answer>(Say(request, request.Options.Text(text.Name)!)));
    }

    private static IReadOnlyList<Choice> Complete(ContentPack pack, string typed)
    {
        var phrases = string.IsNullOrWhiteSpace(typed) ? pack.All<Phrase>() : pack.Search<Phrase>(typed, Limits.SelectOptions);
        return [.. phrases.Take(Limits.SelectOptions).Select(phrase => new Choice(Limits.Shorten(phrase.InsteadOf, Limits.ChoiceLabel), phrase.Triggers[0]))];
    }

    private Reply Say(CommandRequest request, string text)
    {
        var found = library.Pack.Search<Phrase>(text, MostFound);
        if (found.Count == 0)
        {
            return Reply.Of(
                new Paragraph((Line)"I have nothing better for " + Line.Italic($"“{Limits.Shorten(text, 100)}”") + " yet. These I do have:"),
                ItemCards.Chooser("What people say", library.Pack.All<Phrase>()));
        }

        var card = ItemCards.Of(found[0], request.Caller.Place);
        return found.Count == 1
            ? card
            : card with
            {
                Blocks =
                [
                    .. card.Blocks,
                    ItemCards.Chooser("Or did you mean one of these?", found.Skip(1)),
                ],
            };
    }
}
