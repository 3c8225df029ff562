using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>A channel, or the direct conversation of one person with the bot.</summary>
public sealed class SlackChannel
{
    private readonly SlackSimulator _slack;

    internal SlackChannel(SlackSimulator slack, string id, string name)
    {
        _slack = slack;
        Id = id;
        Name = name;
    }

    /// <summary>C… or D…</summary>
    public string Id { get; }

    public string Name { get; internal set; }

    public bool IsPrivate { get; internal init; }

    /// <summary>Whose direct conversation with the bot it is.</summary>
    public SlackPerson? With { get; internal init; }

    public bool IsDirect => With is not null;

    public bool IsArchived { get; internal set; }

    /// <summary>Why the bot may not post here though it is a member, such as restricted_action.</summary>
    public string? Restriction { get; set; }

    internal HashSet<string> MemberIds { get; } = new(StringComparer.Ordinal);

    internal List<SlackMessage> All { get; } = [];

    public IReadOnlyList<string> Members => _slack.Workspace.Read(() => MemberIds.ToList());

    public bool BotIsMember => _slack.Workspace.Read(() => MemberIds.Contains(_slack.BotUserId));

    /// <summary>What everybody in it can read, oldest first; deleted messages are gone.</summary>
    public IReadOnlyList<SlackMessage> Messages => _slack.Workspace.Read(() => All.Where(message => message.OnlyFor is null).ToList());

    /// <summary>The messages of the bot in it.</summary>
    public IReadOnlyList<SlackMessage> FromBot => [.. Messages.Where(message => message.IsFromBot)];

    /// <summary>Slack: a direct conversation is called "directmessage" and a private channel "privategroup".</summary>
    internal string NameInPayloads => IsDirect ? "directmessage" : IsPrivate ? "privategroup" : Name;

    internal bool IsSeenBy(SlackPerson person) => IsDirect ? With == person : !IsPrivate || MemberIds.Contains(person.Id);

    internal JsonObject ToJson(bool withMembers) => IsDirect
        ? new JsonObject { ["id"] = Id, ["is_im"] = true, ["is_archived"] = IsArchived, ["is_open"] = true, ["user"] = With!.Id, ["context_team_id"] = _slack.TeamId }
        : WithCount(
            new JsonObject
            {
                ["id"] = Id,
                ["name"] = Name,
                ["is_channel"] = !IsPrivate,
                ["is_group"] = IsPrivate,
                ["is_im"] = false,
                ["is_mpim"] = false,
                ["is_private"] = IsPrivate,
                ["is_archived"] = IsArchived,
                ["is_general"] = Name == "general",
                ["is_member"] = MemberIds.Contains(_slack.BotUserId),
                ["is_ext_shared"] = false,
                ["context_team_id"] = _slack.TeamId,
                ["creator"] = MemberIds.FirstOrDefault() ?? _slack.BotUserId,
                ["topic"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
                ["purpose"] = new JsonObject { ["value"] = "", ["creator"] = "", ["last_set"] = 0 },
            },
            withMembers);

    private JsonObject WithCount(JsonObject json, bool withMembers)
    {
        if (withMembers)
        {
            json["num_members"] = MemberIds.Count;
        }

        return json;
    }
}
