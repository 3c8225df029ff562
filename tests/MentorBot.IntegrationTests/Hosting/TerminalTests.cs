using System.Text.Json;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class TerminalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task AnswersOneLineAndEnds()
    {
        var answered = await BotProcess.RunAsync(_folder, "chat", "/mentor find onboarding");

        answered.ExitCode.ShouldBe(0);
        answered.Output.ShouldContain("Get started on a new project");
        answered.Output.ShouldContain("/mentor checklist project-onboarding");
        answered.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task TakesALineThatTheShellHasSplitIntoWords() =>
        (await BotProcess.RunAsync(_folder, "chat", "/mentor", "find", "onboarding")).Output.ShouldContain("Get started on a new project");

    [Theory]
    [InlineData("/mentor find onboarding", "reply")]
    [InlineData("/mentor script deadline-pushback", "reply")]
    [InlineData("/mentor xyzzy", "reply")]
    public async Task PrintsTheAnswerAsData(string line, string kind)
    {
        var answered = await BotProcess.RunAsync(_folder, "chat", line, "--json");

        answered.ExitCode.ShouldBe(0);
        using var answer = JsonDocument.Parse(answered.Output);
        answer.RootElement.GetProperty("answer").GetString().ShouldBe(kind);
        answer.RootElement.GetProperty("blocks").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task GoesThroughAScriptFromTheFirstWordToTheDeletedPost()
    {
        var shown = await BotProcess.ChatAsync(
            _folder,
            ["--as", "Ana"],
            "/mentor start",
            "/mentor script deadline-pushback",
            "1", // Fill in
            "Friday",
            "Monday",
            "the export",
            "1", // Post here
            "1", // Edit
            "Thursday",
            "",
            "",
            "2", // Delete
            "exit");

        shown.ShouldStartWith("You are Ana.");
        shown.ShouldContain("Nobody has seen this yet.");
        shown.Split("Nobody has seen this yet.")[1].ShouldNotContain("[date]");
        shown.ShouldContain("--- posted, everybody here reads ---");
        shown.ShouldContain("You get it by Friday without the export");
        shown.ShouldContain("Posted by Ana");
        shown.ShouldContain("You get it by Thursday without the export");
        shown.ShouldContain("Deleted for everybody. This is what it said:");
    }

    [Fact]
    public async Task KeepsABlankThatWasFilledInAndATickOverTheEndOfTheProgram()
    {
        await BotProcess.ChatAsync(_folder, ["--as", "Ana"], "/mentor script deadline-pushback", "1", "Friday", "Monday", "the export");
        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], "/mentor checklist project-onboarding", "1", "1", "2")).ShouldContain("2 of 10");

        var later = await BotProcess.ChatAsync(_folder, ["--as", "Ana"], "/mentor checklist", "1", "/mentor script deadline-pushback", "1");

        later.ShouldContain("2 of 10");
        later.ShouldContain("[Friday]");
        later.ShouldContain("Left as it was.");
    }

    [Fact]
    public async Task KeepsPeopleApartByTheirNames()
    {
        await BotProcess.ChatAsync(_folder, ["--as", "Ana"], "/mentor script deadline-pushback", "1", "Friday", "Monday", "the export");

        (await BotProcess.ChatAsync(_folder, ["--as", "Ben"], "/mentor script deadline-pushback", "1")).ShouldNotContain("[Friday]");
    }

    [Fact]
    public async Task TakesAPersonByTheirNameOnceTheyAreKnown()
    {
        // Start it for me, then the details of the first item: no note, a person, no day.
        string[] lines(string who) => ["/mentor checklist risk-mitigation", "1", "8", "", who, "", "exit"];

        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], lines("@Ana"))).ShouldContain("for @Ana");
        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], lines("@Ben"))).ShouldContain("! I don't know anybody called that here.");
        await BotProcess.ChatAsync(_folder, ["--as", "Ben"], "/mentor help");
        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], lines("@Ben"))).ShouldContain("for @Ben");
    }

    [Theory]
    [InlineData("1", "There is no button to press.")]
    [InlineData("hello", "I don't know")]
    [InlineData("/mentor scirpt", "Did you mean")]
    public async Task AnswersKindlyWhatMakesNoSense(string line, string answer) =>
        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], line)).ShouldContain(answer);

    [Fact]
    public async Task NamesTheRolesWhenOneIsUnknown()
    {
        var refused = await BotProcess.RunAsync(_folder, "chat", "--role", "king", "/mentor help");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("'king'");
        refused.Errors.ShouldContain("mentor", Case.Insensitive);
        refused.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task TakesARoleHoweverItIsWritten() =>
        (await BotProcess.RunAsync(_folder, "chat", "--role", "admin", "/mentor help")).ExitCode.ShouldBe(0);

    public void Dispose() => _folder.Dispose();
}
