using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Puts the KPIs of a dashboard on a channel, and takes them off.</summary>
internal sealed class KpiSetup(ContentLibrary library, KpiBoards boards, IClock clock) : IFeature
{
    public const string CommandName = "kpi setup";

    /// <summary>Puts a dashboard on the channel.</summary>
    public static readonly Route<string> Put = new("kpi.put");

    /// <summary>Shows what the board holds its KPIs to.</summary>
    public static readonly Route<long> Settings = new("kpi.settings");

    /// <summary>Asks whether to take a board off.</summary>
    public static readonly Route<long> Remove = new("kpi.remove");

    public static readonly Route<long> TakeOff = new("kpi.takeoff");

    public void Register(FeatureMap map)
    {
        var dashboard = new CommandOption("dashboard", ValueKind.Text, "Which KPIs to begin with, such as service-kpis") { Complete = typed => library.Pack.Complete<Dashboard>(typed) };
        map.Command(
            new CommandDefinition(CommandName, "KPIs for this channel, and their targets")
            {
                Options = [dashboard],
                Examples = [CommandName, $"{CommandName} service-kpis"],
            },
            (request, cancellationToken) => StartAsync(request.Caller, request.Options.Text(dashboard.Name), cancellationToken));
        map.Action(Put, PutAsync);
        map.Action(Settings, (request, id, cancellationToken) => boards.WithAsync(request.Caller, id, board => Task.FromResult<Answer>(KpiView.Settings(board, request.Caller).AsUpdate()), cancellationToken));
        map.Action(Remove, (request, id, cancellationToken) => boards.WithOwnAsync(request.Caller, id, board => Task.FromResult<Answer>(AskToTakeOff(board)), cancellationToken));
        map.Action(TakeOff, (request, id, cancellationToken) => boards.WithOwnAsync(
            request.Caller,
            id,
            async board =>
            {
                await boards.Store.RemoveAsync(board.Id, cancellationToken);
                return Reply.Say("They are off this channel, and their readings are deleted.").AsUpdate();
            },
            cancellationToken));
    }

    private async Task<Answer> StartAsync(Caller caller, string? wanted, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        if (caller.Place.IsDirect && wanted is null)
        {
            return KpiBoards.OnlyInChannels();
        }

        if (!caller.Place.IsDirect && await boards.Store.InAsync(caller.Place, cancellationToken) is { } board)
        {
            return KpiView.Settings(board, caller, wanted is null ? null : "This channel has its KPIs. Change them here, or take them off first.");
        }

        if (wanted is null)
        {
            return Reply.Of(
                new Heading("KPIs for this channel"),
                new Paragraph("Choose what to begin with. The targets are then the team's own, to change and add to."),
                new ItemList([.. pack.All<Dashboard>().Select(ItemCards.Entry)]),
                ItemCards.Chooser("Look at one", pack.All<Dashboard>()));
        }

        return pack.Find<Dashboard>(wanted) is { } dashboard ? ItemCards.Of(dashboard, caller.Place, pack) : ItemCards.NotFound<Dashboard>(pack, wanted, "dashboard");
    }

    private async Task<Answer> PutAsync(ActionRequest request, string id, CancellationToken cancellationToken)
    {
        var caller = request.Caller;
        if (caller.Place.IsDirect)
        {
            return KpiBoards.OnlyInChannels();
        }

        if (library.Pack.Find<Dashboard>(id) is not { } dashboard)
        {
            return LibraryFeature.Gone();
        }

        var begun = new KpiBoard(
            0,
            caller.Place,
            dashboard.Id,
            dashboard.Title,
            caller.Person.Id,
            clock.GetCurrentInstant(),
            [.. dashboard.Groups.SelectMany(group => group.Kpis.Select(kpi => KpiView.Begun(group, kpi))).Take(KpiBoard.MostKpis)]);
        var added = await boards.Store.AddAsync(begun, cancellationToken);
        return await boards.WithAsync(
            caller,
            id: null,
            board => Task.FromResult<Answer>(KpiView.Settings(board, caller, added ? "They are on this channel now. Set the targets that are your own; then anybody can record." : "This channel has its KPIs already, and they stay as they are.").AsUpdate()),
            cancellationToken);
    }

    private static Reply AskToTakeOff(KpiBoard board) => Reply.Of(
        new Paragraph(Line.Bold($"Take “{Limits.Shorten(board.Title, 60)}” off this channel for good?") + " All that was recorded goes with it. The packs of its months can be fetched before."),
        new Buttons([
            new Button("Take it off", TakeOff.Token(board.Id), ButtonStyle.Danger),
            new Button("Keep it", Settings.Token(board.Id)),
        ])).AsUpdate();
}
