using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Rendering;

/// <summary>Items to tick off as groups of checkboxes, ten in a group, since Slack shows no more in one.</summary>
/// <remarks>
/// Slack reports all that is ticked in a group. What was shown as done is in the block_id, so that the difference can be told
/// even where the message itself doesn't come along. It changes with what is done, which Slack needs to show it anew.
/// </remarks>
internal static class Ticks
{
    private const string Mark = "ticks";
    private const char Separator = ',';

    // What stands before the keys: the mark, the number of the list and that of the group.
    private const int Room = SlackLimits.BlockId - 25;

    /// <summary>The groups depend on the keys alone, so that none moves when something is ticked.</summary>
    public static IEnumerable<ArraySegment<TickItem>> Groups(ImmutableArray<TickItem> items)
    {
        var all = items.ToArray();
        var start = 0;
        var length = 0;
        for (var i = 0; i < all.Length; i++)
        {
            var key = Written(all[i].Key).Length + 1;
            if (i > start && (i - start == SlackLimits.Checkboxes || length + key > Room))
            {
                yield return new ArraySegment<TickItem>(all, start, i - start);
                start = i;
                length = 0;
            }

            length += key;
        }

        if (start < all.Length)
        {
            yield return new ArraySegment<TickItem>(all, start, all.Length - start);
        }
    }

    public static (ActionsBlock Block, int Length) Boxes(string token, ArraySegment<TickItem> group, int list)
    {
        var options = ImmutableArray.CreateBuilder<Option>(group.Count);
        var done = ImmutableArray.CreateBuilder<Option>();
        var id = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Mark}:{list}:{group.Offset}:");
        var length = 0;
        foreach (var item in group)
        {
            var option = new Option(SlackText.Plain(PlainText.Of(item.Text), SlackLimits.OptionText), item.Key);
            options.Add(option);
            length += option.Text.Text.Length;
            if (item.Done)
            {
                id.Append(done.Count > 0 ? "," : string.Empty).Append(Written(item.Key));
                done.Add(option);
            }
        }

        var boxes = new CheckboxesElement(options.DrainToImmutable(), done.Count > 0 ? done.DrainToImmutable() : null) { ActionId = token };
        return (new ActionsBlock([boxes]) { BlockId = id.ToString() }, length);
    }

    /// <summary>What a box can't show of an item: who ticked it, a note, the end of a long text; null where there is nothing.</summary>
    public static Line? Note(TickItem item)
    {
        var text = PlainText.Of(item.Text);
        var fitting = SlackText.Fitting(text, SlackLimits.OptionText);
        var isWhole = fitting == text && item.Text.Spans.All(span => span is TextSpan);
        return item.Detail is { } detail
            ? (isWhole ? Line.Bold(text) : item.Text) + ": " + detail
            : isWhole ? null : item.Text;
    }

    /// <summary>What was ticked and unticked, or null where these are no boxes of ours or nothing changed.</summary>
    public static ImmutableArray<string>? Changes(BlockAction action)
    {
        if (action.BlockId?.Split(':', 4) is not [Mark, _, _, var shown])
        {
            return null;
        }

        var before = shown.Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var now = (action.SelectedOptions ?? []).Select(option => option.Value).ToArray();
        var changes = TickList.Changes(before, now);
        return changes.IsEmpty ? null : changes;
    }

    private static string Written(string key) => Uri.EscapeDataString(key);
}
