using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Has cadences come by themselves: brings their schedules to what the cadence and its participants are.</summary>
internal sealed class CadenceSchedules(ICadenceStore cadences, ISchedules schedules)
{
    /// <summary>The name that the schedules of cadences go by.</summary>
    public const string Feature = "cadence";

    public const string Prompt = "prompt";
    public const string Reminder = "reminder";
    public const string Report = "report";
    public const string Draft = "draft";

    public Task<IReadOnlyList<Schedule>> OfAsync(long cadence, CancellationToken cancellationToken) => schedules.OfSubjectAsync(Feature, cadence, cancellationToken);

    public async Task<Schedule?> FindAsync(long cadence, string kind, CancellationToken cancellationToken) =>
        (await OfAsync(cadence, cancellationToken)).FirstOrDefault(schedule => schedule.Kind == kind);

    /// <summary>The schedule of an entry, as it goes to its own recipient.</summary>
    public Task<Schedule?> FindAsync(long schedule, CancellationToken cancellationToken) => schedules.FindAsync(schedule, cancellationToken);

    /// <summary>Brings the schedules up to what the cadence is now; it may be called again, for what was lost to a crash.</summary>
    public async Task SyncAsync(Cadence before, CancellationToken cancellationToken)
    {
        // Somebody may have changed or deleted it since it was read.
        if (await cadences.FindAsync(before.Id, cancellationToken) is not { } cadence)
        {
            return;
        }

        var known = await OfAsync(cadence.Id, cancellationToken);
        var wanted = cadence.State == CadenceState.Ended ? [] : await WantedAsync(cadence, cancellationToken);
        var surplus = known.Where(one => !wanted.Exists(other => IsSame(one, other))).Select(one => one.Id).ToList();
        if (surplus.Count > 0)
        {
            await schedules.EndAsync(surplus, cadence.State == CadenceState.Ended ? "the cadence has ended" : "the cadence was changed", cancellationToken);
        }

        foreach (var schedule in wanted)
        {
            if (known.FirstOrDefault(one => IsSame(one, schedule)) is not { } one)
            {
                await schedules.AddAsync(schedule, cancellationToken);
            }
            else if (one with { Owner = schedule.Owner, When = schedule.When, WindowClose = schedule.WindowClose, WorkingDaysOnly = schedule.WorkingDaysOnly } is var changed && changed != one)
            {
                await schedules.ChangeAsync(changed, cancellationToken);
            }
        }

        await RestAsync(cadence, cancellationToken);
    }

    private async Task RestAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        var all = await OfAsync(cadence.Id, cancellationToken);
        var isPaused = cadence.State == CadenceState.Paused;
        var turning = all.Where(one => one.State == (isPaused ? ScheduleState.Active : ScheduleState.Paused)).Select(one => one.Id).ToList();
        if (turning.Count == 0)
        {
            return;
        }

        await (isPaused ? schedules.PauseAsync(turning, cancellationToken) : schedules.ResumeAsync(turning, cancellationToken));
    }

    private async Task<List<Schedule>> WantedAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        var lateness = cadence.Kind switch
        {
            CadenceKind.StandUp => ScheduleKind.StandUp,
            CadenceKind.WeeklyStatus => ScheduleKind.Weekly,
            _ => ScheduleKind.Monthly,
        };

        // A day of the month may be one without work; the days of a week were chosen one by one.
        var hasFreeDays = !cadence.When.Rule.ByMonthDay.IsEmpty;
        var channel = new PlaceRecipient(cadence.Place);
        var wanted = new List<Schedule>
        {
            new(0, Feature, cadence.Id, Prompt, channel, cadence.Owner, cadence.When)
            {
                WorkingDaysOnly = hasFreeDays,
                LateLimit = lateness,
                WindowClose = cadence.Kind == CadenceKind.StandUp ? cadence.ClosesAt : null,
            },
        };
        if (cadence.RemindsAt is { } reminds)
        {
            // Whatever the rhythm, a reminder has no use once the window has closed.
            wanted.AddRange((await cadences.ParticipantsAsync(cadence.Id, cancellationToken)).Select(participant =>
                new Schedule(0, Feature, cadence.Id, Reminder, new PersonRecipient(cadence.Place.Workspace, participant.Person), participant.Person, cadence.When with { Time = reminds })
                {
                    WorkingDaysOnly = hasFreeDays || cadence.Kind == CadenceKind.StandUp,
                    LateLimit = ScheduleKind.StandUp,
                    WindowClose = cadence.ClosesAt,
                }));
        }

        var closing = cadence.When with { Time = cadence.ClosesAt };
        if (cadence.Kind != CadenceKind.WeeklyStatus)
        {
            wanted.Add(new Schedule(0, Feature, cadence.Id, Report, channel, cadence.Owner, closing)
            {
                WorkingDaysOnly = hasFreeDays,
                LateLimit = cadence.Kind == CadenceKind.StandUp ? ScheduleKind.Other : lateness,
            });
        }
        else if (cadence.Owner is { } owner)
        {
            wanted.Add(new Schedule(0, Feature, cadence.Id, Draft, new PersonRecipient(cadence.Place.Workspace, owner), owner, closing) { LateLimit = lateness });
        }

        return wanted;
    }

    private static bool IsSame(Schedule one, Schedule other) => one.Kind == other.Kind && one.Recipient == other.Recipient;
}
