using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;

namespace MentorBot.Core.Commands;

/// <summary>
/// Tells day and month apart in what is written as 3/4: by the numbers where one can be no month, else by how people write in the
/// language that the platform knows for the person. A guess could be a month off, so that nothing is guessed.
/// </summary>
internal static partial class SlashedDates
{
    private static readonly string[] MonthFirst = ["ja", "ko", "zh", "hu", "lt"];

    /// <summary>The text with each such date that is clear in words, such as 3 April; one that is not stays as it is.</summary>
    public static string Settle(string text, Caller caller) => Slashed().Replace(text, match =>
    {
        var (first, second) = (Number(match, "first"), Number(match, "second"));
        bool? isDayFirst = first == second || first > 12 ? true : second > 12 ? false : ReadsDayFirst(caller);
        if (isDayFirst is not { } dayFirst || (first > 12 && second > 12) || first * second == 0)
        {
            return match.Value;
        }

        var (day, month) = dayFirst ? (first, second) : (second, first);
        return $"{day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).ToLowerInvariant()} {match.Groups["year"].Value}".TrimEnd();
    });

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static bool? ReadsDayFirst(Caller caller)
    {
        var parts = (caller.Locale ?? string.Empty).Split('-', '_');
        var (language, region) = (parts[0].ToLowerInvariant(), parts is [_, { Length: 2 } second, ..] ? second.ToUpperInvariant() : string.Empty);
        return parts switch
        {
            _ when MonthFirst.Contains(language) => false,

            // The region that many people never change: it says how they write only where they live there.
            _ when region == "US" => IsInTheUnitedStates(caller.Zone) ? false : null,

            // Both ways are common.
            _ when region is "CA" or "PH" or "PR" or "PA" || language == "fil" => null,
            [_, _, ..] => true,
            [not "" and not "en"] => true,
            _ => null,
        };
    }

    private static bool IsInTheUnitedStates(DateTimeZone zone) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations!.Any(location => location.CountryCode == "US" && location.ZoneId == zone.Id);

    [GeneratedRegex(@"(?<![\d/])(?<first>\d{1,2})/(?<second>\d{1,2})(/(?<year>\d{4}))?(?![\d/])", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Slashed();
}
