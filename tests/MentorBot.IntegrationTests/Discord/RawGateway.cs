using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A client of the gateway that does what a test says, good clients and bad ones.</summary>
internal sealed class RawGateway(DiscordSimulator discord) : IAsyncDisposable
{
    public const string Query = "/?v=10&encoding=json";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly byte[] _buffer = new byte[512 * 1024];

    public ClientWebSocket Socket { get; } = new();

    /// <summary>The frames of the last payload.</summary>
    public int Frames { get; private set; }

    /// <summary>Connects and reads Hello.</summary>
    public static async Task<RawGateway> ConnectAsync(DiscordSimulator discord, bool toResume = false)
    {
        var client = new RawGateway(discord);
        await client.OpenAsync(toResume ? discord.ResumeUrl : discord.GatewayUrl);
        (await client.ReadAsync())["op"]!.GetValue<int>().ShouldBe(10);
        return client;
    }

    /// <summary>Connects, identifies, and reads until every server has come.</summary>
    public static async Task<(RawGateway Client, JsonNode Ready)> ReadyAsync(DiscordSimulator discord, long intents = 1)
    {
        var client = await ConnectAsync(discord);
        await client.IdentifyAsync(intents);
        var ready = await client.DispatchAsync("READY");
        for (var guild = 0; guild < ((JsonArray)ready["guilds"]!).Count && (intents & 1) != 0; guild++)
        {
            await client.DispatchAsync("GUILD_CREATE");
        }

        return (client, ready);
    }

    public Task OpenAsync(string url) => Socket.ConnectAsync(new Uri(url + Query), CancellationToken.None);

    public Task IdentifyAsync(long intents = 1, string? token = null, string more = "") =>
        SendAsync($$$"""{"op":2,"d":{"token":"{{{token ?? discord.BotToken}}}","intents":{{{intents}}},"properties":{"os":"linux","browser":"test","device":"test"}{{{more}}}}}""");

    public Task ResumeAsync(JsonNode ready, long seq, string? token = null) =>
        SendAsync($$$"""{"op":6,"d":{"token":"{{{token ?? discord.BotToken}}}","session_id":"{{{ready["session_id"]}}}","seq":{{{seq}}}}}""");

    public Task SendAsync(string text) => Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next payload; {"closed":4004} when the connection is closed.</summary>
    public async Task<JsonObject> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var count = 0;
        Frames = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await Socket.ReceiveAsync(_buffer.AsMemory(count), patience.Token);
            }
            catch (WebSocketException)
            {
                return new JsonObject { ["closed"] = "dropped" };
            }

            count += part.Count;
            Frames++;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new JsonObject { ["closed"] = ((int?)Socket.CloseStatus)?.ToString() };
            }

            if (part.EndOfMessage)
            {
                return (JsonObject)JsonNode.Parse(_buffer.AsSpan(0, count))!;
            }
        }
    }

    /// <summary>The code that the connection is closed with, whatever comes before.</summary>
    public async Task<string> ClosedAsync()
    {
        while (true)
        {
            if (((await ReadAsync())["closed"]) is { } code)
            {
                return (string)code!;
            }
        }
    }

    /// <summary>The data of the next dispatch, which has to be this one.</summary>
    public async Task<JsonNode> DispatchAsync(string type)
    {
        var payload = await ReadAsync();
        ((string?)payload["t"]).ShouldBe(type, payload.ToJsonString());
        return payload["d"]!;
    }

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
