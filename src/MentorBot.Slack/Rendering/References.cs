using System.Globalization;
using MentorBot.Core.Messages;
using NodaTime.Text;

namespace MentorBot.Slack.Rendering;

/// <summary>What a message may point at: a person, a channel, an address, a moment; never a whole channel of people.</summary>
internal static class References
{
    /// <summary>The platform's name in a workspace that is Slack's.</summary>
    public const string Platform = "slack";

    // Leaves room in a block for the words beside it.
    private const int LongestAddress = SlackLimits.Text / 2;

    private static readonly InstantPattern DateAndTime = InstantPattern.Create("ddd d MMM uuuu, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static readonly InstantPattern Date = InstantPattern.Create("ddd d MMM uuuu", CultureInfo.InvariantCulture);

    private static readonly InstantPattern Time = InstantPattern.Create("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Who is called, where they are of this platform.</summary>
    public static string? UserId(MentionSpan mention) =>
        mention.Who.Workspace.Platform == Platform && IsUserId(mention.Who.UserId) ? mention.Who.UserId : null;

    /// <summary>Slack: users are <c>U…</c> or <c>W…</c>.</summary>
    public static bool IsUserId(string id) => IsId(id) && id[0] is 'U' or 'W';

    /// <summary>Slack: channels are <c>C…</c>, old private ones <c>G…</c>.</summary>
    public static bool IsChannelId(string id) => IsId(id) && id[0] is 'C' or 'G';

    public static string? ChannelId(ChannelSpan channel) =>
        channel.Where.Workspace.Platform == Platform && IsChannelId(channel.Where.Channel) ? channel.Where.Channel : null;

    /// <summary>A person of elsewhere; without a mark before it, since that person can't be called here.</summary>
    public static string NameOf(MentionSpan mention) => mention.Name.Length == 0 ? "somebody" : mention.Name;

    public static string NameOf(ChannelSpan channel) => channel.Where.IsDirect ? "our direct conversation" : $"#{channel.Where.Channel}";

    public static bool LeadsSomewhere(LinkSpan link) => IsAddress(link.Url, LongestAddress);

    /// <summary>Only http and https, and nothing that could end a token of Slack's.</summary>
    public static bool IsAddress(string url, int longest) =>
        url.Length <= longest
        && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && !url.AsSpan().ContainsAny("<>|\n ")
        && Uri.TryCreate(url, UriKind.Absolute, out _);

    /// <summary>Slack shows it in the zone of the reader's device.</summary>
    public static string FormatOf(LocalTimeStyle style) => style switch
    {
        LocalTimeStyle.Date => "{date_short}",
        LocalTimeStyle.Time => "{time}",
        _ => "{date_short_pretty} at {time}",
    };

    public static string FallbackOf(LocalTimeSpan time) => (time.Style switch
    {
        LocalTimeStyle.Date => Date,
        LocalTimeStyle.Time => Time,
        _ => DateAndTime,
    }).Format(time.At);

    private static bool IsId(string id)
    {
        foreach (var letter in id)
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter))
            {
                return false;
            }
        }

        return id.Length is > 1 and <= 64;
    }
}
