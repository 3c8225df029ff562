using System.Net.Http.Json;
using System.Text.Json;
using MentorBot.IntegrationTests.Playground;
using MentorBot.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>The bot in the playground, used over HTTP as its page does.</summary>
internal sealed class PlaygroundRoom(TempFolder folder, RunningPlayground room) : ISurface
{
    private const string Place = "general";

    public static async Task<ISurface> StartAsync(Instant start, Action<IServiceCollection> more)
    {
        var folder = new TempFolder();
        await StoryClock.SetAsync(folder.File("room.jsonl"), start);
        return new PlaygroundRoom(folder, await RunningPlayground.StartWholeAsync(folder.Path, more: more));
    }

    public async Task<ISomebody> ComesAsync(bool isAdmin)
    {
        var (robin, colleague) = (await AddAsync("Robin"), await AddAsync("Kim"));
        if (isAdmin)
        {
            await room.PostAsync("/api/role", new { @as = robin, role = "Admin" });
        }

        // The room has the channels that it has: what was said in this one before they came is of other stories.
        var before = (await room.MessagesAsync(robin, Place)).Select(message => message.GetProperty("id").GetInt64()).DefaultIfEmpty().Max();
        return new Somebody(room, robin, colleague, before);
    }

    public void ShouldBeInOrder()
    {
        // What the playground refuses, its driver throws at once.
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        folder.Dispose();
    }

    private async Task<string> AddAsync(string name) => (await room.PostAsync("/api/people", new { name })).GetProperty("id").GetString()!;

    /// <param name="before">The last message that was there before they came.</param>
    private sealed class Somebody(RunningPlayground room, string robin, string colleague, long before) : ISomebody
    {
        /// <summary>What says how a message looks or what comes back from it, and nothing to read.</summary>
        private static readonly HashSet<string> Unread = ["type", "token", "style", "url", "content", "mediaType", "key", "options", "who", "where", "at"];

        private JsonElement? _form;
        private long? _origin;

        public Task TypesAsync(string line) => DoAsync("/api/line", new { @as = robin, place = Place, text = line }, origin: null);

        public async Task PressesAsync(string button)
        {
            var (message, found) = await NewestAsync("buttons", "label", button);
            await DoAsync("/api/press", new { @as = robin, messageId = message, token = found.GetProperty("token").GetString() }, message);
        }

        public async Task ChoosesAsync(string select, string option)
        {
            var (message, found) = await NewestAsync("select", "label", select);
            await DoAsync("/api/press", new { @as = robin, messageId = message, token = found.GetProperty("token").GetString(), values = new[] { Value(found.GetProperty("options"), option) } }, message);
        }

        public async Task FillsInAsync(Func<string, string?> answer)
        {
            while (_form is { } form)
            {
                var page = form.GetProperty("page").GetInt32();
                var values = form.GetProperty("pages")[page].GetProperty("fields").EnumerateArray().ToDictionary(field => field.GetProperty("name").GetString()!, field => Answer(field, answer), StringComparer.Ordinal);
                await DoAsync("/api/form", new { @as = robin, place = Place, token = form.GetProperty("token").GetString(), page, values, originMessageId = _origin }, _origin);
                if (_form is { } next)
                {
                    next.GetProperty("page").GetInt32().ShouldBe(page + 1, next.ToString());
                }
            }
        }

        public async Task<string> SeesAsync(bool asColleague) => string.Join('\n', (await MessagesAsync(asColleague ? colleague : robin)).SelectMany(message => Texts(message.GetProperty("blocks"))));

        private async Task DoAsync(string path, object body, long? origin)
        {
            using var response = await room.Http.PostAsJsonAsync(path, body);
            var outcome = await response.Content.ReadFromJsonAsync<JsonElement>();
            response.IsSuccessStatusCode.ShouldBeTrue(outcome.ToString());
            (_form, _origin) = (outcome.TryGetProperty("form", out var form) ? form : null, origin);
        }

        private async Task<JsonElement[]> MessagesAsync(string who) =>
            [.. (await room.MessagesAsync(who, $"dm-{who}")).Concat(await room.MessagesAsync(who, Place)).Where(message => message.GetProperty("id").GetInt64() > before && message.GetProperty("author").GetString() == "mentorbot")];

        /// <summary>A button or select, with the message that it is in.</summary>
        private async Task<(long Message, JsonElement Found)> NewestAsync(string type, string property, string what) =>
            (from message in (await MessagesAsync(robin)).Reverse()
             from block in message.GetProperty("blocks").EnumerateArray()
             where block.GetProperty("type").GetString() == type
             from control in type == "buttons" ? block.GetProperty("items").EnumerateArray().AsEnumerable() : [block]
             where control.GetProperty(property).GetString() == what
             select (message.GetProperty("id").GetInt64(), control)).First();

        private static string? Answer(JsonElement field, Func<string, string?> answer)
        {
            var known = field.TryGetProperty("value", out var value) ? value.GetString() : null;
            return answer(field.GetProperty("label").GetString()!) is not { } words ? known
                : field.TryGetProperty("choices", out var choices) ? Value(choices, words)
                : words;
        }

        private static string Value(JsonElement choices, string label) =>
            choices.EnumerateArray().First(choice => choice.GetProperty("label").GetString()!.StartsWith(label, StringComparison.Ordinal)).GetProperty("value").GetString()!;

        private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => element.EnumerateObject().Where(property => !Unread.Contains(property.Name)).SelectMany(property => Texts(property.Value)),
            _ => [],
        };
    }
}
