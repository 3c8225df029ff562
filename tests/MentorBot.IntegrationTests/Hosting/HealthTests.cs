using System.Net;
using MentorBot.Core.Content;
using MentorBot.Core.Platforms;
using MentorBot.Hosting;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

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

    [Fact]
    public async Task NamesEveryPlatformThatItIsConnectedToAndEveryOneThatItIsNot()
    {
        await using var database = new Database(new StorageOptions { ConnectionString = $"Data Source={_folder.File("health.db")}" });
        await database.MigrateAsync(CancellationToken.None);
        var (slack, discord) = (new Platform("Slack"), new Platform("Discord"));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore()
            .AddLogging()
            .AddSingleton(database)
            .AddSingleton(new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance))
            .AddSingleton<IReadiness>(slack)
            .AddSingleton<IReadiness>(discord);
        await using var app = builder.Build();
        app.UseRouting();
        app.MapHealth();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        (await AskAsync()).ShouldBe((HttpStatusCode.OK, $"ready: storage answers, {TempFolder.ContentItems} content items are live, Slack is connected, Discord is connected\n"));
        discord.Why = "Discord has not answered yet";
        (await AskAsync()).ShouldBe((HttpStatusCode.ServiceUnavailable, "not ready: Discord has not answered yet\n"));
        slack.Why = "no connection to Slack is open";
        (await AskAsync()).ShouldBe((HttpStatusCode.ServiceUnavailable, "not ready: no connection to Slack is open, Discord has not answered yet\n"));

        async Task<(HttpStatusCode, string)> AskAsync()
        {
            using var answer = await client.GetAsync(new Uri(Health.ReadyPath, UriKind.Relative));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
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

    private sealed class Platform(string name) : IReadiness
    {
        public string? Why { get; set; }

        public string Reached => $"{name} is connected";

        public string? WhyNot() => Why;
    }
}
