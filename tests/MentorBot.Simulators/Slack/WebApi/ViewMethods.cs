using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>views.*</summary>
internal static class ViewMethods
{
    public static ApiMethod[] All { get; } =
    [
        new("views.open", ApiMethod.Tier4, Open),
        new("views.push", ApiMethod.Tier4, Push),
        new("views.update", ApiMethod.Tier4, Update),
        new("views.publish", ApiMethod.Tier4, Publish),
    ];

    private static JsonObject Open(ApiCall call)
    {
        var view = View(call, "modal");
        var origin = call.Slack.Tickets.TakeTrigger(call.Text("trigger_id"));
        return Views.Open(call.Slack, origin.Person, view, above: null);
    }

    private static JsonObject Push(ApiCall call)
    {
        var view = View(call, "modal");
        var origin = call.Slack.Tickets.TakeTrigger(call.Text("trigger_id"));
        if (origin.View is not { IsOpen: true, Type: "modal" })
        {
            throw new SlackError("invalid_trigger_id");
        }

        return Views.Open(call.Slack, origin.Person, view, origin.View);
    }

    private static JsonObject Update(ApiCall call)
    {
        var id = call.Text("view_id");
        var externalId = call.Text("external_id");
        if ((id is null) == (externalId is null))
        {
            throw ApiCall.Wrong("exactly one of view_id and external_id is needed", "/view_id");
        }

        var view = call.Workspace.View(id) ?? call.Workspace.ViewByExternalId(externalId) ?? throw new SlackError("not_found");
        var changed = View(call, view.Type);
        CheckHash(call, view);
        return Views.Replace(call.Slack, view, changed);
    }

    private static JsonObject Publish(ApiCall call)
    {
        if (!call.Slack.Options.HomeTabEnabled)
        {
            throw new SlackError("not_enabled");
        }

        var person = call.Workspace.Person(call.Text("user_id")) ?? throw new SlackError("user_not_found");
        var view = View(call, "home");
        if (person.Home is { } home)
        {
            CheckHash(call, home);
            return Views.Replace(call.Slack, home, view);
        }

        return Views.Open(call.Slack, person, view, above: null);
    }

    private static JsonElement View(ApiCall call, string type) =>
        Views.Check(call.Slack, call.Json("view", "invalid_arguments") ?? throw ApiCall.Wrong("missing required field: view", "/view"), type, call.Method);

    private static void CheckHash(ApiCall call, SlackView view)
    {
        if (call.Text("hash") is { Length: > 0 } hash && hash != view.Hash)
        {
            throw new SlackError("hash_conflict");
        }
    }
}
