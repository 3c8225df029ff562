using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>A client without manners of its own, to show what the simulator does with good ones and bad ones.</summary>
internal sealed class RawClient(SlackSimulator slack) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new() { BaseAddress = slack.ApiUrl };
    private readonly byte[] _buffer = new byte[512 * 1024];

    public ClientWebSocket Socket { get; } = new();

    /// <summary>Opens a socket and reads hello.</summary>
    public static async Task<RawClient> ConnectAsync(SlackSimulator slack)
    {
        var client = new RawClient(slack);
        await client.OpenAsync();
        (await client.ReadAsync())["type"]!.GetValue<string>().ShouldBe("hello");
        return client;
    }

    public async Task<string> NewAddressAsync() => (string)(await PostAsync("apps.connections.open", new JsonObject(), slack.AppToken))["url"]!;

    public async Task OpenAsync() => await Socket.ConnectAsync(new Uri(await NewAddressAsync()), CancellationToken.None);

    public async Task<JsonObject> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var count = 0;
        while (true)
        {
            var part = await Socket.ReceiveAsync(_buffer.AsMemory(count), patience.Token);
            count += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new JsonObject { ["type"] = "closed" };
            }

            if (part.EndOfMessage)
            {
                return (JsonObject)JsonNode.Parse(_buffer.AsSpan(0, count))!;
            }
        }
    }

    public Task SendAsync(string text) => Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task AckAsync(JsonObject envelope, JsonObject? payload = null)
    {
        var ack = new JsonObject { ["envelope_id"] = (string)envelope["envelope_id"]! };
        if (payload is not null)
        {
            ack["payload"] = payload;
        }

        return SendAsync(ack.ToJsonString());
    }

    /// <summary>Reads the next envelope and acknowledges it.</summary>
    public async Task<JsonObject> TakeAsync(JsonObject? payload = null)
    {
        var envelope = await ReadAsync();
        await AckAsync(envelope, payload);
        return (JsonObject)envelope["payload"]!;
    }

    /// <summary>Calls a method with a JSON body.</summary>
    public async Task<JsonObject> PostAsync(string method, JsonObject arguments, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json") };
        return await SendAsync(request, token ?? slack.BotToken);
    }

    /// <summary>Calls a method with a form.</summary>
    public async Task<JsonObject> FormAsync(string method, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        return await SendAsync(request, slack.BotToken);
    }

    /// <summary>Posts to a response_url.</summary>
    public async Task<(int Status, JsonObject Body)> RespondAsync(string url, JsonObject message)
    {
        using var content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(url, content);
        return ((int)response.StatusCode, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async Task<(HttpResponseMessage Response, JsonObject Body)> SendRawAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        return (response, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public ValueTask DisposeAsync()
    {
        Socket.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    public static JsonArray Blocks(string json) => (JsonArray)JsonNode.Parse(json)!;

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
