using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Practice;

/// <summary>Asks interview questions, none a second time before all others were asked, and keeps the answers for the one who gave them.</summary>
internal sealed class PracticeFeature(ContentLibrary library, IPracticeStore practice, IClock clock) : IFeature
{
    public const string CommandName = "practice";

    /// <summary>The word that asks for the answers so far in place of a kind.</summary>
    public const string HistoryWord = "history";

    /// <summary>Asks the next question of a pool: a kind and a level, or any of either.</summary>
    public static readonly Route<string, string> Next = new("practice.next");

    /// <summary>Asks one certain question.</summary>
    public static readonly Route<string> AskOne = new("practice.ask");

    /// <summary>The form for an answer to a question. Its number makes it one, however often it is sent.</summary>
    public static readonly Route<string, long> Answer = new("practice.answer");

    public void Register(FeatureMap map)
    {
        var kind = new CommandOption("kind", ValueKind.Text, "Such as behavioural, or history for your answers") { Complete = typed => Complete(library.Pack, typed) };
        var level = new CommandOption("level", ValueKind.Choice, "Whom the interview is for")
        {
            Choices = [.. QuestionPool.Levels.Select(name => new Choice(name, name))],
        };
        map.Command(
            new CommandDefinition(CommandName, "Interview questions to answer, score and come back to")
            {
                Options = [kind, level],
                Examples = [CommandName, $"{CommandName} behavioural senior", $"{CommandName} {HistoryWord}"],
            },
            (request, cancellationToken) => StartAsync(request.Caller, request.Options.Text(kind.Name), request.Options.Text(level.Name), cancellationToken));
        map.Action(Next, async (request, kindId, levelName, cancellationToken) => await AskAsync(request.Caller, new QuestionPool(kindId, levelName), cancellationToken));
        map.Action(AskOne, async (request, id, cancellationToken) => library.Pack is var pack && pack.Find<Question>(id) is { } question
            ? await AskAsync(request.Caller, question, QuestionPool.Around(question), pack, cancellationToken)
            : LibraryFeature.Gone());
        map.Form(Answer, OpenAsync, SaveAsync);
    }

    private async Task<Answer> StartAsync(Caller caller, string? wanted, string? level, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        if (HistoryWord.Equals(wanted?.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return await PracticeHistory.PageAsync(practice, caller, 0, cancellationToken);
        }

        // Who types a level alone means it.
        if (level is null && QuestionPool.Levels.FirstOrDefault(name => name.Equals(wanted?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } alone)
        {
            (wanted, level) = (null, alone);
        }

        if (wanted is null)
        {
            return await AskAsync(caller, new QuestionPool(QuestionPool.Any, level ?? QuestionPool.Any), cancellationToken);
        }

        if (pack.Find<Question>(wanted) is { } question)
        {
            return await AskAsync(caller, question, QuestionPool.Around(question), pack, cancellationToken);
        }

        return KindOf(pack, wanted) is { } kind ? await AskAsync(caller, new QuestionPool(kind.Id, level ?? QuestionPool.Any), cancellationToken) : NoKind(pack, wanted, level);
    }

    /// <summary>The kind that is meant by its id, its title, what else it is called, or the beginning of one of these.</summary>
    private static QuestionKind? KindOf(ContentPack pack, string wanted)
    {
        var typed = wanted.Trim();
        return pack.All<QuestionKind>().FirstOrDefault(kind => Names(kind).Any(name => name.Equals(typed, StringComparison.OrdinalIgnoreCase)))
            ?? pack.All<QuestionKind>().FirstOrDefault(kind => typed.Length >= 4 && Names(kind).Any(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)))
            ?? (Spelling.Nearest(typed.ToLowerInvariant(), pack.All<QuestionKind>().Select(kind => kind.Id), 1) is [var near] ? pack.Find<QuestionKind>(near) : null);

        static IEnumerable<string> Names(QuestionKind kind) => [kind.Id, kind.Title, .. kind.Synonyms];
    }

    private static Reply NoKind(ContentPack pack, string wanted, string? level) => !pack.All<QuestionKind>().Any() ? LibraryFeature.Gone() : Reply.Of(
        new Paragraph((Line)"I have no questions called " + Line.Italic($"“{Limits.Shorten(wanted, 60)}”") + ". These kinds I do have:"),
        new ItemList([.. pack.All<QuestionKind>().Select(kind => Line.Bold(kind.Title) + " · " + Line.Code($"{CommandDefinition.Root} {CommandName} {kind.Id}") + "\n" + kind.When.Line)]),
        new Buttons([.. pack.All<QuestionKind>().Take(Limits.ButtonsInARow).Select(kind => new Button(kind.Title, Next.Token(kind.Id, level ?? QuestionPool.Any)))]));

    private static IReadOnlyList<Choice> Complete(ContentPack pack, string typed) =>
    [
        .. pack.All<QuestionKind>().Select(kind => new Choice(kind.Title, kind.Id))
            .Append(new Choice("Your answers so far", HistoryWord))
            .Where(choice => choice.Value.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase) || choice.Label.StartsWith(typed.Trim(), StringComparison.OrdinalIgnoreCase))
            .Take(Limits.SelectOptions),
    ];

    private async Task<Reply> AskAsync(Caller caller, QuestionPool pool, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        var asked = await practice.AskedAsync(caller.Workspace, caller.Person.Id, cancellationToken);
        return pool.Next(pack, asked, caller.Person.Id.Value) is { } question
            ? await AskAsync(caller, question, pool, pack, cancellationToken)
            : Reply.Of(
                new Paragraph("I have no question of that kind and level. Take one of all that I have:"),
                new Buttons([new Button("Any question", Next.Token(QuestionPool.Any, QuestionPool.Any), ButtonStyle.Primary)]));
    }

    private async Task<Reply> AskAsync(Caller caller, Question question, QuestionPool pool, ContentPack pack, CancellationToken cancellationToken)
    {
        await practice.NoteAskedAsync(caller.Workspace, caller.Person.Id, question.Id, cancellationToken);

        // Nobody is asked twice in a ten-millionth of a second.
        return PracticeView.Asked(question, pack.Find<QuestionKind>(question.Type.Id)!, pool, pack, clock.GetCurrentInstant().ToUnixTimeTicks());
    }

    private async Task<Answer> OpenAsync(FormRequest request, string id, long form, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        return pack.Find<Question>(id) is { } question
            ? AnswerForm.For(Answer.Token(id, form), question, pack.Find<QuestionKind>(question.Type.Id)!, await practice.OfFormAsync(request.Caller.Workspace, request.Caller.Person.Id, form, cancellationToken))
            : LibraryFeature.Gone();
    }

    private async Task<Answer> SaveAsync(FormSubmission submission, string id, long form, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        if (pack.Find<Question>(id) is not { } question)
        {
            return LibraryFeature.Gone();
        }

        var kind = pack.Find<QuestionKind>(question.Type.Id)!;
        var answer = new PractisedAnswer(
            0,
            submission.Caller.Person.Id,
            submission.Caller.Workspace,
            form,
            question.Id,
            question.Ask.Plain,
            kind.Id,
            kind.Title,
            QuestionPool.NameOf(question.Level),
            AnswerForm.PartsOf(submission.Values, kind),
            AnswerForm.ScoresOf(submission.Values, question),
            clock.GetCurrentInstant());
        return PracticeView.Given(answer with { Id = await practice.SaveAsync(answer, cancellationToken) }, question, kind);
    }
}
