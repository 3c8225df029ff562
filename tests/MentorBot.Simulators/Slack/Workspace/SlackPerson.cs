using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Somebody in the workspace: what they are, what they do, and what they see.</summary>
public sealed partial class SlackPerson
{
    private readonly SlackSimulator _slack;

    internal SlackPerson(SlackSimulator slack, string id, string name)
    {
        _slack = slack;
        Id = id;
        Name = name;
        RealName = char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>U…</summary>
    public string Id { get; }

    /// <summary>What they are called behind an @.</summary>
    public string Name { get; }

    public string RealName { get; set; }

    public string? TimeZone { get; set; }

    public string Locale { get; set; } = "en-US";

    public bool IsAdmin { get; set; }

    public bool IsOwner { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsBot { get; init; }

    /// <summary>The home tab of the bot as the bot last published it.</summary>
    public SlackView? Home { get; internal set; }

    /// <summary>The modals that are open, the top one last.</summary>
    public IReadOnlyList<SlackView> Modals => _slack.Workspace.ModalsOf(this);

    /// <summary>The modal on top.</summary>
    public SlackView? Modal => Modals is [.., var top] ? top : null;

    internal JsonObject ToJson(bool withLocale, SimulatorOptions options)
    {
        var offset = TimeZone is null ? 0 : (int)TimeZoneInfo.FindSystemTimeZoneById(TimeZone).GetUtcOffset(options.Time.GetUtcNow()).TotalSeconds;
        var json = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = _slack.TeamId,
            ["name"] = Name,
            ["deleted"] = IsDeleted,
            ["real_name"] = RealName,
            ["tz"] = TimeZone,
            ["tz_label"] = TimeZone,
            ["tz_offset"] = offset,
            ["profile"] = new JsonObject { ["display_name"] = Name, ["real_name"] = RealName },
            ["is_admin"] = IsAdmin,
            ["is_owner"] = IsOwner,
            ["is_restricted"] = false,
            ["is_ultra_restricted"] = false,
            ["is_bot"] = IsBot,
            ["is_app_user"] = false,
            ["updated"] = options.Time.GetUtcNow().ToUnixTimeSeconds(),
        };
        if (withLocale)
        {
            json["locale"] = Locale;
        }

        return json;
    }
}
