using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Messages;
using NodaTime.Text;

namespace MentorBot.Core.Features.Checklists;

/// <summary>How a checklist that is being worked through looks.</summary>
internal static class ChecklistView
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Create("ddd d MMM uuuu", CultureInfo.InvariantCulture);

    public static ImmutableArray<Block> Of(ChecklistRun run)
    {
        var done = run.Items.Count(item => item.DoneAt is not null);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading(run.Title));
        blocks.Add(new Progress(done, run.Items.Count));
        blocks.Add(new TickList(
            run.ClosedAt is null ? ChecklistFeature.Tick.Token(run.Id) : null,
            [.. run.Items.Select(item => new TickItem(item.Number.ToString(CultureInfo.InvariantCulture), item.Text, item.DoneAt is not null, DetailOf(item, run.IsShared)))]));
        if (run.ClosedAt is { } closedAt)
        {
            blocks.Add(new Paragraph((Line)(done == run.Items.Count ? "All done, " : "Closed, ") + Line.At(closedAt) + "."));
            blocks.Add(new Buttons([new Button("Reopen", ChecklistFeature.Reopen.Token(run.Id))]));
        }
        else
        {
            foreach (var (first, last) in PagesOf(run.Items.Count))
            {
                var range = run.Items.Count > Limits.SelectOptions ? $" ({first}–{last})" : string.Empty;
                blocks.Add(new Select(
                    $"Note, person or due date{range}",
                    ChecklistFeature.Pick.Token(run.Id),
                    [.. run.Items.Skip(first - 1).Take(last - first + 1).Select(item => new Choice(
                        Limits.Shorten($"{item.Number}. {item.Text}", Limits.ChoiceLabel),
                        item.Number.ToString(CultureInfo.InvariantCulture)))]));
            }

            blocks.Add(new Buttons([new Button("Close", ChecklistFeature.Close.Token(run.Id))]));
        }

        blocks.Add(new ContextLine(run.IsShared
            ? (Line)(run.Starter is { } starter ? $"Started by {starter.Name} on " : "Started ") + Line.At(run.StartedAt, LocalTimeStyle.Date) + " · everybody here can tick"
            : (Line)"Started " + Line.At(run.StartedAt, LocalTimeStyle.Date) + " · only you can see it"));
        return blocks.DrainToImmutable();
    }

    public static Line Entry(RunSummary run) =>
        Line.Bold(run.Title) + $" · {run.Done} of {run.Total} · {(run.IsShared ? "in this channel" : "yours")} · started " + Line.At(run.StartedAt, LocalTimeStyle.Date);

    /// <summary>First and last numbers of as many selects as the items need.</summary>
    private static IEnumerable<(int First, int Last)> PagesOf(int count)
    {
        for (var first = 1; first <= count; first += Limits.SelectOptions)
        {
            yield return (first, Math.Min(count, first + Limits.SelectOptions - 1));
        }
    }

    private static Line? DetailOf(RunItem item, bool isShared)
    {
        var parts = new List<Line>();
        if (item.DoneAt is { } doneAt)
        {
            parts.Add((Line)$"{item.DoneBy?.Name ?? "Somebody who has left"}, " + Line.At(doneAt));
        }

        if (item.Assignee is { } assignee)
        {
            parts.Add((Line)"for " + Line.Mention(assignee));
        }

        if (item.Due is { } due)
        {
            parts.Add($"due {Day.Format(due)}");
        }

        if (item.Note is { } note)
        {
            parts.Add(isShared && item.NotedBy is { } author ? (Line)$"{author.Name}: " + Line.Italic(note) : Line.Italic(note));
        }

        return parts.Count == 0 ? null : Line.Join(" · ", parts);
    }
}
