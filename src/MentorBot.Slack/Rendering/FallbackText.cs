using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Says in text what a message's blocks show, for notifications and for those who have it read aloud.</summary>
/// <remarks>It is written from the blocks that were rendered, so that each message of several says what is in it, without rules and bars.</remarks>
internal static class FallbackText
{
    private const string Cut = "…";

    public static string Of(ImmutableArray<LayoutBlock> blocks)
    {
        var text = new StringBuilder(256);
        foreach (var block in blocks)
        {
            if (text.Length > SlackLimits.FallbackBytes)
            {
                break;
            }

            StartLine(text);
            Append(text, block);
        }

        while (text.Length > 0 && char.IsWhiteSpace(text[^1]))
        {
            text.Length--;
        }

        return text.Length == 0 ? "MentorBot has sent something to look at." : Shortened(text);
    }

    private static void Append(StringBuilder text, LayoutBlock block)
    {
        switch (block)
        {
            case HeaderBlock header:
                Breaking(text, header.Text.Text);
                break;
            case RichTextBlock rich:
                foreach (var part in rich.Elements)
                {
                    StartLine(text);
                    Append(text, part);
                }

                break;
            case ContextBlock context:
                foreach (var element in context.Elements)
                {
                    Breaking(text, element.Text);
                }

                break;
            case SectionBlock section:
                foreach (var field in section.Fields)
                {
                    // A field is its label in bold, and what it says on the next line.
                    var end = field.Text.IndexOf("*\n", StringComparison.Ordinal);
                    StartLine(text);
                    Breaking(text, field.Text.AsSpan(1, end - 1));
                    text.Append(": ");
                    Breaking(text, field.Text.AsSpan(end + 2));
                }

                break;
            case ActionsBlock actions:
                Append(text, actions);
                break;
            case ImageBlock image:
                Breaking(text, image.AltText);
                break;
            case TableBlock table:
                foreach (var row in table.Rows)
                {
                    StartLine(text);
                    SlackText.AppendInert(text, string.Join(", ", row.OfType<RawTextCell>().Select(cell => cell.Text)));
                }

                break;
        }
    }

    private static void Append(StringBuilder text, ActionsBlock actions)
    {
        foreach (var element in actions.Elements)
        {
            switch (element)
            {
                case ButtonElement button:
                    text.Append('[');
                    Breaking(text, button.Text.Text);
                    text.Append("] ");
                    break;
                case StaticSelectElement { Placeholder: { } label }:
                    text.Append('[');
                    Breaking(text, label.Text);
                    text.Append("] ");
                    break;
                case CheckboxesElement boxes:
                    foreach (var option in boxes.Options)
                    {
                        StartLine(text);
                        text.Append(boxes.InitialOptions?.Contains(option) == true ? "Done: " : "To do: ");
                        Breaking(text, option.Text.Text);
                    }

                    break;
            }
        }
    }

    private static void Append(StringBuilder text, RichTextPart part)
    {
        switch (part)
        {
            case RichTextSection section:
                Append(text, section.Elements);
                break;
            case RichTextQuote quote:
                Append(text, quote.Elements);
                break;
            case RichTextPreformatted code:
                Append(text, code.Elements);
                break;
            case RichTextList list:
                for (var i = 0; i < list.Elements.Length; i++)
                {
                    StartLine(text);
                    _ = list.Style == RichTextList.Ordered ? text.Append((list.Offset ?? 0) + i + 1).Append(". ") : text.Append("- ");
                    Append(text, list.Elements[i]);
                }

                break;
        }
    }

    private static void Append(StringBuilder text, ImmutableArray<RichTextElement> elements)
    {
        foreach (var element in elements)
        {
            switch (element)
            {
                // The numbers after a bar say the same, and they alone are read aloud.
                case RichTextText { Text: [Progress.Filled or Progress.Empty, .., ' '] bar } when !bar.AsSpan(0, bar.Length - 1).ContainsAnyExcept(Progress.Filled, Progress.Empty):
                    break;
                case RichTextText plain:
                    SlackText.AppendInert(text, plain.Text);
                    break;
                case RichTextLink { Text: { } words } link:
                    SlackText.AppendInert(text, words);
                    text.Append(" (").Append(SlackText.Escape(link.Url)).Append(')');
                    break;
                case RichTextLink link:
                    text.Append(SlackText.Escape(link.Url));
                    break;
                case RichTextUser user:
                    text.Append("<@").Append(user.UserId).Append('>');
                    break;
                case RichTextChannel channel:
                    text.Append("<#").Append(channel.ChannelId).Append('>');
                    break;
                case RichTextDate date:
                    Mrkdwn.AppendTime(text, date.Timestamp, date.Format, date.Fallback);
                    break;
            }
        }
    }

    /// <summary>What is escaped already, its bare mentions broken up; the address in a token stays as it is.</summary>
    private static void Breaking(StringBuilder text, ReadOnlySpan<char> escaped)
    {
        var isAddress = false;
        foreach (var letter in escaped)
        {
            text.Append(letter);
            isAddress = letter == '<' || (isAddress && letter is not ('|' or '>'));
            if (letter == '@' && !isAddress)
            {
                text.Append('\u2060');
            }
        }
    }

    private static void StartLine(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    /// <summary>Cuts it where no token and no entity is cut in two.</summary>
    private static string Shortened(StringBuilder text)
    {
        var all = text.ToString();
        if (Encoding.UTF8.GetByteCount(all) <= SlackLimits.FallbackBytes)
        {
            return all;
        }

        var start = all[..Within(all, SlackLimits.FallbackBytes - Encoding.UTF8.GetByteCount(Cut))];
        var end = start.AsSpan().LastIndexOfAny('\n', ' ');
        end = end >= start.Length / 2 ? end : start.Length;
        var token = start.LastIndexOf('<', end - 1);
        if (token >= 0 && start.IndexOf('>', token) is var close && (close < 0 || close >= end))
        {
            end = token;
        }

        var entity = start.LastIndexOf('&', Math.Max(0, end - 1));
        if (entity >= 0 && start.IndexOf(';', entity) is var semicolon && (semicolon < 0 || semicolon >= end))
        {
            end = entity;
        }

        return string.Concat(start.AsSpan(0, end), Cut);
    }

    /// <summary>How much of a text there is room for in so many bytes, no surrogates parted.</summary>
    private static int Within(string text, int bytes)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return end;
    }
}
