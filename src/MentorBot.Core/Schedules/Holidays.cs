using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>The holidays of one team or person: those of the calendars that they chose, with their own added and taken out.</summary>
public sealed class Holidays
{
    public static readonly Holidays None = new([], [], ImmutableDictionary<LocalDate, string>.Empty, ImmutableHashSet<LocalDate>.Empty);

    private readonly ImmutableArray<(HolidaySet Set, string Code)> _calendars;
    private readonly IReadOnlyDictionary<LocalDate, string> _added;
    private readonly IReadOnlySet<LocalDate> _removed;

    // Rules are worked out once a year of the calendar; a date is asked for at every occurrence.
    private readonly ConcurrentDictionary<int, Dictionary<LocalDate, string>> _years = new();

    /// <param name="sets">The sets that there are.</param>
    /// <param name="codes">The calendars that were chosen, such as DE-BE or GB-SCT.</param>
    /// <param name="added">The team's own days off; one that is added is free even where it is taken out as well.</param>
    public Holidays(IEnumerable<HolidaySet> sets, IEnumerable<string> codes, IReadOnlyDictionary<LocalDate, string> added, IReadOnlySet<LocalDate> removed)
    {
        var byCode = sets
            .SelectMany(set => set.Calendars.Select(calendar => (Set: set, Code: calendar.Value)))
            .DistinctBy(calendar => calendar.Code)
            .ToDictionary(calendar => calendar.Code, calendar => calendar.Set, StringComparer.Ordinal);
        var chosen = codes.ToLookup(byCode.ContainsKey);
        _calendars = [.. chosen[true].Select(code => (byCode[code], code))];
        _added = added;
        _removed = removed;
        Unknown = [.. chosen[false]];
    }

    /// <summary>Chosen calendars that no set has, such as after a set was taken out of the content; they add nothing.</summary>
    public ImmutableArray<string> Unknown { get; }

    /// <summary>The name of the holiday on a date; null on any other day.</summary>
    public string? NameOf(LocalDate date) =>
        _added.TryGetValue(date, out var own) ? own
        : _removed.Contains(date) ? null
        : InYear(date.Year).GetValueOrDefault(date);

    /// <summary>The holidays from one day to another, both included, in order.</summary>
    public IEnumerable<Holiday> Between(LocalDate from, LocalDate to)
    {
        var dates = Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1)).SelectMany(year => InYear(year).Keys)
            .Concat(_added.Keys)
            .Where(date => date >= from && date <= to)
            .Distinct()
            .Order();
        foreach (var date in dates)
        {
            if (NameOf(date) is { } name)
            {
                yield return new Holiday(date, name);
            }
        }
    }

    private Dictionary<LocalDate, string> InYear(int year) => _calendars.IsEmpty ? [] : _years.GetOrAdd(year, Build);

    private Dictionary<LocalDate, string> Build(int year) =>
        _calendars
            .SelectMany(calendar => calendar.Set.In(year, calendar.Code))
            .GroupBy(holiday => holiday.Date)
            .ToDictionary(day => day.Key, day => string.Join(", ", day.Select(holiday => holiday.Name).Distinct(StringComparer.Ordinal)));
}
