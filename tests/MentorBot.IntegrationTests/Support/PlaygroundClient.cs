using System.Net.Http.Json;
using System.Text.Json;

namespace MentorBot.IntegrationTests.Support;

/// <summary>Does over HTTP what the playground's page does: types, presses, fills in and reads.</summary>
internal sealed class PlaygroundClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Uri Address => address;

    /// <summary>Types a line; returns the form that it opens, if it opens one.</summary>
    public Task<JsonElement?> TypeAsync(string who, string place, string text) => PostAsync("api/line", new { @as = who, place, text });

    /// <summary>Presses the button with this label on the latest message that has one.</summary>
    public async Task<JsonElement?> PressAsync(string who, string place, string label)
    {
        var messages = await MessagesAsync(who, place);
        foreach (var message in messages.Reverse())
        {
            if (Tokens(message, label).FirstOrDefault() is { } token)
            {
                return await PostAsync("api/press", new { @as = who, messageId = message.GetProperty("id").GetInt64(), token });
            }
        }

        throw new InvalidOperationException($"There is no button “{label}” in {place}.");
    }

    /// <summary>Sends a form with the same value in every field.</summary>
    public Task<JsonElement?> SubmitAsync(string who, string place, JsonElement form, string value)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.GetProperty("pages").EnumerateArray().SelectMany(page => page.GetProperty("fields").EnumerateArray()))
        {
            values[field.GetProperty("name").GetString()!] = value;
        }

        return PostAsync("api/form", new { @as = who, place, token = form.GetProperty("token").GetString(), page = 0, values });
    }

    /// <summary>Somebody new; returns the id that they are known by.</summary>
    public async Task<string> AddPersonAsync(string name)
    {
        using var response = await _http.PostAsJsonAsync(new Uri("api/people", UriKind.Relative), new { name });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>The labels that complete a half-typed line.</summary>
    public async Task<string?[]> CompleteAsync(string text)
    {
        var suggestions = await _http.GetFromJsonAsync<JsonElement>(new Uri($"api/complete?text={Uri.EscapeDataString(text)}", UriKind.Relative));
        return [.. suggestions.EnumerateArray().Select(suggestion => suggestion.GetProperty("label").GetString())];
    }

    /// <summary>What a person sees in a place, the oldest first.</summary>
    public async Task<JsonElement[]> MessagesAsync(string who, string place)
    {
        var state = await _http.GetFromJsonAsync<JsonElement>(new Uri($"api/state?as={who}", UriKind.Relative));
        return [.. state.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("place").GetString() == place)];
    }

    /// <summary>The text of all that a person sees in a place, as the wire has it.</summary>
    public async Task<string> ReadAsync(string who, string place) =>
        string.Join('\n', (await MessagesAsync(who, place)).Select(message => JsonSerializer.Serialize(message, Readable)));

    public void Dispose() => _http.Dispose();

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<string> Tokens(JsonElement message, string label) =>
        from block in message.GetProperty("blocks").EnumerateArray()
        where block.GetProperty("type").GetString() == "buttons"
        from button in block.GetProperty("items").EnumerateArray()
        where button.GetProperty("label").GetString() == label
        select button.GetProperty("token").GetString();

    private async Task<JsonElement?> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{path} was answered with {(int)response.StatusCode}: {answer}");
        }

        return answer.TryGetProperty("form", out var form) ? form : null;
    }
}
