using System.Text.RegularExpressions;

namespace MentorBot.Simulators.Slack;

/// <summary>What Slack does to text on its way in and out.</summary>
internal static partial class SlackText
{
    /// <summary>Slack: "escape exactly &amp;, &lt; and &gt;".</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>What arrives of what a person types: @name, #channel and addresses become tokens.</summary>
    /// <param name="isMessage">In a message a token has no name behind it.</param>
    public static string Typed(string text, bool isMessage, Func<string, SlackPerson?> person, Func<string, SlackChannel?> channel) =>
        Word().Replace(Escape(text), match => match.Value[0] switch
        {
            '@' when person(match.Value[1..]) is { } found => isMessage ? $"<@{found.Id}>" : $"<@{found.Id}|{found.Name}>",
            '#' when channel(match.Value[1..]) is { } found => $"<#{found.Id}|{(found.IsPrivate ? "" : found.Name)}>",
            'h' => $"<{match.Value}>",
            _ => match.Value,
        });

    public static string AsRead(string text, Func<string, string?> person, Func<string, string?> channel)
    {
        var read = text.Contains('<', StringComparison.Ordinal)
            ? Token().Replace(text, match => Token(match.Groups["target"].Value, match.Groups["label"].Success ? match.Groups["label"].Value : null, person, channel))
            : text;
        return read.Contains('&', StringComparison.Ordinal)
            ? read.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            : read;
    }

    /// <summary>Finds what would notify everybody in a channel.</summary>
    public static bool Broadcasts(string text) => text.Contains("<!", StringComparison.Ordinal) && BroadcastToken().IsMatch(text);

    private static string Token(string target, string? label, Func<string, string?> person, Func<string, string?> channel) => target switch
    {
        ['@', .. var id] => $"@{person(id) ?? label ?? id}",
        ['#', .. var id] => $"#{channel(id) ?? label ?? id}",
        ['!', 'd', 'a', 't', 'e', '^', ..] => label ?? target,
        ['!', .. var special] => label ?? $"@{special}",
        _ => label ?? target,
    };

    [GeneratedRegex(@"<(?<target>[^<>|]+)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();

    [GeneratedRegex(@"<!(channel|here|everyone|group)(\||>)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BroadcastToken();

    [GeneratedRegex(@"(?<![\w@#])[@#][a-z0-9][a-z0-9._-]*[a-z0-9]|https?://[^\s<>]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
