using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Commands;

public sealed class DispatcherTests : IDisposable
{
    private readonly ProbeFeature _probe = new();
    private readonly TestBot _bot;

    public DispatcherTests() => _bot = TestBot.With(_probe);

    public void Dispose() => _bot.Dispose();

    public class WhenTheCommandIsUnknown
    {
        [Fact]
        public async Task NamesTheNearestCommands()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("/mentor ecko one")).Text().ShouldBe(
                """
                I don't know ecko one. Did you mean one of these?

                - /mentor echo [FIRST] [REST]: Says it back

                Everything I can do: /mentor help. To look for something in your own words: /mentor find …
                """);
        }

        [Fact]
        public async Task SaysSoWhereNothingIsNear()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("/mentor xylophone")).Text().ShouldBe(
                """
                I don't know that one.

                Everything I can do: /mentor help. To look for something in your own words: /mentor find …
                """);
        }

        [Fact]
        public async Task NamesWhatAGroupHasWhenTheGroupIsCalledBare()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("/mentor all")).Text().ShouldContain("- /mentor all kinds TEXT [SIZE] [COUNT] [WHO] [WHERE] [DAY] [AT]: Takes a value of every kind");
        }

        [Fact]
        public async Task AnswersAPlatformThatKnowsACommandNoLongerThere()
        {
            using var tests = new DispatcherTests();
            var answer = await tests._bot.Handle(new ChosenCommand(Some.Sender(), "ekho", ImmutableDictionary<string, string>.Empty));
            answer.ShouldBeOfType<Reply>().Text().ShouldStartWith("I don't know ekho. Did you mean one of these?");
        }
    }

    public class WhenTheOptionsAreWrong
    {
        [Fact]
        public async Task SaysWhichOneIsMissing()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("/mentor all kinds")).Text().ShouldBe(
                """
                One thing is missing: text, any words.

                It goes like this: /mentor all kinds TEXT [SIZE] [COUNT] [WHO] [WHERE] [DAY] [AT]

                For example: /mentor all kinds hello
                """);
        }

        [Theory]
        [InlineData("size:huge", "I can't read size. Choose one of: s, l.")]
        [InlineData("count:many", "I can't read count. Write a number, such as 3 or 2.5.")]
        [InlineData("who:ben", "I can't read who. Name a person with @, such as @ana.")]
        [InlineData("where:general", "I can't read where. Name a channel, such as #general.")]
        [InlineData("day:someday", "I can't read day. Write a day as 2026-03-31, 31 March, tomorrow, Friday or in 3 days.")]
        [InlineData("at:lunch", "I can't read at. Write a time as 09:30, 9:30 am or 17.")]
        public async Task SaysWhatToWriteInstead(string option, string expected)
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say($"all kinds hi {option}")).Text().ShouldStartWith(expected);
        }

        [Theory]
        [InlineData("size:S", "size=s")]
        [InlineData("size:\"large ONE\"", "size=l")]
        [InlineData("count:2.5", "count=2.5")]
        [InlineData("count:-3", "count=-3")]
        [InlineData("day:tomorrow", "day=2026-03-05")]
        [InlineData("at:9:30", "at=09:30")]
        public async Task ReadsWhatIsWrittenLoosely(string option, string expected)
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say($"all kinds hi {option}")).Text().ShouldBe($"text=hi | {expected}");
        }

        [Fact]
        public async Task ReadsTodayInTheZoneOfThePerson()
        {
            using var tests = new DispatcherTests();
            var auckland = Some.Sender(zone: DateTimeZoneProviders.Tzdb["Pacific/Auckland"]);
            tests._bot.Time.Advance(TimeSpan.FromHours(3));
            var answer = await tests._bot.Handle(new TypedLine(auckland, "all kinds hi day:today"));
            answer.ShouldBeOfType<Reply>().Text().ShouldBe("text=hi | day=2026-03-05");
        }

        [Fact]
        public async Task RefusesATextThatIsTooLong()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("all kinds " + new string('x', 3001))).Text().ShouldStartWith("I can't read text. This has 3001 characters; 3000 is the most I can take.");
        }

        [Fact]
        public async Task RefusesALineThatIsTooLong()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say(new string('x', 12_001))).Text().ShouldBe("That line is longer than the 12000 characters I can read. Try a shorter one.");
        }
    }

    public class WhenTheRoleIsTooLow
    {
        [Fact]
        public async Task SaysWhichRoleItTakes()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("/mentor rule", role: Role.Lead)).Text().ShouldBe("That needs the role admin here, and yours is lead. Ask somebody who has it.");
        }

        [Fact]
        public async Task LetsThosePassWhomThePlatformVouchesFor()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("/mentor rule", role: Role.Admin)).Text().ShouldBe("ruled");
        }

        [Fact]
        public async Task LetsThosePassToWhomTheWorkspaceGaveTheRole()
        {
            using var tests = new DispatcherTests();
            var ana = await tests._bot.People.FindOrAddAsync(Some.Identity("ana"), "Ana", CancellationToken.None);
            await tests._bot.People.SetRoleAsync(Some.Team, ana.Id, Role.Admin, CancellationToken.None);
            (await tests._bot.Say("/mentor rule")).Text().ShouldBe("ruled");
        }
    }

    public class WhenSomebodyIsTooFast
    {
        private const string OneMoment = "One moment, please: that was 30 commands in a minute. Try again in a few seconds.";

        [Fact]
        public async Task AsksForAMomentAfterThirtyAndAnswersAgainAfterTheMinute()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 30; i++)
            {
                (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
            }

            (await tests._bot.Say("echo hi")).Text().ShouldBe(OneMoment);
            tests._bot.Time.Advance(TimeSpan.FromSeconds(59));
            (await tests._bot.Say("echo hi")).Text().ShouldBe(OneMoment);
            tests._bot.Time.Advance(TimeSpan.FromSeconds(1));
            (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
        }

        [Fact]
        public async Task LetsOthersGoOn()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 31; i++)
            {
                await tests._bot.Say("echo hi");
            }

            (await tests._bot.Say("echo hi", user: "ben")).Text().ShouldBe("first=hi rest=");
        }

        [Fact]
        public async Task CountsAShortcutAsACommand()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 30; i++)
            {
                (await tests.Use("probe-it", "hi")).ShouldBe("hi by ben at https://chat.example/1");
            }

            (await tests.Use("probe-it", "hi")).ShouldBe(OneMoment);
            (await tests._bot.Say("echo hi")).Text().ShouldBe(OneMoment);
        }

        [Fact]
        public async Task CountsAVisitAsAPress()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 120; i++)
            {
                (await tests.Visit()).ShouldBe("the page of Ana");
            }

            (await tests.Visit()).ShouldBe("One moment, please: this page was opened very often just now. Open it again in a minute.");
            (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
        }

        [Fact]
        public async Task CountsWhatIsNoCommandToo()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 30; i++)
            {
                await tests._bot.Say("/mentor xylophone");
            }

            (await tests._bot.Say("/mentor xylophone")).Text().ShouldBe(OneMoment);
        }

        [Fact]
        public async Task LetsALongListBeTickedFastAndAsksForAMomentAfterAHundredAndTwentyPresses()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 120; i++)
            {
                (await tests._bot.Press("probe.echo", values: ["+1"])).Text().ShouldBe("+1");
            }

            (await tests._bot.Press("probe.echo", values: ["+1"])).Text().ShouldBe("One moment, please: that was 120 presses and forms in a minute. Try again in a few seconds.");
            (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
        }

        [Fact]
        public async Task KeepsTheWordsOfAFormThatCameTooFast()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 120; i++)
            {
                await tests._bot.Press("probe.echo");
            }

            var sorry = await tests._bot.Submit("probe.survey:7", Some.Values(("text", "my words"), ("day", "tomorrow")));
            sorry.Text().ShouldBe(
                """
                One moment, please: that was 120 presses and forms in a minute. What you wrote is kept: open the form again in a few seconds and send it once more.

                [Open the form again]
                """);
            tests._bot.Time.Advance(TimeSpan.FromMinutes(1));
            (await tests._bot.Open(sorry.Token("Open the form again"))).Field("text").Value.ShouldBe("my words");
        }

        [Fact]
        public async Task GivesTheWordsBackThatNoFormTakes()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 120; i++)
            {
                await tests._bot.Press("probe.echo");
            }

            (await tests._bot.Submit("nothing.known", Some.Values(("text", "my words")))).Text().ShouldContain("my words");
        }

        [Fact]
        public async Task CountsAcrossTheMinuteAndNotByTheClock()
        {
            using var tests = new DispatcherTests();
            for (var i = 0; i < 30; i++)
            {
                await tests._bot.Say("echo hi");
                tests._bot.Time.Advance(TimeSpan.FromSeconds(1));
            }

            (await tests._bot.Say("echo hi")).Text().ShouldBe(OneMoment);
            tests._bot.Time.Advance(TimeSpan.FromSeconds(30));
            (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
            (await tests._bot.Say("echo hi")).Text().ShouldBe(OneMoment);
        }
    }

    public class WhenAHandlerFails
    {
        [Fact]
        public async Task ApologisesWithTheReferenceThatTheLogHas()
        {
            using var tests = new DispatcherTests();
            tests._probe.OnCommand = () => throw new InvalidOperationException("The disk is full.");
            var text = (await tests._bot.Say("echo my secret salary")).Text();

            var error = tests._bot.Log.Errors.ShouldHaveSingleItem();
            error.Exception.ShouldBeOfType<InvalidOperationException>();
            var reference = error.Parameters.Split("Reference=")[1].Split(';')[0];
            text.ShouldBe($"Something went wrong on my side, and I've made a note of it under the reference {reference}. Please try again; if it keeps happening, give that reference to whoever runs me.");
            string.Join('\n', tests._bot.Log.Lines).ShouldNotContain("salary");
        }

        [Fact]
        public async Task AnswersTheNextCommandAsIfNothingHadBeen()
        {
            using var tests = new DispatcherTests();
            tests._probe.OnCommand = () => throw new InvalidOperationException("The disk is full.");
            await tests._bot.Say("echo hi");
            tests._probe.OnCommand = null;
            (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
        }

        [Fact]
        public async Task TreatsATimeoutInsideAsAFailureAndNotAsACancellation()
        {
            using var tests = new DispatcherTests();
            tests._probe.OnCommand = () => throw new TaskCanceledException("The database was too slow.");
            (await tests._bot.Say("echo hi")).Text().ShouldStartWith("Something went wrong on my side");
        }
    }

    public class WhenThePersonIsGone
    {
        [Fact]
        public async Task RecognisesThemAnewAndTriesOnceMore()
        {
            using var tests = new DispatcherTests();
            await tests._bot.Say("echo hi");
            var before = await tests._bot.People.FindAsync(Some.Identity("ana"), CancellationToken.None);
            tests._bot.People.Erase(before!.Id);
            tests._probe.OnCommand = () =>
            {
                tests._probe.OnCommand = null;
                throw new PersonGoneException();
            };

            (await tests._bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
            (await tests._bot.People.FindAsync(Some.Identity("ana"), CancellationToken.None)).ShouldNotBeNull().Id.ShouldNotBe(before.Id);
            tests._bot.Log.Errors.ShouldBeEmpty();
        }

        [Fact]
        public async Task ApologisesWhereThatDoesNotHelp()
        {
            using var tests = new DispatcherTests();
            tests._probe.OnCommand = () => throw new PersonGoneException();
            (await tests._bot.Say("echo hi")).Text().ShouldStartWith("Something went wrong on my side");
            tests._bot.Log.Errors.ShouldHaveSingleItem();
        }
    }

    public class OddCharacters
    {
        [Theory]
        [InlineData("echo a\0b", "first=ab rest=")]
        [InlineData("echo a\u0007 b\u001b[31m", "first=a rest=b[31m")]
        [InlineData("echo 👩‍👩‍👧 b", "first=👩‍👩‍👧 rest=b")]
        public async Task ThatNoStoreTakesAreLeftOut(string line, string expected)
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say(line)).Text().ShouldBe(expected);
        }

        // Not a theory: the runner writes a theory's arguments as UTF-8, which has no halves of pairs.
        [Fact]
        public async Task ThatAreHalvesOfPairsAreLeftOut()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Say("echo a\ud83d \udc00\udc00b")).Text().ShouldBe("first=a rest=b");
        }

        [Fact]
        public async Task AreLeftOutOfNamesOptionsAndForms()
        {
            using var tests = new DispatcherTests();
            var ana = Some.Sender() with { Name = "A\0na\ud800" };
            (await tests._bot.Handle(new ChosenCommand(ana, "ec\0ho", Some.Values(("fi\0rst", "a\0"))) { Names = Some.Values(("U1", "\0")) })).ShouldBeOfType<Reply>().Text().ShouldBe("first=a rest=");
            (await tests._bot.Press("probe.echo", values: ["a\0", "\ud800b"])).Text().ShouldBe("a,b");
            (await tests._bot.Submit("probe.survey:7\0", Some.Values(("text", "a\0b\ud800"), ("day", "tomorrow")))).Text().ShouldBe("text=ab | day=2026-03-05");
            tests._bot.Log.Errors.ShouldBeEmpty();
        }
    }

    public class WhatAnAdapterLeavesOut
    {
        [Fact]
        public async Task IsAValueLeftOut()
        {
            using var tests = new DispatcherTests();
            var values = new Dictionary<string, string> { ["text"] = "hi", ["long"] = null!, ["day"] = "tomorrow" };
            (await tests._bot.Submit("probe.survey:7", values)).Text().ShouldBe("text=hi | day=2026-03-05");
            var answer = await tests._bot.Handle(new ChosenCommand(Some.Sender(), "echo", new Dictionary<string, string> { ["first"] = null! }));
            answer.ShouldBeOfType<Reply>().Text().ShouldBe("first= rest=");
        }

        [Fact]
        public async Task IsAnsweredWhereItIsEverything()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Handle(new Press(Some.Sender(), null!, default))).ShouldBeOfType<Reply>().Text().ShouldStartWith("That button is from an older message");
            (await tests._bot.Handle(new Submission(Some.Sender(), null!, null!, null) { Names = null! })).ShouldBeOfType<Reply>().Text().ShouldStartWith("That form is from an older message");
            (await tests._bot.Handle(new TypedLine(Some.Sender(), null!))).ShouldBeOfType<Reply>().Text().ShouldBe("helping");
            (await tests._bot.Handle(new UsedShortcut(Some.Sender(), null!, null))).ShouldBeOfType<Reply>().Text().ShouldStartWith("That shortcut is from an older version of me");
            (await tests._bot.Handle(new UsedShortcut(Some.Sender(), "probe-it", new PointedMessage(null!, null, null)))).ShouldBeOfType<Reply>().Text().ShouldBe(" by nobody at nowhere");
            (await tests._bot.Handle(new ChosenCommand(Some.Sender(), null!, null!))).ShouldBeOfType<Reply>().Text().ShouldStartWith("I don't know that one.");
            tests._bot.Log.Errors.ShouldBeEmpty();
        }
    }

    public class Shortcuts
    {
        [Fact]
        public async Task ThatNobodyKnowsAnyMoreNameTheOnesThereAre()
        {
            using var tests = new DispatcherTests();
            (await tests.Use("gone", "hi")).ShouldBe(
                """
                That shortcut is from an older version of me and no longer leads anywhere. These are the ones I have:

                - Probe it: Says a message back

                Everything else I can do: /mentor help
                """);
        }

        [Fact]
        public async Task ForAMessageAreNotForAnythingElse()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Handle(new UsedShortcut(Some.Sender(), "probe-it", null))).ShouldBeOfType<Reply>().Text()
                .ShouldBe("“Probe it” is for a message: open the menu of one and choose it there.");
        }

        [Fact]
        public async Task AreNamedInTheLogWithoutWhatTheMessageSays()
        {
            using var tests = new DispatcherTests();
            await tests.Use("probe-it", "my salary");
            await tests.Use("not-a-name-of-ours", "my salary");
            await tests.Visit();
            var handled = tests._bot.Log.Lines.Select(line => line.Message).Where(line => line.Contains(" on test: ", StringComparison.Ordinal)).Select(line => line.Split(" in ")[0]);
            handled.ShouldBe(["shortcut.probe-it on test: answered", "none on test: unknown", "home on test: answered"]);
            string.Join('\n', tests._bot.Log.Lines).ShouldNotContain("salary");
        }

        [Fact]
        public async Task GetOnlyWhatPeopleCanReadAndInBounds()
        {
            using var tests = new DispatcherTests();
            var message = new PointedMessage("h\0i" + new string('x', 40_000), "b\u0001en", "https://chat.example/\ud8001");
            var answer = (await tests._bot.Handle(new UsedShortcut(Some.Sender(), "probe\0-it", message))).ShouldBeOfType<Reply>().Text();
            answer.ShouldStartWith("hixxx");
            answer.ShouldEndWith("x… by ben at https://chat.example/1");
            answer.Length.ShouldBeLessThan(12_050);
        }

        [Theory]
        [InlineData("javascript:alert(1)")]
        [InlineData("/relative")]
        [InlineData("https://")]
        [InlineData("")]
        public async Task GetNoLinkThatIsNone(string link)
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Handle(new UsedShortcut(Some.Sender(), "probe-it", new PointedMessage("hi", null, link)))).ShouldBeOfType<Reply>().Text().ShouldBe("hi by nobody at nowhere");
        }
    }

    private async Task<string> Use(string name, string text) =>
        (await _bot.Handle(new UsedShortcut(Some.Sender(), name, new PointedMessage(text, "ben", "https://chat.example/1")))).ShouldBeOfType<Reply>().Text();

    private async Task<string> Visit() => (await _bot.Handle(new HomeVisit(Some.Sender()))).ShouldBeOfType<Reply>().Text();

    public class Presses
    {
        private const string Stale = "That button is from an older message and no longer leads anywhere. Nothing was changed. /mentor help shows where to go from here.";

        [Fact]
        public async Task BringBackWhatWasChosen()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Press("probe.echo", values: ["a", "b"])).Text().ShouldBe("a,b");
            (await tests._bot.Press("probe.two:one:2")).Text().ShouldBe("one 2");
        }

        [Theory]
        [InlineData("")]
        [InlineData(":")]
        [InlineData("nothing.known")]
        [InlineData("probe.echo:extra")]
        [InlineData("probe.two:one")]
        [InlineData("probe.two:one:two")]
        [InlineData("probe.two:one:99999999999")]
        [InlineData("probe.two:one:2:3")]
        [InlineData("probe.survey")]
        [InlineData("probe.survey:x")]
        [InlineData("probe.survey:x~1")]
        [InlineData("PROBE.ECHO")]
        public async Task FromOldMessagesAreAnsweredKindly(string token)
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Press(token)).Text().ShouldBe(Stale);
            tests._bot.Log.Errors.ShouldBeEmpty();
        }

        [Fact]
        public async Task WithATokenLongerThanAnyOfOursAreAnsweredKindly()
        {
            using var tests = new DispatcherTests();
            (await tests._bot.Press("probe.two:" + new string('x', 100) + ":2")).Text().ShouldBe(Stale);
        }
    }
}
