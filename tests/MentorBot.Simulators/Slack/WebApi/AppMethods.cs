using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>apps.*, auth.* and team.*.</summary>
internal static class AppMethods
{
    public static ApiMethod[] All { get; } =
    [
        new("apps.connections.open", ApiMethod.Tier3, call => new JsonObject { ["url"] = call.Slack.NewSocketUrl() }),
        new("auth.test", ApiMethod.Special, Test),
        new("team.info", ApiMethod.Tier3, Team) { Scope = "team:read" },
        new("api.test", ApiMethod.Tier4, call => new JsonObject { ["args"] = JsonNode.Parse(call.Arguments.GetRawText()) }),
    ];

    private static JsonObject Test(ApiCall call) => new()
    {
        ["url"] = "https://acme.slack.com/",
        ["team"] = call.Slack.Options.TeamName,
        ["user"] = "mentorbot",
        ["team_id"] = call.Slack.TeamId,
        ["user_id"] = call.Slack.BotUserId,
        ["bot_id"] = call.Slack.BotId,
        ["app_id"] = call.Slack.AppId,
        ["is_enterprise_install"] = false,
    };

    private static JsonObject Team(ApiCall call) => new()
    {
        ["team"] = new JsonObject { ["id"] = call.Slack.TeamId, ["name"] = call.Slack.Options.TeamName, ["domain"] = "acme", ["email_domain"] = "", ["icon"] = new JsonObject { ["image_default"] = true } },
    };
}
