using System.Text;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class DataTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task ExportsWhatWasDone()
    {
        await _bot.Submit("text.fill:hand-over", Some.Values(("person", "Ünal <x> & “Ben”")));
        var export = await _bot.Say("/mentor data export");
        export.Text().ShouldStartWith("This is all that I keep about you: answers, posts, profile.");
        export.Text().ShouldContain("A draft or a form that you leave unfinished goes by itself after 30 days.");
        export.Post.ShouldBeNull();

        var file = export.All().OfType<FileBlock>().ShouldHaveSingleItem();
        file.Name.ShouldBe("mentorbot-2026-03-04.json");
        var root = JsonDocument.Parse(file.Content).RootElement;
        root.GetProperty("exported").GetString().ShouldBe("2026-03-04T09:00:00Z");
        root.GetProperty("data").GetProperty("answers")[0].GetProperty("answers").GetProperty("person").GetString().ShouldBe("Ünal <x> & “Ben”");
        root.GetProperty("data").GetProperty("profile")[0].GetProperty("name").GetString().ShouldBe("Ana");
    }

    [Fact]
    public async Task ExportsNothingOfAnybodyElse()
    {
        await _bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")));
        var export = await _bot.Say("/mentor data export", user: "cleo");
        Encoding.UTF8.GetString(export.All().OfType<FileBlock>().Single().Content.Span).ShouldNotContain("Ben");
    }

    [Fact]
    public async Task AsksBeforeItErasesAndSaysWhatStays()
    {
        var ask = await _bot.Say("/mentor data delete");
        ask.Text().ShouldBe(
            """
            This erases all that I keep about you, at once and for good: drafts, what you filled in, your own checklists, your notes in shared ones, your plans and the evidence for their steps, what you scored, your hours and absences, all that comes to you by itself and what came, your role here.

            What stays: messages that were posted in the chat, which you can delete there first, and, without your name, the ticks and due days of shared checklists, the KPI readings that you recorded and the weekly reports that you approved; nobody is reminded of what was yours in them. A backup that was made before keeps your data until it is thrown away; restoring one erases it again.

            [Erase my data]  [Keep it]
            """);
        ask.Labels().ShouldBe(["Erase my data", "Keep it"]);
        (await _bot.Press(ask.Token("Keep it"))).Text().ShouldBe("Nothing was deleted.");
    }

    [Fact]
    public async Task ErasesAndForgets()
    {
        await _bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")));
        await _bot.SubmitPage("text.fill:stakeholder-alignment", Some.Values(("priority-a", "x")), page: 0);
        await _bot.Press("checklist.mine:risk-mitigation");
        await _bot.Submit("plan.enrol:mindset-shift", Some.Values(("first-day", "2026-03-04")));
        var done = await _bot.Open((await _bot.Say("/mentor plan today")).Token("Done"));
        await _bot.Submit(done.Token, Some.Values(("what", "Asked why")));
        await _bot.Say("/mentor settings zone:lisbon");
        await _bot.Say("/mentor away next week");
        var ask = await _bot.Say("/mentor data delete");

        (await _bot.Press(ask.Token("Erase my data"))).Text().ShouldStartWith("Done. I keep nothing about you any more.");
        _bot.Posts.All.ShouldBeEmpty();
        _bot.Answers.All.ShouldBeEmpty();
        _bot.KeptForms.Kept.ShouldBeEmpty();
        _bot.Checklists.All.ShouldBeEmpty();
        _bot.Enrolments.Count.ShouldBe(0);
        _bot.Evidence.All.ShouldBeEmpty();
        _bot.Schedules.All.ShouldBeEmpty();
        _bot.PersonalTimes.All.ShouldBeEmpty();
        (await _bot.PersonalTimes.AbsencesAsync(new Core.People.PersonId(1), new NodaTime.LocalDate(2026, 3, 4), CancellationToken.None)).ShouldBeEmpty();
        (await _bot.Open("text.fill:hand-over")).Field("person").Value.ShouldBeNull();
    }

    [Fact]
    public async Task ErasesNobodyElse()
    {
        await _bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")));
        var ask = await _bot.Say("/mentor data delete");
        (await _bot.Press(ask.Token("Erase my data"), user: "cleo")).Text().ShouldBe("That button was made for somebody else. Yours comes with /mentor data delete.");
        _bot.Posts.All.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task MeetsAnErasedPersonAsANewOne()
    {
        var ask = await _bot.Say("/mentor data delete");
        await _bot.Press(ask.Token("Erase my data"));
        (await _bot.Press(ask.Token("Erase my data"))).Text().ShouldStartWith("That button was made for somebody else.");
        (await _bot.Say("/mentor start")).Blocks[0].ShouldBe(new Heading("Hello, Ana"));
    }
}
