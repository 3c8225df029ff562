using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Drills;

/// <summary>Plays hard conversations: scenes with moves to choose from, each worth points for a reason.</summary>
internal sealed class DrillFeature(ContentLibrary library, IDrillStore drills, IClock clock) : IFeature
{
    public const string CommandName = "drill";

    public static readonly Route List = new("drill.list");

    public static readonly Route<string> Start = new("drill.start");

    /// <summary>Goes on in a play of a version of a drill, with the moves up to the one that was chosen.</summary>
    public static readonly Route<string, int, DrillRun> Move = new("drill.move");

    // Of somebody who plays every day for half a year.
    private const int MostRead = 200;

    public void Register(FeatureMap map)
    {
        var name = new CommandOption("name", ValueKind.Text, "Which one, such as deadline-drill") { Complete = typed => library.Pack.Complete<Drill>(typed) };
        map.Command(
            new CommandDefinition(CommandName, "Play a hard conversation and see what each move is worth")
            {
                Options = [name],
                Examples = [CommandName, $"{CommandName} deadline-drill"],
            },
            (request, cancellationToken) => ChooseAsync(request.Caller, request.Options.Text(name.Name), cancellationToken));
        map.Action(List, async (request, cancellationToken) => await ListAsync(request.Caller, cancellationToken));
        map.Action(Start, (_, id, _) => Task.FromResult<Answer>(library.Pack.Find<Drill>(id) is { } drill ? Begin(drill) : LibraryFeature.Gone()));
        map.Action(Move, MoveAsync);
    }

    private async Task<Answer> ChooseAsync(Caller caller, string? wanted, CancellationToken cancellationToken)
    {
        if (wanted is null)
        {
            return await ListAsync(caller, cancellationToken);
        }

        var pack = library.Pack;
        return pack.Find<Drill>(wanted) is { } drill ? Begin(drill) : ItemCards.NotFound<Drill>(pack, wanted, "drill");
    }

    private async Task<Reply> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        DrillView.ListOf([.. library.Pack.All<Drill>()], await drills.NewestAsync(caller.Workspace, caller.Person.Id, MostRead, cancellationToken));

    private Reply Begin(Drill drill) => DrillView.Of(drill, drill.Scenes[0], [], new DrillRun(clock.GetCurrentInstant().ToUnixTimeMilliseconds(), string.Empty));

    private async Task<Answer> MoveAsync(ActionRequest request, string id, int version, DrillRun run, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        if (pack.Find<Drill>(id) is not { } drill)
        {
            return LibraryFeature.Gone();
        }

        if (version != drill.Version || drill.Map.Follow(run.Choices) is not var (made, scene, end))
        {
            return Reply.Of(
                new Paragraph("This conversation was rewritten since you began it, so your moves don't fit it any more. Nothing was kept of them."),
                new Buttons([DrillView.Start(drill, "Play it anew", ButtonStyle.Primary)]));
        }

        return scene is not null
            ? DrillView.Of(drill, scene, made, run).AsUpdate()
            : await EndAsync(request.Caller, drill, end!, made, run, pack, cancellationToken);
    }

    private async Task<Answer> EndAsync(Caller caller, Drill drill, DrillEnd end, IReadOnlyList<DrillMove> made, DrillRun run, ContentPack pack, CancellationToken cancellationToken)
    {
        var play = new DrillPlay(
            caller.Person.Id,
            caller.Workspace,
            run.Number,
            drill.Id,
            drill.Title,
            drill.Version,
            run.Moves,
            string.Join(" → ", made.Select(move => move.Tactic)),
            made.Sum(move => move.Points),
            drill.Map.Best,
            clock.GetCurrentInstant());
        await drills.SaveAsync(play, cancellationToken);
        var plays = await drills.NewestAsync(caller.Workspace, caller.Person.Id, MostRead, cancellationToken);
        var earlier = plays.Where(one => one.DrillId == drill.Id && one.Run != run.Number).ToList();
        return DrillView.Ended(drill, end, made, play, earlier, pack).AsUpdate();
    }
}
