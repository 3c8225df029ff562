using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Phrases;

/// <summary>Says it better: finds what to say instead in the language bank, and marks what weakens a draft. It keeps nothing.</summary>
internal sealed class SayFeature(ContentLibrary library) : IFeature
{
    public const string CommandName = "say";

    public const string ShortcutName = "say-like-a-senior";

    /// <summary>Asks for the words, where no message has them.</summary>
    public static readonly Route Words = new("say.words");

    // Whoever types no more than this looks something up; more is a draft.
    private const int MostLookedUp = 8;

    // A page of text: nobody reads more in a chat.
    private const int MostRead = 500;

    public void Register(FeatureMap map)
    {
        var text = new CommandOption("text", ValueKind.Text, "What you were about to say, a few words or a whole draft")
        {
            Required = true,
            Complete = typed => Complete(library.Pack, typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "What to say instead; paste a draft and see what weakens it")
            {
                Options = [text],
                Examples = ["say that's not my job", "say Sorry, I was just wondering if maybe someone could look at the export soon"],
            },
            (request, _) => Task.FromResult<Answer>(Say(request.Caller.Place, request.Options.Text(text.Name)!)));
        map.Form(
            Words,
            (_, _) => Task.FromResult<Answer>(new Form("Say it better", Words.Token(), [new FormPage([new LongTextField(text.Name, "What you were about to say") { Hint = "A few words, such as: it works on my machine, or a whole draft" }])], "Show me")),
            (submission, _) => Task.FromResult<Answer>(SayMessage(submission.Caller.Place, submission.Values.Text(text.Name)!)));
        map.Shortcut(
            new ShortcutDefinition(ShortcutName, "Say it like a senior", "What in a message could be said better, and why; only you see it") { OnMessage = true },
            (request, _) => Task.FromResult<Answer>(SayMessage(request.Caller.Place, request.Message!.Text)));
    }

    private static IReadOnlyList<Choice> Complete(ContentPack pack, string typed)
    {
        var phrases = string.IsNullOrWhiteSpace(typed) ? pack.All<Phrase>() : pack.Search<Phrase>(typed, Limits.SelectOptions);
        return [.. phrases.Take(Limits.SelectOptions).Select(phrase => new Choice(Limits.Shorten(phrase.InsteadOf, Limits.ChoiceLabel), phrase.Triggers[0].Text))];
    }

    /// <summary>What stands in a text that could be said better; a few words that have nothing of that are looked up.</summary>
    private Reply Say(Place place, string text)
    {
        var pack = library.Pack;
        var (written, said, marked) = Read(text, pack);
        if (marked.Marks.IsEmpty && written.Length <= MostLookedUp)
        {
            return pack.Search<Phrase>(text, SayView.MostFound) is { Count: > 0 } found
                ? Nearest(found, place, pack)
                : Reply.Of(
                    new Paragraph((Line)"I have nothing better for " + Line.Italic($"“{Limits.Shorten(text, 100)}”") + " yet. These I do have:"),
                    ItemCards.Chooser("What people say", pack.All<Phrase>()));
        }

        return Answer(written, said, marked, place, pack);
    }

    private Reply SayMessage(Place place, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Reply.Say("That message has no words in it, so there is nothing to say better.");
        }

        var pack = library.Pack;
        var (written, said, marked) = Read(text, pack);
        if (said.Count > 0 || !marked.Marks.IsEmpty || written.Length > MostLookedUp)
        {
            return Answer(written, said, marked, place, pack);
        }

        return pack.Search<Phrase>(text, SayView.MostFound) is { Count: > 0 } found
            ? Nearest(found, place, pack, "Nothing in that message is what I'd warn of. This comes closest to it:")
            : Reply.Of(
                new Paragraph("That message reads fine to me: there is nothing in it that I know a better way to say."),
                ItemCards.Chooser("What people say", pack.All<Phrase>()));
    }

    private static (WrittenText Text, IReadOnlyList<SaidPhrase> Said, Marked Marked) Read(string text, ContentPack pack)
    {
        var written = new WrittenText(text, MostRead);
        var said = SaidPhrases.In(written, pack.All<Phrase>());
        return (written, said, Marked.Of(written, pack.All<Habit>(), said));
    }

    private static Reply Answer(WrittenText text, IReadOnlyList<SaidPhrase> said, Marked marked, Place place, ContentPack pack) =>
        said.Count == 0 && marked.Marks.IsEmpty ? SayView.Clean(text, marked.Praise) : SayView.Of(text, said, marked.Marks, place, pack);

    /// <summary>The best of what was found, with the others to choose from.</summary>
    private static Reply Nearest(IReadOnlyList<Phrase> found, Place place, ContentPack pack, string? before = null)
    {
        var card = ItemCards.Of(found[0], place, pack);
        return card with
        {
            Blocks =
            [
                .. before is null ? Array.Empty<Block>() : [new Paragraph(before)],
                .. card.Blocks,
                .. found.Count == 1 ? Array.Empty<Block>() : [ItemCards.Chooser("Or did you mean one of these?", found.Skip(1))],
            ],
        };
    }
}
