using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Lets people at the board of the channel that they are in, and those who may change it at changing it.</summary>
internal sealed class KpiBoards(IKpiStore store, IPeopleStore people)
{
    private const int MostShown = 8;

    public IKpiStore Store => store;

    /// <summary>What those are called who set up a board and recorded on it.</summary>
    public KnownNames NamesOf(KpiBoard board) => new(people, board.Place.Workspace);

    public static Reply OnlyInChannels() => Reply.Say(
        (Line)"KPIs belong to channels: that is where the team reads them. Go to the channel, and write " + Line.Code($"{CommandDefinition.Root} {KpiSetup.CommandName}") + " there.");

    public static bool MayChange(Caller caller, KpiBoard board) => board.Owner is null || board.Owner == caller.Person.Id || caller.Role >= Role.Lead;

    /// <summary>Goes on with the board of the caller's channel.</summary>
    /// <param name="id">The board that a button was made for; null for whichever is there.</param>
    public async Task<Answer> WithAsync(Caller caller, long? id, Func<KpiBoard, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (caller.Place.IsDirect)
        {
            return OnlyInChannels();
        }

        if (await store.InAsync(caller.Place, cancellationToken) is not { } board)
        {
            return Reply.Say((Line)"This channel has no KPIs yet. " + Line.Code($"{CommandDefinition.Root} {KpiSetup.CommandName}") + " sets them up.");
        }

        return id is null || id == board.Id
            ? await then(board)
            : Reply.Say((Line)"Those KPIs aren't this channel's any more, so nothing was changed. " + Line.Code($"{CommandDefinition.Root} {KpiShow.CommandName}") + " shows those that are.");
    }

    /// <summary>The same for who may change it.</summary>
    public Task<Answer> WithOwnAsync(Caller caller, long id, Func<KpiBoard, Task<Answer>> then, CancellationToken cancellationToken) =>
        WithAsync(
            caller,
            id,
            async board => MayChange(caller, board)
                ? await then(board)
                : Reply.Say((Line)"Nothing was changed: only " + Line.Bold(await NamesOf(board).OfAsync(board.Owner, cancellationToken)) + ", who set up these KPIs, leads and admins may do that. Everybody may record."),
            cancellationToken);

    /// <summary>Goes on with one KPI of a board that the caller may change.</summary>
    public Task<Answer> WithOwnAsync(Caller caller, long id, long kpi, Func<KpiBoard, BoardKpi, Task<Answer>> then, CancellationToken cancellationToken) =>
        WithOwnAsync(
            caller,
            id,
            async board => board.Kpis.FirstOrDefault(one => one.Id == kpi) is { } known ? await then(board, known) : Reply.Say("That KPI isn't there any more, and nothing was changed."),
            cancellationToken);

    /// <summary>Where each KPI of a board stands by its last readings.</summary>
    public async Task<IReadOnlyList<KpiStand>> StandsAsync(KpiBoard board, CancellationToken cancellationToken) =>
        await StandsAsync(board, await store.LastAsync(board.Id, MostShown, cancellationToken), NamesOf(board), cancellationToken);

    /// <summary>Where each KPI of a board stood by these readings, which are in order of their days.</summary>
    public static async Task<IReadOnlyList<KpiStand>> StandsAsync(KpiBoard board, IEnumerable<KpiReading> readings, KnownNames names, CancellationToken cancellationToken)
    {
        var byKpi = readings.ToLookup(reading => reading.Kpi);
        var stands = new List<KpiStand>();
        foreach (var kpi in board.Kpis)
        {
            var own = byKpi[kpi.Id].ToList();
            stands.Add(new KpiStand(kpi, [.. own], await names.OfAsync(own.LastOrDefault()?.By, cancellationToken)));
        }

        return stands;
    }
}
