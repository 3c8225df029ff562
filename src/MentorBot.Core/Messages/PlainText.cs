using System.Collections.Immutable;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Messages;

/// <summary>Renders messages as text alone: for the terminal, for a platform's text fallback, and to copy.</summary>
public static class PlainText
{
    private static readonly ZonedDateTimePattern DateAndTime = Pattern("ddd d MMM uuuu, HH:mm");
    private static readonly ZonedDateTimePattern DateOnly = Pattern("ddd d MMM uuuu");
    private static readonly ZonedDateTimePattern TimeOnly = Pattern("HH:mm");

    /// <param name="zone">The reader's zone; where it isn't known, times are in UTC and say so.</param>
    public static string Of(IEnumerable<Block> blocks, DateTimeZone? zone = null)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            var part = Of(block, zone);
            if (part.Length == 0)
            {
                continue;
            }

            if (text.Length > 0)
            {
                text.Append("\n\n");
            }

            text.Append(part);
        }

        return text.ToString();
    }

    /// <summary>Whether the text is another one in another zone.</summary>
    public static bool TellsTimes(ImmutableArray<Block> blocks) => !blocks.IsDefault && blocks.Any(block => block switch
    {
        Paragraph paragraph => TellsTimes(paragraph.Text),
        ContextLine context => TellsTimes(context.Text),
        Fields fields => fields.Items.Any(field => TellsTimes(field.Value)),
        ItemList list => list.Items.Any(TellsTimes),
        TickList ticks => ticks.Items.Any(item => TellsTimes(item.Text) || (item.Detail is { } detail && TellsTimes(detail))),
        Quote quote => TellsTimes(quote.Blocks),
        _ => false,
    });

    public static string Of(Line line, DateTimeZone? zone = null)
    {
        if (line.Spans is [TextSpan only])
        {
            return only.Text;
        }

        var text = new StringBuilder();
        foreach (var span in line.Spans)
        {
            text.Append(span switch
            {
                TextSpan plain => plain.Text,
                LinkSpan link => link.Text == link.Url ? link.Url : $"{link.Text} ({link.Url})",
                MentionSpan mention => $"@{mention.Name}",
                ChannelSpan channel => $"#{channel.Where.Channel}",
                LocalTimeSpan time => Of(time, zone),
                _ => throw new InvalidOperationException($"No text for a {span.GetType().Name}."),
            });
        }

        return text.ToString();
    }

    private static bool TellsTimes(Line line) => line.Spans.Any(span => span is LocalTimeSpan);

    private static string Of(Block block, DateTimeZone? zone) => block switch
    {
        Heading heading => $"{heading.Text}\n{new string('=', Math.Min(heading.Text.Length, 40))}",
        Paragraph paragraph => Of(paragraph.Text, zone),
        Fields fields => Lines(fields.Items.Select(field => $"{field.Label}: {Of(field.Value, zone)}")),
        ItemList list => Lines(list.Items.Select((item, i) => (list.Numbered ? $"{i + 1}. " : "- ") + Indent(Of(item, zone), list.Numbered ? 3 : 2))),
        TickList ticks => Lines(ticks.Items.Select(item => Of(item, zone))),
        Quote quote => Prefix(Of(quote.Blocks, zone), "> "),
        CodeBlock code => code.Text,
        Progress progress => Of(progress),
        Table table => Of(table),
        Divider => new string('-', 40),
        ContextLine context => Of(context.Text, zone),
        Image image => $"{image.Alt} ({image.Url})",
        FileBlock file => $"[file: {file.Name}, {file.Content.Length} bytes]",
        Buttons buttons => string.Join("  ", buttons.Items.Select(button => $"[{button.Label}]")),
        Select select => $"{select.Label}: {string.Join(" | ", select.Options.Select(option => option.Label))}",
        _ => throw new InvalidOperationException($"No text for a {block.GetType().Name}."),
    };

    private static string Of(TickItem item, DateTimeZone? zone)
    {
        var text = $"[{(item.Done ? 'x' : ' ')}] {Indent(Of(item.Text, zone), 4)}";
        return item.Detail is { } detail ? $"{text}\n    {Indent(Of(detail, zone), 4)}" : text;
    }

    private static string Of(Progress progress)
    {
        const int Width = 20;
        var filled = progress.Total == 0 ? 0 : Width * progress.Done / progress.Total;
        return $"{new string('#', filled)}{new string('.', Width - filled)} {progress.Done} of {progress.Total}";
    }

    private static string Of(Table table)
    {
        var widths = table.Header.Select((head, column) =>
            table.Rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        var rows = table.Rows.Select(Row).Prepend(string.Join("-+-", widths.Select(width => new string('-', width)))).Prepend(Row(table.Header));
        return Lines(rows);

        // A line break would end the row.
        string Row(ImmutableArray<string> cells) => string.Join(" | ", cells.Select((cell, column) => cell.Replace('\n', ' ').PadRight(widths[column]))).TrimEnd();
    }

    private static string Of(LocalTimeSpan time, DateTimeZone? zone)
    {
        var pattern = time.Style switch
        {
            LocalTimeStyle.Date => DateOnly,
            LocalTimeStyle.Time => TimeOnly,
            _ => DateAndTime,
        };
        return pattern.Format(time.At.InZone(zone ?? DateTimeZone.Utc)) + (zone is null && pattern != DateOnly ? " UTC" : string.Empty);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Indent(string text, int width) =>
        text.Contains('\n', StringComparison.Ordinal) ? text.Replace("\n", "\n" + new string(' ', width), StringComparison.Ordinal) : text;

    private static string Prefix(string text, string prefix) => prefix + text.Replace("\n", "\n" + prefix, StringComparison.Ordinal);

    private static ZonedDateTimePattern Pattern(string text) =>
        ZonedDateTimePattern.CreateWithInvariantCulture(text, null);
}
