using MentorBot.Tests.Support;

namespace MentorBot.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestBot _bot = TestBot.With(new ProbeFeature());

    public void Dispose() => _bot.Dispose();

    private async Task<string> Answer(string line) => (await _bot.Say(line)).Text();

    public class TheRoot
    {
        [Theory]
        [InlineData("/mentor echo one")]
        [InlineData("mentor echo one")]
        [InlineData("/MENTOR ECHO one")]
        [InlineData("Mentor Echo one")]
        [InlineData("  /mentor   echo   one  ")]
        [InlineData("echo one")]
        [InlineData("/mentor\u00A0echo\u00A0one")]
        [InlineData("\u200B/mentor echo\u200B one\uFEFF")]
        [InlineData("/mentor\techo\tone")]
        public async Task MayBeThereOrNotAndInAnyCase(string line)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe("first=one rest=");
        }

        [Theory]
        [InlineData("/mentor")]
        [InlineData("MENTOR")]
        [InlineData("  /mentor  ")]
        [InlineData("")]
        [InlineData("\u200B")]
        public async Task AloneAsksForHelp(string line)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe("helping");
        }

        [Fact]
        public async Task GluedToAWordIsNoRoot()
        {
            using var tests = new CommandLineTests();
            (await tests.Answer("/mentorecho one")).ShouldStartWith("I don't know");
        }
    }

    public class Quotes
    {
        [Theory]
        [InlineData("echo \"two words\" rest")]
        [InlineData("echo “two words” rest")]
        [InlineData("echo „two words“ rest")]
        [InlineData("echo «two words» rest")]
        [InlineData("echo first:\"two words\" rest")]
        [InlineData("echo first:“two words” rest")]
        [InlineData("echo rest:rest \"two words\"")]
        public async Task HoldWordsTogether(string line)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe("first=two words rest=rest");
        }

        [Theory]
        [InlineData("echo \"two words", "first=\"two rest=words")]
        [InlineData("echo one \"never closed at all", "first=one rest=\"never closed at all")]
        [InlineData("echo 5\" screen", "first=5\" rest=screen")]
        [InlineData("echo it’s fine", "first=it's rest=fine")]
        [InlineData("echo 'one two'", "first='one rest=two'")]
        public async Task ThatNeverCloseAreLetters(string line, string expected)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe(expected);
        }

        [Fact]
        public async Task InsideTheLastTextStayAsTyped()
        {
            using var tests = new CommandLineTests();
            (await tests.Answer("echo one he said \"not now\"  twice")).ShouldBe("first=one rest=he said \"not now\"  twice");
        }
    }

    public class KeysAndPositions
    {
        [Theory]
        [InlineData("echo first:one rest:two")]
        [InlineData("echo rest:two first:one")]
        [InlineData("echo FIRST:one Rest:two")]
        [InlineData("echo one rest:two")]
        [InlineData("echo rest:two one")]
        public async Task MayBeMixed(string line)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe("first=one rest=two");
        }

        [Theory]
        [InlineData("echo https://example.org/a:b?c=d", "first=https://example.org/a:b?c=d rest=")]
        [InlineData("echo one see https://example.org: it helps", "first=one rest=see https://example.org: it helps")]
        [InlineData("echo re: the date", "first=re: rest=the date")]
        [InlineData("echo 10:30 tomorrow", "first=10:30 rest=tomorrow")]
        [InlineData("echo :one two", "first=:one rest=two")]
        [InlineData("echo first:a:b c", "first=a:b rest=c")]
        public async Task LeaveAColonThatNamesNoOptionAlone(string line, string expected)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe(expected);
        }

        [Fact]
        public async Task GiveTheLastTextTheRestOfTheLine()
        {
            using var tests = new CommandLineTests();
            (await tests.Answer("echo one two  three\nfour")).ShouldBe("first=one rest=two  three\nfour");
        }

        [Theory]
        [InlineData("echo one rest:two three four")]
        [InlineData("echo first:one rest:two three four")]
        [InlineData("echo first:one rest: two three four")]
        public async Task GiveANamedLastTextTheRestOfTheLineToo(string line)
        {
            using var tests = new CommandLineTests();
            (await tests.Answer(line)).ShouldBe("first=one rest=two three four");
        }

        [Fact]
        public async Task TakeTheRestWithoutWhatWasNamedInTheMiddleOfIt()
        {
            using var tests = new CommandLineTests();
            (await tests.Answer("echo two first:one three")).ShouldBe("first=one rest=two three");
        }
    }

    public class Mentions
    {
        [Theory]
        [InlineData("all kinds hi who:<@U1>", "text=hi | who=U1")]
        [InlineData("all kinds hi who:<@U1|Ben>", "text=hi | who=U1")]
        [InlineData("all kinds hi who:<@!U1>", "text=hi | who=U1")]
        [InlineData("all kinds hi where:<#C1|>", "text=hi | where=C1")]
        [InlineData("all kinds hi where:<#C1|general>", "text=hi | where=C1")]
        [InlineData("all kinds hi s 3 <@U1> <#C1>", "text=hi | size=s | count=3 | who=U1 | where=C1")]
        public async Task AreReadWithAndWithoutTheName(string line, string expected)
        {
            using var tests = new CommandLineTests();
            await tests._bot.People.FindOrAddAsync(Some.Identity("U1"), "U1", CancellationToken.None);
            (await tests.Answer(line)).ShouldBe(expected);
        }

        [Fact]
        public async Task NeverMakeAPersonOfAnIdThatNobodyHas()
        {
            using var tests = new CommandLineTests();
            (await tests.Answer("all kinds hi who:<@ghost>")).ShouldStartWith("I can't read who. I don't know anybody called that here. Name a person with @, such as @ana.");
            (await tests._bot.People.FindAsync(Some.Identity("ghost"), CancellationToken.None)).ShouldBeNull();
        }

        [Fact]
        public async Task TakeTheNameThatThePlatformSends()
        {
            using var tests = new CommandLineTests();
            var line = Some.Line("all kinds hi who:<@U1>") with { Names = Some.Values(("U1", "Ben Stone")) };
            (await tests._bot.Handle(line)).ShouldBeOfType<Core.Messages.Reply>().Text().ShouldBe("text=hi | who=Ben Stone");
        }
    }
}
