using System.Net;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class HealthTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task IsAliveAndReady()
    {
        await using var bot = await BotProcess.StartAsync(_folder);

        (await bot.Health.GetStringAsync(new Uri("/healthz", UriKind.Relative))).ShouldBe("alive\n");
        (await bot.Health.GetStringAsync(new Uri("/readyz", UriKind.Relative))).ShouldBe($"ready: storage answers, {TempFolder.ContentItems} content items are live\n");
    }

    [Fact]
    public async Task ServesNothingElseWhereHealthIs()
    {
        await using var bot = await BotProcess.StartAsync(_folder);

        using var answer = await bot.Health.GetAsync(new Uri("/api/state?as=ana", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TellsAContainerByTheHealthCommand()
    {
        await using var bot = await BotProcess.StartAsync(_folder);
        var urls = $"--Urls={bot.Health.BaseAddress}";

        var ready = await BotProcess.RunAsync(_folder, "health", urls);
        ready.ExitCode.ShouldBe(0);
        ready.Output.ShouldBe($"ready: storage answers, {TempFolder.ContentItems} content items are live\n");

        var port = bot.Health.BaseAddress!.Port;
        (await BotProcess.RunAsync(_folder, "health", $"--Urls=http://0.0.0.0:{port}")).ExitCode.ShouldBe(0);
        (await BotProcess.RunAsync(_folder, "health", $"--Urls=http://*:{port};http://127.0.0.1:1")).ExitCode.ShouldBe(0);

        (await BotProcess.RunAsync(_folder, "health", $"--Urls=http://+:{port}")).ExitCode.ShouldBe(0);

        await bot.StopAsync();
        var gone = await BotProcess.RunAsync(_folder, "health", urls);
        gone.ExitCode.ShouldBe(1);
        gone.Printed.ShouldContain("No bot answers at");
        gone.Printed.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("http://*:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://+:5080/", "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://[::]:5080", "http://[::1]:5080/")]
    [InlineData("http://mentor.example:80", "http://mentor.example/")]
    [InlineData("https://*:5080", null)]
    [InlineData("5080", null)]
    public void AsksAWildcardByThisMachinesOwnAddress(string url, string? asked) => (ListenAddress.FromHere(url)?.ToString()).ShouldBe(asked);

    public void Dispose() => _folder.Dispose();
}
