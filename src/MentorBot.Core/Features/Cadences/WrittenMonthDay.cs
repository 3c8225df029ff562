using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Reads the day of a month as people write it, and writes it so that it can be read again.</summary>
internal static partial class WrittenMonthDay
{
    public const string Help = "Write a day of the month as first Tuesday, last Friday, 15, last day or last working day.";

    private const string LastDay = "FREQ=MONTHLY;BYMONTHDAY=-1";

    private static readonly ImmutableArray<string> Ordinals = ["first", "second", "third", "fourth"];

    /// <summary>The rule; null where the text names no such day.</summary>
    /// <param name="working">The days of the team's week.</param>
    public static Recurrence? Read(string text, IReadOnlySet<IsoDayOfWeek> working)
    {
        var written = Words().Replace(text.Trim().ToLowerInvariant(), " ");
        written = written.StartsWith("the ", StringComparison.Ordinal) ? written[4..] : written;
        switch (written)
        {
            case "last working day" or "last weekday" or "last business day":
                return Recurrence.Of($"FREQ=MONTHLY;BYDAY={string.Join(',', working.Order().Select(day => day.ToString()[..2].ToUpperInvariant()))};BYSETPOS=-1");
            case "last day":
                return Recurrence.Of(LastDay);
        }

        if (DayNumber().Match(written) is { Success: true } numbered)
        {
            var number = int.Parse(numbered.Groups["day"].Value, CultureInfo.InvariantCulture);
            return number is >= 1 and <= 31 ? Recurrence.Of($"FREQ=MONTHLY;BYMONTHDAY={number}") : null;
        }

        var words = written.Split(' ');
        return words.Length == 2 && NthOf(words[0]) is { } nth && DayOf(words[1]) is { } day
            ? Recurrence.Of($"FREQ=MONTHLY;BYDAY={nth}{day.ToString()[..2].ToUpperInvariant()}")
            : null;
    }

    /// <summary>Such as "first Tuesday", "15th" or "last working day".</summary>
    public static string Write(Recurrence rule) =>
        rule.BySetPos is [-1] ? "last working day"
        : rule == Recurrence.Of(LastDay) ? "last day"
        : rule.ByDay is [var (day, nth)] ? $"{(nth < 0 ? "last" : Ordinals[nth - 1])} {day}"
        : $"{rule.ByMonthDay[0]}{Suffix(rule.ByMonthDay[0])}";

    private static int? NthOf(string word) => word switch
    {
        "last" => -1,
        "1st" or "first" => 1,
        "2nd" or "second" => 2,
        "3rd" or "third" => 3,
        "4th" or "fourth" => 4,
        _ => null,
    };

    private static IsoDayOfWeek? DayOf(string word) => word.Length < 2 ? null : Enumerable.Range(1, 7)
        .Select(day => (IsoDayOfWeek)day)
        .Where(day => day.ToString().StartsWith(word.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
        .Select(day => (IsoDayOfWeek?)day)
        .FirstOrDefault();

    private static string Suffix(int number) => number switch
    {
        1 or 21 or 31 => "st",
        2 or 22 => "nd",
        3 or 23 => "rd",
        _ => "th",
    };

    [GeneratedRegex(@"\s+", RegexOptions.None, 100)]
    private static partial Regex Words();

    [GeneratedRegex(@"^(day )?(?<day>\d{1,2})(st|nd|rd|th)?\.?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex DayNumber();
}
