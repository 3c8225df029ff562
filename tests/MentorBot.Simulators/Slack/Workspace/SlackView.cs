using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>A modal or a home tab as it is open in front of a person.</summary>
public sealed class SlackView : SlackSurface
{
    private readonly SlackSimulator _slack;
    private JsonObject _json = [];

    internal SlackView(SlackSimulator slack, string id, SlackPerson person)
    {
        _slack = slack;
        Id = id;
        Person = person;
        RootId = id;
    }

    /// <summary>V…</summary>
    public string Id { get; }

    public SlackPerson Person { get; }

    public string Hash { get; private set; } = "";

    public string Type => (string)_json["type"]!;

    public string Title => (string?)_json["title"]?["text"] ?? "";

    /// <summary>The words on the button that sends the form; null when it has none.</summary>
    public string? Submit => (string?)_json["submit"]?["text"];

    public string? Close => (string?)_json["close"]?["text"];

    public string CallbackId => (string?)_json["callback_id"] ?? "";

    public string ExternalId => (string?)_json["external_id"] ?? "";

    public string PrivateMetadata => (string?)_json["private_metadata"] ?? "";

    /// <summary>What is shown beside fields, by block_id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool IsOpen { get; internal set; } = true;

    internal string RootId { get; init; }

    internal string? PreviousId { get; init; }

    internal bool NotifiesOnClose => _json["notify_on_close"] is JsonValue value && value.TryGetValue<bool>(out var yes) && yes;

    protected override string Fallback => "";

    protected override string Read(string text) => _slack.Workspace.AsRead(text);

    /// <summary>Takes what the app sent; values of fields that keep both ids survive.</summary>
    internal void Set(JsonElement view, string hash)
    {
        _json = (JsonObject)JsonNode.Parse(view.GetRawText())!;
        _json.Remove("blocks");
        Hash = hash;
        Errors = new Dictionary<string, string>(StringComparer.Ordinal);
        SetBlocks(view.TryGetProperty("blocks", out var blocks) ? blocks : null);
        KeepValuesOfKnownFields();
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = _slack.TeamId,
            ["type"] = Type,
            ["private_metadata"] = PrivateMetadata,
            ["callback_id"] = CallbackId,
            ["external_id"] = ExternalId,
            ["hash"] = Hash,
            ["title"] = _json["title"]?.DeepClone(),
            ["submit"] = _json["submit"]?.DeepClone(),
            ["close"] = _json["close"]?.DeepClone(),
            ["clear_on_close"] = _json["clear_on_close"]?.DeepClone() ?? false,
            ["notify_on_close"] = NotifiesOnClose,
            ["previous_view_id"] = PreviousId,
            ["root_view_id"] = RootId,
            ["app_id"] = _slack.AppId,
            ["app_installed_team_id"] = _slack.TeamId,
            ["bot_id"] = _slack.BotId,
            ["blocks"] = Blocks?.DeepClone() ?? new JsonArray(),
            ["state"] = State(),
        };
        return json;
    }
}
