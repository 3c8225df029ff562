using NodaTime;
using NodaTime.Text;

namespace MentorBot.Storage;

/// <summary>Rows as a person reads them in an export.</summary>
internal static class Export
{
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows<T>(IEnumerable<T> rows, Func<T, Dictionary<string, object?>> show) =>
        [.. rows.Select(show)];

    public static string? Iso(Instant? instant) => instant is { } at ? InstantPattern.ExtendedIso.Format(at) : null;

    public static string? Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
