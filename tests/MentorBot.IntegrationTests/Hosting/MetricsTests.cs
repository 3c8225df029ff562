using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MentorBot.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class MetricsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task SendsWhatItCountedByTheTimeItStops()
    {
        await using var collector = await Collector.StartAsync();
        await using var bot = await BotProcess.StartAsync(_folder, [], Endpoint(collector.Address));
        await bot.Playground.TypeAsync("ana", "general", "/mentor find some-private-words");

        (await bot.StopAsync()).ExitCode.ShouldBe(0);

        var received = string.Concat(collector.Received.Where(one => one.Path == "/v1/metrics" && one.Type == "application/x-protobuf").Select(one => one.Body));
        received.ShouldContain("mentorbot.requests");
        received.ShouldContain("mentorbot.request.duration");
        received.ShouldContain("playground");
        received.ShouldNotContain("some-private-words");
        received.ShouldNotContain("ana");
    }

    [Fact]
    public async Task StopsWithoutAFailureWhenNobodyTakesTheMetrics()
    {
        await using var bot = await BotProcess.StartAsync(_folder, [], Endpoint("http://127.0.0.1:1"));
        await bot.Playground.TypeAsync("ana", "general", "/mentor help");

        (await bot.StopAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task StopsWithinAContainersPatienceWhenWhoeverTakesTheMetricsHangs()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var bot = await BotProcess.StartAsync(_folder, [], Endpoint($"http://{silent.LocalEndpoint}"));
        await bot.Playground.TypeAsync("ana", "general", "/mentor help");

        var stopping = Stopwatch.StartNew();
        (await bot.StopAsync()).ExitCode.ShouldBe(0);

        // Docker kills what has not stopped after ten seconds.
        stopping.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9));
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string> Endpoint(string address) => new(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address };

    /// <summary>Keeps whatever is sent to it.</summary>
    private sealed class Collector(WebApplication app, ConcurrentQueue<(string Path, string? Type, string Body)> received) : IAsyncDisposable
    {
        public string Address => app.Urls.First();

        public IEnumerable<(string Path, string? Type, string Body)> Received => received;

        public static async Task<Collector> StartAsync()
        {
            var received = new ConcurrentQueue<(string, string?, string)>();
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                received.Enqueue((context.Request.Path, context.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
            });
            await app.StartAsync();
            return new Collector(app, received);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
