using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>The columns that a person's and a team's settings have in common, and those of a person alone.</summary>
internal sealed record PersonalTimeRow
{
    public const string Columns = "person_id, zone, working_days, work_start, work_end, quiet_start, quiet_end, no_quiet, nudge_time, strength, paused, declined_zone";

    public PersonId PersonId { get; init; }

    public string? Zone { get; init; }

    public string? WorkingDays { get; init; }

    public string? WorkStart { get; init; }

    public string? WorkEnd { get; init; }

    public string? QuietStart { get; init; }

    public string? QuietEnd { get; init; }

    public bool NoQuiet { get; init; }

    public string? NudgeTime { get; init; }

    public NudgeStrength Strength { get; init; }

    public bool Paused { get; init; }

    public string? DeclinedZone { get; init; }

    public PersonalTime ToTime() => new()
    {
        Zone = TimeText.ZoneOrNull(Zone),
        WorkingDays = TimeText.Days(WorkingDays),
        Working = TimeText.Hours(WorkStart, WorkEnd),
        Quiet = TimeText.Hours(QuietStart, QuietEnd),
        NoQuiet = NoQuiet,
        NudgeTime = TimeText.TimeOrNull(NudgeTime),
        Strength = Strength,
        Paused = Paused,
        DeclinedZone = TimeText.ZoneOrNull(DeclinedZone),
    };
}

/// <summary>An absence as it is stored.</summary>
internal sealed record AbsenceRow
{
    public long Id { get; init; }

    public PersonId PersonId { get; init; }

    public LocalDate FirstDay { get; init; }

    public LocalDate LastDay { get; init; }

    public StoredAbsence ToAbsence() => new(Id, new Absence(FirstDay, LastDay));
}

/// <summary>A team's settings as they are stored.</summary>
internal sealed record TeamTimeRow
{
    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string? Zone { get; init; }

    public string? WorkingDays { get; init; }

    public string? WorkStart { get; init; }

    public string? WorkEnd { get; init; }

    public string? QuietStart { get; init; }

    public string? QuietEnd { get; init; }

    public string Calendars { get; init; } = "";

    public TeamTime ToTime(IEnumerable<TeamDayRow> days)
    {
        var known = days.ToLookup(day => day.Name is not null);
        return new TeamTime
        {
            Zone = TimeText.ZoneOrNull(Zone),
            WorkingDays = TimeText.Days(WorkingDays),
            Working = TimeText.Hours(WorkStart, WorkEnd),
            Quiet = TimeText.Hours(QuietStart, QuietEnd),
            Calendars = [.. Calendars.Split(',', StringSplitOptions.RemoveEmptyEntries)],
            Added = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(known[true].Select(day => KeyValuePair.Create(day.Day, day.Name!))),
            Removed = [.. known[false].Select(day => day.Day)],
        };
    }
}

/// <summary>A date that a team made free, or took back.</summary>
internal sealed record TeamDayRow
{
    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public LocalDate Day { get; init; }

    public string? Name { get; init; }
}
