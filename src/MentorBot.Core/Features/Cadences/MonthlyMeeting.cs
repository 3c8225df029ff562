using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Prepares a channel's monthly meeting: sends out the agenda, its key numbers to fill in and the date, and comes back with people's points.</summary>
internal sealed class MonthlyMeeting(ContentLibrary library, ICadenceStore cadences, IPeopleStore people, MeetingNumbers numbers, WorkingTimes times, IClock clock)
{
    public const string Month = "month";

    // Who meets in the first half of a month looks back on the month before.
    private const int MiddleOfTheMonth = 15;

    /// <summary>What the channel reads when the round begins.</summary>
    public async Task<Composition> PromptAsync(Cadence cadence, LocalDate date, OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (Template is not { } template)
        {
            return new NothingToSend("its agenda is not in the content any more");
        }

        var agenda = template.Body.Fill(Hints(template, date));
        var kpis = await numbers.ReadAsync(cadence.Place, template.Dashboard, MonthBefore(date), cancellationToken);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading(template.Title));
        blocks.Add(await WhenAsync(cadence, entry.On, cancellationToken));
        blocks.AddRange(agenda);
        if (!kpis.Rows.IsEmpty)
        {
            blocks.Add(kpis.ToTable());
        }

        if (kpis is { HasBoard: true, HasBlanks: true })
        {
            blocks.Add(new Paragraph((Line)"Some numbers of this channel's board are missing. " + Line.Code($"{CommandDefinition.Root} {KpiRecord.CommandName}") + " takes them down; the agenda then has them."));
        }

        blocks.Add(new Paragraph((Line)"Add your points until " + Line.At(LocalSchedule.InstantOf(entry.On, cadence.ClosesAt, cadence.When.Zone)) + "; then they come here as one agenda."));
        blocks.Add(CadenceMessages.ButtonsOf(cadence, date));
        if (await InvitationAsync(cadence, date, entry, template, PlainText.Of([.. agenda, .. Outline(kpis)]), cancellationToken) is { } invitation)
        {
            blocks.Add(invitation);
        }

