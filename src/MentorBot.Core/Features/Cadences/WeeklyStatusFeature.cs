using MentorBot.Core.Commands;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Lets whoever looks after a weekly status review its draft and post it; nothing goes out without them.</summary>
internal sealed class WeeklyStatusFeature(WeeklyStatus weekly, WeeklyStatusPosting posting, ICadenceStore cadences, IPostStore posts, IPeopleStore people, IClock clock) : IFeature
{
    /// <summary>Opens the words of a cadence's date: those of a preview, or without one (0) those approved last or drafted.</summary>
    public static readonly Route<long, int, long> Review = new("weekly.review");

    /// <summary>Posts a preview of a cadence's date.</summary>
    public static readonly Route<long, int, long> Post = new("weekly.post");

    /// <summary>Posts nothing for a cadence's date.</summary>
    public static readonly Route<long, int> Leave = new("weekly.leave");

    public void Register(FeatureMap map)
    {
        map.Form(
            Review,
            (request, cadence, date, draft, cancellationToken) => WithAsync(request.Caller, cadence, date, round => OpenAsync(request.Caller, round, draft, cancellationToken), cancellationToken),
            (submission, cadence, date, draft, cancellationToken) => WithAsync(submission.Caller, cadence, date, round => SubmitAsync(submission, round, draft, cancellationToken), cancellationToken));
        map.Action(Post, (request, cadence, date, draft, cancellationToken) =>
            WithAsync(request.Caller, cadence, date, round => PostAsync(request.Caller, round, draft, cancellationToken), cancellationToken));
        map.Action(Leave, (request, cadence, date, cancellationToken) =>
            WithAsync(request.Caller, cadence, date, round => LeaveAsync(round, cancellationToken), cancellationToken));
    }

    private async Task<Answer> OpenAsync(Caller caller, WeeklyRound round, long draft, CancellationToken cancellationToken)
    {
        var words = await FindDraftAsync(caller, round, draft, cancellationToken) is { } preview
            ? preview.Answers
            : (await cadences.RoundAsync(round.Cadence.Id, round.Date, cancellationToken))?.Approved?.Words
                ?? (await weekly.ReadAsync(round.Cadence, round.Date, caller.Person.Id, cancellationToken)).Words;
        var token = Review.Token(round.Cadence.Id, DateNumber.Of(round.Date), draft);
        return BlankForm.For(token, round.Template.Placeholders, placeholder => words.GetValueOrDefault(placeholder.Name)) with { Title = "Weekly status" };
    }

    private async Task<Answer> SubmitAsync(FormSubmission submission, WeeklyRound round, long draft, CancellationToken cancellationToken)
    {
        var (caller, template) = (submission.Caller, round.Template);
        var words = BlankForm.Answers(template.Body.Blanks, submission.Values);
        if (await FindDraftAsync(caller, round, draft, cancellationToken) is { } preview)
        {
            await posts.ReviseAsync(preview.Id, words, null, cancellationToken);
        }
        else
        {
            draft = await posts.AddAsync(
                new Post(0, caller.Person.Id, round.Cadence.Place, template.Kind, template.Id, template.Title, template.Body.Source, words, Words: null, PostState.Draft, clock.GetCurrentInstant()),
                cancellationToken);
        }

        return WeeklyStatusView.Preview(round.Cadence, round.Date, template, words, draft, await IsApprovedAsync(round, cancellationToken));
    }

