using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The whole bot in this process, on a database in a folder, at a time that a story chooses.</summary>
internal sealed class StoryHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly StoryTime _time;

    private StoryHost(SlackSimulator slack, Instant start)
    {
        _time = new StoryTime { Now = start };
        _services = new ServiceCollection()
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={_folder.File("bot.db")}" })
            .AddSingleton(provider => new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), provider.GetRequiredService<ILogger<ContentLibrary>>()))
            .AddSlack(new SlackOptions { BotToken = slack.BotToken, AppToken = slack.AppToken, ApiUrl = slack.ApiUrl.ToString() })
            .AddSingleton<IClock>(_time)
            .AddLogging()
            .AddMetrics()
            .BuildServiceProvider();
    }

    public static async Task<StoryHost> StartAsync(SlackSimulator slack, Instant start)
    {
        var host = new StoryHost(slack, start);
        await host._services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        foreach (var service in host._services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        await slack.WaitForSocketsAsync();
        return host;
    }

    /// <summary>Moves the clock, and sends all that is due by then.</summary>
    public async Task GoToAsync(Instant now)
    {
        _time.Now = now;
        await _services.GetRequiredService<Ticker>().TickAsync(CancellationToken.None);
        await _services.GetRequiredService<Pump>().PumpAsync(CancellationToken.None);
    }

    /// <summary>What readiness says.</summary>
    public string? WhyNotReady() => _services.GetRequiredService<IReadiness>().WhyNot();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class StoryTime : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
