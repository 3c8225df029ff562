using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Writes a line as mrkdwn for the blocks that take no rich text: small print, and facts side by side.</summary>
/// <remarks>It refuses a line that would not show letter for letter; that one has to go into a rich text.</remarks>
internal static class Mrkdwn
{
    private static readonly SearchValues<char> Markup = SearchValues.Create("*_~`>@");

    /// <summary>A line of small print; null where it would not show letter for letter, is too long, or there is nothing in it.</summary>
    public static string? Written(Line line)
    {
        var text = new StringBuilder();
        return TryWrite(text, line) && text.Length <= SlackLimits.Text && text.ToString() is var written && !string.IsNullOrWhiteSpace(written) ? written : null;
    }

    /// <summary>Facts as fields of a section; null where one would not show letter for letter, or is too long.</summary>
    public static ImmutableArray<TextObject>? SideBySide(Field[] some)
    {
        var fields = ImmutableArray.CreateBuilder<TextObject>(some.Length);
        var text = new StringBuilder();
        foreach (var field in some)
        {
            text.Clear().Append('*');
            if (string.IsNullOrWhiteSpace(field.Label) || field.Label.Contains('\n', StringComparison.Ordinal) || !TryWrite(text, field.Label.Trim()))
            {
                return null;
            }

            text.Append("*\n");
            var labelled = text.Length;
            if (!TryWrite(text, field.Value) || text.Length > SlackLimits.Field)
            {
                return null;
            }

            fields.Add(TextObject.Mrkdwn(text.Length == labelled ? text.Append('–').ToString() : text.ToString()));
        }

        return fields.DrainToImmutable();
    }

    public static void AppendTime(StringBuilder to, long timestamp, string format, string fallback) =>
        to.Append(CultureInfo.InvariantCulture, $"<!date^{timestamp}^{format}|{fallback}>");

    private static bool TryWrite(StringBuilder to, Line line)
    {
        foreach (var span in line.Spans)
        {
            if (!TryWrite(to, span))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryWrite(StringBuilder to, string text)
    {
        if (text.AsSpan().ContainsAny(Markup))
        {
            return false;
        }

        to.Append(SlackText.Escape(text));
        return true;
    }

    private static bool TryWrite(StringBuilder to, Span span)
    {
        switch (span)
        {
            case TextSpan { Style: TextStyle.None } text:
                return TryWrite(to, text.Text);
            case LinkSpan link when References.LeadsSomewhere(link):
                to.Append('<').Append(SlackText.Escape(link.Url)).Append('|');
                var written = !link.Text.AsSpan().ContainsAny('|', '\n') && TryWrite(to, link.Text.Length == 0 ? link.Url : link.Text);
                to.Append('>');
                return written;
            case LinkSpan link:
                return TryWrite(to, link.Text);
            case MentionSpan mention when References.UserId(mention) is { } user:
                to.Append("<@").Append(user).Append('>');
                return true;
            case MentionSpan mention:
                return TryWrite(to, References.NameOf(mention));
            case ChannelSpan channel when References.ChannelId(channel) is { } id:
                to.Append("<#").Append(id).Append('>');
                return true;
            case ChannelSpan channel:
                return TryWrite(to, References.NameOf(channel));
            case LocalTimeSpan time:
                AppendTime(to, time.At.ToUnixTimeSeconds(), References.FormatOf(time.Style), References.FallbackOf(time));
                return true;
            default:
                return false;
        }
    }
}
