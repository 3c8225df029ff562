using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Scores;

/// <summary>Scores things with a rubric, and keeps each score with what it rests on; it is the person's alone until they share it.</summary>
internal sealed class ScoreFeature(ContentLibrary library, IScoreStore scores, OwnScores own, IClock clock) : IFeature
{
    public const string CommandName = "score";

    /// <summary>The form of a rubric; its number is a score to begin with, or 0.</summary>
    public static readonly Route<string, long> Fill = new("score.fill");

    public static readonly Route<long> Open = new("score.open");

    public static readonly Route<long> History = new("score.history");

    /// <summary>Asks whether to delete a score.</summary>
    public static readonly Route<long> Remove = new("score.remove");

    public static readonly Route<long> Delete = new("score.delete");

    private const int MostHistory = 10;

    public void Register(FeatureMap map)
    {
        var rubric = new CommandOption("rubric", ValueKind.Text, "With what, such as task-priority") { Complete = typed => library.Pack.Complete<Rubric>(typed) };
        map.Command(
            new CommandDefinition(CommandName, "Score tasks, bugs, employers or your skills, and rank them")
            {
                Options = [rubric],
                Examples = [$"{CommandName} task-priority", $"{CommandName} skills-matrix"],
                Answers = FirstAnswer.Form,
            },
            (request, _) => Task.FromResult(Start(request.Options.Text(rubric.Name))));
        map.Form(Fill, OpenAsync, SubmitAsync);
        map.Action(Open, (request, id, cancellationToken) => own.WithAsync(request.Caller, id, async score => (await own.ShowAsync(request.Caller, score, cancellationToken)).AsUpdate(), cancellationToken));
        map.Action(History, (request, id, cancellationToken) => own.WithAsync(request.Caller, id, score => HistoryOfAsync(score, cancellationToken), cancellationToken));
        map.Action(Remove, (request, id, cancellationToken) => own.WithAsync(request.Caller, id, score => Task.FromResult<Answer>(ScoreView.AskToDelete(score).AsUpdate()), cancellationToken));
        map.Action(Delete, (request, id, cancellationToken) => own.WithAsync(
            request.Caller,
            id,
            async score =>
            {
                await scores.DeleteAsync(score.Workspace, score.Person, score.Id, cancellationToken);
                return Reply.Of(new Paragraph("It is deleted."), new Buttons([new Button("Your list", RankedList.Show.Token(score.Rubric, RankedList.Mine, 0))])).AsUpdate();
            },
            cancellationToken));
    }

    private Answer Start(string? wanted)
    {
        var pack = library.Pack;
        if (wanted is null)
        {
            return Reply.Of(
                new Heading("What do you want to score?"),
                new ItemList([.. pack.All<Rubric>().Select(ItemCards.Entry)]),
                ItemCards.Chooser("Open a rubric", pack.All<Rubric>()));
        }

        return pack.Find<Rubric>(wanted) is { } rubric ? ScoreForm.For(rubric, Fill.Token(rubric.Id, 0), known: null) : ItemCards.NotFound<Rubric>(pack, wanted, "rubric");
    }

    private async Task<Answer> OpenAsync(FormRequest request, string id, long of, CancellationToken cancellationToken)
    {
        if (library.Pack.Find<Rubric>(id) is not { } rubric)
        {
            return LibraryFeature.Gone();
        }

        var known = of == 0 ? null : await scores.FindAsync(request.Caller.Workspace, of, cancellationToken);
        return ScoreForm.For(rubric, Fill.Token(rubric.Id, of), known?.Person == request.Caller.Person.Id && known.Rubric == rubric.Id ? known : null);
    }

    private async Task<Answer> SubmitAsync(FormSubmission submission, string id, long of, CancellationToken cancellationToken)
    {
        var (caller, rubric) = (submission.Caller, library.Pack.Find<Rubric>(id)!);
        var (name, problem) = ScoreForm.ReadName(rubric, submission.Values);
        if (problem is not null)
        {
            return ScoreForm.For(rubric, Fill.Token(rubric.Id, of), known: null) with { Problems = ImmutableDictionary<string, string>.Empty.Add(ScoreForm.Name, problem) };
        }

        var sheet = ScoreForm.ReadSheet(rubric, submission.Values);
        var known = await scores.HistoryAsync(caller.Workspace, caller.Person.Id, rubric.Id, name, 1, cancellationToken);
        var last = known is [var newest] ? newest : null;
        if (last is not null && last.Sheet.Version == sheet.Version && last.Sheet.Picks.SequenceEqual(sheet.Picks))
        {
            return await own.ShowAsync(caller, last, cancellationToken, "Every answer is as it was the last time, so I've noted nothing new.");
        }

        var score = new Score(0, caller.Person.Id, caller.Workspace, rubric.Id, name, sheet, clock.GetCurrentInstant());
        return ScoreView.Own(score with { Id = await scores.AddAsync(score, cancellationToken) }, last, caller.Place.IsDirect);
    }

    private async Task<Answer> HistoryOfAsync(Score score, CancellationToken cancellationToken)
    {
        var history = await scores.HistoryAsync(score.Workspace, score.Person, score.Rubric, score.Name, MostHistory + 1, cancellationToken);
        return ScoreView.History([.. history.Take(MostHistory)], history.Count > MostHistory);
    }
}
