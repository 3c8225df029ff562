using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>When somebody, or a team, may be reached: their own settings, the team's where they have none, ours where it has none.</summary>
/// <param name="Budget">How many messages a day may come that they did not ask for.</param>
public sealed record WorkingTime(DateTimeZone Zone, WorkCalendar Calendar, ContactHours Hours, LocalTime NudgeTime, int Budget, bool Paused)
{
    /// <summary>Nine to six from Monday to Friday in UTC, a nudge at half past nine, two a day.</summary>
    public static readonly WorkingTime Default = new(DateTimeZone.Utc, new WorkCalendar(), ContactHours.Default, new LocalTime(9, 30), BudgetOf(NudgeStrength.Standard), Paused: false);

    public static int BudgetOf(NudgeStrength strength) => strength switch
    {
        NudgeStrength.Light => 1,
        NudgeStrength.Standard => 2,
        _ => 4,
    };

    /// <summary>What a team starts from.</summary>
    public static WorkingTime Of(TeamTime team, Holidays holidays) => Default with
    {
        Zone = team.Zone ?? Default.Zone,
        Calendar = new WorkCalendar { WorkingDays = team.WorkingDays ?? WorkCalendar.MondayToFriday, Holidays = holidays },
        Hours = new ContactHours(team.Working ?? Default.Hours.Working, team.Quiet),
    };

    /// <summary>A person's own, on top of the team's.</summary>
    public WorkingTime For(PersonalTime person, IEnumerable<Absence> absences) => this with
    {
        Zone = person.Zone ?? Zone,
        Calendar = Calendar with { WorkingDays = person.WorkingDays ?? Calendar.WorkingDays, Absences = [.. absences] },
        Hours = new ContactHours(person.Working ?? Hours.Working, person.NoQuiet ? null : person.Quiet ?? Hours.Quiet),
        NudgeTime = person.NudgeTime ?? NudgeTime,
        Budget = BudgetOf(person.Strength),
        Paused = person.Paused,
    };
}
