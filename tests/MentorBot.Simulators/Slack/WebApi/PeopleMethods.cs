using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>users.*</summary>
internal static class PeopleMethods
{
    public static ApiMethod[] All { get; } =
    [
        new("users.info", ApiMethod.Tier4, call => new JsonObject { ["user"] = call.Person().ToJson(call.Flag("include_locale"), call.Slack.Options) }, TakesJson: false) { Scope = "users:read" },
        new("users.list", ApiMethod.Tier2, List, TakesJson: false) { Scope = "users:read" },
    ];

    private static JsonObject List(ApiCall call)
    {
        var page = call.Page(call.Workspace.People, "members", 1_000, person => person.ToJson(call.Flag("include_locale"), call.Slack.Options));
        page["cache_ts"] = call.Slack.Options.Time.GetUtcNow().ToUnixTimeSeconds();
        return page;
    }
}
