using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>A message as people see it, public or for one person only.</summary>
public sealed class SlackMessage : SlackSurface
{
    private readonly SlackSimulator _slack;

    internal SlackMessage(SlackSimulator slack, SlackChannel channel, string ts, string authorId)
    {
        _slack = slack;
        Channel = channel;
        Ts = ts;
        AuthorId = authorId;
    }

    public SlackChannel Channel { get; }

    /// <summary>What names it in its channel.</summary>
    public string Ts { get; }

    public string AuthorId { get; }

    public bool IsFromBot => AuthorId == _slack.BotUserId;

    /// <summary>The message whose thread it is in.</summary>
    public string? ThreadTs { get; internal init; }

    /// <summary>Who alone sees it; null when everybody in the channel does.</summary>
    public SlackPerson? OnlyFor { get; internal init; }

    /// <summary>The text as it was sent, escaped.</summary>
    public string Text { get; internal set; } = "";

    public JsonObject? Metadata { get; internal set; }

    public bool IsEdited { get; internal set; }

    public bool IsDeleted { get; internal set; }

    /// <summary>Whether a reply of a thread is shown in the channel, too.</summary>
    public bool IsBroadcast { get; internal init; }

    public DateTimeOffset At { get; internal init; }

    public string? ClientMessageId { get; internal init; }

    /// <summary>The files that were shared with it.</summary>
    public IReadOnlyList<SlackFile> Files { get; internal init; } = [];

    protected override string Fallback => Text;

    public override string ToString() => $"{Channel.Name} {Ts}: {Shown}";

    /// <summary>The message as Slack hands it out.</summary>
    internal JsonObject ToJson(bool allMetadata)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = AuthorId, ["ts"] = Ts, ["text"] = Text, ["team"] = _slack.TeamId };
        if (IsFromBot)
        {
            json["bot_id"] = _slack.BotId;
            json["app_id"] = _slack.AppId;
        }

        if (Blocks is { } blocks)
        {
            json["blocks"] = blocks.DeepClone();
        }

        if (ThreadTs is not null)
        {
            json["thread_ts"] = ThreadTs;
        }

        if (IsEdited)
        {
            json["edited"] = new JsonObject { ["user"] = AuthorId, ["ts"] = Ts };
        }

        if (Metadata is not null)
        {
            // Slack: "history without include_all_metadata=true returns only event_type".
            json["metadata"] = allMetadata ? Metadata.DeepClone() : new JsonObject { ["event_type"] = Metadata["event_type"]?.DeepClone() };
        }

        if (Files.Count > 0)
        {
            json["files"] = new JsonArray([.. Files.Select(file => new JsonObject { ["id"] = file.Id, ["name"] = file.Name, ["title"] = file.Title })]);
        }

        return json;
    }

    internal void Set(MessageContent content)
    {
        Text = content.Text;
        SetBlocks(content.Blocks);
    }

    protected override string Read(string text) => _slack.Workspace.AsRead(text);
}

/// <summary>A file that was uploaded.</summary>
public sealed class SlackFile
{
    internal SlackFile(string id, string name, long length)
    {
        Id = id;
        Name = name;
        Length = length;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>How long it was said to be.</summary>
    public long Length { get; }

    public string Title { get; internal set; } = "";

    public byte[]? Content { get; internal set; }

    /// <summary>Whether it was completed, which works once.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>The content as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Content ?? []);
}

/// <summary>What a payload says about a message, whichever way it was sent.</summary>
internal readonly record struct MessageContent(string Text, JsonElement? Blocks);
