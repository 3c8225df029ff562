using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Takes down readings of a channel's KPIs, with who recorded them and of which day they are.</summary>
internal sealed class KpiRecord(KpiBoards boards, ValueReader reader, IClock clock) : IFeature
{
    public const string CommandName = "kpi record";

    /// <summary>The form for a board's readings.</summary>
    public static readonly Route<long> Record = new("kpi.record");

    private const string Day = "day";

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandName, "Take down where this channel's KPIs are")
            {
                Examples = [CommandName],
                Answers = FirstAnswer.Form,
            },
            (request, cancellationToken) => boards.WithAsync(request.Caller, id: null, board => OpenAsync(request.Caller, board, cancellationToken), cancellationToken));
        map.Form(
            Record,
            (request, id, cancellationToken) => boards.WithAsync(request.Caller, id, board => OpenAsync(request.Caller, board, cancellationToken), cancellationToken),
            (submission, id, cancellationToken) => boards.WithAsync(submission.Caller, id, board => SaveAsync(submission, board, cancellationToken), cancellationToken));
    }

    private async Task<Answer> OpenAsync(Caller caller, KpiBoard board, CancellationToken cancellationToken) => board.Kpis.IsEmpty
        ? Reply.Say((Line)"There is no KPI on this channel's board. " + Line.Code($"{CommandDefinition.Root} {KpiSetup.CommandName}") + " adds one.")
        : FormFor(board, await reader.TodayOfAsync(caller, cancellationToken));

    private static Form FormFor(KpiBoard board, LocalDate today)
    {
        var fields = board.Kpis
            .Select(kpi => (FormField)new TextField(FieldOf(kpi), kpi.Title) { Required = false, Hint = Limits.Shorten($"Wanted: {kpi.Aim}. Leave out what you don't know", Limits.FieldHint) })
            .Prepend(new DateField(Day, "Of which day") { LooksBack = true, Hint = "Such as today, yesterday or 3 March", Value = LocalDatePattern.Iso.Format(today) });
        return new Form("Record KPIs", Record.Token(board.Id), [.. fields.Chunk(Limits.FieldsInAPage).Select(page => new FormPage([.. page]))], "Record");
    }

    private async Task<Answer> SaveAsync(FormSubmission submission, KpiBoard board, CancellationToken cancellationToken)
    {
        var (caller, day) = (submission.Caller, submission.Values.Date(Day)!.Value);
        var now = clock.GetCurrentInstant();
        var readings = new List<KpiReading>();
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var kpi in board.Kpis)
        {
            if (submission.Values.Text(FieldOf(kpi)) is not { } written)
            {
                continue;
            }

            var (number, unit, problem) = KpiNumber.Read(written);
            var fitted = number is { } read ? KpiNumber.Fit(read, unit, kpi.Unit) : null;
            if (fitted is { } value)
            {
                readings.Add(new KpiReading(kpi.Id, day, value, caller.Person.Id, now));
            }
            else
            {
                problems[FieldOf(kpi)] = problem ?? $"This one is kept {(kpi.Unit.Length == 0 ? "as a bare number" : $"in {kpi.Unit}")}. Write it such as {kpi.Write(number!.Value)}.";
            }
        }

        if (readings.Count + problems.Count == 0)
        {
            problems[FieldOf(board.Kpis[0])] = "There is nothing to record yet. Write at least one number.";
        }

        if (problems.Count > 0)
        {
            return FormFor(board, day) with { Problems = problems.ToImmutable() };
        }

        var before = (await boards.Store.BetweenAsync(board.Id, day, day, cancellationToken)).Count(old => readings.Any(reading => reading.Kpi == old.Kpi && reading.Value != old.Value));
        var kept = await boards.Store.RecordAsync(board.Id, readings, cancellationToken);
        var note = $"Recorded {kept} of {board.Kpis.Length} for {TimeWords.Day(day)}."
            + (before == 0 ? string.Empty : before == 1 ? " One took the place of what was recorded of that day." : $" {before} took the place of what was recorded of that day.");
        return KpiView.Stands(board, await boards.StandsAsync(board, cancellationToken), caller, await reader.TodayOfAsync(caller, cancellationToken), note);
    }

    private static string FieldOf(BoardKpi kpi) => $"kpi-{kpi.Id}";
}
