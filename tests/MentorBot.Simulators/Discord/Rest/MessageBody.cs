using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>What a request says about a message; a member that it leaves out says nothing.</summary>
internal sealed class MessageBody(JsonElement json, IReadOnlyDictionary<int, DiscordFile> files)
{
    public static MessageBody Empty { get; } = new(JsonDocument.Parse("{}").RootElement, new Dictionary<int, DiscordFile>());

    public JsonElement Json { get; } = json;

    public bool HasContent => Json.TryGetProperty("content", out _);

    public string Content => RestCall.Text(Json, "content") ?? "";

    public bool HasComponents => Json.TryGetProperty("components", out _);

    public JsonElement? Components => Json.TryGetProperty("components", out var value) ? value : null;

    public bool HasEmbeds => Json.TryGetProperty("embeds", out _);

    public JsonArray Embeds => Json.TryGetProperty("embeds", out var value) && value.ValueKind == JsonValueKind.Array ? (JsonArray)JsonNode.Parse(value.GetRawText())! : [];

    public bool HasFlags => Json.TryGetProperty("flags", out var value) && value.ValueKind == JsonValueKind.Number;

    public int Flags => HasFlags ? Json.GetProperty("flags").GetInt32() : 0;

    public JsonElement? AllowedMentions => Json.TryGetProperty("allowed_mentions", out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>The files that the message has then (Discord: on an edit, attachments lists what to keep).</summary>
    public IReadOnlyList<DiscordFile> FilesAfter(IReadOnlyList<DiscordFile> before)
    {
        if (!Json.TryGetProperty("attachments", out var attachments) || attachments.ValueKind != JsonValueKind.Array)
        {
            return [.. before, .. files.Values];
        }

        var listed = attachments.EnumerateArray().Select(one => (Id: RestCall.Text(one, "id") ?? "", Name: RestCall.Text(one, "filename"))).ToList();
        return
        [
            .. before.Where(file => listed.Exists(one => one.Id == file.Id)),
            .. files.Select(file => listed.Find(one => one.Id == file.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { Name: { } name } ? file.Value with { Name = name } : file.Value),
        ];
    }

    /// <summary>Puts it into a message.</summary>
    public void ApplyTo(DiscordMessage message, bool canEmbed = true)
    {
        if (HasContent)
        {
            message.Content = Content;
        }

        if (HasEmbeds)
        {
            // Without EMBED_LINKS they silently vanish.
            message.Embeds = canEmbed ? Embeds : [];
        }

        if (HasComponents)
        {
            message.SetComponents(Components);
        }

        if (files.Count > 0 || Json.TryGetProperty("attachments", out _))
        {
            message.Files = FilesAfter(message.Files);
        }
    }
}
