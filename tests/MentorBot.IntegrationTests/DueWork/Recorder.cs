using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Another process's platform: keeps each message that arrives, and is asked for them by id.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Recorder(WebApplication app) => _app = app;

    public ConcurrentQueue<(long Id, string Text, int Node)> Arrived { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<Recorder> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var recorder = new Recorder(builder.Build());
        recorder._app.MapPost("/messages/{id:long}", async (long id, HttpRequest request) =>
        {
            var text = await request.ReadFromJsonAsync<string>();
            // Some arrive long before their answer and some just before, so that a kill falls on either side.
            await Task.Delay((int)(id % 3) * 5);
            recorder.Arrived.Enqueue((id, text!, int.Parse(request.Headers["Node"]!)));
            await Task.Delay((int)(id % 5) * 3);
        });
        recorder._app.MapGet("/messages/{id:long}", (long id) => recorder.Arrived.Any(message => message.Id == id) ? Results.Ok() : Results.NotFound());
        await recorder._app.StartAsync();
        return recorder;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
