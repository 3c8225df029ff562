using System.Collections.Immutable;
using System.Numerics;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>How long the period is that a <see cref="Recurrence"/> repeats.</summary>
public enum Frequency
{
    Daily,
    Weekly,
    Monthly,
}

/// <summary>A weekday of a rule.</summary>
/// <param name="Nth">Which one of the month, counted from its end where negative; 0 for each.</param>
public readonly record struct RuleDay(IsoDayOfWeek Day, int Nth = 0);

/// <summary>
/// The dates on which something comes round: RFC 5545's DAILY, WEEKLY and MONTHLY rules. It departs from the RFC in one point:
/// the 29th, 30th or 31st of a shorter month is its last day, where the RFC leaves the month out.
/// </summary>
public sealed record Recurrence
{
    public const int MaxInterval = 1_000;

    /// <summary>A counted rule is walked from its start, so the count is bounded; this is 27 years of days.</summary>
    public const int MaxCount = 10_000;

    internal const int MaxLength = 500;

    // The calendar repeats itself after 400 years, so a rule that skips as many periods as those hold never matches again.
    private const int DaysOfACycle = 146_097;
    private const int WeeksOfACycle = DaysOfACycle / 7;
    private const int MonthsOfACycle = 4_800;
    private const int LastYear = 9_998;

    private static readonly LocalDate LastDate = new(LastYear, 12, 31);

    internal Recurrence()
    {
    }

    public Frequency Frequency { get; internal init; }

    public int Interval { get; internal init; } = 1;

    public ImmutableArray<RuleDay> ByDay { get; internal init; } = [];

    public ImmutableArray<int> ByMonthDay { get; internal init; } = [];

    public ImmutableArray<int> BySetPos { get; internal init; } = [];

    /// <summary>The last day on which it may come round.</summary>
    public LocalDate? Until { get; internal init; }

    /// <summary>How often it comes round in all, counted from its start.</summary>
    public int? Count { get; internal init; }

    public IsoDayOfWeek WeekStart { get; internal init; } = IsoDayOfWeek.Monday;

    /// <summary>The rule, or a sentence on the part that can't be taken: exactly one of the two is set.</summary>
    public static (Recurrence? Rule, string? Problem) Parse(string text) => RecurrenceText.Read(text);

    /// <summary>Reads a rule that was checked when it was stored, or that is written in code.</summary>
    public static Recurrence Of(string text) => Parse(text) switch
    {
        ({ } rule, _) => rule,
        (_, var problem) => throw new FormatException(problem),
    };

    /// <summary>The first date on or after a day; null where the rule has ended or never matches again.</summary>
    /// <param name="start">The first day on which it may come round; intervals are counted from it.</param>
    public LocalDate? Next(LocalDate start, LocalDate onOrAfter)
    {
        foreach (var date in Dates(start, onOrAfter))
        {
            return date;
        }

        return null;
    }

    /// <summary>The dates on or after a day, in order, found one by one as they are asked for.</summary>
    public IEnumerable<LocalDate> Dates(LocalDate start, LocalDate onOrAfter)
    {
        // Without a count nothing before the day matters, so the walk begins there.
        var period = Count is null && onOrAfter > start ? PeriodOf(start, onOrAfter) : 0;
        var counted = 0;
        for (var empty = 0; empty < PeriodsOfACycle && FirstDay(start, period) is { } first && !(first > Until); period++)
        {
            var matched = false;
            for (var days = DaysIn(start, first); days != 0; days &= days - 1)
            {
                var date = first.PlusDays(BitOperations.TrailingZeroCount(days));
                if (date < start)
                {
                    continue;
                }

                if (date > Until || counted == Count)
                {
                    yield break;
                }

                counted++;
                matched = true;
                if (date >= onOrAfter)
                {
                    yield return date;
                }
            }

            empty = matched ? 0 : empty + 1;
        }
    }

    /// <summary>The rule as RFC 5545 writes it; rules that are equal have one text.</summary>
    public override string ToString() => RecurrenceText.Write(this);

