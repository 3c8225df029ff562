using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class CareerTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task ListsTheSignalsAndOpensOne()
    {
        var list = await _bot.Say("/mentor career signals");
        list.Text().ShouldStartWith("Signals\n=======\n\n- ");
        list.Text().ShouldContain("- How to tell a toxic team · /mentor career signals toxic-team-red-flags\n");
        var signals = await _bot.Press(list.Token("Open a list of signals"), values: "toxic-team-red-flags");
        signals.Text().ShouldStartWith(
            """
            How to tell a toxic team
            ========================

            Look for these seven before you sign, and once a year where you are. One is a bad month, three are a pattern.

            - Nothing is written down
              Nobody expects to maintain it, or to hand it on.
              What to do: In the interview: how would I find out how this works?
            """);
        (await _bot.Say("/mentor career signals toxic-team-red-flags")).Text().ShouldBe(signals.Text());
        (await _bot.Press(signals.Token("Push back on a deadline"))).Labels().ShouldContain("Fill in");
    }

    [Fact]
    public async Task OffersTheClosestWhereASignalIsCalledOtherwise() =>
        (await _bot.Say("/mentor career signals toxic boss")).Text().ShouldStartWith("I have no list of signals called “toxic boss”. Closest to it:\n\n- How to tell a toxic team · ");

    [Fact]
    public async Task SaysWhatIsPaidWithItsSourceAndThatItIsNoAdvice()
    {
        var pay = (await _bot.Say("/mentor career pay")).Text();
        pay.ShouldContain(
            """
            By employer
            From "Backend Developers: The Invisible Architects of Digital Experiences".

            - Startup · $70,000–100,000, plus equity
            - Mid-size company · $90,000–130,000, plus a bonus for performance
            - Large company · $110,000–160,000, plus a bonus, and wider benefits
            - Tech giant · $150,000–220,000, plus a good deal of stock

            USD a year before tax, as the source gives them: to compare with, not advice.

            By experience
            From "What I Wish I Knew Before Becoming a Backend Developer".

            - Entry level · about $80,000
            - Experienced · $150,000 and more
            """);
        pay.ShouldContain("What I Wish I Knew Before Becoming a Backend Developer (neither source gives a year; read in 2026) · pay, version 1");
    }

    [Fact]
    public async Task ShowsAShortPageWhole()
    {
        var ladder = await _bot.Say("/mentor career ladder");
        ladder.Text().ShouldStartWith("The career ladder\n=================\n\nFive rungs, four ways across, and what gets you there sooner.\n\nUp\nEach rung changes what you answer for, from a task to a company's technology.\n\n- Junior backend developer\n  ");
        ladder.Text().ShouldContain("\n- Technical product manager\n");
        (await _bot.Press(ladder.Token("Show senior-level work in seven days"))).Labels().ShouldContain("Enrol");
    }

    [Fact]
    public async Task OpensALongPageOneSectionAtATime()
    {
        var levels = await _bot.Say("/mentor career levels");
        levels.Text().ShouldNotContain("Standards for the team's code");
        var senior = await _bot.Press(levels.Token("Senior level"));
        senior.Delivery.ShouldBe(Delivery.Update);
        senior.Text().ShouldStartWith("What you do at each level\n=========================\n\nSenior level\nYou decide how it's built, lead what's difficult and make others better.\n\n- The architecture, and how it will grow\n");
        senior.Labels()[..2].ShouldBe(["Entry level", "Mid level"]);
        (await _bot.Press(senior.Token("Entry level"))).Text().ShouldContain("- Small features, with their tests, under guidance\n");
    }

    [Fact]
    public async Task OpensEverySectionOfEveryPage()
    {
        foreach (var topic in _bot.Pack.All<Topic>())
        {
            for (var i = 0; i < topic.Sections.Length; i++)
            {
                _bot.Time.Advance(TimeSpan.FromSeconds(3));
                var section = await _bot.Press($"item.section:{topic.Id}:{i}");
                section.ShouldKeepTheLimits(topic.Id);
                section.Text().ShouldContain($"\n{topic.Sections[i].Title}\n{topic.Sections[i].Text.Plain}\n");
            }
        }
    }

    [Theory]
    [InlineData("item.section:levels:3")]
    [InlineData("item.section:levels:-1")]
    [InlineData("item.section:gone:0")]
    [InlineData("item.section:deadline-pushback:0")]
    public async Task AnswersWhatIsNoLongerThere(string token) =>
        (await _bot.Press(token)).Text().ShouldBe("That one isn't in my library any more. /mentor find … finds what took its place.");

    [Theory]
    [InlineData("ladder")]
    [InlineData("role")]
    [InlineData("levels")]
    [InlineData("specialisations")]
    [InlineData("pay")]
    [InlineData("market")]
    public async Task HasACommandForEveryPageOfTheTrade(string id)
    {
        _bot.Pack.All<Career>().Count().ShouldBe(6);
        (await _bot.Say($"/mentor career {id}")).Text().ShouldContain($" · {id}, version ");
    }

    [Fact]
    public async Task ListsWhatThereIsToLearnAndOpensIt()
    {
        var list = await _bot.Say("/mentor career learn");
        list.Text().ShouldContain("- Four books worth your evenings · /mentor career learn books\n");
        var books = await _bot.Press(list.Token("Open a learning page"), values: "books");
        books.Text().ShouldContain("- Designing Data-Intensive Applications, by Martin Kleppmann\n  ");
        (await _bot.Say("/mentor career learn books")).Text().ShouldBe(books.Text());
        (await _bot.Say("/mentor career learn book to read")).Text().ShouldStartWith("I have no learning page called “book to read”. Closest to it:\n\n- Four books worth your evenings · ");
    }

    [Fact]
    public void CompletesWhatThereIsToChoose()
    {
        Complete("career signals", "tox").ShouldContain("toxic-team-red-flags");
        Complete("career learn", "").ShouldBe(["books", "clean-code", "communities", "courses", "open-source", "podcasts", "security", "success-stories", "thought-leaders", "tools"]);

        string[] Complete(string command, string typed) => [.. _bot.Map.Commands.Single(one => one.Name == command).Options[0].Complete!(typed).Select(choice => choice.Value)];
    }
}
