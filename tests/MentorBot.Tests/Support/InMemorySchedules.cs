using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Support;

/// <summary>Schedules and their entries, without an engine: a test puts an entry there and says what became of it.</summary>
internal sealed class InMemorySchedules(IClock clock) : ISchedules, IOutbox
{
    private long _last;

    public List<Schedule> All { get; } = [];

    public List<OutboxEntry> Entries { get; } = [];

    /// <summary>Entries whose messages were to be replaced.</summary>
    public List<EntryKey> Refreshed { get; } = [];

    /// <summary>Why schedules were ended.</summary>
    public List<string> Ends { get; } = [];

    public Task<Schedule> AddAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var known = All.FirstOrDefault(one => one.State != ScheduleState.Ended && one.Feature == schedule.Feature && one.Subject == schedule.Subject && one.Kind == schedule.Kind && one.Recipient == schedule.Recipient);
        if (known is null)
        {
            known = Active(schedule with { Id = ++_last });
            All.Add(known);
        }

        return Task.FromResult(known);
    }

    public Task<Schedule?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(All.FirstOrDefault(one => one.Id == id));

    public Task<IReadOnlyList<Schedule>> OfSubjectAsync(string feature, long subject, CancellationToken cancellationToken) =>
        Open(one => one.Feature == feature && one.Subject == subject);

    public Task<IReadOnlyList<Schedule>> ForRecipientAsync(Recipient recipient, CancellationToken cancellationToken) => Open(one => one.Recipient == recipient);

    public Task<IReadOnlyList<Schedule>> OwnedByAsync(Workspace workspace, PersonId owner, CancellationToken cancellationToken) =>
        Open(one => one.Owner == owner && one.Recipient.Workspace == workspace);

    public Task<bool> ChangeAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult(Change([schedule.Id], _ => Active(schedule)));

    public Task PauseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        Change(ids, one => one with { State = ScheduleState.Paused, NextDueAt = null });
        return Task.CompletedTask;
    }

    public Task ResumeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        Change(ids, Active);
        return Task.CompletedTask;
    }

    public async Task EndAsync(IReadOnlyCollection<long> ids, string reason, CancellationToken cancellationToken)
    {
        if (Change(ids, one => one with { State = ScheduleState.Ended, NextDate = null, NextDueAt = null }))
        {
            Ends.Add(reason);
        }

        foreach (var waiting in Entries.Where(entry => ids.Contains(entry.Key.Schedule) && entry.Status is EntryStatus.Pending or EntryStatus.Held).ToList())
        {
            await SkipAsync(waiting.Id, reason, cancellationToken);
        }
    }

    /// <summary>Puts the occurrence of a date in the outbox, as the engine does when it is due.</summary>
    public OutboxEntry Due(Schedule schedule, LocalDate date)
    {
        var at = schedule.When.At(date);
        return Add(new EntryKey(schedule.Id, schedule.Kind, schedule.Recipient, date), at, askedFor: false, Reasons.OnItsDay);
    }

    public OutboxEntry Settle(OutboxEntry entry, EntryStatus status, string? reason = null)
    {
        var at = Entries.FindIndex(one => one.Id == entry.Id);
        return Entries[at] = entry with { Status = status, SentAt = clock.GetCurrentInstant(), Reason = reason ?? entry.Reason };
    }

    /// <summary>Takes away what goes to somebody, and their name from what they set up for others.</summary>
    public void Erase(PersonId person)
    {
        var theirs = All.Where(one => one.Recipient is PersonRecipient(_, var to) && to == person).Select(one => one.Id).ToHashSet();
        All.RemoveAll(one => theirs.Contains(one.Id));
        Entries.RemoveAll(entry => theirs.Contains(entry.Key.Schedule));
        for (var i = 0; i < All.Count; i++)
        {
            All[i] = All[i].Owner == person ? All[i] with { Owner = null } : All[i];
        }
    }

    Task<OutboxEntry?> IOutbox.FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(Entries.FirstOrDefault(one => one.Id == id));

    public Task<OutboxEntry?> SnoozeAsync(long id, Instant until, CancellationToken cancellationToken)
    {
        var entry = Entries.FirstOrDefault(one => one.Id == id);
        if (entry is not { Status: EntryStatus.Sent or EntryStatus.Merged } || Entries.Any(one => one.Key == entry.Key with { Sequence = entry.Key.Sequence + 1 }))
        {
            return Task.FromResult<OutboxEntry?>(null);
        }

        return Task.FromResult<OutboxEntry?>(Add(entry.Key with { Sequence = entry.Key.Sequence + 1 }, until, askedFor: true, OutboxReasons.Snoozed));
    }

    public Task<bool> AddAsync(EntryKey key, Instant dueAt, bool askedFor, string reason, CancellationToken cancellationToken)
    {
        var isFree = Entries.All(one => one.Key != key);
        if (isFree)
        {
            Add(key, dueAt, askedFor, reason);
        }

        return Task.FromResult(isFree);
    }

    public Task<bool> RefreshAsync(EntryKey key, CancellationToken cancellationToken)
    {
        var isSent = Entries.Any(one => one.Key == key && one.Status == EntryStatus.Sent);
        if (isSent)
        {
            Refreshed.Add(key);
        }

        return Task.FromResult(isSent);
    }

    public Task<bool> SkipAsync(long id, string reason, CancellationToken cancellationToken)
    {
        var at = Entries.FindIndex(one => one.Id == id && one.Status is EntryStatus.Pending or EntryStatus.Held);
        if (at >= 0)
        {
            Entries[at] = Entries[at] with { Status = EntryStatus.Skipped, Reason = reason };
        }

        return Task.FromResult(at >= 0);
    }

    private OutboxEntry Add(EntryKey key, Instant at, bool askedFor, string reason)
    {
        var entry = new OutboxEntry(Entries.Count + 1, key, EntryStatus.Pending, key.Date, at, at) { AskedFor = askedFor, Reason = reason };
        Entries.Add(entry);
        return entry;
    }

    private Schedule Active(Schedule schedule)
    {
        var next = schedule.When.After(clock.GetCurrentInstant()).Cast<Occurrence?>().FirstOrDefault();
        return schedule with { State = next is null ? ScheduleState.Ended : ScheduleState.Active, NextDate = next?.Date, NextDueAt = next?.At };
    }

    private Task<IReadOnlyList<Schedule>> Open(Func<Schedule, bool> which) =>
        Task.FromResult<IReadOnlyList<Schedule>>([.. All.Where(one => one.State != ScheduleState.Ended && which(one))]);

    private bool Change(IReadOnlyCollection<long> ids, Func<Schedule, Schedule> change)
    {
        var changed = false;
        for (var i = 0; i < All.Count; i++)
        {
            if (ids.Contains(All[i].Id) && All[i].State != ScheduleState.Ended)
            {
                All[i] = change(All[i]);
                changed = true;
            }
        }

        return changed;
    }
}
