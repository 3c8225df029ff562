using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>It is nine on Wednesday, the 4th of March 2026.</summary>
public sealed class KpiTests : IDisposable
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
    public async Task LetsATeamSetItsOwnTarget()
    {
        await SetUp("service-kpis");
        var one = await _bot.Press((await _bot.Say("/mentor kpi setup")).Token("Change one"), values: Id("Peak load capacity"));
        one.Text().ShouldStartWith("Peak load capacity\n==================\n\nPeak load capacity: nothing recorded yet (no target yet, in requests/s)\n");
        var form = await _bot.Open(one.Token("Change the target"));
        form.Fields.Select(field => field.Value).ShouldBe(["Peak load capacity", "Scalability", "none", null, "requests/s"]);

        var saved = await _bot.Submit(form.Token, Some.Values(("title", "Peak load"), ("group", "Scalability"), ("how", "at-least"), ("number", "12 000"), ("unit", "requests/s")));

        saved.Text().ShouldStartWith("Peak load is changed: at least 12000 requests/s. What was recorded stays.\n");
        saved.Text().ShouldContain("\n- Peak load: at least 12000 requests/s\n");
    }

    [Fact]
    public async Task AddsAKpiOfTheTeamsOwn()
    {
        await SetUp("developer-kpis");

        var saved = await _bot.Submit($"kpi.new:{Board}", Some.Values(("title", "Open tickets"), ("group", "users"), ("how", "between"), ("number", "5-20")));

        saved.Text().ShouldContain("Users\n\n- User feedback: over 4 of 5\n- Open tickets: 5 to 20\n");
        (await Record("ben", "today", ("Open tickets", "21"))).Text().ShouldContain("- Open tickets: 21 · off target (5 to 20)\n");
    }

    [Theory]
    [InlineData("Uptime", "under", "5", "ms", "title", "There is one of that name on this board. Call it something else, so that they can be told apart.")]
    [InlineData("Queue", "under", null, "ms", "number", "A target needs its number. Or choose “No target yet” above.")]
    [InlineData("Queue", "none", "5", "ms", "how", "You wrote a number below. Say here how it is meant, or leave the number out.")]
    [InlineData("Queue", "between", "5", "ms", "number", "Write both numbers, the lower first, such as 3 to 5.")]
    [InlineData("Queue", "under", "a few", "ms", "number", "Write a number, such as 180 or 99.95.")]
    [InlineData("Queue", "under", "5 %", "ms", "number", "Write the number alone; its unit goes below.")]
    [InlineData("Queue", "under", "5", "as many as there were yesterday", "unit", "This has 31 characters; 20 is the most that fits.")]
    public async Task SaysWhatATargetNeeds(string title, string how, string? number, string unit, string field, string problem)
    {
        await SetUp("developer-kpis");
        var values = Some.Values(("title", title), ("group", "System"), ("how", how), ("unit", unit));
        if (number is not null)
        {
            values["number"] = number;
        }

        (await _bot.SubmitPage($"kpi.new:{Board}", values)).Problems[field].ShouldBe(problem);
        _bot.Kpis.Boards[0].Kpis.Length.ShouldBe(6);
    }

    [Fact]
    public async Task TakesNoMoreKpisThanAFormCanAskFor()
    {
        await SetUp("developer-kpis");
        for (var i = 7; i <= 24; i++)
        {
            await _bot.Submit($"kpi.new:{Board}", Some.Values(("title", $"Number {i}"), ("group", "More"), ("how", "none")));
        }

        (await _bot.Press($"kpi.new:{Board}")).Text().ShouldBe("This board has 24 KPIs, which is as many as a form can ask for. Remove one first.");
        (await _bot.Handle(Some.Line("/mentor kpi record"))).ShouldBeOfType<Form>().Pages.Length.ShouldBe(5);
    }

    [Fact]
    public async Task LetsOnlyWhoeverSetItUpLeadsAndAdminsChangeIt()
    {
        await SetUp("developer-kpis");

        const string Refusal = "Nothing was changed: only Ana, who set up these KPIs, leads and admins may do that. Everybody may record.";
        foreach (var token in (string[])[$"kpi.new:{Board}", $"kpi.edit:{Board}:{Id("Uptime")}", $"kpi.drop:{Board}:{Id("Uptime")}", $"kpi.takeoff:{Board}"])
        {
            (await _bot.Press(token, "ben")).Text().ShouldBe(Refusal, token);
        }

        (await _bot.Say("/mentor kpi setup", "ben")).Labels().ShouldBe(["Record", "Where they stand"]);
        (await _bot.Open($"kpi.new:{Board}", "kim", role: Role.Lead)).Title.ShouldBe("Add a KPI");
        _bot.Kpis.Erase((await _bot.People.FindOrAddAsync(Some.Identity("ana"), "Ana", CancellationToken.None)).Id);
        (await _bot.Open($"kpi.new:{Board}", "ben")).Title.ShouldBe("Add a KPI");
    }

    [Fact]
    public async Task RemovesAKpiAReadingAndTheWholeAfterAsking()
    {
        await SetUp("developer-kpis");
        await Record("ana", "today", ("Uptime", "99.9"), ("Error rate", "0.5"));

        var one = await _bot.Press($"kpi.pick:{Board}", values: Id("Uptime"));
        one.Text().ShouldContain("\n- Wed 4 Mar 2026: 99.9%\n");
        (await _bot.Press(one.Token("Delete a reading"), values: "20260304")).Text().ShouldStartWith("The reading of Wed 4 Mar 2026 is deleted.\n\nUptime\n");
        (await _bot.Press(one.Token("Delete a reading"), values: "20260304")).Text().ShouldStartWith("That reading isn't there any more.\n");

        var ask = await _bot.Press(one.Token("Remove the KPI"));
        ask.Text().ShouldStartWith("Remove “Uptime” for good? Its readings go with it.");
        (await _bot.Press(ask.Token("Remove it"))).Text().ShouldStartWith("It is gone, with its readings.\n");
        _bot.Kpis.Boards[0].Kpis.Length.ShouldBe(5);

        var off = await _bot.Press((await _bot.Say("/mentor kpi setup")).Token("Take them off this channel"));
        (await _bot.Press(off.Token("Take it off"))).Text().ShouldBe("They are off this channel, and their readings are deleted.");
        (_bot.Kpis.Boards.Count, _bot.Kpis.Readings.Count).ShouldBe((0, 0));
        (await _bot.Say("/mentor kpi show")).Text().ShouldBe("This channel has no KPIs yet. /mentor kpi setup sets them up.");
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
    public async Task BringsAMonthAsOneFileToReadAndOneForASpreadsheet()
    {
        await SetUp("developer-kpis");
        await Record("ana", "30 January", ("Response time", "260"));
        await Record("ana", "2 February", ("Response time", "220"), ("Uptime", "99.95"));
        await Record("ben", "27 February", ("Response time", "190"));
        await Record("ben", "2 March", ("Response time", "300"));

        var pack = await _bot.Press((await _bot.Say("/mentor kpi show")).Token("Last month's pack"));

        pack.Text().ShouldStartWith("The pack of February 2026: one file to read, one for a spreadsheet. Only you get them until you pass them on.");
        Files(pack).Select(file => file.Name).ShouldBe(["kpis-2026-02.md", "kpis-2026-02.csv"]);
        Content(Files(pack)[0]).ShouldStartWith(
            """
            # Developer KPIs, February 2026

            Of 6: 2 on target, 4 without a reading. By the last reading of the month.

            ## Code

            | KPI | Target | Last | On target | Lowest | Highest | Readings | On the month before |
            | --- | --- | ---: | --- | ---: | ---: | ---: | ---: |
            | Review pass rate | at least 90% | – | no reading | – | – | 0 | – |

            ## System

            | KPI | Target | Last | On target | Lowest | Highest | Readings | On the month before |
            | --- | --- | ---: | --- | ---: | ---: | ---: | ---: |
            | Response time | under 200 ms | 190 ms | on target | 190 ms | 220 ms | 2 | down 70 ms |
            """);
        Content(Files(pack)[0]).ShouldEndWith(
            """
            | Day | KPI | Value | By |
            | --- | --- | ---: | --- |
            | 2026-02-02 | Response time | 220 ms | Ana |
            | 2026-02-02 | Uptime | 99.95% | Ana |
            | 2026-02-27 | Response time | 190 ms | Ben |

            """);
        Content(Files(pack)[1]).TrimStart('\uFEFF').Split("\r\n").ShouldBe(
        [
            "date,group,kpi,value,unit,target,on_target,recorded_by,recorded_at",
            "2026-02-02,System,Response time,220,ms,under 200 ms,no,Ana,2026-03-04T09:00:00Z",
            "2026-02-02,System,Uptime,99.95,%,at least 99.9%,yes,Ana,2026-03-04T09:00:00Z",
            "2026-02-27,System,Response time,190,ms,under 200 ms,yes,Ben,2026-03-04T09:00:00Z",
            string.Empty,
        ]);
        (await _bot.Press($"kpi.pack:{Board}:202512")).Text().ShouldBe("Nothing was recorded in December 2025, so there is no pack.");
        (await _bot.Press($"kpi.pack:{Board}:202513")).Text().ShouldBe("There is no such month.");
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

    private static FileBlock[] Files(Reply reply) => [.. reply.Blocks.OfType<FileBlock>()];

    private static string Content(FileBlock file) => Encoding.UTF8.GetString(file.Content.Span);
}
