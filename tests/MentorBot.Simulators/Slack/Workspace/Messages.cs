using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Reads the content of messages out of payloads, holding it to the rules.</summary>
internal static class Messages
{
    private const int MostText = 40_000;
    private const int MostAttachments = 100;

    /// <summary>Reads what a message says; null when it says nothing and need not.</summary>
    /// <param name="where">For the list of what was refused.</param>
    public static MessageContent? Read(SlackSimulator slack, JsonElement json, string where, bool needsContent)
    {
        var text = json.TryGetProperty("text", out var words) && words.ValueKind == JsonValueKind.String ? words.GetString()! : "";
        JsonElement? blocks = json.TryGetProperty("blocks", out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
        if (json.TryGetProperty("attachments", out var attachments) && attachments.ValueKind == JsonValueKind.Array && attachments.GetArrayLength() > MostAttachments)
        {
            throw new SlackError("too_many_attachments");
        }

        if (blocks is { } some)
        {
            Check(BlockKit.Message(some, hasTotal: where != "response_url"));
            if (some.GetArrayLength() == 0)
            {
                blocks = null;
            }
        }

        Watch(slack, where, text, blocks);
        if (text.Length == 0 && blocks is null)
        {
            return needsContent ? throw new SlackError("no_text") : null;
        }

        return new MessageContent(text.Length > MostText ? text[..MostText] : text, blocks);
    }

    public static void Check(IReadOnlyList<BlockProblem> problems)
    {
        if (problems is [var first, ..])
        {
            throw new SlackError(first.Error) { Messages = [.. problems.Select(problem => problem.ToString())] };
        }
    }

    public static SlackMessage New(SlackSimulator slack, SlackChannel channel, string author, MessageContent content, string? threadTs = null, SlackPerson? onlyFor = null, JsonObject? metadata = null, string? clientMessageId = null, bool isBroadcast = false, IReadOnlyList<SlackFile>? files = null)
    {
        slack.Seen.Count("messages");
        var message = new SlackMessage(slack, channel, slack.Workspace.NewTs(), author)
        {
            ThreadTs = threadTs,
            OnlyFor = onlyFor,
            Metadata = metadata,
            At = slack.Options.Time.GetUtcNow(),
            ClientMessageId = clientMessageId,
            IsBroadcast = isBroadcast,
            Files = files ?? [],
        };
        message.Set(content);
        return message;
    }

    /// <summary>Notes what would have called a whole channel.</summary>
    public static void Watch(SlackSimulator slack, string where, string text, JsonElement? blocks)
    {
        if (SlackText.Broadcasts(text))
        {
            slack.Seen.Add(new SlackBroadcast(where, text));
        }

        // A benchmark's acks are read once, so this may look at every text.
        if (blocks is { } json)
        {
            foreach (var said in Strings(json).Where(SlackText.Broadcasts))
            {
                slack.Seen.Add(new SlackBroadcast(where, said));
            }
        }
    }

    /// <summary>Slack: markup is read in mrkdwn; plain text, people's words in rich text and what a field holds are shown as they are.</summary>
    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("broadcast") && json.TryGetProperty("range", out var range) => [$"<!{range.GetString()}>"],
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("mrkdwn") && json.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String => [text.GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
