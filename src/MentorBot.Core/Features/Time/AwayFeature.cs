using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Keeps the days on which somebody is away, and nothing comes to them.</summary>
internal sealed class AwayFeature(IPersonalTime people, WorkingTimes times, IClock clock) : IFeature
{
    public const string CommandName = "away";

    public static readonly Route<long> Cancel = new("away.cancel");

    private const int Most = 20;

    public void Register(FeatureMap map)
    {
        var dates = new CommandOption("dates", ValueKind.Text, "Such as 2026-12-20..2027-01-02, tomorrow or until Friday");
        map.Command(
            new CommandDefinition(CommandName, "Say when you are away, and all waits for you")
            {
                Options = [dates],
                Examples = ["away next week", "away 20 Dec - 2 Jan", CommandName],
            },
            async (request, cancellationToken) => request.Options.Text(dates.Name) is { } written
                ? await AddAsync(request.Caller, written, cancellationToken)
                : await ListAsync(request.Caller, null, cancellationToken));
        map.Action(Cancel, CancelAsync);
    }

    private async Task<Reply> AddAsync(Caller caller, string written, CancellationToken cancellationToken)
    {
        var time = await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken);
        var today = TodayIn(time);
        var (span, problem) = WrittenSpan.Read(SlashedDates.Settle(written, caller), today);
        if (span is null)
        {
            return Reply.Say(problem == WrittenSpan.Help
                ? $"“{Limits.Shorten(written.Trim(), 60)}” names no days that I can read. {problem}"
                : problem!);
        }

        var coming = await people.AbsencesAsync(caller.Person.Id, today, cancellationToken);
        if (coming.FirstOrDefault(one => one.Absence.Covers(span.From) && one.Absence.Covers(span.To)) is { } known)
        {
            return Reply.Of(
                new Paragraph($"That is known already: you are away {Words(known.Absence)}. Nothing was changed."),
                new Buttons([new Button("Take it back", Cancel.Token(known.Id))]));
        }

        if (coming.Count >= Most)
        {
            return await ListAsync(caller, $"There are {Most} absences to come already, which is as many as I keep. Cancel one first.", cancellationToken);
        }

        var id = await people.AddAbsenceAsync(caller.Person.Id, span, cancellationToken);
        var calendar = time.Calendar with { Absences = [.. time.Calendar.Absences, span] };
        var blocks = new List<Block>
        {
            new Paragraph(Line.Bold($"You are away {Words(span)}.") + " Until then all goes on as usual."),
            new Paragraph("While you are away nothing comes to you: no nudges, no reminders, no digest. Reports show you as away, never as missing, and your plans wait with all the days that they have left."
                + (calendar.NextWorkingDay(span.To) is { } back ? $" It all comes back by itself on {TimeWords.Day(back)}; there is nothing for you to do." : string.Empty)),
        };
        if (span.From <= today)
        {
            blocks[0] = new Paragraph(Line.Bold($"You are away {Words(span)}.") + " It holds from now on.");
        }

        var overlaps = coming.Where(one => one.Absence.From <= span.To && one.Absence.To >= span.From).Select(one => Words(one.Absence)).ToList();
        if (overlaps.Count > 0)
        {
            blocks.Add(new Paragraph($"You had told me of some of these days before: {string.Join("; ", overlaps)}. Both hold, so you are away on all of them."));
        }

        blocks.Add(new Buttons([new Button("Take it back", Cancel.Token(id))]));
        return Reply.Of([.. blocks]);
    }

    private async Task<Answer> CancelAsync(ActionRequest request, long id, CancellationToken cancellationToken)
    {
        var person = request.Caller.Person.Id;
        var today = TodayIn(await times.OfAsync(request.Caller.Workspace, person, cancellationToken));
        var absence = (await people.AbsencesAsync(person, today, cancellationToken)).FirstOrDefault(one => one.Id == id)?.Absence;
        var note = !await people.RemoveAbsenceAsync(person, id, today, cancellationToken)
            ? "You have no such absence any more. Nothing was changed."
            : absence?.From < today
            ? "Welcome back: from today on all comes to you as usual. The days that you were away stay days away, so no plan has counted them."
            : "Done: that absence is gone, and what falls on its days comes to you as usual.";
        return (await ListAsync(request.Caller, note, cancellationToken)).AsUpdate();
    }

    private async Task<Reply> ListAsync(Caller caller, string? note, CancellationToken cancellationToken)
    {
        var time = await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken);
        var coming = await people.AbsencesAsync(caller.Person.Id, TodayIn(time), cancellationToken);
        var blocks = new List<Block>();
        if (note is not null)
        {
            blocks.Add(new Paragraph(note));
        }

        if (coming.Count == 0)
        {
            blocks.Add(new Paragraph("No absences are to come."));
        }
        else
        {
            blocks.Add(new Heading("You are away"));
            blocks.Add(new ItemList([.. coming.Select(one => (Line)TimeWords.Days(one.Absence))]));
            blocks.AddRange(coming.Take(Most).Chunk(Limits.ButtonsInARow).Select(row => new Buttons([.. row.Select(one =>
                new Button($"Cancel {Short(one.Absence)}", Cancel.Token(one.Id)))])));
        }

        blocks.Add(new ContextLine((Line)"Add one with " + Line.Code($"{CommandDefinition.Root} {CommandName} 20 Dec - 2 Jan") + ". While you are away nothing comes to you, and it all comes back by itself."));
        return Reply.Of([.. blocks]);
    }

    private LocalDate TodayIn(WorkingTime time) => clock.GetCurrentInstant().InZone(time.Zone).Date;

    private static string Words(Absence absence) => absence.From == absence.To ? $"on {TimeWords.Day(absence.From)}" : $"from {TimeWords.Days(absence)}";

    private static string Short(Absence absence)
    {
        var from = absence.From.ToString("d MMM", CultureInfo.InvariantCulture);
        return absence.From == absence.To ? from : $"{from} – {absence.To.ToString("d MMM", CultureInfo.InvariantCulture)}";
    }
}
