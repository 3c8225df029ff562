using System.Net.Http.Json;
using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Playground;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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

    public DemoFeature Demo => _services.GetRequiredService<DemoFeature>();

    public static async Task<RunningPlayground> StartAsync(string logFile, string url = "http://127.0.0.1:0", bool allowRemote = false)
    {
        var memory = new Memory();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<IPeopleStore>(memory)
            .AddSingleton<IKeptForms>(memory)
            .AddSingleton<IPersonalTime, NoTime>()
            .AddSingleton<DemoFeature>()
            .AddSingleton<IFeature>(provider => provider.GetRequiredService<DemoFeature>())
            .AddDispatcher()
            .AddPlayground(new PlaygroundOptions { Enabled = true, Url = url, AllowRemote = allowRemote, LogFile = logFile })
            .BuildServiceProvider();
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
