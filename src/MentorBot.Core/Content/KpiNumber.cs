using System.Globalization;
using System.Text.RegularExpressions;

namespace MentorBot.Core.Content;

/// <summary>Numbers with a unit, as people write them: with a comma or a point, and with the unit or without.</summary>
public static partial class KpiNumber
{
    public const string Help = "Write a number, such as 180 or 99.95.";

    private const decimal Largest = 1_000_000_000_000m;
    private const int MostDecimals = 6;

    /// <summary>How long each unit of time is, in milliseconds.</summary>
    private static readonly Dictionary<string, decimal> Times = new(StringComparer.Ordinal)
    {
        ["ms"] = 1,
        ["s"] = 1_000,
        ["sec"] = 1_000,
        ["second"] = 1_000,
        ["min"] = 60_000,
        ["minute"] = 60_000,
        ["h"] = 3_600_000,
        ["hr"] = 3_600_000,
        ["hour"] = 3_600_000,
        ["d"] = 86_400_000,
        ["day"] = 86_400_000,
    };

    /// <summary>A number and what stands behind it; the number is null where it can't be read, and the problem says why.</summary>
    public static (decimal? Number, string Unit, string? Problem) Read(string text)
    {
        if (Written().Match(text.Trim()) is not { Success: true } match)
        {
            return (null, string.Empty, Help);
        }

        var digits = Blanks().Replace(match.Groups["number"].Value, string.Empty).Replace('−', '-');
        var commas = digits.Count(letter => letter == ',');
        var points = digits.Count(letter => letter == '.');
        if (commas == 1 && points == 0 && Thousands().IsMatch(digits))
        {
            return (null, string.Empty, $"“{digits}” can be read in two ways. Write {digits.Replace(",", string.Empty, StringComparison.Ordinal)}, or {digits.Replace(',', '.')}.");
        }

        // Of two marks the last is the decimal one; one that comes twice sets thousands apart.
        var mark = commas > 0 && points > 0 ? (digits.LastIndexOf(',') > digits.LastIndexOf('.') ? ',' : '.') : commas == 1 ? ',' : points == 1 ? '.' : '\0';
        var plain = string.Concat(digits.Where(letter => letter is not (',' or '.') || letter == mark)).Replace(',', '.');
        if (!decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return (null, string.Empty, Help);
        }

        return Math.Abs(number) > Largest || number != Math.Round(number, MostDecimals)
            ? (null, string.Empty, $"I keep numbers up to {Largest.ToString("#,0", CultureInfo.InvariantCulture)}, with {MostDecimals} decimals at most.")
            : (decimal.Parse(number.ToString("0.######", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), match.Groups["unit"].Value.Trim(), null);
    }

    /// <summary>The number in a wanted unit, where the one that was written fits it; null where it doesn't.</summary>
    public static decimal? Fit(decimal number, string written, string wanted)
    {
        var (from, to) = (Plain(written), Plain(wanted));
        if (from.Length == 0 || from == to || Plain(wanted.Split(' ')[0]) == from)
        {
            return number;
        }

        return Times.TryGetValue(from, out var had) && Times.TryGetValue(to, out var has) ? Math.Round(number * had / has, MostDecimals) : null;
    }

    /// <summary>A number with its unit, such as 180 ms or 99.95%.</summary>
    public static string Write(decimal number, string unit)
    {
        var written = Math.Round(number, MostDecimals).ToString("0.######", CultureInfo.InvariantCulture);
        return unit.Length == 0 || unit == "%" ? written + unit : $"{written} {unit}";
    }

    /// <summary>A unit as units are compared: in any case, in the plural, and with a bar for its “of”.</summary>
    private static string Plain(string unit)
    {
        var plain = unit.Trim().TrimEnd('.').ToLowerInvariant();
        plain = plain switch
        {
            "percent" or "pct" or "per cent" => "%",
            ['/', .. var rest] => $"of{rest}",
            _ => plain,
        };
        plain = plain.Replace(" ", string.Empty, StringComparison.Ordinal);
        return plain.Length > 2 ? plain.TrimEnd('s') : plain;
    }

    [GeneratedRegex(@"^(?<number>[-+−]?\d+([ \u00a0\u202f'’]\d{3})*([.,]\d+)*)(?<unit>[^\d].*)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 100)]
    private static partial Regex Written();

    [GeneratedRegex(@"[\s'’]", RegexOptions.None, 100)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2},\d{3}$", RegexOptions.None, 100)]
    private static partial Regex Thousands();
}