    private async Task<Answer> PostAsync(Caller caller, WeeklyRound round, long draft, CancellationToken cancellationToken)
    {
        if (await FindDraftAsync(caller, round, draft, cancellationToken) is not { } preview)
        {
            return await IsApprovedAsync(round, cancellationToken)
                ? Reply.Of(
                    new Paragraph((Line)"That one is posted already, and nothing was posted twice. To change what " + Line.Channel(round.Cadence.Place) + " reads, edit it."),
                    new Buttons([new Button("Edit it", WeeklyStatusView.Review(round.Cadence, round.Date))]))
                : Reply.Of(
                    new Paragraph("I don't have that preview any more, so nothing was posted. Review the status once more."),
                    new Buttons([new Button("Review and post", WeeklyStatusView.Review(round.Cadence, round.Date), ButtonStyle.Primary)]));
        }

        var isPosted = await IsApprovedAsync(round, cancellationToken);
        if (!await posting.PostAsync(round.Cadence, round.Date, new ApprovedWords(preview.Answers, caller.Person.Id, clock.GetCurrentInstant()), cancellationToken))
        {
            return HasEnded();
        }

        await posts.DeleteAsync(preview.Id, cancellationToken);
        return Reply.Say((Line)(isPosted ? "Changed. In a moment the new words stand in " : "Approved. In a moment it stands in ") + Line.Channel(round.Cadence.Place) + ", with your name below it.").AsUpdate();
    }

    private async Task<Answer> LeaveAsync(WeeklyRound round, CancellationToken cancellationToken) => await IsApprovedAsync(round, cancellationToken)
        ? Reply.Of(
            new Paragraph((Line)"That one is posted already, so it stays in " + Line.Channel(round.Cadence.Place) + "."),
            new Buttons([new Button("Edit it", WeeklyStatusView.Review(round.Cadence, round.Date))]))
        : Reply.Of(
            new Paragraph((Line)"Left: nothing of this week is posted in " + Line.Channel(round.Cadence.Place) + "."),
            new Buttons([new Button("Review it after all", WeeklyStatusView.Review(round.Cadence, round.Date))])).AsUpdate();

    private async Task<bool> IsApprovedAsync(WeeklyRound round, CancellationToken cancellationToken) =>
        (await cadences.RoundAsync(round.Cadence.Id, round.Date, cancellationToken))?.Approved is not null;

    /// <summary>A preview of the caller's own; null where it was posted, or is too old.</summary>
    private async Task<Post?> FindDraftAsync(Caller caller, WeeklyRound round, long id, CancellationToken cancellationToken) =>
        id > 0 && await posts.FindAsync(id, cancellationToken) is { State: PostState.Draft } post
            && post.Author == caller.Person.Id && post.Place == round.Cadence.Place && post.ItemId == round.Template.Id
            ? post
            : null;

    /// <summary>Goes on where the weekly status is running, and the caller's to post.</summary>
    private async Task<Answer> WithAsync(Caller caller, long id, int number, Func<WeeklyRound, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (await cadences.FindAsync(id, cancellationToken) is not { Kind: CadenceKind.WeeklyStatus } cadence || cadence.Place.Workspace != caller.Workspace
            || DateNumber.Read(number) is not { } date || weekly.Template is not { } template)
        {
            return Reply.Say((Line)"That weekly status is gone, and nothing was changed. " + Line.Code($"{CommandDefinition.Root} cadence list") + " shows what there is.");
        }

        if (!OwnCadences.MayChange(caller, cadence))
        {
            var owner = cadence.Owner is { } person ? await people.FindAsync(caller.Workspace, person, cancellationToken) : null;
            return Reply.Say(owner is null
                ? $"Nobody looks after this weekly status at the moment, so only an admin can post it. Nothing was changed.{caller.OrElsewhere}"
                : $"{owner.Name} looks after this weekly status now, so it's theirs to post. Nothing was changed.{caller.OrElsewhere}");
        }

        return cadence.State switch
        {
            CadenceState.Running => await then(new WeeklyRound(cadence, date, template)),
            CadenceState.Paused => Reply.Say((Line)"This weekly status is paused, so nothing is posted. " + Line.Code($"{CommandDefinition.Root} cadence resume") + " brings it back, and what people wrote is kept."),
            _ => HasEnded(),
        };
    }

    private static Reply HasEnded() =>
        Reply.Say((Line)"This weekly status has ended, so nothing was posted. " + Line.Code($"{CommandDefinition.Root} cadence report") + " still has what was.");

    private sealed record WeeklyRound(Cadence Cadence, LocalDate Date, Content.Cadence Template);
}
