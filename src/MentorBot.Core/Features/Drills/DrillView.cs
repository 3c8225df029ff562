using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Drills;

/// <summary>How a drill looks to the person who plays it.</summary>
internal static class DrillView
{
    /// <summary>So many earlier plays are set beside a new one.</summary>
    public const int MostCompared = 5;

    private const string Letters = "ABCD";

    private static readonly ContextLine Private = new("Only you see your plays and your points.");

    private static Button Others { get; } = new("Other drills", DrillFeature.List.Token());

    /// <summary>All drills, with how far somebody has come in each.</summary>
    public static Reply ListOf(IReadOnlyList<Drill> drills, IReadOnlyList<DrillPlay> plays) => drills.Count == 0 ? LibraryFeature.Gone() : Reply.Of(
        new Heading("Hard conversations to practise"),
        new ItemList([.. drills.Select(drill => ItemCards.Entry(drill) + Line.Italic($"\n{Standing(plays.Where(play => play.DrillId == drill.Id).ToList())}"))]),
        drills.Count > Limits.ButtonsInARow
            ? ItemCards.Chooser("Play one", drills)
            : new Buttons([.. drills.Select((drill, i) => Start(drill, drill.Title, i == 0 ? ButtonStyle.Primary : ButtonStyle.Normal))]),
        Private);

    /// <summary>What the library shows of a drill.</summary>
    public static Reply Card(Drill drill) => Reply.Of(
        new Heading(drill.Title),
        new Paragraph(drill.When.Line),
        new Paragraph(drill.You.Line),
        new Buttons([Start(drill, "Play", ButtonStyle.Primary), Others]),
        new ContextLine($"{Drill.FewestTurns} to {Drill.MostTurns} turns, two minutes. You choose what to say, and see afterwards what each choice was worth."),
        ItemCards.From(drill));

    /// <summary>A scene to answer.</summary>
    /// <param name="made">The moves so far.</param>
    public static Reply Of(Drill drill, DrillScene scene, IReadOnlyList<DrillMove> made, DrillRun run) => Reply.Of([
        new Heading(drill.Title),
        .. made.Count == 0 ? new Block[] { new Paragraph(drill.You.Line) } : [new Paragraph(Line.Bold("You: ") + made[^1].Say.Line)],
        new Quote([new Paragraph(Line.Bold($"{scene.Who}: ") + scene.Says.Line)]),
        new ItemList([.. scene.Moves.Select((move, i) => Line.Bold($"{Letters[i]}: ") + move.Say.Line)]),
        new Buttons([.. scene.Moves.Select((_, i) => new Button($"Say {Letters[i]}", DrillFeature.Move.Token(drill.Id, drill.Version, run.With(i))))]),
        new ContextLine($"Turn {made.Count + 1}. Points come at the end."),
    ]);

    /// <summary>How a play went, with the reasons, the plays before and what helps in the real conversation.</summary>
    /// <param name="earlier">The plays of the same drill before, the newest first.</param>
    public static Reply Ended(Drill drill, DrillEnd end, IReadOnlyList<DrillMove> made, DrillPlay play, IReadOnlyList<DrillPlay> earlier, ContentPack pack)
    {
        var lead = pack.Behind(drill.LeadsTo);
        return Reply.Of([
            new Heading(Limits.Shorten($"{drill.Title}: {play.Points} of {play.Best} points", Limits.Heading)),
            new Paragraph(Line.Bold(end.Title) + "\n" + end.Text.Line),
            new ItemList([.. made.Select(move => Line.Bold(move.Tactic) + $" · {Points(move.Points)} of 3\n“" + move.Say.Line + "”\n" + move.Reason.Line)], Numbered: true),
            new Paragraph(play.Points == play.Best ? "That was the best way through." : $"The best way through has {play.Best} points. Try another line."),
            .. earlier.Count == 0 ? Array.Empty<Block>() : Compare(play, earlier),
            new Buttons([
                Start(drill, "Play it differently", ButtonStyle.Primary),
                .. lead.Select(item => new Button(item.Title, ItemCards.Open.Token(item.Id))),
                Others,
            ]),
            Private,
        ]);
    }

    public static Button Start(Drill drill, string label, ButtonStyle style) => new(label, DrillFeature.Start.Token(drill.Id), style);

    private static IEnumerable<Block> Compare(DrillPlay play, IReadOnlyList<DrillPlay> earlier)
    {
        var gain = play.Points - earlier[0].Points;
        yield return new Paragraph(Line.Bold("Beside your last play: ") + gain switch
        {
            _ when play.Version == earlier[0].Version && play.Moves == earlier[0].Moves => "the same moves, so the same points.",
            > 0 => $"{Points(gain)} more.",
            < 0 => $"{Points(-gain)} fewer.",
            _ => "another way to the same points.",
        });
        yield return new ItemList([.. earlier.Take(MostCompared).Select(one => Line.At(one.EndedAt, LocalTimeStyle.Date) + $": {one.Points} of {one.Best} · {one.Tactics}")]);
    }

    private static string Standing(List<DrillPlay> plays) => plays.Count == 0
        ? "Not played yet"
        : $"Played {(plays.Count switch { 1 => "once", 2 => "twice", _ => $"{plays.Count} times" })} · best {plays.Max(play => play.Points)} of {plays[0].Best}";

    private static string Points(int points) => points == 1 ? "1 point" : $"{points} points";
}
