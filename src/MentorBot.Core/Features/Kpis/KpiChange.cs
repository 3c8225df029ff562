using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Changes what a team's board has: its KPIs, their targets, and a reading that was wrong.</summary>
internal sealed class KpiChange(KpiBoards boards) : IFeature
{
    /// <summary>Opens the KPI of a board that was chosen in a select.</summary>
    public static readonly Route<long> Pick = new("kpi.pick");

    public static readonly Route<long> New = new("kpi.new");

    /// <summary>Changes a KPI of a board.</summary>
    public static readonly Route<long, long> Edit = new("kpi.edit");

    /// <summary>Asks whether to take a KPI away.</summary>
    public static readonly Route<long, long> Remove = new("kpi.ask");

    public static readonly Route<long, long> Drop = new("kpi.drop");

    /// <summary>Deletes the reading of a KPI that was chosen in a select, by its day.</summary>
    public static readonly Route<long, long> Forget = new("kpi.forget");

    public void Register(FeatureMap map)
    {
        map.Action(Pick, (request, board, cancellationToken) => ShowAsync(request.Caller, board, request.ChosenNumber, cancellationToken));
        map.Form(
            New,
            (request, id, cancellationToken) => boards.WithOwnAsync(request.Caller, id, board => Task.FromResult(Blank(board)), cancellationToken),
            AddAsync);
        map.Form(
            Edit,
            (request, id, kpi, cancellationToken) => boards.WithOwnAsync(request.Caller, id, kpi, (board, known) => Task.FromResult<Answer>(KpiForm.For("Change a KPI", Edit.Token(board.Id, known.Id), known)), cancellationToken),
            SaveAsync);
        map.Action(Remove, (request, id, kpi, cancellationToken) => boards.WithOwnAsync(request.Caller, id, kpi, (board, known) => Task.FromResult<Answer>(AskToRemove(board, known)), cancellationToken));
        map.Action(Drop, (request, id, kpi, cancellationToken) => boards.WithOwnAsync(
            request.Caller,
            id,
            async board =>
            {
                await boards.Store.RemoveKpiAsync(board.Id, kpi, cancellationToken);
                return KpiView.Settings(board with { Kpis = board.Kpis.RemoveAll(one => one.Id == kpi) }, request.Caller, "It is gone, with its readings.").AsUpdate();
            },
            cancellationToken));
        map.Action(Forget, ForgetAsync);
    }

    private static Answer Blank(KpiBoard board) => board.Kpis.Length >= KpiBoard.MostKpis
        ? Reply.Say($"This board has {KpiBoard.MostKpis} KPIs, which is as many as a form can ask for. Remove one first.")
        : KpiForm.For("Add a KPI", New.Token(board.Id), known: null);

    private Task<Answer> AddAsync(FormSubmission submission, long id, CancellationToken cancellationToken) =>
        boards.WithOwnAsync(
            submission.Caller,
            id,
            async board =>
            {
                var (kpi, problems) = KpiForm.Read(submission.Values, 0, board);
                if (kpi is null)
                {
                    return KpiForm.For("Add a KPI", New.Token(id), known: null) with { Problems = problems };
                }

                return await boards.Store.AddKpiAsync(id, kpi, cancellationToken)
                    ? await SettingsAsync(submission.Caller, id, $"{kpi.Title} is on the board.", cancellationToken)
                    : Reply.Say($"This board has {KpiBoard.MostKpis} KPIs by now, so nothing was added. Remove one first.");
            },
            cancellationToken);

    private Task<Answer> SaveAsync(FormSubmission submission, long id, long kpi, CancellationToken cancellationToken) =>
        boards.WithOwnAsync(
            submission.Caller,
            id,
            kpi,
            async (board, known) =>
            {
                var (changed, problems) = KpiForm.Read(submission.Values, known.Id, board);
                if (changed is null)
                {
                    return KpiForm.For("Change a KPI", Edit.Token(id, kpi), known) with { Problems = problems };
                }

                return await boards.Store.ChangeKpiAsync(id, changed, cancellationToken)
                    ? await SettingsAsync(submission.Caller, id, $"{changed.Title} is changed: {changed.Aim}. What was recorded stays.", cancellationToken)
                    : Reply.Say("It was removed in another window meanwhile, so nothing was changed.");
            },
            cancellationToken);

    private Task<Answer> SettingsAsync(Caller caller, long id, string note, CancellationToken cancellationToken) =>
        boards.WithAsync(caller, id, board => Task.FromResult<Answer>(KpiView.Settings(board, caller, note)), cancellationToken);

    private Task<Answer> ShowAsync(Caller caller, long id, long kpi, CancellationToken cancellationToken) =>
        boards.WithAsync(
            caller,
            id,
            async board => (await boards.StandsAsync(board, cancellationToken)).FirstOrDefault(stand => stand.Kpi.Id == kpi) is { } stand
                ? KpiView.One(board, stand, caller)
                : Reply.Say("That KPI isn't there any more."),
            cancellationToken);

    private Task<Answer> ForgetAsync(ActionRequest request, long id, long kpi, CancellationToken cancellationToken) =>
        boards.WithOwnAsync(
            request.Caller,
            id,
            kpi,
            async (board, known) =>
            {
                var deleted = DateNumber.Read(request.ChosenNumber) is { } day && await boards.Store.DeleteReadingAsync(board.Id, known.Id, day, cancellationToken)
                    ? $"The reading of {TimeWords.Day(day)} is deleted."
                    : "That reading isn't there any more.";
                var stand = (await boards.StandsAsync(board, cancellationToken)).Single(one => one.Kpi.Id == known.Id);
                return KpiView.One(board, stand, request.Caller, deleted).AsUpdate();
            },
            cancellationToken);

    private static Reply AskToRemove(KpiBoard board, BoardKpi kpi) => Reply.Of(
        new Paragraph(Line.Bold($"Remove “{kpi.Title}” for good?") + " Its readings go with it."),
        new Buttons([
            new Button("Remove it", Drop.Token(board.Id, kpi.Id), ButtonStyle.Danger),
            new Button("Keep it", KpiSetup.Settings.Token(board.Id)),
        ])).AsUpdate();
}
