using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>It is nine on Wednesday, the 4th of March 2026.</summary>
public sealed partial class KpiTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task PutsADashboardOnTheChannel()
    {
        var chooser = await _bot.Say("/mentor kpi setup");
        chooser.Text().ShouldStartWith(
            """
            KPIs for this channel
            =====================

            Choose what to begin with. The targets are then the team's own, to change and add to.

            - Developer KPIs · /mentor kpi setup developer-kpis
            """);

        var card = await _bot.Press(chooser.Token("Look at one"), values: "developer-kpis");
        card.Text().ShouldStartWith(
            """
            Developer KPIs
            ==============

            What a backend team's own work shows in, for a review with whoever leads it. Gone through every quarter.

            Code

            - Review pass rate: at least 90%

            System

            - Response time: under 200 ms
            - Error rate: under 1%
            - Uptime: at least 99.9%

            Delivery

            - Features delivered: 3 to 5 features a sprint

            Users

            - User feedback: over 4 of 5

            [Put it on this channel]
            """);

        (await _bot.Press(card.Token("Put it on this channel"))).Text().ShouldBe(
            """
            They are on this channel now. Set the targets that are your own; then anybody can record.

            Developer KPIs: targets
            =======================

            Code

            - Review pass rate: at least 90%

            System

            - Response time: under 200 ms
            - Error rate: under 1%
            - Uptime: at least 99.9%

            Delivery

            - Features delivered: 3 to 5 features a sprint

            Users

            - User feedback: over 4 of 5

            Change one: Review pass rate | Response time | Error rate | Uptime | Features delivered | User feedback

            [Record]  [Where they stand]  [Add a KPI]  [Take them off this channel]

            Whoever set them up, leads and admins change them. Everybody in the channel records.
            """);
        (await _bot.Press("kpi.put:service-kpis", "ben")).Text().ShouldStartWith("This channel has its KPIs already, and they stay as they are.\n\nDeveloper KPIs: targets\n");
        (await _bot.Say("/mentor kpi setup service-kpis", "ben")).Text().ShouldStartWith("This channel has its KPIs. Change them here, or take them off first.\n");
        _bot.Kpis.Boards.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task RecordsReadingsAndShowsWhereTheKpisStand()
    {
        await SetUp("developer-kpis");
        await Record("ana", "2 March", ("Response time", "0,22 s"), ("Uptime", "99,95 %"));
        await Record("ben", "3 March", ("Response time", "210"));
        var shown = await Record("ben", "today", ("Response time", "180 ms"), ("Features delivered", "6 features"));

        shown.Text().ShouldBe(
            """
            Recorded 2 of 6 for Wed 4 Mar 2026.

            Developer KPIs
            ==============

            Code

            - Review pass rate: nothing recorded yet (at least 90%)

            System

            - Response time: 180 ms · on target (under 200 ms)
              █▆▁ down 30 ms since Tue 3 Mar 2026 · Ben, Wed 4 Mar 2026
            - Error rate: nothing recorded yet (under 1%)
            - Uptime: 99.95% · on target (at least 99.9%)
              The first reading · Ana, Mon 2 Mar 2026

            Delivery

            - Features delivered: 6 features a sprint · off target (3 to 5 features a sprint)
              The first reading · Ben, Wed 4 Mar 2026

            Users

            - User feedback: nothing recorded yet (over 4 of 5)

            Of 6: 2 on target, 1 off target, 3 without a reading.

            Look at one: Review pass rate | Response time | Error rate | Uptime | Features delivered | User feedback

            [Record]  [Post it here]  [This month's pack]  [Last month's pack]

            Only you see this answer; everybody in the channel may look, and record.
            """);
        (await _bot.Say("/mentor kpi show", "cem")).Text().ShouldStartWith("Developer KPIs\n");
        (await _bot.Say("/mentor kpi show")).Labels().ShouldContain("Change targets");
    }

    [Fact]
    public async Task AsksForEveryKpiOnPagesOfFiveWithNoneRequired()
    {
        await SetUp("service-kpis");

        var form = (await _bot.Handle(Some.Line("/mentor kpi record"))).ShouldBeOfType<Form>();

        form.Pages.Select(page => page.Fields.Length).ShouldBe([5, 5]);
        form.Fields.Select(field => (field.Label, field.Required)).First().ShouldBe(("Of which day", true));
        form.Fields.Skip(1).ShouldAllBe(field => !field.Required);
        form.Field("day").Value.ShouldBe("2026-03-04");
        form.Fields.ElementAt(1).Hint.ShouldBe("Wanted: under 200 ms. Leave out what you don't know");
    }

    [Fact]
    public async Task SaysKindlyBesideTheFieldWhatIsWrong()
    {
        await SetUp("developer-kpis");

        var form = await RecordForm("today", ("Response time", "fast"), ("Uptime", "99.9 ms"), ("Error rate", "1,200"));

        form.Problems[Field("Response time")].ShouldBe("Write a number, such as 180 or 99.95.");
        form.Problems[Field("Uptime")].ShouldBe("This one is kept in %. Write it such as 99.9%.");
        form.Problems[Field("Error rate")].ShouldBe("“1,200” can be read in two ways. Write 1200, or 1.200.");
        form.Field(Field("Uptime")).Value.ShouldBe("99.9 ms");
        (await RecordForm("today")).Problems[Field("Review pass rate")].ShouldBe("There is nothing to record yet. Write at least one number.");
        (await RecordForm("tomorrow", ("Uptime", "99.9"))).Problems["day"].ShouldStartWith("That day is still to come.");
        _bot.Kpis.Readings.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakesALaterReadingOfADayInPlaceOfTheOneBefore()
    {
        await SetUp("developer-kpis");
        await Record("ana", "today", ("Uptime", "9.99"));

        (await Record("ben", "today", ("Uptime", "99.9"))).Text().ShouldStartWith("Recorded 1 of 6 for Wed 4 Mar 2026. One took the place of what was recorded of that day.");
        _bot.Kpis.Readings.ShouldHaveSingleItem().Value.ShouldBe(99.9m);
    }

    [Fact]
    public async Task KeepsChannelsApartAndHasNoneInADirectConversation()
    {
        await SetUp("developer-kpis");

        (await _bot.Press($"kpi.open:{Board}", place: Some.Random)).Text().ShouldBe("This channel has no KPIs yet. /mentor kpi setup sets them up.");
        await _bot.Press("kpi.put:service-kpis", place: Some.Random);
        (await _bot.Press($"kpi.takeoff:{Board}", place: Some.Random)).Text().ShouldBe("Those KPIs aren't this channel's any more, so nothing was changed. /mentor kpi show shows those that are.");
        foreach (var line in (string[])["kpi setup", "kpi record", "kpi show"])
        {
            (await _bot.Say(line, place: Some.DirectWith("ana"))).Text().ShouldBe("KPIs belong to channels: that is where the team reads them. Go to the channel, and write /mentor kpi setup there.");
        }

        _bot.Kpis.Boards.Count.ShouldBe(2);
    }

    [Fact]
    public async Task PostsAfterAPreviewAndDeletesForWhoPostedIt()
    {
        await SetUp("developer-kpis");
        await Record("ana", "today", ("Uptime", "99.8"));

        var preview = await _bot.Press((await _bot.Say("/mentor kpi show", "ben")).Token("Post it here"), "ben");
        preview.Text().ShouldStartWith("Post the KPIs\n=============\n\nNobody has seen this yet. This is what the channel will read:\n\n> Developer KPIs\n> \n> Code\n");
        preview.Post.ShouldBeNull();
        var posted = await _bot.Press(preview.Token("Post it here"), "ben");
        posted.PostText().ShouldContain("- Uptime: 99.8% · off target (at least 99.9%)\n  The first reading · Ana, Wed 4 Mar 2026\n");
        posted.PostText().ShouldEndWith("Posted by Ben\n\n[Record]  [Delete]");

        (await _bot.Press(posted.Token("Delete"))).Text().ShouldBe("Only the person who posted this, or an admin, can delete it.");
        (await _bot.Press(posted.Token("Delete"), "ben")).Delivery.ShouldBe(Delivery.Remove);
    }

    [Fact]
    public async Task PostsAPreviewOnceHoweverOftenItIsPressed()
    {
        await SetUp("developer-kpis");
        var preview = await _bot.Press((await _bot.Say("/mentor kpi show")).Token("Post it here"));
        (await _bot.Press(preview.Token("Post it here"))).Text().ShouldBe("Posted. You can delete it there.");

        var again = await _bot.Press(preview.Token("Post it here"));

        again.Post.ShouldBeNull();
        again.Text().ShouldBe("I've tried to post that already. If it isn't there, make a new preview.\n\n[Make a new preview]  [Where they stand]");
        _bot.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await _bot.Press(again.Token("Make a new preview"));
        (await _bot.Press(later.Token("Post it here"))).PostText().ShouldEndWith("Posted by Ana\n\n[Record]  [Delete]");
    }

    [Fact]
    public async Task ForgetsWhoRecordedOnceTheyAreErased()
    {
        await SetUp("developer-kpis");
        await Record("ben", "today", ("Uptime", "99.95"));
        _bot.Kpis.Erase((await _bot.People.FindOrAddAsync(Some.Identity("ben"), "Ben", CancellationToken.None)).Id);

        (await _bot.Say("/mentor kpi show")).Text().ShouldContain("The first reading · somebody who left, Wed 4 Mar 2026");
    }

    [Theory]
    [InlineData("kpi dashboard", "service-kpis")]
    [InlineData("features per sprint", "developer-kpis")]
    public async Task IsFoundByWhatPeopleWrite(string asked, string id) =>
        (await _bot.Say($"/mentor find {asked}")).Text().Split('\n')[2].ShouldEndWith($"/mentor kpi setup {id}");

    private long Board => _bot.Kpis.Boards[0].Id;

    private async Task SetUp(string dashboard) => await _bot.Press($"kpi.put:{dashboard}");

    private string Id(string kpi) => _bot.Kpis.Boards[0].Kpis.Single(one => one.Title == kpi).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Field(string kpi) => $"kpi-{Id(kpi)}";

    private Task<Reply> Record(string user, string day, params (string Kpi, string Value)[] values) =>
        _bot.Submit($"kpi.record:{Board}", Written(day, values), user: user);

    private Task<Form> RecordForm(string day, params (string Kpi, string Value)[] values) => _bot.SubmitPage($"kpi.record:{Board}", Written(day, values));

    private Dictionary<string, string> Written(string day, (string Kpi, string Value)[] values) =>
        Some.Values([("day", day), .. values.Select(value => (Field(value.Kpi), value.Value))]);
}
