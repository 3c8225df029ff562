using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>When one round of a cadence takes place.</summary>
/// <param name="Date">Its own date, which names it.</param>
/// <param name="On">The day on which it takes place; another where a holiday moved it.</param>
internal sealed record RoundTime(LocalDate Date, LocalDate On, Instant Opens, Instant Closes);

/// <summary>Finds the rounds of a cadence in the calendar of its team.</summary>
internal sealed class RoundTimes(Cadence cadence, WorkingTime team)
{
    // A holiday moves a round by days, and the zone's date is never further off than one.
    private const int DaysBack = 10;

    private readonly OccurrenceRules _rules = new(cadence.When.Rule, cadence.When.Start, !cadence.When.Rule.ByMonthDay.IsEmpty, team.Calendar);

    /// <summary>The round of a date; null where it does not take place.</summary>
    public RoundTime? Of(LocalDate date) => Of(_rules.FateOf(date));

    /// <summary>The round of a date of which something was kept, on a given day where the calendar has taken it away since.</summary>
    public RoundTime OfKept(LocalDate date, LocalDate on) => Of(date) ?? TimeOf(date, on);

    /// <summary>The rounds that close after an instant, in order.</summary>
    public IEnumerable<RoundTime> After(Instant instant) =>
        _rules.From(DateOf(instant).PlusDays(-DaysBack)).Select(Of).OfType<RoundTime>().Where(round => round.Closes > instant);

    /// <summary>The last round whose window is over; null where there was none in the days before.</summary>
    public RoundTime? LastOver(Instant now)
    {
        var today = DateOf(now);
        return _rules.From(today.PlusDays(-DaysBack)).TakeWhile(fate => fate.Date <= today).Select(Of).OfType<RoundTime>().LastOrDefault(round => round.Closes <= now);
    }

    /// <summary>
    /// The round that somebody would answer now: the one of today, also where its window has closed, unless it is closed and
    /// they answered it; else the next. Null where none comes.
    /// </summary>
    public async Task<RoundTime?> CurrentAsync(Instant now, Func<LocalDate, Task<bool>> isAnswered)
    {
        var today = DateOf(now);
        var over = _rules.From(today.PlusDays(-DaysBack)).TakeWhile(fate => fate.Date <= today).Select(Of).OfType<RoundTime>()
            .FirstOrDefault(round => round.On == today && round.Closes <= now);
        return over is not null && !await isAnswered(over.Date) ? over : After(now).FirstOrDefault();
    }

    private LocalDate DateOf(Instant instant) => instant.InZone(cadence.When.Zone).Date;

    private RoundTime? Of(OccurrenceFate fate) => fate is { Fate: Fate.Fires or Fate.Moved, On: { } on }
        ? TimeOf(fate.Date, on)
        : null;

    private RoundTime TimeOf(LocalDate date, LocalDate on) => new(date, on, cadence.When.At(on), LocalSchedule.InstantOf(on, cadence.ClosesAt, cadence.When.Zone));
}
