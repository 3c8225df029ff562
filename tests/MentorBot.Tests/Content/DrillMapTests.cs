using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

/// <summary>A drill that leads nowhere, goes round for ever or is too short is refused at its place.</summary>
public sealed class DrillMapTests : IDisposable
{
    private const string Good =
        """
        id: small-drill
        title: A small drill
        version: 1
        source: MentorBot
        tags: [asking]
        synonyms: []
        when: Practise to ask.
        you: You want something.
        scenes:
          - id: one
            who: Ana
            says: What?
            moves:
              - { say: A, tactic: Ask, points: 3, reason: It asks., next: two }
              - { say: B, tactic: Hide, points: 0, reason: It hides., next: two }
          - id: two
            who: Ana
            says: And?
            moves:
              - { say: A, tactic: Ask, points: 2, reason: It asks., next: three }
              - { say: B, tactic: Hide, points: 0, reason: It hides., next: three }
          - id: three
            who: Ana
            says: And?
            moves:
              - { say: A, tactic: Ask, points: 2, reason: It asks., next: four }
              - { say: B, tactic: Hide, points: 1, reason: It hides., next: four }
          - id: four
            who: Ana
            says: And?
            moves:
              - { say: A, tactic: Ask, points: 2, reason: It asks., next: won }
              - { say: B, tactic: Hide, points: 0, reason: It hides., next: lost }
        ends:
          - { id: won, title: Won, text: You asked. }
          - { id: lost, title: Lost, text: You hid. }
        leads-to: [ask-early]
        """;

    private readonly ContentFolder _folder = new ContentFolder().With("scripts/ask-early.yaml", ContentFolder.GoodScript);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TakesADrillWhoseEveryWayIsAConversation()
    {
        _folder.With("drills/small-drill.yaml", Good).Problems().ShouldBeEmpty();
        var drill = ContentLoader.Load(_folder.Folder).Pack!.Find<Drill>("small-drill").ShouldNotBeNull();
        drill.Map.Best.ShouldBe(9);
        drill.Map.Follow([0, 1]).ShouldNotBeNull().Scene!.Id.ShouldBe("three");
        drill.Map.Follow([0, 1, 0, 1]).ShouldNotBeNull().End!.Id.ShouldBe("lost");
        drill.Map.Follow([0, 2]).ShouldBeNull();
        drill.Map.Follow([0, 1, 0, 1, 0]).ShouldBeNull();
    }

    [Theory]
    [InlineData("points: 2, reason: It asks., next: won", "points: 2, reason: It asks., next: one", "drills/small-drill.yaml:32:67: `one` has been on this way before, so it would go round for ever. Expected a scene that is new, or an end.")]
    [InlineData("next: lost", "next: nowhere", "drills/small-drill.yaml:33:69: There is no scene and no end `nowhere`. Expected one of: one, two, three, four, won, lost.")]
    [InlineData("points: 2, reason: It asks., next: three", "points: 2, reason: It asks., next: won", "drills/small-drill.yaml:20:67: It ends after 2 turns. Expected 4 to 6 on every way.")]
    [InlineData("next: lost", "next: won", "drills/small-drill.yaml:36:5: No move leads to `lost`. Lead one there or take it out.")]
    [InlineData("{ id: lost,", "{ id: won,", "drills/small-drill.yaml:36:5: `won` is there twice. Expected each scene and each end once.")]
    [InlineData("[ask-early]", "[ask-late]", "drills/small-drill.yaml:37:12: `ask-late` leads nowhere. Expected the id of another item that people can open.")]
    [InlineData("points: 3", "points: 4", "drills/small-drill.yaml:14:40: `points` is 4. Expected 0 to 3.")]
    public void SaysWhereItGoesWrong(string good, string bad, string problem)
    {
        Good.ShouldContain(good);
        _folder.With("drills/small-drill.yaml", Good.Replace(good, bad, StringComparison.Ordinal)).Problems().ShouldContain(problem);
    }

    [Fact]
    public void RefusesAWayThatIsTooLong()
    {
        var endless = Good.Replace("next: won }", "next: five }", StringComparison.Ordinal).Replace("ends:", string.Concat(new[] { ("five", "six"), ("six", "seven"), ("seven", "won") }.Select(pair =>
            $"  - {{ id: {pair.Item1}, who: Ana, says: And, moves: [{{ say: A, tactic: Ask, points: 1, reason: It asks., next: {pair.Item2} }}, {{ say: B, tactic: Hide, points: 0, reason: It hides., next: {pair.Item2} }}] }}\n")) + "ends:", StringComparison.Ordinal);
        _folder.With("drills/small-drill.yaml", endless).Problems().ShouldContain("drills/small-drill.yaml:35:103: After 6 turns it still goes on, to `seven`. Expected an end by then.");
    }
}
