using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Schedules;

/// <summary>Reads a rule as RFC 5545 writes it; what can't be taken gets a sentence that names the part.</summary>
internal static class RecurrenceReader
{
    public static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("yyyyMMdd");

    private const string Prefix = "RRULE:";
    private const string DayNames = "MO, TU, WE, TH, FR, SA or SU";

    private static readonly string[] Unsupported =
        ["BYSECOND", "BYMINUTE", "BYHOUR", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "RSCALE", "SKIP"];

    private static readonly string[] DayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static (Recurrence? Rule, string? Problem) Read(string text)
    {
        try
        {
            return (ReadParts(text.Trim().ToUpperInvariant()), null);
        }
        catch (RuleRefused refused)
        {
            return (null, refused.Message);
        }
    }

    private static Recurrence ReadParts(string text)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            text = text[Prefix.Length..];
        }

        if (text.Length is 0 or > Recurrence.MaxLength)
        {
            throw new RuleRefused("Write a rule such as FREQ=WEEKLY;BYDAY=MO,FR.");
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new RuleRefused($"“{Excerpt(part)}” is no part of a rule. A rule reads like FREQ=WEEKLY;BYDAY=MO,FR.");
            }

            if (!parts.TryAdd(part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart()))
            {
                throw new RuleRefused($"{Excerpt(part[..equals])} is given twice. Give it once, with commas between its values.");
            }
        }

        var rule = new Recurrence { Frequency = ReadFrequency(parts) };
        foreach (var (name, value) in parts)
        {
            rule = name switch
            {
                "FREQ" => rule,
                "INTERVAL" => rule with { Interval = Number(name, value, 1, Recurrence.MaxInterval) },
                "COUNT" => rule with { Count = Number(name, value, 1, Recurrence.MaxCount) },
                "UNTIL" => rule with { Until = ReadUntil(value) },
                "WKST" => rule with { WeekStart = Weekday(name, value) },
                "BYDAY" => rule with { ByDay = ReadDays(value, rule.Frequency) },
                "BYMONTHDAY" => rule with { ByMonthDay = Numbers(name, value) },
                "BYSETPOS" => rule with { BySetPos = Numbers(name, value) },
                _ when Unsupported.Contains(name) => throw new RuleRefused($"{name} is not supported. Say which days with BYDAY or BYMONTHDAY."),
                _ => throw new RuleRefused($"{Excerpt(name)} is no part of a rule that I know. I know FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYSETPOS, UNTIL, COUNT and WKST."),
            };
        }

        return Together(rule);
    }

    private static Recurrence Together(Recurrence rule)
    {
        if (rule is { Until: not null, Count: not null })
        {
            throw new RuleRefused("UNTIL and COUNT both say when it ends. Give one of them.");
        }

        if (rule.Frequency == Frequency.Weekly && !rule.ByMonthDay.IsEmpty)
        {
            throw new RuleRefused("BYMONTHDAY does not go with FREQ=WEEKLY. Use FREQ=MONTHLY for days of the month.");
        }

        if (!rule.BySetPos.IsEmpty && rule.ByDay.IsEmpty && rule.ByMonthDay.IsEmpty)
        {
            throw new RuleRefused("BYSETPOS chooses among days, so it needs BYDAY or BYMONTHDAY.");
        }

        return rule;
    }

    private static Frequency ReadFrequency(Dictionary<string, string> parts) => parts.GetValueOrDefault("FREQ") switch
    {
        "DAILY" => Frequency.Daily,
        "WEEKLY" => Frequency.Weekly,
        "MONTHLY" => Frequency.Monthly,
        null => throw new RuleRefused("FREQ is missing. Start with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY."),
        "YEARLY" => throw new RuleRefused("FREQ=YEARLY is not supported; FREQ=MONTHLY;INTERVAL=12 is once a year."),
        var other => throw new RuleRefused($"FREQ={Excerpt(other)} is not supported; use DAILY, WEEKLY or MONTHLY."),
    };

    private static ImmutableArray<RuleDay> ReadDays(string value, Frequency frequency)
    {
        var days = new List<RuleDay>();
        foreach (var written in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (written.Length < 2)
            {
                throw new RuleRefused($"BYDAY has “{Excerpt(written)}”. Write {DayNames}.");
            }

            var day = Weekday("BYDAY", written[^2..]);
            var nth = written.Length == 2 ? 0 : Number("BYDAY", written[..^2], -5, 5);
            if (written.Length > 2 && (nth == 0 || frequency != Frequency.Monthly))
            {
                throw new RuleRefused(nth == 0
                    ? $"BYDAY has “{Excerpt(written)}”. Count from 1, or from the end with -1."
                    : $"BYDAY={Excerpt(written)} counts in a month, so it goes with FREQ=MONTHLY only.");
            }

            days.Add(new RuleDay(day, nth));
        }

        return [.. days.Distinct().OrderBy(day => day.Nth).ThenBy(day => day.Day)];
    }

    private static LocalDate ReadUntil(string value) => DatePattern.Parse(value) is { Success: true } date
        ? date.Value
        : throw new RuleRefused($"UNTIL={Excerpt(value)} is no date. Write the last day as UNTIL=20261231.");

    private static IsoDayOfWeek Weekday(string name, string value) => Array.IndexOf(DayCodes, value) is >= 0 and var index
        ? (IsoDayOfWeek)(index + 1)
        : throw new RuleRefused($"{name} has “{Excerpt(value)}”. Write {DayNames}.");

    private static ImmutableArray<int> Numbers(string name, string value)
    {
        var numbers = value.Split(',', StringSplitOptions.TrimEntries).Select(number => Number(name, number, -31, 31)).ToList();
        return numbers.Contains(0)
            ? throw new RuleRefused($"{name} has 0. Count from 1, or from the end with -1.")
            : [.. numbers.Distinct().Order()];
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new RuleRefused($"{name} has “{Excerpt(value)}”. Write a whole number from {least} to {most}.");

    private static string Excerpt(string text) => Messages.Limits.Shorten(text, 40);

    /// <summary>Leaves the reading at the first part that can't be taken; it never leaves this class.</summary>
    private sealed class RuleRefused(string message) : Exception(message);
}
