using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;
using CadenceItem = MentorBot.Core.Content.Cadence;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Composes what comes of cadences by itself, and closes their rounds.</summary>
internal sealed class CadenceMessages(ContentLibrary library, OwnCadences own, StandUpReport report, CadencePapers papers, CadenceNotices notices, CadenceFailures failures) : IScheduledFeature
{
    /// <summary>Why nothing more comes of a round whose question did not go out.</summary>
    public const string NeverAsked = "its question was never asked";

    /// <summary>Whom the question is for.</summary>
    public static readonly ContextLine Note = new("Anybody may answer; only who joins is reminded, and named where an answer is missing.");

    private const string HasEnded = "the cadence has ended";

    public string Name => CadenceSchedules.Feature;

    public async Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        if (await own.Store.FindAsync(schedule.Subject, cancellationToken) is not { } cadence)
        {
            return "a cadence that is gone";
        }

        var name = CadenceWords.NameOf(cadence.Kind);
        return schedule.Kind == CadenceSchedules.Prompt ? name : $"{name} {schedule.Kind}";
    }

    public async Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken)
    {
        var (entry, key) = (request.Entry, request.Entry.Key);
        if (await own.Store.FindAsync(request.Schedule.Subject, cancellationToken) is not { } cadence)
        {
            return new NothingToSend("the cadence is gone");
        }

        if (await notices.ComposeAsync(cadence, entry, cancellationToken) is { } notice)
        {
            return notice;
        }

        // A pause stops what comes; what stands in the channel already stays true.
        if (cadence.State == CadenceState.Ended || (cadence.State == CadenceState.Paused && entry.SentAt is null))
        {
            return new NothingToSend(cadence.State == CadenceState.Paused ? "the cadence is paused" : HasEnded);
        }

        if (await papers.ComposeAsync(cadence, entry, cancellationToken) is { } paper)
        {
            return paper;
        }

        var round = await RoundAsync(cadence, entry, cancellationToken);
        return (key.Kind, cadence.Kind) switch
        {
            (CadenceSchedules.Prompt, _) => await PromptAsync(cadence, round, cancellationToken),
            (CadenceSchedules.Reminder, _) => await ReminderAsync(cadence, round, request, cancellationToken),
            (CadenceSchedules.Report, CadenceKind.StandUp) => await report.ComposeAsync(cadence, round, cancellationToken),
            _ => new NothingToSend("nothing is said there"),
        };
    }

    public async Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken)
    {
        if (await own.Store.FindAsync(schedule.Subject, cancellationToken) is not { } cadence)
        {
            return;
        }

        if (entry.Key.Kind == CadenceNotices.Added && failure is not (Refusal.WorkspaceGone or Refusal.PersonGone))
        {
            await failures.MeetAddedAsync(cadence, entry, cancellationToken);
            return;
        }

        if (entry is { Key.Kind: CadenceSchedules.Prompt, Status: EntryStatus.Sent })
        {
            await own.Store.AskAsync(cadence.Id, entry.Key.Date, entry.SentAt ?? own.Now, cancellationToken);
            if (cadence.Owner is null)
            {
                await failures.TellOrphanedAsync(cadence, cancellationToken);
            }
        }

        // An approved weekly report goes by the prompt's schedule: its round was closed when the draft was due.
        var isClosing = entry.Key.Kind == schedule.Kind && schedule.Kind is CadenceSchedules.Report or CadenceSchedules.Draft;
        if (isClosing && (await own.RoundsAsync(cadence, cancellationToken)).Of(entry.Key.Date) is { } round)
        {
            await CloseAsync(cadence, round, cancellationToken);
        }

        if (failure is { } why)
        {
            await failures.MeetAsync(cadence, entry, why, cancellationToken);
        }
    }

    /// <summary>What people can do with the question of a date.</summary>
    public static Buttons ButtonsOf(Cadence cadence, LocalDate date) => new([
        new Button("Answer", AnswerFeature.Answer.Token(cadence.Id, DateNumber.Of(date)), ButtonStyle.Primary),
        new Button("Join", ParticipationFeature.Join.Token(cadence.Id)),
        new Button("Explain", CadenceExplain.Explain.Token(cadence.Id)),
        .. cadence.Owner is null ? [new Button("Take over", OwnCadences.TakeOver.Token(cadence.Id))] : ImmutableArray<Button>.Empty,
    ]);

    private async Task CloseAsync(Cadence cadence, RoundTime time, CancellationToken cancellationToken)
    {
        if (await own.Store.RoundAsync(cadence.Id, time.Date, cancellationToken) is { } round)
        {
            // Whatever became of what was to say so, and however late: the window was over when it was over.
            var gaps = await own.GapsAsync(cadence, round, time.On, cancellationToken);
            await own.Store.CloseAsync(cadence.Id, time.Date, gaps, Instant.Min(time.Closes, own.Now), cancellationToken);
        }
    }

    /// <summary>The round of an entry, on the day on which the entry goes where the calendar has changed since.</summary>
    private async Task<RoundTime> RoundAsync(Cadence cadence, OutboxEntry entry, CancellationToken cancellationToken) =>
        (await own.RoundsAsync(cadence, cancellationToken)).OfKept(entry.Key.Date, entry.On);

    private async Task<Composition> PromptAsync(Cadence cadence, RoundTime round, CancellationToken cancellationToken)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading($"{CadenceWords.TitleOf(cadence.Kind)} for {TimeWords.DayInWords(round.Date)}"));
        if (library.Pack.Find<CadenceItem>(CadenceWords.ItemOf(cadence.Kind)) is { Placeholders.IsEmpty: false } item)
        {
            blocks.Add(new ItemList([.. item.Placeholders.Select(placeholder => (Line)placeholder.Label)]));
        }

        var early = (await own.Store.RoundAsync(cadence.Id, round.Date, cancellationToken))?.Answers.Length ?? 0;
        blocks.Add(new Paragraph((Line)"It's open until " + Line.At(round.Closes, LocalTimeStyle.Time) + "." + early switch
        {
            0 => string.Empty,
            1 => " One answer is in already.",
            _ => $" {early} answers are in already.",
        }));
        blocks.Add(ButtonsOf(cadence, round.Date));
        blocks.Add(Note);
        return new ComposedMessage(blocks.ToImmutable());
    }

    private async Task<Composition> ReminderAsync(Cadence cadence, RoundTime round, ComposeRequest request, CancellationToken cancellationToken)
    {
        var person = ((PersonRecipient)request.Entry.Key.Recipient).Person;
        var participant = (await own.Store.ParticipantsAsync(cadence.Id, cancellationToken)).FirstOrDefault(one => one.Person == person);
        if (participant is not { Knows: true })
        {
            return new NothingToSend(participant is null ? "the person has left it" : "they haven't heard yet that they were added");
        }

        var kept = await own.Store.RoundAsync(cadence.Id, round.Date, cancellationToken);
        if (kept?.AskedAt is null)
        {
            return new NothingToSend(NeverAsked);
        }

        if (kept.Answers.Any(answer => answer.Person == person))
        {
            return new NothingToSend("it is answered already");
        }

        // A snooze says that they are there after all.
        if (request.Entry.Key.Sequence == 0 && await own.IsAwayAsync(cadence, person, round.On, cancellationToken))
        {
            return new NothingToSend(Reasons.Away);
        }

        if (round.Closes <= own.Now)
        {
            return new NothingToSend(Reasons.WindowClosed);
        }

        var number = DateNumber.Of(round.Date);
        var words = new Paragraph((Line)$"The {CadenceWords.NameOf(cadence.Kind)} in " + Line.Channel(cadence.Place)
            + $" waits for your answer for {TimeWords.DayInWords(round.Date)}, until " + Line.At(round.Closes, LocalTimeStyle.Time) + ".");
        var (answer, skip) = (new Button("Answer", AnswerFeature.Answer.Token(cadence.Id, number), ButtonStyle.Primary), new Button("Skip today", ReminderFeature.Skip.Token(cadence.Id, number)));
        var leave = new Button("Leave", ParticipationFeature.Leave.Token(cadence.Id));
        ImmutableArray<Block> ease = request.AskToEase
            ? [new Paragraph((Line)"You've had a few of these without needing them. Less often, another time, or stop? Leave ends them, and " + Line.Code($"{CommandDefinition.Root} settings") + " has how many come a day, and when.")]
            : [];
        return new ComposedMessage(
            [words, new Buttons([answer, skip, leave]), new Select("Snooze", ReminderFeature.Snooze.Token(cadence.Id, request.Entry.Id), Snoozes.Soon), .. ease],
            [words, new Buttons([answer with { Style = ButtonStyle.Normal }, skip, leave]), .. ease]);
    }
}
