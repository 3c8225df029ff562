using MentorBot.Core.People;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>
/// Decides what goes out of a lane now: by hours and lateness for each entry, and by the day's budget for each person. Whatever
/// comes at once for somebody goes in one message, and the last message of a day waits for the rest of it.
/// </summary>
internal sealed partial class Allotment(ClaimBatch batch, BatchCalendar calendar, Instant now, ILogger log)
{
    /// <summary>After so many in a row without a press or a reply the bot asks whether it should come less often.</summary>
    private const int MostIgnored = 3;

    private static readonly Duration Pause = Duration.FromHours(1);

    private static readonly Duration UntilTicked = Duration.FromSeconds(1);

    private readonly List<EntryStep> _steps = [];
    private readonly List<IReadOnlyList<ClaimedEntry>> _parcels = [];

    public ClaimDecision Decide()
    {
        var counted = new List<(ClaimedEntry Claimed, Verdict Verdict)>();
        foreach (var claimed in batch.Entries)
        {
            if (claimed.Entry.Status == EntryStatus.Uncertain)
            {
                _parcels.Add([claimed]);
            }
            else if (Judged(claimed) is { Status: EntryStatus.Pending } verdict)
            {
                if (claimed is { HasLater: true, ByRule: true })
                {
                    Leave(claimed, EntryStatus.Merged, OutboxReasons.LaterStandsForIt);
                }
                else if (claimed.Schedule.Recipient is PersonRecipient && !claimed.Entry.AskedFor)
                {
                    counted.Add((claimed, verdict));
                }
                else
                {
                    Send([(claimed, verdict)], null, asks: false);
                }
            }
        }

        foreach (var person in counted.GroupBy(pair => ((PersonRecipient)pair.Claimed.Schedule.Recipient).Person))
        {
            Allot(person.Key, [.. person.OrderBy(pair => pair.Claimed.Entry.DueAt).ThenBy(pair => pair.Claimed.Entry.Id)]);
        }

        return new ClaimDecision(_steps, _parcels);
    }

