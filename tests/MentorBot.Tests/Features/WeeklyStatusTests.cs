using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;
using static MentorBot.Tests.Support.CadenceScene;

namespace MentorBot.Tests.Features;

public sealed partial class WeeklyStatusTests : IDisposable
{
    private readonly CadenceScene _scene = new();

    private TestBot Bot => _scene.Bot;

    public void Dispose() => _scene.Dispose();

    private async Task<Composition> Draft(Cadence weekly) =>
        await Bot.Get<WeeklyStatus>().DraftAsync(weekly, Friday, _scene.Due(weekly, "draft", Friday), CancellationToken.None);

    private Task<Composition> Report(Cadence weekly) => Bot.Get<WeeklyStatus>().ReportAsync(weekly, Friday, CancellationToken.None);

    private async Task Prove(string user, int day, string what, string? number = null) => await Bot.Evidence.SaveAsync(
        new EvidenceRecord(0, await _scene.Person(user), Some.Team, March(day), "plan", null, 1, "Mentor a junior colleague", what, null, number, null, _scene.Now),
        CancellationToken.None);

    [Fact]
    public async Task DraftsTheWeekFromTheStandUpsOfItsChannelAndTheOwnersOwnEvidence()
    {
        var standUp = await _scene.StandUp();
        var elsewhere = await _scene.StandUp(place: Some.Random);
        var weekly = await _scene.Weekly();
        await _scene.Answer(standUp, new LocalDate(2026, 2, 27), "ben", words: [("progress", "Too long ago"), ("plan", "-"), ("blockers", "-")]);
        await _scene.Answer(standUp, March(3), "ben", words: [("progress", "The refund endpoint is merged"), ("plan", "The migration"), ("blockers", "Nothing.")]);
        await _scene.Answer(standUp, March(3), "cem", words: [("progress", "- Wrote the tests\n- the refund endpoint is merged."), ("plan", "A review"), ("blockers", "Access to the logs")]);
        await _scene.Answer(standUp, March(5), "ben", words: [("progress", "The migration ran on staging"), ("plan", "The migration on Tuesday"), ("blockers", "none")]);
        await _scene.Answer(elsewhere, March(5), "ben", words: [("progress", "Of another channel"), ("plan", "x"), ("blockers", "-")]);
        await Prove("ana", 4, "Showed Cem how to read the plan of a query", "2 hours");
        await Prove("ben", 4, "Bens own affair");

        var draft = await Draft(weekly);

        Read(draft).Text().ShouldBe(
            """
            Your weekly status: the draft
            =============================

            This is a draft of the weekly status in #general, from 3 stand-up answers and 1 note of your own evidence. Nothing is posted unless you approve it. What comes from your own evidence is in it for you alone to see until you post it.

            > Week of 2 March
            > 
            > Where we are: Ben and Cem: The refund endpoint is merged
            > Cem: Wrote the tests
            > Ana: Showed Cem how to read the plan of a query (2 hours)
            > Ben: The migration ran on staging
            > 
            > What could go wrong: Cem: Access to the logs
            > 
            > Coming up: Cem: A review
            > Ben: The migration on Tuesday

            [Review and post]  [Leave it this week]

            Only you can see this
            """);
        PlainText.Of(draft.ShouldBeOfType<ComposedMessage>().Brief.ShouldNotBeNull()).ShouldBe(
            "The draft of the weekly status in #general is ready for you.\n\n[Review and post]  [Leave it this week]");
    }

    [Fact]
    public async Task TakesWhatSomebodyAnsweredForTheWeekInsteadOfTheirStandUps()
    {
        var standUp = await _scene.StandUp();
        var weekly = await _scene.Weekly();
        await _scene.Answer(standUp, March(3), "ben", words: [("progress", "Left out by Ben"), ("plan", "Left out, too"), ("blockers", "And this")]);
        await Prove("ana", 4, "Left out by Ana");
        await _scene.Answer(weekly, Friday, "ben", words: [("week", "2 March"), ("summary", "Refunds are live"), ("risks", "-"), ("milestones", "Transfers on 18 March")]);
        await _scene.Answer(weekly, Friday, "ana", words: [("summary", "refunds are live."), ("risks", "no"), ("milestones", "")]);

        var draft = Read(await Draft(weekly)).Text();

        draft.ShouldContain("from 2 answers for the week. Nothing is posted unless you approve it.\n");
        draft.ShouldContain("> Where we are: Ben and Ana: Refunds are live\n> \n> What could go wrong: Nobody named any this week.\n> \n> Coming up: Ben: Transfers on 18 March\n");
    }

