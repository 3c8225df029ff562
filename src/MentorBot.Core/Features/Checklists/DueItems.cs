using System.Globalization;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Checklists;

/// <summary>Has the items of checklists come to whoever has them on the day on which they fall due.</summary>
internal sealed class DueItems(ISchedules schedules, IOutbox outbox, WorkingTimes times, IClock clock)
{
    /// <summary>The name that the schedules of checklists go by.</summary>
    public const string Feature = "checklist";

    private const string KindBegin = "item-";

    // A daily rule would be left out on a holiday; a weekly one that comes round once moves to the next working day.
    private static readonly Recurrence Once = Recurrence.Of("FREQ=WEEKLY;COUNT=1");

    /// <summary>
    /// Whom an item comes to: whoever has it. An item of somebody's own list comes to that person whoever has it, since
    /// nobody else may read that list.
    /// </summary>
    public static PersonId? RecipientOf(ChecklistRun run, RunItem item) => run.IsShared ? item.Assignee?.Id : run.Starter?.Id;

    /// <summary>The item that a schedule is for; null where there is none.</summary>
    public static RunItem? ItemOf(ChecklistRun run, Schedule schedule) =>
        int.TryParse(schedule.Kind.AsSpan(KindBegin.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? run.Items.FirstOrDefault(item => item.Number == number)
            : null;

    /// <summary>Has one item follow what somebody wrote on it.</summary>
    public async Task FollowAsync(ChecklistRun run, int number, RunItem before, PersonId by, CancellationToken cancellationToken)
    {
        var item = run.Items.First(one => one.Number == number);
        if (item.Due == before.Due && item.Assignee?.Id == before.Assignee?.Id)
        {
            return;
        }

        var known = await OfItemAsync(run, number, cancellationToken);
        if (known.Any(schedule => schedule.When.Start == item.Due && IsFor(schedule, run, item)))
        {
            return;
        }

        // Who only moves the day has not given it to anybody.
        var giver = known.FirstOrDefault(schedule => IsFor(schedule, run, item)) is { } same ? same.Owner : by;
        await schedules.EndAsync([.. known.Select(schedule => schedule.Id)], "its day or who has it was changed", cancellationToken);
        if (run.ClosedAt is null && await AddAsync(run, item, giver, cancellationToken) is { NextDueAt: null } over && RecipientOf(run, item) != by)
        {
            // Its hour is over already, and whoever was given it has not heard of it. Who took it themselves has.
            await outbox.AddAsync(new EntryKey(over.Id, over.Kind, over.Recipient, over.When.Start), clock.GetCurrentInstant(), askedFor: false, "its day was here already", cancellationToken);
        }
    }

    /// <summary>Has all items of a run follow its closing or reopening.</summary>
    public async Task FollowAsync(ChecklistRun run, CancellationToken cancellationToken)
    {
        if (run.ClosedAt is not null)
        {
            var known = await schedules.OfSubjectAsync(Feature, run.Id, cancellationToken);
            await schedules.EndAsync([.. known.Select(schedule => schedule.Id)], "the checklist was closed", cancellationToken);
            return;
        }

        foreach (var item in run.Items.Where(item => item.DoneAt is null))
        {
            await AddAsync(run, item, by: null, cancellationToken);
        }
    }

    /// <summary>An occurrence that fell into an absence comes on the first day on which the person is back.</summary>
    public async Task BringBackAsync(OutboxEntry entry, Schedule schedule, CancellationToken cancellationToken)
    {
        var time = await times.OfAsync(schedule.Recipient, cancellationToken);
        if (time.Calendar.NextWorkingDay(entry.Key.Date) is { } day)
        {
            await outbox.AddAsync(
                entry.Key with { Sequence = entry.Key.Sequence + 1 },
                LocalSchedule.InstantOf(day, schedule.When.Time, time.Zone),
                askedFor: false,
                OutboxReasons.Moved(Reasons.Away, day),
                cancellationToken);
        }
    }

    private async Task<Schedule?> AddAsync(ChecklistRun run, RunItem item, PersonId? by, CancellationToken cancellationToken)
    {
        if (item.Due is not { } due || RecipientOf(run, item) is not { } person)
        {
            return null;
        }

        var recipient = new PersonRecipient(run.Place.Workspace, person);
        var time = await times.OfAsync(recipient, cancellationToken);
        return await schedules.AddAsync(
            new Schedule(0, Feature, run.Id, KindOf(item.Number), recipient, by, new LocalSchedule(Once, due, time.NudgeTime, time.Zone))
            {
                FollowsZone = true,
                WorkingDaysOnly = true,
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<Schedule>> OfItemAsync(ChecklistRun run, int number, CancellationToken cancellationToken) =>
        [.. (await schedules.OfSubjectAsync(Feature, run.Id, cancellationToken)).Where(schedule => schedule.Kind == KindOf(number))];

    private static bool IsFor(Schedule schedule, ChecklistRun run, RunItem item) =>
        schedule.Recipient is PersonRecipient(_, var person) && person == RecipientOf(run, item);

    private static string KindOf(int number) => $"{KindBegin}{number}";
}
