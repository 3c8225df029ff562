using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Reads one day or several in a row as people write them.</summary>
internal static partial class WrittenSpan
{
    public const string Help = "Write days as 2026-12-20..2027-01-02, 20 Dec - 2 Jan, tomorrow, next week or until Friday.";

    private const int Longest = 60;
    private const int YearsAhead = 5;
    private const int MostDays = 2 * 366;

    // Who writes "20 Dec - 2 Jan" on the 22nd means the days that have begun, if they aren't too many.
    private const int MostDaysBegun = 92;

    /// <summary>The days, or what is wrong with them; <see cref="Help"/> where the text names no days.</summary>
    public static (Absence? Span, string? Problem) Read(string text, LocalDate today)
    {
        var written = string.Join(' ', text.ToLowerInvariant().Replace('–', '-').Replace('—', '-').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        written = written.StartsWith("from ", StringComparison.Ordinal) ? written[5..] : written;
        return written.Length is 0 or > Longest || Find(written, today) is not { } span ? (null, Help) : Check(span, today);
    }

    private static Absence? Find(string written, LocalDate today)
    {
        switch (written)
        {
            case "next week":
                var monday = today.Next(IsoDayOfWeek.Monday);
                return new Absence(monday, monday.PlusDays(6));
            case "this week":
                return new Absence(today, today.DayOfWeek == IsoDayOfWeek.Sunday ? today : today.Next(IsoDayOfWeek.Sunday));
        }

        if (Until().Match(written) is { Success: true } until)
        {
            return WrittenDates.ReadDate(until.Groups["end"].Value, today) is { } end ? new Absence(today, end) : null;
        }

        if (WrittenDates.ReadDate(written, today) is { } day)
        {
            return new Absence(day, day);
        }

        // A hyphen may stand in a date as well as between two: the place is right at which both sides are days.
        return Between().Matches(written)
            .Select(between => Join(written[..between.Index].Trim(), written[(between.Index + between.Length)..].Trim(), today))
            .FirstOrDefault(span => span is not null);
    }

    private static Absence? Join(string first, string last, LocalDate today)
    {
        // "20-24 Dec" leaves the month out on the left.
        if (BareDay().IsMatch(first) && LeadingDay().Match(last) is { Success: true } lead)
        {
            first = first.TrimEnd('.') + last[lead.Length..];
        }

        if (WrittenDates.ReadDate(first, today) is not { } from || IsFar(from, today) || EndOf(last, from, today) is not { } to)
        {
            return WrittenDates.ReadDate(first, today) is { } far && IsFar(far, today) ? new Absence(far, far) : null;
        }

        if (!Year().IsMatch(first) && from > today)
        {
            var begun = from.PlusYears(-1);
            if (EndOf(last, begun, today) is { } end && end >= today && Period.DaysBetween(begun, end) <= MostDaysBegun)
            {
                return new Absence(begun, end);
            }
        }

        return new Absence(from, to);
    }

    /// <summary>The last day: today and tomorrow are the reader's, any other without a year is the next one after the first.</summary>
    private static LocalDate? EndOf(string last, LocalDate from, LocalDate today) =>
        WrittenDates.ReadDate(last, last is "today" or "tomorrow" || last.StartsWith("in ", StringComparison.Ordinal) ? today : from);

    private static (Absence? Span, string? Problem) Check(Absence span, LocalDate today) =>
        span.To < span.From ? (null, $"{TimeWords.Days(span)} ends before it begins. Write the first day first.")
        : span.To < today ? (null, $"{TimeWords.Days(span)} {(span.From == span.To ? "is" : "are")} over already, and I only look ahead.")
        : IsFar(span.From, today) || IsFar(span.To, today) ? (null, $"That is more than {YearsAhead} years off. Tell me when it is nearer.")
        : Period.DaysBetween(span.From, span.To) > MostDays ? (null, "That is longer than two years, which is more than I can take at once.")
        : (span, null);

    private static bool IsFar(LocalDate date, LocalDate today) => date > today.PlusYears(YearsAhead);

    [GeneratedRegex("^(until|till|through|to) (?<end>.+)$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Until();

    [GeneratedRegex(@"\.\.+|…|-| (to|until|till|through) ", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\d{1,2}\.?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex BareDay();

    [GeneratedRegex(@"^\d{1,2}(?!\d)", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex LeadingDay();

    [GeneratedRegex(@"\d{4}", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Year();
}
