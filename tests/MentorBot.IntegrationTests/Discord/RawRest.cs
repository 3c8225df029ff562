using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A client of the REST API that does what a test says, good requests and bad ones.</summary>
internal sealed class RawRest(DiscordSimulator discord) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = discord.ApiUrl };

    public Task<RawAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, json: null);

    public Task<RawAnswer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<RawAnswer> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    public Task<RawAnswer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<RawAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, json: null);

    /// <summary>Answers an interaction that came over the gateway.</summary>
    public Task<RawAnswer> CallbackAsync(JsonNode interaction, string json, string query = "") =>
        PostAsync($"interactions/{interaction["id"]}/{interaction["token"]}/callback{query}", json);

    public Task<RawAnswer> SendAsync(HttpMethod method, string path, string? json, string? token = null, string? agent = null, string type = "application/json") =>
        SendAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, type), token, agent);

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, string? token = null, string? agent = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", agent ?? "DiscordBot (https://example.org/bot, 1.0.0)");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }
        else if (!path.StartsWith("interactions", StringComparison.Ordinal) && !path.StartsWith("webhooks", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bot", discord.BotToken);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new RawAnswer((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase), text);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record RawAnswer(int Status, JsonNode? Json, Dictionary<string, string> Headers, string Text)
{
    /// <summary>Discord's own error code; 0 when there is none.</summary>
    public int Code => Json is JsonObject ? (int?)Json["code"] ?? 0 : 0;

    public string Id => (string)Json!["id"]!;

    /// <summary>Each place that is wrong, as "data.title:BASE_TYPE_REQUIRED".</summary>
    public IReadOnlyList<string> Errors => Json is JsonObject && Json["errors"] is JsonObject errors ? [.. Flatten(errors, "")] : [];

    private static IEnumerable<string> Flatten(JsonObject tree, string path)
    {
        foreach (var (name, value) in tree)
        {
            if (name == "_errors")
            {
                foreach (var error in (JsonArray)value!)
                {
                    yield return $"{path}:{error!["code"]}";
                }
            }
            else
            {
                foreach (var inner in Flatten((JsonObject)value!, path.Length == 0 ? name : $"{path}.{name}"))
                {
                    yield return inner;
                }
            }
        }
    }
}
