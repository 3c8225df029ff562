using System.Collections.Immutable;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Reads the days of a working week as people write them, and writes them so that they can be read again.</summary>
internal static class WrittenDays
{
    public const string Help = "Write days as Mon-Fri, Sun-Thu or Mon, Tue, Thu.";

    private const int DaysInAWeek = 7;
    private const int Longest = 100;

    private static readonly char[] Separators = [',', ';', '&', '+', '/', ' ', '\n', '\t'];

    private static readonly ImmutableArray<IsoDayOfWeek> Week = [.. Enumerable.Range(1, DaysInAWeek).Select(day => (IsoDayOfWeek)day)];

    /// <summary>The days; null where the text names none, or something else.</summary>
    public static ImmutableHashSet<IsoDayOfWeek>? Read(string text)
    {
        var written = Ranges.Straighten(text);
        if (written.Length > Longest)
        {
            return null;
        }

        switch (written)
        {
            case "weekdays" or "workdays" or "working days":
                return [.. Week[..5]];
            case "every day" or "everyday" or "daily" or "all":
                return [.. Week];
        }

        var days = ImmutableHashSet.CreateBuilder<IsoDayOfWeek>();
        foreach (var piece in written.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(piece => piece != "and"))
        {
            var ends = piece.Split('-');
            if (ends.Length > 2 || DayOf(ends[0]) is not { } first || DayOf(ends[^1]) is not { } last)
            {
                return null;
            }

            var count = (((int)last - (int)first + DaysInAWeek) % DaysInAWeek) + 1;
            days.UnionWith(Enumerable.Range(0, count).Select(step => After(first, step)));
        }

        return days.Count == 0 ? null : days.ToImmutable();
    }

    /// <summary>Such as Mon–Fri, Sun–Thu, or Mon, Tue, Thu.</summary>
    public static string Write(ImmutableHashSet<IsoDayOfWeek> days)
    {
        if (days.Count == DaysInAWeek)
        {
            return "every day";
        }

        var runs = Week
            .Where(day => days.Contains(day) && !days.Contains(After(day, -1)))
            .Select(first => Enumerable.Range(0, DaysInAWeek).Select(step => After(first, step)).TakeWhile(days.Contains).ToList());
        return string.Join(", ", runs.SelectMany(run => run.Count > 2 ? [$"{Short(run[0])}–{Short(run[^1])}"] : run.Select(Short)));
    }

    private static IsoDayOfWeek After(IsoDayOfWeek day, int steps) => (IsoDayOfWeek)((((int)day - 1 + steps + DaysInAWeek) % DaysInAWeek) + 1);

    private static string Short(IsoDayOfWeek day) => day.ToString()[..3];

    private static IsoDayOfWeek? DayOf(string word)
    {
        var name = word.TrimEnd('.');
        return name.Length < 2 ? null : Week
            .Where(day => day.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase) || (day + "s").Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(day => (IsoDayOfWeek?)day)
            .FirstOrDefault();
    }
}