        blocks.AddRange(kpis.Files);
        blocks.Add(CadenceMessages.Note);
        return new ComposedMessage(blocks.ToImmutable());
    }

    /// <summary>What the channel reads when the window has closed: the agenda with people's points.</summary>
    public async Task<Composition> ReportAsync(Cadence cadence, LocalDate date, CancellationToken cancellationToken)
    {
        if (Template is not { } template)
        {
            return new NothingToSend("its agenda is not in the content any more");
        }

        var points = template.Placeholders.Where(placeholder => placeholder.Name != Month).ToDictionary(placeholder => placeholder.Name, _ => new NamedPoints(), StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var answer in (await cadences.RoundAsync(cadence.Id, date, cancellationToken))?.Answers ?? [])
        {
            var name = (await people.FindAsync(cadence.Place.Workspace, answer.Person, cancellationToken))?.Name;
            foreach (var (placeholder, gathered) in points)
            {
                gathered.Add(answer.Words.GetValueOrDefault(placeholder), name);
            }

            names.Add(name ?? KnownNames.Gone);
        }

        if (points.Values.All(gathered => gathered.IsEmpty))
        {
            return new NothingToSend("nobody added a point to the agenda");
        }

        var words = points.ToDictionary(pair => pair.Key, pair => pair.Value.IsEmpty ? "No points yet." : pair.Value.ToText(), StringComparer.Ordinal);
        words[Month] = MonthOf(date);
        var team = await times.OfAsync(cadence.Place.Workspace, cancellationToken);
        var on = new RoundTimes(cadence, team).Of(date)?.On ?? date;
        return new ComposedMessage([
            new Heading(Limits.Shorten($"{template.Title}: the agenda", Limits.Heading)),
            await WhenAsync(cadence, on, cancellationToken),
            .. template.Body.Fill(words),
            .. await RecordedAsync(cadence, template, date, cancellationToken),
            new ContextLine($"Points from {NamedPoints.And(names)}"),
        ]);
    }

    /// <summary>The month that a round looks back on.</summary>
    public static string MonthOf(LocalDate date) => TimeWords.Month(MonthBefore(date));

    private static YearMonth MonthBefore(LocalDate date) => (date.Day > MiddleOfTheMonth ? date : date.PlusMonths(-1)).ToYearMonth();

    private Content.Cadence? Template => library.Pack.Find<Content.Cadence>(CadenceWords.ItemOf(CadenceKind.MonthlyMeeting));

    private static Dictionary<string, string> Hints(Content.Cadence template, LocalDate date)
    {
        var words = template.Placeholders.ToDictionary(placeholder => placeholder.Name, placeholder => placeholder.Hint, StringComparer.Ordinal);
        words[Month] = MonthOf(date);
        return words;
    }

    private async Task<Paragraph> WhenAsync(Cadence cadence, LocalDate on, CancellationToken cancellationToken) =>
        await MeetingAsync(cadence, on, cancellationToken) is { } meeting
            ? new Paragraph(Line.Bold("The meeting:") + " " + Line.At(meeting.At) + $", for {Minutes(cadence.Meeting!.Length)}")
            : new Paragraph("The meeting has no date yet: the team's calendar has no working day for it.");

    /// <summary>When the meeting is that is prepared on a day; null where the team has no day for it.</summary>
    private async Task<Occurrence?> MeetingAsync(Cadence cadence, LocalDate on, CancellationToken cancellationToken)
    {
        var team = await times.OfAsync(cadence.Place.Workspace, cancellationToken);
        return cadence.Meeting is { } meeting && team.Calendar.PlusWorkingDays(on, meeting.WorkingDaysLater) is { } day
            ? new Occurrence(day, LocalSchedule.InstantOf(day, meeting.At, cadence.When.Zone))
            : null;
    }

    private async Task<FileBlock?> InvitationAsync(Cadence cadence, LocalDate date, OutboxEntry entry, Content.Cadence template, string agenda, CancellationToken cancellationToken)
    {
        if (await MeetingAsync(cadence, entry.On, cancellationToken) is not { } meeting)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        var once = new LocalSchedule(Recurrence.Of("FREQ=DAILY;COUNT=1"), meeting.Date, cadence.Meeting!.At, cadence.When.Zone);
        var written = CalendarFile.Write(
            new CalendarEvent($"cadence-{cadence.Id}-{LocalDatePattern.Iso.Format(date)}-{cadence.Place.Workspace.Id}@mentorbot", once, cadence.Meeting.Length, template.Title, agenda)
            {
                // The prompt is composed again where it changes, so that later files have to stand above the first.
                Sequence = Math.Max(0, (int)(now - entry.DueAt).TotalMinutes),
            },
            now);
        return written is null ? null : new FileBlock($"{template.Id}-{LocalDatePattern.Iso.Format(meeting.Date)}.ics", "text/calendar", Encoding.UTF8.GetBytes(written));
    }

    private static IEnumerable<Block> Outline(MonthNumbers kpis) =>
        kpis.Rows.IsEmpty ? [] : [new ItemList([.. kpis.Rows.Select(kpi => (Line)$"{kpi.Title} ({kpi.Aim}): {kpi.Now}")])];

    /// <summary>The numbers of the channel's own board, as far as they are recorded by now.</summary>
    private async Task<IEnumerable<Block>> RecordedAsync(Cadence cadence, Content.Cadence template, LocalDate date, CancellationToken cancellationToken)
    {
        var kpis = await numbers.ReadAsync(cadence.Place, template.Dashboard, MonthBefore(date), cancellationToken);
        return kpis.HasReadings ? [kpis.ToTable(), .. kpis.Files] : [];
    }

    private static string Minutes(Duration length) => (int)length.TotalMinutes switch
    {
        60 => "1 hour",
        var minutes when minutes % 60 == 0 => $"{minutes / 60} hours",
        var minutes => $"{minutes} minutes",
    };
}
