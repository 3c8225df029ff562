using System.Text.RegularExpressions;

namespace MentorBot.Slack.Conversations;

/// <summary>Reads the markup in which Slack delivers what people write.</summary>
/// <remarks>Slack: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> come escaped; people, channels, groups and addresses stand between angle brackets.</remarks>
internal static partial class Markup
{
    /// <summary>A line as the bot's commands read it: people as <c>&lt;@id&gt;</c>, channels as <c>&lt;#id&gt;</c>, everything else as it was typed.</summary>
    public static string ToLine(string text) => Read(text, match => match.Groups["mark"].Value switch
    {
        "@" or "#" => $"<{match.Groups["mark"].Value}{match.Groups["id"].Value}>",
        _ => Plain(match),
    });

    /// <summary>The words alone, for somebody to read.</summary>
    public static string ToPlain(string text) => Read(text, match => match.Groups["mark"].Value switch
    {
        "@" or "#" => match.Groups["mark"].Value + (match.Groups["label"] is { Success: true, Length: > 0 } label ? label.Value : match.Groups["id"].Value),
        _ => Plain(match),
    });

    /// <summary>The people whom a text mentions, with the name where Slack sends it along.</summary>
    public static IEnumerable<(string User, string? Name)> MentionsIn(string text) => Token().Matches(text)
        .Where(match => match.Groups["mark"].Value == "@")
        .Select(match => (match.Groups["id"].Value, match.Groups["label"] is { Success: true, Length: > 0 } label ? Unescape(label.Value) : null));

    private static string Read(string text, MatchEvaluator evaluate)
    {
        // What is between tokens is unescaped by itself, so that no typed "&lt;@U1&gt;" becomes a token that was none.
        var written = 0;
        var read = new System.Text.StringBuilder(text.Length);
        foreach (Match match in Token().Matches(text))
        {
            read.Append(Unescape(text[written..match.Index])).Append(evaluate(match));
            written = match.Index + match.Length;
        }

        return read.Append(Unescape(text[written..])).ToString();
    }

    private static string Plain(Match match)
    {
        var id = Unescape(match.Groups["id"].Value);
        var label = match.Groups["label"] is { Success: true, Length: > 0 } given ? Unescape(given.Value) : null;
        return match.Groups["mark"].Value switch
        {
            // <!here>, <!channel>, <!subteam^S1|@name>, <!date^…|fallback>
            "!" => label ?? $"@{id}",
            _ when label is null => id.StartsWith("mailto:", StringComparison.Ordinal) ? id["mailto:".Length..] : id,
            _ => id.EndsWith(label, StringComparison.Ordinal) ? label : $"{label} ({id})",
        };
    }

    private static string Unescape(string text) => text.Contains('&', StringComparison.Ordinal)
        ? text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
        : text;

    [GeneratedRegex(@"<(?<mark>[@#!]?)(?<id>[^<>|]+)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Token();
}
