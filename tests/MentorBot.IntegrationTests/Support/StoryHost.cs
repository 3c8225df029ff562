using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.IntegrationTests.Support;

/// <summary>The whole bot in this process, on a database in a folder, at a time that a story chooses.</summary>
internal sealed class StoryHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StoryTime _time;
    private readonly Action<IServiceCollection> _platform;
    private ServiceProvider _services;

    private StoryHost(Action<IServiceCollection> platform, Instant start)
    {
        _platform = platform;
        _time = new StoryTime { Now = start };
        _services = Build();
    }

    /// <param name="platform">Turns a platform on.</param>
    public static async Task<StoryHost> StartAsync(Action<IServiceCollection> platform, Instant start)
    {
        var host = new StoryHost(platform, start);
        await host._services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        await host.StartAsync();
        return host;
    }

    /// <summary>Moves the clock, and sends all that is due by then.</summary>
    public async Task GoToAsync(Instant now)
    {
        _time.Now = now;
        await _services.GetRequiredService<Ticker>().TickAsync(CancellationToken.None);
        await _services.GetRequiredService<Pump>().PumpAsync(CancellationToken.None);
    }

    /// <summary>Stops it in good order.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    /// <summary>Starts it once more, on what it kept.</summary>
    public async Task StartAgainAsync()
    {
        _services = Build();
        await StartAsync();
    }

    /// <summary>What readiness says.</summary>
    /// <summary>What an adapter keeps for its next life.</summary>
    public Task<string?> KeptAsync(string name) => _services.GetRequiredService<IPlatformMemory>().FindAsync(name, CancellationToken.None);

    public string? WhyNotReady() => _services.GetRequiredService<IReadiness>().WhyNot();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection()
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={_folder.File("bot.db")}" })
            .AddSingleton(provider => new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), provider.GetRequiredService<ILogger<ContentLibrary>>()))
            .AddLogging()
            .AddMetrics();
        _platform(services);
        return services.AddSingleton<IClock>(_time).BuildServiceProvider();
    }

    private async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    private sealed class StoryTime : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
