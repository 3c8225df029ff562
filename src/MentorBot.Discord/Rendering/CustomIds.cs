using System.Globalization;

namespace MentorBot.Discord.Rendering;

/// <summary>What a custom_id says.</summary>
/// <param name="Guild">The guild that a control in a direct conversation is about.</param>
/// <param name="Page">The page of a form that has several.</param>
/// <param name="Ticks">Whether it is a select of items to tick.</param>
internal sealed record CustomId(string Token, string? Guild, int? Page, bool Ticks);

/// <summary>
/// Writes and reads custom_ids: a token and, where there is more to say, <c>|</c>, the guild in base 36, a dot and a mark: <c>t</c>
/// with a number for items to tick, <c>p</c> with the page of a form, a number where a message has the same otherwise twice.
/// </summary>
/// <remarks>Discord: 1 to 100 characters, unique in a message. A token has 80 at most, a guild 13.</remarks>
internal static class CustomIds
{
    private const char Bar = '|';
    private const char Dot = '.';
    private const char TicksMark = 't';
    private const char PageMark = 'p';

    public static string Of(string token, string? guild) => Write(token, guild, string.Empty);

    /// <summary>The n-th control of a message that does what another one does already.</summary>
    public static string Again(string token, string? guild, int number) => Write(token, guild, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A select of items to tick, the n-th of a message.</summary>
    public static string OfTicks(string token, string? guild, int number) => Write(token, guild, string.Create(CultureInfo.InvariantCulture, $"{TicksMark}{number}"));

    public static string OfPage(string token, string? guild, int page) => Write(token, guild, string.Create(CultureInfo.InvariantCulture, $"{PageMark}{page}"));

    public static CustomId Read(string customId)
    {
        var bar = customId.LastIndexOf(Bar);
        if (bar < 0)
        {
            return new CustomId(customId, null, null, Ticks: false);
        }

        var suffix = customId.AsSpan(bar + 1);
        var dot = suffix.IndexOf(Dot);
        var guild = dot < 0 ? suffix : suffix[..dot];
        var mark = dot < 0 ? default : suffix[(dot + 1)..];
        int? page = mark is [PageMark, .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        return new CustomId(customId[..bar], Base36.Read(guild)?.ToString(CultureInfo.InvariantCulture), page, mark is [TicksMark, ..]);
    }

    private static string Write(string token, string? guild, string mark)
    {
        var written = guild is not null && ulong.TryParse(guild, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Base36.Write(id) : string.Empty;
        if (mark.Length > 0)
        {
            return $"{token}{Bar}{written}{Dot}{mark}";
        }

        // A token with a bar in it would be read as one with a suffix.
        return written.Length > 0 || token.Contains(Bar, StringComparison.Ordinal) ? $"{token}{Bar}{written}" : token;
    }
}
