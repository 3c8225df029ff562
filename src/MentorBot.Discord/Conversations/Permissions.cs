using System.Globalization;
using MentorBot.Core.Messages;

namespace MentorBot.Discord.Conversations;

/// <summary>Reads what somebody may do in a channel, which Discord sends along as bits.</summary>
internal static class Permissions
{
    private const ulong Administrator = 1UL << 3;
    private const ulong ManageServer = 1UL << 5;
    private const ulong ViewChannel = 1UL << 10;
    private const ulong SendMessages = 1UL << 11;
    private const ulong AttachFiles = 1UL << 15;
    private const ulong ReadHistory = 1UL << 16;
    private const ulong SendInThreads = 1UL << 38;

    /// <summary>What the bot asks for when it is added: to post, also files and in threads, and to look whether a post is there.</summary>
    public const ulong Wanted = ViewChannel | SendMessages | AttachFiles | ReadHistory | SendInThreads;

    /// <summary>Whether somebody with these runs the server. Discord: the number may have more bits than a signed one holds.</summary>
    public static bool RunsServer(string? bits) => Read(bits) is { } has && (has & (Administrator | ManageServer)) != 0;

    /// <summary>What the bot lacks beside to post a file.</summary>
    public static IReadOnlyList<string> MissingForFiles(string? bits) => Read(bits) is { } has && (has & (Administrator | AttachFiles)) == 0 ? ["Attach Files"] : [];

    /// <summary>What the bot lacks for a post, by the names that Discord shows; empty where it may, or where nobody says.</summary>
    public static IReadOnlyList<string> MissingForPosts(string? bits, bool isThread)
    {
        if (Read(bits) is not { } has || (has & Administrator) != 0)
        {
            return [];
        }

        var missing = new List<string>();
        if ((has & ViewChannel) == 0)
        {
            missing.Add("View Channel");
        }

        if ((has & (isThread ? SendInThreads : SendMessages)) == 0)
        {
            missing.Add(isThread ? "Send Messages in Threads" : "Send Messages");
        }

        return missing;
    }

    /// <summary>How somebody gives the bot what it lacks.</summary>
    public static Line Remedy(IReadOnlyList<string> missing)
    {
        var allow = missing.Count == 0 ? ["View Channel", "Send Messages"] : missing;
        return (Line)"Somebody who manages this channel can allow it: Edit Channel → Permissions → add MentorBot, then allow "
            + Line.Bold(string.Join(" and ", allow)) + ".";
    }

    private static ulong? Read(string? bits) => ulong.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var has) ? has : null;
}