    // Lists compare by reference, texts by what they say.
    public bool Equals(Recurrence? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private int PeriodsOfACycle => Frequency switch
    {
        Frequency.Daily => DaysOfACycle,
        Frequency.Weekly => WeeksOfACycle,
        _ => MonthsOfACycle,
    };

    private int PeriodOf(LocalDate start, LocalDate date) => Frequency switch
    {
        Frequency.Daily => Period.DaysBetween(start, date) / Interval,
        Frequency.Weekly => Period.DaysBetween(FirstOfWeek(start), date) / 7 / Interval,
        _ => (Months(date) - Months(start)) / Interval,
    };

    /// <summary>The first day of a period, counted from the one that holds the start; null beyond the last year.</summary>
    private LocalDate? FirstDay(LocalDate start, int period)
    {
        var units = (long)period * Interval;
        if (Frequency == Frequency.Monthly)
        {
            var month = Months(start) + units;
            return month / 12 > LastYear ? null : new LocalDate((int)(month / 12), (int)(month % 12) + 1, 1);
        }

        var from = Frequency == Frequency.Weekly ? FirstOfWeek(start) : start;
        var days = Frequency == Frequency.Weekly ? units * 7 : units;
        return days > Period.DaysBetween(from, LastDate) ? null : from.PlusDays((int)days);
    }

    /// <summary>The days of a period that match, as bits: bit n stands for n days after its first.</summary>
    private uint DaysIn(LocalDate start, LocalDate first)
    {
        var days = Frequency switch
        {
            Frequency.Daily => OnlyDay(first),
            Frequency.Weekly => WeekDays(start),
            _ => MonthDays(start, first),
        };
        return BySetPos.IsEmpty ? days : Positions(days);
    }

    private uint OnlyDay(LocalDate date)
    {
        var monthDays = ByMonthDay.IsEmpty ? uint.MaxValue : ListedDays(CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month));
        var weekday = ByDay.IsEmpty || ByDay.Any(day => day.Day == date.DayOfWeek);
        return weekday && (monthDays & Bit(date.Day - 1)) != 0 ? 1u : 0;
    }

    private uint WeekDays(LocalDate start)
    {
        if (ByDay.IsEmpty)
        {
            return Bit(DaysFrom(WeekStart, start.DayOfWeek));
        }

        var days = 0u;
        foreach (var day in ByDay)
        {
            days |= Bit(DaysFrom(WeekStart, day.Day));
        }

        return days;
    }

    private uint MonthDays(LocalDate start, LocalDate first)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(first.Year, first.Month);
        if (ByDay.IsEmpty)
        {
            return ByMonthDay.IsEmpty ? Bit(Math.Min(start.Day, length) - 1) : ListedDays(length);
        }

        var days = 0u;
        foreach (var (weekday, nth) in ByDay)
        {
            var earliest = DaysFrom(first.DayOfWeek, weekday);
            var matching = 0u;
            for (var day = earliest; day < length; day += 7)
            {
                matching |= Bit(day);
            }

            days |= nth == 0 ? matching : Position(matching, nth);
        }

        return ByMonthDay.IsEmpty ? days : days & ListedDays(length);
    }

    /// <summary>The days of BYMONTHDAY in a month of a length.</summary>
    private uint ListedDays(int length)
    {
        var days = 0u;
        foreach (var day in ByMonthDay)
        {
            if (day > 0)
            {
                days |= Bit(Math.Min(day, length) - 1);
            }
            else if (-day <= length)
            {
                days |= Bit(length + day);
            }
        }

        return days;
    }

    private uint Positions(uint days)
    {
        var chosen = 0u;
        foreach (var position in BySetPos)
        {
            chosen |= Position(days, position);
        }

        return chosen;
    }

    /// <summary>The nth of some days, counted from the end where negative; none where there are fewer.</summary>
    private static uint Position(uint days, int nth)
    {
        var skip = nth > 0 ? nth - 1 : BitOperations.PopCount(days) + nth;
        if (skip < 0)
        {
            return 0;
        }

        for (; skip > 0; skip--)
        {
            days &= days - 1;
        }

        return days & (~days + 1);
    }

    private LocalDate FirstOfWeek(LocalDate date) => date.PlusDays(-DaysFrom(WeekStart, date.DayOfWeek));

    private static int DaysFrom(IsoDayOfWeek from, IsoDayOfWeek to) => ((int)to - (int)from + 7) % 7;

    private static int Months(LocalDate date) => (date.Year * 12) + date.Month - 1;

    private static uint Bit(int number) => 1u << number;
}
