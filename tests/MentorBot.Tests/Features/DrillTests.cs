using MentorBot.Core.Content;
using MentorBot.Core.Features.Drills;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>What somebody goes through who plays a hard conversation.</summary>
public sealed class DrillTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task ListsTheDrillsAndWhereOneStands()
    {
        var list = await _bot.Say("/mentor drill");
        list.Text().ShouldContain("- The date is the date · /mentor drill deadline-drill\n  Practise to push back on a deadline that can't be met, and to stay on good terms.\n  Not played yet\n");
        list.Labels().ShouldBe(["The date is the date", "Everything is red", "The budget is fixed", "Just one more little thing", "Two bosses, one team"]);
        await Play("deadline-drill", "CCBA");
        await Play("deadline-drill", "CCBB");
        (await _bot.Say("/mentor drill")).Text().ShouldContain("Played twice · best 8 of 12");
    }

    [Fact]
    public async Task BeginsWithTheFirstScene()
    {
        (await _bot.Say("/mentor drill deadline-drill")).Text().ShouldBe(
            """
            The date is the date
            ====================

            You're the backend developer for a new export. Mira, the product manager, stops at your desk. Your honest estimate is four weeks; the sales fair is in two.

            > Mira: Great news, the export goes on stage at the fair in two weeks. I've told sales already. That works, doesn't it?

            - A: Sure, we'll manage somehow.
            - B: No way. Two weeks is impossible, and somebody should have asked us.
            - C: What has to be on that stage, so that the fair is a success for you?

            [Say A]  [Say B]  [Say C]

            Turn 1. Points come at the end.
            """);
    }

    [Fact]
    public async Task GoesOnFromWhatWasSaidAndGivesNothingAwayBeforeTheEnd()
    {
        var first = await _bot.Say("/mentor drill deadline-drill");
        var second = await _bot.Press(first.Token("Say A"));
        second.Delivery.ShouldBe(Delivery.Update);
        second.Text().ShouldContain("You: Sure, we'll manage somehow.\n\n> Mira: I knew I could count on you.");
        second.Text().ShouldEndWith("Turn 2. Points come at the end.");
        second.Text().ShouldNotContain("Promise");
    }

    [Fact]
    public async Task EndsWithThePointsTheReasonsAndWhatHelps()
    {
        var end = await Play("deadline-drill", "CBAB");
        end.Text().ShouldBe(
            """
            The date is the date: 9 of 12 points
            ====================================

            A truce
            There's a plan, and nothing that would show in time that it fails. You'll talk about it again on the evening before.

            1. Ask for the need · 3 points of 3
               “What has to be on that stage, so that the fair is a success for you?”
               The date is hers to defend, the content isn't fixed yet. A question finds the room that there is.
            2. Offer less scope · 3 points of 3
               “In two weeks I can give you the button and the PDF for single invoices, tested. The bulk export follows two weeks later.”
               It keeps the date for what matters and says when the rest comes. That's a choice, not an excuse.
            3. Name the real lever · 3 points of 3
               “A new person costs us the first week, so it wouldn't help by the fair. What would help is nobody asking us for anything else until then.”
               You take her offer seriously, say why it doesn't help, and ask for something that does.
            4. Ask for trust · 0 points of 3
               “Trust me.”
               Trust comes from seeing, and you offered her nothing to see.

            The best way through has 12 points. Try another line.

            [Play it differently]  [Push back on a deadline]  [Deal with project risks]  [Other drills]

            Only you see your plays and your points.
            """);
        _bot.Drills.All.ShouldHaveSingleItem().ShouldBe(_bot.Drills.All[0] with { DrillId = "deadline-drill", Moves = "2101", Points = 9, Best = 12, Tactics = "Ask for the need → Offer less scope → Name the real lever → Ask for trust" });
    }

    [Fact]
    public async Task SaysSoWhereItWasTheBestWay() => (await Play("deadline-drill", "CBAA")).Text().ShouldContain("\n\nThat was the best way through.\n\n");

    [Fact]
    public async Task SetsAnotherStrategyBesideTheEarlierPlays()
    {
        await Play("deadline-drill", "CBAB");
        var better = await Play("deadline-drill", "CBAA");
        better.Text().ShouldContain("Beside your last play: 3 points more.\n\n- Wed 4 Mar 2026: 9 of 12 · Ask for the need → Offer less scope → Name the real lever → Ask for trust\n\n");
        (await Play("deadline-drill", "CBAA")).Text().ShouldContain("Beside your last play: the same moves, so the same points.");
        (await Play("deadline-drill", "CBBA")).Text().ShouldContain("Beside your last play: 3 points fewer.");
        (await Play("deadline-drill", "CBAA", "ben")).Text().ShouldNotContain("Beside your last play");
    }

    [Fact]
    public async Task GoesOnAfterARestart()
    {
        var scene = await _bot.Press((await _bot.Say("/mentor drill incident-drill")).Token("Say B"));
        _bot.Restart();
        (await _bot.Press(scene.Token("Say A"))).Text().ShouldContain("Turn 3.");
    }

    [Fact]
    public async Task CountsAnEndThatIsReachedTwiceOnce()
    {
        var last = await PlayUntil("deadline-drill", "CBA");
        var end = await _bot.Press(last.Token("Say A"));
        (await _bot.Press(last.Token("Say A"))).Text().ShouldBe(end.Text());
        _bot.Drills.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("drill.move:deadline-drill:99:1-0")]
    [InlineData("drill.move:deadline-drill:1:1-9")]
    [InlineData("drill.move:deadline-drill:1:1-22000")]
    public async Task IsKindAboutMovesThatFitNoMore(string token)
    {
        var answer = await _bot.Press(token);
        answer.Text().ShouldStartWith("This conversation was rewritten since you began it, so your moves don't fit it any more. Nothing was kept of them.");
        (await _bot.Press(answer.Token("Play it anew"))).Text().ShouldContain("Turn 1.");
        _bot.Drills.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("drill.move:deadline-drill:1:x")]
    [InlineData("drill.move:deadline-drill:1:1-0000000")]
    [InlineData("drill.move:gone-drill:1:1-0")]
    public async Task AnswersATokenThatNobodyMade(string token) => (await _bot.Press(token)).Text().ShouldNotBeEmpty();

    [Fact]
    public async Task NamesWhatComesClosestToAnUnknownDrill() =>
        (await _bot.Say("/mentor drill salary talk")).Text().ShouldStartWith("I have no drill called “salary talk”. Closest to it:\n\n- The budget is fixed · /mentor drill salary-drill");

    [Fact]
    public async Task OpensFromTheLibrary()
    {
        var card = await _bot.Press("item.open:salary-drill");
        card.Text().ShouldContain("[Play]  [Other drills]\n\n4 to 6 turns, two minutes. You choose what to say, and see afterwards what each choice was worth.");
        (await _bot.Press(card.Token("Play"))).Text().ShouldContain("> Dana: We'd love to have you.");
    }

    [Fact]
    public async Task PlaysEveryWayOfEveryDrillWithinTheLimits()
    {
        foreach (var drill in _bot.Pack.All<Drill>())
        {
            var ends = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>([string.Empty]);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (open.TryPop(out var moves))
            {
                var (_, scene, end) = drill.Map.Follow(moves.Select(move => move - '0')).ShouldNotBeNull();
                if (end is not null)
                {
                    // One way to each end says enough of it.
                    if (ends.Add(end.Id))
                    {
                        _bot.Time.Advance(TimeSpan.FromSeconds(3));
                        var answer = await _bot.Press(DrillFeature.Move.Token(drill.Id, drill.Version, new DrillRun(long.MaxValue / 1_000_000, moves)));
                        answer.ShouldKeepTheLimits($"{drill.Id} {moves}");
                        answer.Text().ShouldContain(end.Title);
                    }

                    continue;
                }

                if (seen.Add(scene!.Id))
                {
                    _bot.Time.Advance(TimeSpan.FromSeconds(3));
                    (await _bot.Press(DrillFeature.Move.Token(drill.Id, drill.Version, new DrillRun(1, moves)))).ShouldKeepTheLimits($"{drill.Id} {moves}");
                    for (var i = 0; i < scene.Moves.Length; i++)
                    {
                        open.Push($"{moves}{i}");
                    }
                }
            }

            ends.Count.ShouldBe(drill.Ends.Length, drill.Id);
        }
    }

    private async Task<Reply> Play(string drill, string moves, string user = "ana")
    {
        var last = await PlayUntil(drill, moves[..^1], user);
        return await _bot.Press(last.Token($"Say {moves[^1]}"), user);
    }

    private async Task<Reply> PlayUntil(string drill, string moves, string user = "ana")
    {
        _bot.Time.Advance(TimeSpan.FromSeconds(10));
        var scene = await _bot.Say($"/mentor drill {drill}", user);
        foreach (var move in moves)
        {
            scene = await _bot.Press(scene.Token($"Say {move}"), user);
        }

        return scene;
    }
}
