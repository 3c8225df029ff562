using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Time;

/// <summary>A date as a number in a button's token, such as 20260304.</summary>
internal static class DateNumber
{
    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public static int Of(LocalDate date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;

    /// <summary>The date of such a number; null where it is none.</summary>
    public static LocalDate? Read(long number) =>
        Pattern.Parse(number.ToString("00000000", CultureInfo.InvariantCulture)) is { Success: true, Value: var date } ? date : null;
}