    /// <summary>The verdict where the entry may go now; everything else is written down here.</summary>
    private Verdict? Judged(ClaimedEntry claimed)
    {
        var entry = claimed.Entry;
        Verdict verdict;
        try
        {
            verdict = new Judge(claimed.Schedule, calendar.Of(claimed.Schedule.Recipient)).JudgeAgain(entry, claimed.ByRule, claimed.HeldUntil, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever is wrong with this one, the others of the batch go.
            LogUnjudged(exception, claimed.Schedule.Id);
            Hold(claimed, null, now + Pause, claimed.HeldUntil, OutboxReasons.Unjudged);
            return null;
        }

        switch (verdict.Status)
        {
            case EntryStatus.Pending:
                return verdict;
            case EntryStatus.Held:
                Hold(claimed, verdict, verdict.NotBefore, claimed.HeldUntil, verdict.Reason);
                return null;
            case EntryStatus.Skipped when verdict.Reason == Reasons.Down && (entry.Attempts > 0 || claimed.FirstTry is not null):
                // It is not the bot that was down: the platform took it at no attempt.
                Leave(claimed, EntryStatus.Failed, entry.Reason, Refusal.GaveUp);
                return null;
            default:
                Leave(claimed, verdict.Status, verdict.Reason);
                return null;
        }
    }

    private void Allot(PersonId person, List<(ClaimedEntry Claimed, Verdict Verdict)> due)
    {
        var time = calendar.Of(due[0].Claimed.Schedule.Recipient);
        var day = batch.Days.GetValueOrDefault(person) ?? PersonsDay.Empty;
        var today = now.InZone(time.Zone).Date;
        var granted = due.Where(pair => pair.Claimed.Slot == today).ToList();
        var fresh = due.Where(pair => pair.Claimed.Slot != today).ToList();
        foreach (var (index, pair) in granted.Index())
        {
            // A message that was allowed before takes along what was to go with it then, and what has come since.
            var joins = index == 0 && fresh.Count > 0;
            Send(joins ? [pair, .. fresh] : [pair], today, pair.Claimed.AsksToEase);
            if (joins)
            {
                fresh = [];
            }
        }

        if (fresh.Count == 0)
        {
            return;
        }

        var lane = due[0].Claimed.Schedule.Recipient.Workspace;
        if (day.Coming.Any(schedule => schedule.NextDueAt <= now && !schedule.AskedFor && schedule.Recipient.Workspace == lane))
        {
            // More has come due for them, and is about to be ticked: it goes in the same message.
            fresh.ForEach(pair => Hold(pair.Claimed, pair.Verdict, now + UntilTicked, pair.Claimed.HeldUntil, pair.Verdict.Reason));
            return;
        }

        var eased = day.Attention.AskedAt is { } asked && !(day.Attention.AttendedAt > asked);
        var left = (eased ? 1 : time.Budget) - day.Used.GetValueOrDefault(today);
        if (left <= 0)
        {
            HoldUntilTomorrow(fresh, time, today);
        }
        else if (left == 1 && LatestToday(fresh, day, time, today) is { } latest)
        {
            fresh.ForEach(pair => Hold(pair.Claimed, pair.Verdict, latest, latest, OutboxReasons.ForTheDigest));
        }
        else
        {
            Send(fresh, today, AsksToEase(day.Attention));
        }
    }

    private void HoldUntilTomorrow(List<(ClaimedEntry Claimed, Verdict Verdict)> fresh, WorkingTime time, LocalDate today)
    {
        var midnight = LocalSchedule.InstantOf(today.PlusDays(1), LocalTime.Midnight, time.Zone);
        foreach (var (claimed, verdict) in fresh)
        {
            if (time.Hours.Hold(midnight, time.Zone, time.Calendar) is { } opening)
            {
                Hold(claimed, verdict, opening, opening, OutboxReasons.BudgetUsed);
            }
            else
            {
                Leave(claimed, EntryStatus.Skipped, OutboxReasons.NoHours);
            }
        }
    }

    /// <summary>The latest time today at which something else comes, within working hours and while all of these still have a use.</summary>
    private Instant? LatestToday(List<(ClaimedEntry Claimed, Verdict Verdict)> fresh, PersonsDay day, WorkingTime time, LocalDate today)
    {
        var end = time.Hours.Working.On(today, time.Zone).End;
        foreach (var (claimed, verdict) in fresh)
        {
            if (claimed.Schedule.WindowClose is not null)
            {
                end = Instant.Min(end, verdict.ExpiresAt);
            }
        }

        return day.Waiting
            .Concat(day.Coming
                .Where(schedule => !schedule.AskedFor)
                .Select(schedule => ExpectedAt(schedule, time))
                .OfType<Instant>())
            .Where(at => at > now && at < end)
            .Select(at => (Instant?)at)
            .Max();
    }

    /// <summary>Null where it is not to be expected at all, or nobody can tell.</summary>
    private Instant? ExpectedAt(Schedule schedule, WorkingTime time)
    {
        try
        {
            return schedule.NextDate is { } date ? new Judge(schedule, time).Expect(date).At : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnjudged(exception, schedule.Id);
            return null;
        }
    }

    /// <summary>Whether the next nudge should ask for less.</summary>
    private static bool AsksToEase(Attention before) =>
        before.NudgedAt is { } nudged && !(before.AttendedAt > nudged) && before.Ignored + 1 >= MostIgnored
        && (before.AskedAt is not { } asked || before.AttendedAt > asked);

    private void Send(List<(ClaimedEntry Claimed, Verdict Verdict)> parts, LocalDate? slot, bool asks)
    {
        foreach (var (index, (claimed, verdict)) in parts.Index())
        {
            _steps.Add(new EntryStep(
                claimed.Entry.Id, EntryStatus.Pending, verdict, InDoubt(claimed) ?? verdict.Reason, claimed.Entry.NotBefore, claimed.HeldUntil, index == 0 ? slot : null, index == 0 && asks));
        }

        _parcels.Add([.. parts.Select((pair, index) => pair.Claimed with
        {
            AsksToEase = index == 0 && asks,
            Slot = slot,
            Entry = pair.Claimed.Entry with { IsLate = pair.Verdict.IsLate, Reason = InDoubt(pair.Claimed) ?? pair.Verdict.Reason, On = pair.Verdict.On ?? pair.Claimed.Entry.On, ExpiresAt = pair.Verdict.ExpiresAt },
        })]);
    }

    private void Hold(ClaimedEntry claimed, Verdict? verdict, Instant until, Instant? heldUntil, string reason) =>
        _steps.Add(new EntryStep(claimed.Entry.Id, EntryStatus.Held, verdict ?? Unchanged(claimed), InDoubt(claimed) ?? reason, until, heldUntil, null, AsksToEase: false));

    private void Leave(ClaimedEntry claimed, EntryStatus status, string reason, Refusal? failure = null) =>
        _steps.Add(new EntryStep(claimed.Entry.Id, status, Unchanged(claimed), InDoubt(claimed) is null ? reason : OutboxReasons.MayHaveCome, claimed.Entry.NotBefore, claimed.HeldUntil, null, AsksToEase: false) { Failure = failure });

    /// <summary>That it may be there already is said whatever else becomes of it.</summary>
    private static string? InDoubt(ClaimedEntry claimed) => claimed.Entry.Reason == OutboxReasons.MayHaveComeTwice ? OutboxReasons.MayHaveComeTwice : null;

    private static Verdict Unchanged(ClaimedEntry claimed)
    {
        var entry = claimed.Entry;
        return new Verdict(entry.Key.Date, entry.Status, entry.On, entry.DueAt, entry.NotBefore, entry.ExpiresAt ?? entry.NotBefore, entry.IsLate, entry.Reason);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {Schedule} can't be judged")]
    private partial void LogUnjudged(Exception exception, long schedule);
}
