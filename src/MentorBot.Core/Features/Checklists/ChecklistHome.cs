using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Checklists;

/// <summary>The checklists that are somebody's affair, on their own page: their own, and the items of others that they have.</summary>
internal sealed class ChecklistHome(IChecklistStore runs, WorkingTimes times, IClock clock) : IHomeSection
{
    private const int MostRuns = 5;
    private const int MostItems = 8;
    private const int LongestItem = 120;

    public async Task<IReadOnlyList<Block>> ShowAsync(Caller caller, CancellationToken cancellationToken)
    {
        // A direct conversation shares no lists, so what is open there is the person's own.
        var mine = await runs.OpenAsync(caller.Person.Id, caller.Place with { IsDirect = true, Channel = string.Empty }, MostRuns, cancellationToken);
        var items = await runs.ItemsOfAsync(caller.Person.Id, caller.Workspace, MostItems, cancellationToken);
        var heading = new Heading("My checklists");
        if (mine.Count + items.Count == 0)
        {
            return [heading, new Paragraph("You work through none at the moment."), new Buttons([new Button("Start one", HomeFeature.Do.Token(ChecklistFeature.CommandName))])];
        }

        var today = clock.GetCurrentInstant().InZone((await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken)).Zone).Date;
        var choices = mine.Select(run => (run.Id, run.Title)).Concat(items.Select(item => (Id: item.Run, item.Title))).DistinctBy(one => one.Id);
        return
        [
            heading,
            new ItemList([
                .. mine.Select(run => Line.Bold(run.Title) + $" · {run.Done} of {run.Total} done"),
                .. items.Select(item => (Line)Limits.Shorten(item.Text, LongestItem) + " · " + Line.Italic(item.Title) + (item.Due is { } due ? DueIn(due, today) : " · yours to do")),
            ]),
            new Select("Open one", ChecklistFeature.ChooseRun.Token(), [.. choices.Select(one => new Choice(Limits.Shorten(one.Title, Limits.ChoiceLabel), one.Id.ToString(CultureInfo.InvariantCulture)))]),
        ];
    }

    private static Line DueIn(LocalDate due, LocalDate today) =>
        due < today ? (Line)" · " + Line.Bold($"was due {TimeWords.Day(due)}")
        : due == today ? (Line)" · " + Line.Bold("due today")
        : $" · due {TimeWords.Day(due)}";
}
