using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;
using Moq;
using NodaTime;

namespace MentorBot.Tests.Commands;

public abstract class FormDeskTests : IDisposable
{
    private protected const string Token = "probe.survey:7";

    private protected ProbeFeature Probe { get; } = new();

    private protected TestBot Bot { get; }

    protected FormDeskTests() => Bot = TestBot.With(Probe);

    public void Dispose()
    {
        // Nothing that a person typed may reach the log, whatever happened.
        string.Join('\n', Bot.Log.Lines).ShouldNotContain("typed", Case.Insensitive);
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed class PageByPage : FormDeskTests
    {
        [Fact]
        public async Task OpensAtTheFirstPageWithWhatItSuggests()
        {
            var form = await Bot.Open(Token);
            form.Page.ShouldBe(0);
            form.Field("size").Value.ShouldBe("s");
            form.ResumeToken.ShouldBe("probe.survey:7");
        }

        [Fact]
        public async Task GoesOnToTheNextPageAndIsWholeAfterARestart()
        {
            var next = await Bot.SubmitPage(Token, Some.Values(("text", "typed"), ("count", "3")), page: 0);
            next.Page.ShouldBe(1);
            next.Problems.ShouldBeEmpty();

            Bot.Restart();
            await Bot.Say("/mentor help", user: "ben");
            (await Bot.Submit(Token, Some.Values(("day", "2026-03-31"), ("at", "9:30"), ("who", "ben"), ("where", "C1")), page: 1)).Text()
                .ShouldBe("text=typed | count=3 | who=Ben | where=C1 | day=2026-03-31 | at=09:30");
            Bot.KeptForms.Kept.ShouldBeEmpty();
        }

        [Fact]
        public async Task StaysOnAPageWithAProblemBesideItsField()
        {
            var again = await Bot.SubmitPage(Token, Some.Values(("text", " "), ("count", "typed"), ("size", "huge"), ("long", "typed")), page: 0);
            again.Page.ShouldBe(0);
            again.Problems.ShouldBe(
                new Dictionary<string, string>
                {
                    ["text"] = "This one is needed.",
                    ["count"] = "Write a number, such as 3 or 2.5.",
                    ["size"] = "Choose one of: s, l.",
                },
                ignoreOrder: true);
            again.Field("count").Value.ShouldBe("typed");
            again.Field("long").Value.ShouldBe("typed");
        }

        [Fact]
        public async Task ReadsEveryFieldOfTheLastPage()
        {
            await Bot.SubmitPage(Token, Some.Values(("text", "typed")), page: 0);
            var again = await Bot.SubmitPage(Token, Some.Values(("day", "someday"), ("at", "lunch"), ("who", "<b en>"), ("where", "<x>")), page: 1);
            again.Page.ShouldBe(1);
            again.Problems.ShouldBe(
                new Dictionary<string, string>
                {
                    ["day"] = "Write a day as 2026-03-31, 31 March, tomorrow, Friday or in 3 days.",
                    ["at"] = "Write a time as 09:30, 9:30 am or 17.",
                    ["who"] = "Name a person with @, such as @ana.",
                    ["where"] = "Name a channel, such as #general.",
                },
                ignoreOrder: true);
        }

        [Fact]
        public async Task ForgetsAnAnswerThatWasTakenBack()
        {
            await Bot.SubmitPage(Token, Some.Values(("text", "typed")), page: 0);
            await Bot.SubmitPage(Token, Some.Values(("day", "someday"), ("at", "9:30")), page: 1);
            (await Bot.Submit(Token, Some.Values(("day", "2026-03-31")), page: 1)).Text().ShouldBe("text=typed | day=2026-03-31");
        }

        [Fact]
        public async Task KeepsTheSecondPageWhenTheFirstIsMended()
        {
            Probe.OnSubmit = _ => ProbeFeature.Form(7) with { Problems = ProbeFeature.Form(7).Problems.Add("text", "Somebody has that one.") };
            await Bot.SubmitPage(Token, Some.Values(("text", "typed")), page: 0);
            var first = await Bot.SubmitPage(Token, Some.Values(("day", "2026-03-31"), ("at", "9:30")), page: 1);
            first.Page.ShouldBe(0);
            first.Problems["text"].ShouldBe("Somebody has that one.");

            var second = await Bot.SubmitPage(Token, Some.Values(("text", "typed anew")), page: 0);
            second.Page.ShouldBe(1);
            second.Field("day").Value.ShouldBe("2026-03-31");
            second.Field("at").Value.ShouldBe("9:30");
        }

        [Fact]
        public async Task TakesAPageNumberThatThereIsNotForTheNearestOne()
        {
            await Bot.SubmitPage(Token, Some.Values(("text", "typed")), page: -3);
            (await Bot.Submit(Token, Some.Values(("day", "2026-03-31")), page: 99)).Text().ShouldBe("text=typed | day=2026-03-31");
        }

        [Fact]
        public async Task GoesBackToTheFirstPageWhenOnlyTheLastOneCame()
        {
            var first = await Bot.SubmitPage(Token, Some.Values(("day", "2026-03-31")), page: 1);
            first.Page.ShouldBe(0);
            first.Problems["text"].ShouldBe("This one is needed.");
        }
    }

    public sealed class PeopleAndChannels : FormDeskTests
    {
        [Fact]
        public async Task AreReadWithTheMarkThatPeopleType()
        {
            await Bot.Say("/mentor help", user: "ben");
            (await Bot.Submit(Token, Some.Values(("text", "typed"), ("day", "tomorrow"), ("who", "@ben"), ("where", "#C1")))).Text()
                .ShouldBe("text=typed | who=Ben | where=C1 | day=2026-03-05");
        }

        [Theory]
        [InlineData("ghost")]
        [InlineData("@ghost")]
        [InlineData("<@ghost>")]
        public async Task AreNeverMadeOfAnIdThatNobodyHas(string who)
        {
            var again = await Bot.SubmitPage(Token, Some.Values(("text", "typed"), ("day", "tomorrow"), ("who", who)));
            again.Problems["who"].ShouldBe("I don't know anybody called that here. Name a person with @, such as @ana.");
            (await Bot.People.FindAsync(Some.Identity("ghost"), CancellationToken.None)).ShouldBeNull();
        }

        [Fact]
        public async Task AreTakenWhereThePlatformSendsTheirName()
        {
            var sent = Some.Submission(Token, Some.Values(("text", "typed"), ("day", "tomorrow"), ("who", "U7"))) with { Names = Some.Values(("U7", "Ben Stone")) };
            (await Bot.Handle(sent)).ShouldBeOfType<Reply>().Text().ShouldBe("text=typed | who=Ben Stone | day=2026-03-05");
        }
    }

    public sealed class AllPagesAtOnce : FormDeskTests
    {
        [Fact]
        public async Task IsWholeWithOneSubmission()
        {
            (await Bot.Submit(Token, Some.Values(("text", " typed "), ("size", "Large one"), ("day", "tomorrow")))).Text()
                .ShouldBe("text=typed | size=l | day=2026-03-05");
            Bot.KeptForms.Kept.ShouldBeEmpty();
        }

        [Fact]
        public async Task ComesBackAtTheFirstPageThatHasAProblem()
        {
            (await Bot.SubmitPage(Token, Some.Values(("text", "typed"), ("day", "someday")))).Page.ShouldBe(1);
            (await Bot.SubmitPage(Token, Some.Values(("day", "someday")))).Page.ShouldBe(0);
        }

        [Fact]
        public async Task RefusesAValueThatIsTooLongAndKeepsIt()
        {
            var again = await Bot.SubmitPage(Token, Some.Values(("text", new string('x', 3001)), ("day", "tomorrow")));
            again.Problems["text"].ShouldBe("This has 3001 characters; 3000 is the most I can take.");
            Bot.KeptForms.Kept.ShouldHaveSingleItem().Value["text"].Length.ShouldBe(3001);
        }

        [Fact]
        public async Task KeepsOnlyWhatTheFormAsksFor()
        {
            await Bot.SubmitPage(Token, Some.Values(("text", "typed"), ("something-else", "typed"), ("day", "someday")));
            Bot.KeptForms.Kept.ShouldHaveSingleItem().Value.Keys.ShouldBe(["text", "day"], ignoreOrder: true);
        }
    }

    public sealed class WhenItFails : FormDeskTests
    {
        private static readonly Dictionary<string, string> Whole = Some.Values(("text", "typed"), ("long", "typed\nmore"), ("day", "tomorrow"));

        [Fact]
        public async Task SaysThatTheWordsAreKeptAndLogsItOnce()
        {
            Probe.OnSubmit = _ => throw new InvalidOperationException("The disk is full.");
            var sorry = await Bot.Submit(Token, Whole);

            var error = Bot.Log.Errors.ShouldHaveSingleItem();
            var reference = error.Parameters.Split("Reference=")[1].Split(';')[0];
            sorry.Text().ShouldBe(
                $"""
                Something went wrong on my side, and I've made a note of it under the reference {reference}. What you wrote is kept: open the form again and send it once more.

                [Open the form again]
                """);
        }

        [Fact]
        public async Task OpensAgainWithAllThatWasWritten()
        {
            Probe.OnSubmit = _ => throw new InvalidOperationException("The disk is full.");
            var sorry = await Bot.Submit(Token, Whole);
            Bot.Restart();
            var form = await Bot.Open(sorry.Token("Open the form again"));
            form.Field("text").Value.ShouldBe("typed");
            form.Field("long").Value.ShouldBe("typed\nmore");
            form.Field("day").Value.ShouldBe("tomorrow");

            Probe.OnSubmit = null;
            (await Bot.Submit(form.Token, Whole)).Text().ShouldBe("text=typed | long=typed\nmore | day=2026-03-05");
            Bot.KeptForms.Kept.ShouldBeEmpty();
        }

        [Fact]
        public async Task OpensAgainAtThePageThatFailed()
        {
            await Bot.SubmitPage(Token, Some.Values(("text", "typed")), page: 0);
            Probe.OnSubmit = _ => throw new InvalidOperationException("The disk is full.");
            var sorry = await Bot.Submit(Token, Some.Values(("day", "tomorrow")), page: 1);
            var form = await Bot.Open(sorry.Token("Open the form again"));
            form.Page.ShouldBe(1);
            form.Field("text").Value.ShouldBe("typed");
        }

        [Fact]
        public async Task OpensAfreshForAnybodyElse()
        {
            Probe.OnSubmit = _ => throw new InvalidOperationException("The disk is full.");
            var sorry = await Bot.Submit(Token, Whole);
            (await Bot.Open(sorry.Token("Open the form again"), user: "ben")).Field("text").Value.ShouldBeNull();
        }

        [Fact]
        public async Task OpensAfreshFromTheButtonThatOpenedItFirst()
        {
            Probe.OnSubmit = _ => throw new InvalidOperationException("The disk is full.");
            await Bot.Submit(Token, Whole);
            (await Bot.Open(Token)).Field("text").Value.ShouldBeNull();
        }

        [Fact]
        public async Task GivesTheWordsBackWhereTheyCouldNotBeKept()
        {
            var broken = new Mock<IKeptForms>();
            broken.Setup(forms => forms.SaveAsync(It.IsAny<PersonId>(), It.IsAny<string>(), It.IsAny<IReadOnlyDictionary<string, string>>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>()))
                .ThrowsAsync(new InvalidOperationException("The disk is full."));
            Bot.OtherKeptForms = broken.Object;
            Bot.Restart();
            var sorry = await Bot.Submit(Token, Whole);

            sorry.Text().ShouldContain("I couldn't keep what you wrote, so here it is:");
            sorry.Blocks.OfType<CodeBlock>().ShouldHaveSingleItem().Text.ShouldBe("typed\n\ntyped\nmore\n\ntomorrow");
            sorry.Labels().ShouldBeEmpty();
        }
    }

    public sealed class WhenItIsGone : FormDeskTests
    {
        [Theory]
        [InlineData("nothing.known:7")]
        [InlineData("probe.survey:x")]
        [InlineData("probe.survey")]
        [InlineData("")]
        public async Task GivesTheWordsBack(string token)
        {
            var sorry = await Bot.Submit(token, Some.Values(("text", "typed **x**"), ("empty", " ")));
            sorry.Blocks[0].ShouldBe(new Paragraph("That form is from an older message and no longer leads anywhere. Nothing was changed."), new BlockText());
            sorry.Blocks.OfType<CodeBlock>().ShouldHaveSingleItem().Text.ShouldBe("typed **x**");
            Bot.KeptForms.Kept.ShouldBeEmpty();
            Bot.Log.Errors.ShouldBeEmpty();
        }

        [Fact]
        public async Task SaysWhyWhereTheFeatureKnows()
        {
            Probe.OnOpen = () => Reply.Say("That survey is closed.");
            var sorry = await Bot.Submit(Token, Some.Values(("text", "typed")));
            sorry.Text().ShouldBe(
                """
                That survey is closed.

                What you wrote, so that it isn't lost:

                typed
                """);
            Bot.KeptForms.Kept.ShouldBeEmpty();
        }

        [Fact]
        public async Task SaysSoWhenNothingWasWritten() =>
            (await Bot.Submit("nothing.known", Some.Values())).Text().ShouldBe("That form is from an older message and no longer leads anywhere. Nothing was changed.");
    }

    private sealed class BlockText : IEqualityComparer<Block>
    {
        public bool Equals(Block? x, Block? y) => x is not null && y is not null && PlainText.Of([x]) == PlainText.Of([y]);

        public int GetHashCode(Block obj) => 0;
    }
}
