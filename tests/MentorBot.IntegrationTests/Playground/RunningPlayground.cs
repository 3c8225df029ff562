using System.Net.Http.Json;
using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.DueWork;
using MentorBot.Playground;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>The playground on a port of its own, in front of a real dispatcher.</summary>
internal sealed class RunningPlayground : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private RunningPlayground(ServiceProvider services)
    {
        _services = services;
        var address = services.GetRequiredService<PlaygroundServer>().Address!;
        Http = new HttpClient { BaseAddress = address.IsLoopback ? address : new UriBuilder(address) { Host = "127.0.0.1" }.Uri };
    }

    public HttpClient Http { get; }

    public DemoFeature Demo => Get<DemoFeature>();

    public static Task<RunningPlayground> StartAsync(string logFile, string url = "http://127.0.0.1:0", bool allowRemote = false)
    {
        var memory = new Memory();
        return StartAsync(new ServiceCollection()
            .AddSingleton<IPeopleStore>(memory)
            .AddSingleton<IKeptForms>(memory)
            .AddSingleton<IPersonalTime, NoTime>()
            .AddSingleton<DemoFeature>()
            .AddSingleton<IFeature>(provider => provider.GetRequiredService<DemoFeature>())
            .AddDispatcher()
            .AddPlayground(new PlaygroundOptions { Enabled = true, Url = url, AllowRemote = allowRemote, LogFile = logFile }, isAlone: false));
    }

    /// <summary>The whole bot on a database in the folder, with a feature that tells what it was asked to send.</summary>
    /// <param name="more">What a test changes.</param>
    public static async Task<RunningPlayground> StartWholeAsync(
        string folder, bool isAlone = true, string url = "http://127.0.0.1:0", bool allowRemote = false, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection()
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, "bot.db")}" })
            .AddSingleton(provider => new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), provider.GetRequiredService<ILogger<ContentLibrary>>()))
            .AddSingleton<IScheduledFeature, ProbeFeature>()
            .AddPlayground(new PlaygroundOptions { Enabled = true, Url = url, AllowRemote = allowRemote, LogFile = Path.Combine(folder, "room.jsonl") }, isAlone);
        more?.Invoke(services);
        var playground = await StartAsync(services);
        await playground.Get<Database>().MigrateAsync(CancellationToken.None);
        return playground;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static async Task<RunningPlayground> StartAsync(IServiceCollection collection)
    {
        var services = collection.AddLogging().AddMetrics().BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IHostedService>().StartAsync(CancellationToken.None);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }

        return new RunningPlayground(services);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> LineAsync(string who, string place, string text) => PostAsync("/api/line", new { @as = who, place, text, zone = "Europe/Madrid" });

    /// <summary>What a person sees in a place, the oldest first.</summary>
    public async Task<JsonElement[]> MessagesAsync(string who, string place)
    {
        var state = await Http.GetFromJsonAsync<JsonElement>($"/api/state?as={who}");
        return [.. state.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("place").GetString() == place)];
    }

    public async Task StopAsync() => await _services.GetRequiredService<IHostedService>().StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        await _services.DisposeAsync();
    }
}
