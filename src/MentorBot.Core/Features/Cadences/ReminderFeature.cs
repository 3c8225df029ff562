using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>What people do with a reminder besides answering: not today, or later.</summary>
internal sealed class ReminderFeature(OwnCadences own, CadenceSchedules schedules, IOutbox outbox, ILedger ledger) : IFeature
{
    /// <summary>Ends the reminders for a round.</summary>
    public static readonly Route<long, int> Skip = new("cadence.skip");

    /// <summary>Has an entry of the outbox come again at the chosen time.</summary>
    public static readonly Route<long, long> Snooze = new("cadence.snooze");

    /// <summary>Snoozes of one reminder fit between asking and closing, and nobody snoozes more often than this.</summary>
    private const int MostSnoozes = 50;

    public void Register(FeatureMap map)
    {
        map.Action(Skip, (request, id, date, cancellationToken) => own.WithAsync(request.Caller, id, cadence => SkipAsync(request.Caller, cadence, date, cancellationToken), cancellationToken));
        map.Action(Snooze, (request, id, entry, cancellationToken) => own.WithAsync(request.Caller, id, cadence => SnoozeAsync(request, cadence, entry, cancellationToken), cancellationToken));
    }

    private async Task<Answer> SkipAsync(Caller caller, Cadence cadence, int number, CancellationToken cancellationToken)
    {
        if (DateNumber.Read(number) is not { } date)
        {
            return Over();
        }

        var me = new PersonRecipient(caller.Workspace, caller.Person.Id);
        var mine = (await schedules.OfAsync(cadence.Id, cancellationToken)).FirstOrDefault(schedule => schedule.Kind == CadenceSchedules.Reminder && schedule.Recipient == me);
        if (mine is not null)
        {
            foreach (var entry in (await ledger.PastAsync(mine.Id, MostSnoozes, cancellationToken)).Where(entry => entry.Key.Date == date))
            {
                await outbox.SkipAsync(entry.Id, "the person skipped the day", cancellationToken);
            }
        }

        return Reply.Of(
            new Paragraph((Line)$"All right, nothing more about {TimeWords.DayInWords(date)}. You're named as without an answer; on days off, " + Line.Code($"{CommandDefinition.Root} away") + " keeps you out of that."),
            new Buttons([new Button("Answer after all", AnswerFeature.Answer.Token(cadence.Id, number))]));
    }

    private async Task<Answer> SnoozeAsync(ActionRequest request, Cadence cadence, long id, CancellationToken cancellationToken)
    {
        if (await outbox.FindAsync(id, cancellationToken) is not { Key.Recipient: PersonRecipient(_, var person) } entry || person != request.Caller.Person.Id
            || (await own.RoundsAsync(cadence, cancellationToken)).Of(entry.Key.Date) is not { } round || round.Closes <= own.Now)
        {
            return Over();
        }

        if (Snoozes.SoonOf(request.Values.FirstOrDefault()) is not { } later)
        {
            return Reply.Say(Snoozes.NoSuch);
        }

        var until = own.Now + later;
        if (until >= round.Closes)
        {
            return Reply.Of(
                new Paragraph((Line)"It closes at " + Line.At(round.Closes, LocalTimeStyle.Time) + ", before that, so nothing was changed. A late answer is welcome, too."),
                new Buttons([new Button("Answer", AnswerFeature.Answer.Token(cadence.Id, DateNumber.Of(entry.Key.Date)))]));
        }

        return await outbox.SnoozeAsync(id, until, cancellationToken) is null
            ? Reply.Say("That one is snoozed already and comes by itself.")
            : Reply.Say((Line)"Snoozed. It comes again at " + Line.At(until, LocalTimeStyle.Time) + ".");
    }

    private static Reply Over() => Reply.Say((Line)"That was for a round that is over, so nothing was changed. " + Line.Code($"{CommandDefinition.Root} standup") + " opens the stand-up that is next.");
}
