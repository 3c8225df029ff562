using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>What a team makes of the KPIs that it began with.</summary>
public sealed partial class KpiTests
{
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
    [InlineData("-5 to 5", "-5 to 5")]
    [InlineData("-5 to -1", "-5 to -1")]
    [InlineData("5 - 20", "5 to 20")]
    [InlineData("5–20", "5 to 20")]
    public async Task TakesARangeHoweverItIsWritten(string written, string target)
    {
        await SetUp("developer-kpis");

        var saved = await _bot.Submit($"kpi.new:{Board}", Some.Values(("title", "Drift"), ("group", "Clock"), ("how", "between"), ("number", written), ("unit", "ms")));

        saved.Text().ShouldContain($"\n- Drift: {target} ms\n");
        var form = await _bot.Open($"kpi.edit:{Board}:{Id("Drift")}");
        form.Field("number").Value.ShouldBe(target);
        (await _bot.Submit(form.Token, form.Fields.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!))).Text()
            .ShouldStartWith($"Drift is changed: {target} ms. What was recorded stays.\n");
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
}
