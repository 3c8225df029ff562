using System.Globalization;
using MentorBot.Core.Messages;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>What a message may point at: a person, a channel, an address, a moment; never a whole channel of people.</summary>
internal static class References
{
    private const int LongestAddress = 1_000;

    /// <summary>Who is called, where they are of this platform.</summary>
    public static string? UserId(MentionSpan mention) =>
        mention.Who.Workspace.Platform == PlatformName.Discord && IsSnowflake(mention.Who.UserId) ? mention.Who.UserId : null;

    public static string? ChannelId(ChannelSpan channel) =>
        channel.Where.Workspace.Platform == PlatformName.Discord && !channel.Where.IsDirect && IsSnowflake(channel.Where.Channel) ? channel.Where.Channel : null;

    /// <summary>Discord: every id is an unsigned number of 64 bits.</summary>
    public static bool IsSnowflake(string id) => ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    /// <summary>A person of elsewhere; without a mark before it, since that person can't be called here.</summary>
    public static string NameOf(MentionSpan mention) => mention.Name.Length == 0 ? "somebody" : mention.Name;

    public static string NameOf(ChannelSpan channel) => channel.Where.IsDirect ? "our direct conversation" : $"#{channel.Where.Channel}";

    /// <summary>The address as it can stand in a link; null where it leads nowhere or is too long.</summary>
    public static string? AddressOf(string url, int longest = LongestAddress)
    {
        if (!url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (url.Length > longest || url.AsSpan().ContainsAny("<>|\n ") || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return null;
        }

        // Nothing in it may end the link or what the link stands in.
        var written = address.AbsoluteUri
            .Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("*", "%2A", StringComparison.Ordinal)
            .Replace("\\", "%5C", StringComparison.Ordinal);
        return written.Length <= longest ? written : null;
    }

    /// <summary>Discord shows it in the reader's own zone and language.</summary>
    public static string Of(LocalTimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"<t:{time.At.ToUnixTimeSeconds()}:{time.Style switch
    {
        LocalTimeStyle.Date => 'D',
        LocalTimeStyle.Time => 't',
        _ => 'f',
    }}>");
}