    [Fact]
    public async Task SaysThatNobodyWroteAnythingAndOffersTheBlankForm()
    {
        var weekly = await _scene.Weekly();

        var draft = Read(await Draft(weekly));

        draft.Text().ShouldBe(
            """
            Your weekly status
            ==================

            Nobody wrote anything this week that the weekly status in #general could be drafted from. You can write it yourself, or leave it.

            [Write it]  [Leave it this week]
            """);
        var form = await Bot.Open(draft.Token("Write it"), place: Some.DirectWith("ana"));
        form.Fields.Select(field => (field.Label, field.Value)).ShouldBe([("Which week", "2 March"), ("What got done", null), ("The main risks", null), ("What's coming, with dates", null)]);
    }

    [Fact]
    public async Task KeepsThePageShortAndSaysHowMuchIsLeftOut()
    {
        var standUp = await _scene.StandUp();
        var weekly = await _scene.Weekly();
        for (var day = 2; day <= 5; day++)
        {
            await _scene.Answer(standUp, March(day), "ben", words: [("progress", string.Join('\n', Enumerable.Range(1, 3).Select(point => $"{day}.{point} {new string('x', 90)}"))), ("plan", new string('y', 3_000)), ("blockers", "-")]);
        }

        var text = Read(await Draft(weekly)).Text();

        text.ShouldContain($"> Where we are: (2 earlier points are left out here.)\n> Ben: 2.3 {new string('x', 90)}\n");
        text.ShouldContain($"> Ben: 5.3 {new string('x', 90)}\n");
        text.ShouldContain($"> Coming up: Ben: {new string('y', 299)}…\n");
    }

    [Fact]
    public async Task CountsTheWeekFromTheFirstDayOfTheTeamsOwn()
    {
        await Bot.TeamTimes.ChangeAsync(Some.Team, new TeamTime { WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] }, CancellationToken.None);
        var weekly = await _scene.Weekly();

        (await Bot.Get<WeeklyStatus>().PrefillAsync(weekly, March(5), await _scene.Person("ben"), CancellationToken.None))["week"].ShouldBe("1 March");
    }

    [Fact]
    public async Task SuggestsToEachWhatIsTheirsAlone()
    {
        var standUp = await _scene.StandUp();
        var weekly = await _scene.Weekly();
        await _scene.Answer(standUp, March(3), "ben", words: [("progress", "The endpoint"), ("plan", "Tests"), ("blockers", "-")]);
        await _scene.Answer(standUp, March(4), "cem", words: [("progress", "Cems own"), ("plan", "x"), ("blockers", "x")]);
        await Prove("ben", 5, "Explained it to Ana");
        await Prove("ana", 5, "Anas own");

        (await Bot.Get<WeeklyStatus>().PrefillAsync(weekly, Friday, await _scene.Person("ben"), CancellationToken.None)).ShouldBe(
            Some.Values(("week", "2 March"), ("summary", "The endpoint"), ("milestones", "Tests")),
            ignoreOrder: true);
    }

    [Fact]
    public async Task ComesToNobodyButItsOwnerAndOnlyWhileItIsOpen()
    {
        var weekly = await _scene.Weekly();
        var entry = _scene.Due(weekly, "draft", Friday);

        Silence(await Bot.Get<WeeklyStatus>().DraftAsync(weekly with { Owner = await _scene.Person("ben") }, Friday, entry, CancellationToken.None)).ShouldBe("somebody else looks after it now");
        Silence(await Report(weekly)).ShouldBe("nobody has approved it");
        await Bot.Cadences.ApproveAsync(weekly.Id, Friday, new ApprovedWords(Some.Values(("week", "2 March")), weekly.Owner, _scene.Now), CancellationToken.None);
        Silence(await Draft(weekly)).ShouldBe("it is approved already");
    }
}
