using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task StartsInAnEmptyFolderAndSaysWhereThePlaygroundIs()
    {
        await using var bot = await BotProcess.StartAsync(_folder);

        bot.Output.ShouldContain($"The playground is open at {bot.Playground.Address}");
        bot.Output.ShouldContain($"{TempFolder.ContentItems} content items are live");
        bot.Errors.ShouldBeEmpty();
        _folder.FileNames.ShouldContain("mentorbot.db");
        await bot.Playground.TypeAsync("ana", "general", "/mentor find onboarding");
        (await bot.Playground.ReadAsync("ana", "general")).ShouldContain("Get started on a new project");
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task StopsWithoutAFailureWhenItIsAskedTo(string signal)
    {
        await using var bot = await BotProcess.StartAsync(_folder);
        // A browser's open stream must not hold the stop up.
        using var browser = new HttpClient { BaseAddress = bot.Playground.Address };
        await using var events = await browser.GetStreamAsync(new Uri("events?as=ana", UriKind.Relative));

        var ended = await bot.StopAsync(signal);

        ended.ExitCode.ShouldBe(0);
        ended.Errors.ShouldBeEmpty();
        _folder.FileNames.ShouldNotContain("mentorbot.db-wal");
    }

    [Fact]
    public async Task RefusesToShareASqliteFileWithAnotherHost()
    {
        await using var first = await BotProcess.StartAsync(_folder);

        var second = await BotProcess.RunAsync(_folder, "--Urls=http://127.0.0.1:0", "--Playground:Enabled=false");

        second.ExitCode.ShouldBe(1);
        second.Errors.ShouldStartWith("Another MentorBot already runs on this SQLite file.");
        second.Printed.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task StartsAgainAtOnceAfterAHostThatWasKilled()
    {
        await using (var first = await BotProcess.StartAsync(_folder))
        {
            await first.KillAsync();
        }

        await using var second = await BotProcess.StartAsync(_folder);
        (await second.Health.GetStringAsync(new Uri("/readyz", UriKind.Relative))).ShouldStartWith("ready");
    }

    [Fact]
    public async Task LetsTheTerminalChatBesideTheHost()
    {
        await using var bot = await BotProcess.StartAsync(_folder);

        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], "/mentor checklist project-onboarding", "1", "1"))
            .ShouldContain("1 of 10");
        await bot.Playground.TypeAsync("ana", "general", "/mentor find onboarding");
        (await bot.Playground.ReadAsync("ana", "general")).ShouldContain("Get started on a new project");
    }

    public void Dispose() => _folder.Dispose();
}
