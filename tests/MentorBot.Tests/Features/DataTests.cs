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
        ask.Text().ShouldContain("What stays: messages that were posted in the chat");
        ask.Labels().ShouldBe(["Erase my data", "Keep it"]);
        (await _bot.Press(ask.Token("Keep it"))).Text().ShouldBe("Nothing was deleted.");
    }

    [Fact]
    public async Task ErasesAndForgets()
    {
        await _bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")));
        await _bot.SubmitPage("text.fill:stakeholder-alignment", Some.Values(("priority-a", "x")), page: 0);
        await _bot.Press("checklist.mine:risk-mitigation");
        var ask = await _bot.Say("/mentor data delete");

        (await _bot.Press(ask.Token("Erase my data"))).Text().ShouldStartWith("Done. I keep nothing about you any more.");
        _bot.Posts.All.ShouldBeEmpty();
        _bot.Answers.All.ShouldBeEmpty();
        _bot.KeptForms.Kept.ShouldBeEmpty();
        _bot.Checklists.All.ShouldBeEmpty();
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
