using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns a line into the elements of a rich text.</summary>
/// <remarks>
/// Rich text, not mrkdwn, wherever people's words are: mrkdwn has no way to show <c>*</c>, <c>_</c>, <c>~</c>, a backtick or a
/// <c>&gt;</c> as it is, while in rich text only elements of their own call somebody, lead somewhere or look different.
/// Slack: "rich_text is strongly preferred"; its text needs no escaping, and escaped it would show the entities.
/// </remarks>
internal static class InlineText
{
    private const int Reference = 20;

    public static ImmutableArray<RichTextElement> Of(Line line)
    {
        if (line.Spans is [TextSpan { Style: TextStyle.None } only])
        {
            return only.Text.Length == 0 ? [] : [new RichTextText(only.Text)];
        }

        var elements = ImmutableArray.CreateBuilder<RichTextElement>(line.Spans.Length);
        Append(elements, line);
        return elements.DrainToImmutable();
    }

    public static void Append(ImmutableArray<RichTextElement>.Builder elements, Line line)
    {
        foreach (var span in line.Spans)
        {
            switch (span)
            {
                case TextSpan { Text.Length: 0 }:
                    break;
                case TextSpan text:
                    elements.Add(new RichTextText(text.Text, StyleOf(text.Style)));
                    break;
                case LinkSpan link:
                    AppendLink(elements, link);
                    break;
                case MentionSpan mention when References.UserId(mention) is { } user:
                    elements.Add(new RichTextUser(user));
                    break;
                case MentionSpan mention:
                    elements.Add(new RichTextText(References.NameOf(mention)));
                    break;
                case ChannelSpan channel when References.ChannelId(channel) is { } id:
                    elements.Add(new RichTextChannel(id));
                    break;
                case ChannelSpan channel:
                    elements.Add(new RichTextText(References.NameOf(channel)));
                    break;
                case LocalTimeSpan time:
                    elements.Add(new RichTextDate(time.At.ToUnixTimeSeconds(), References.FormatOf(time.Style), References.FallbackOf(time)));
                    break;
                default:
                    throw new InvalidOperationException($"Slack has nothing for a {span.GetType().Name}.");
            }
        }
    }

    public static int LengthOf(ImmutableArray<RichTextElement> elements)
    {
        var length = 0;
        foreach (var element in elements)
        {
            length += LengthOf(element);
        }

        return length;
    }

    /// <summary>The elements in portions of at most <see cref="SlackLimits.Text"/>, cut within texts where they have to be.</summary>
    public static IEnumerable<ImmutableArray<RichTextElement>> Split(ImmutableArray<RichTextElement> elements)
    {
        var portion = ImmutableArray.CreateBuilder<RichTextElement>();
        var room = SlackLimits.Text;
        foreach (var element in elements)
        {
            var left = element;
            while (LengthOf(left) is var length && length > room)
            {
                if (left is RichTextText text && (room > SlackLimits.Text / 2 || portion.Count == 0))
                {
                    var end = TextCut.Within(text.Text, room);
                    if (text.Text.AsSpan(0, end).TrimEnd("\n ") is { Length: > 0 } start)
                    {
                        portion.Add(text with { Text = start.ToString() });
                    }

                    left = text with { Text = text.Text[end..] };
                }

                if (portion.Count > 0)
                {
                    yield return portion.DrainToImmutable();
                }

                room = SlackLimits.Text;
            }

            if (left is not RichTextText { Text.Length: 0 })
            {
                portion.Add(left);
                room -= LengthOf(left);
            }
        }

        if (portion.Count > 0)
        {
            yield return portion.DrainToImmutable();
        }
    }

    private static int LengthOf(RichTextElement element) => element switch
    {
        RichTextText text => text.Text.Length,
        RichTextLink link => link.Url.Length + (link.Text?.Length ?? 0),
        RichTextDate date => date.Format.Length + date.Fallback.Length,
        _ => Reference,
    };

    private static void AppendLink(ImmutableArray<RichTextElement>.Builder elements, LinkSpan link)
    {
        if (!References.LeadsSomewhere(link))
        {
            // An address that is too long for a link can be copied, at least.
            var address = References.IsAddress(link.Url, int.MaxValue) && link.Text != link.Url ? link.Url : string.Empty;
            if ($"{link.Text} {address}".Trim() is { Length: > 0 } shown)
            {
                elements.Add(new RichTextText(shown));
            }

            return;
        }

        // A text that alone would fill a block stands before its address, so that it can be cut.
        if (link.Text.Length > SlackLimits.Text / 4)
        {
            elements.Add(new RichTextText(link.Text + " "));
            elements.Add(new RichTextLink(link.Url, null));
            return;
        }

        elements.Add(new RichTextLink(link.Url, link.Text.Length == 0 || link.Text == link.Url ? null : link.Text));
    }

    private static RichTextStyle? StyleOf(TextStyle style) => style == TextStyle.None
        ? null
        : new RichTextStyle(Or(style, TextStyle.Bold), Or(style, TextStyle.Italic), Or(style, TextStyle.Code));

    private static bool? Or(TextStyle style, TextStyle one) => (style & one) != TextStyle.None ? true : null;
}
