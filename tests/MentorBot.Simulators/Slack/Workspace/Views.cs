using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Puts views in front of people, whether by a method or by an ack.</summary>
internal static class Views
{
    private const int MostBytes = 250_000;
    private const int MostInStack = 3;

    private static long _lastHash;

    /// <summary>Holds a view to the rules.</summary>
    public static JsonElement Check(SlackSimulator slack, JsonElement view, string type, string where)
    {
        if (view.ValueKind != JsonValueKind.Object)
        {
            throw ApiCall.Wrong("must be an object", "/view");
        }

        if (Encoding.UTF8.GetByteCount(view.GetRawText()) > MostBytes)
        {
            throw new SlackError("view_too_large");
        }

        if (BlockKit.View(view, type) is { Count: > 0 } problems)
        {
            throw new SlackError("invalid_arguments") { Messages = [.. problems.Select(problem => problem.ToString())] };
        }

        // Nobody is notified by a view, but what would call a channel there was not escaped.
        Messages.Watch(slack, where, "", view);
        return view;
    }

    /// <param name="above">The view that it is pushed onto.</param>
    public static JsonObject Open(SlackSimulator slack, SlackPerson person, JsonElement json, SlackView? above)
    {
        var isHome = json.GetProperty("type").ValueEquals("home");
        CheckExternalId(slack, json, itself: null);
        var stack = person.Modals;
        if (!isHome && above is not null && stack.Count >= MostInStack)
        {
            throw new SlackError("push_limit_reached");
        }

        if (!isHome && above is null)
        {
            // Slack: a modal that is opened while another is open takes its place.
            slack.Workspace.CloseAll(person);
        }

        var id = slack.Workspace.NewId("V");
        var view = new SlackView(slack, id, person) { RootId = above?.RootId ?? id, PreviousId = above?.Id };
        view.Set(json, NewHash(slack));
        slack.Workspace.Open(view);
        if (isHome)
        {
            slack.Workspace.Change(() => person.Home = view);
        }

        return Answer(view);
    }

    public static JsonObject Replace(SlackSimulator slack, SlackView view, JsonElement json)
    {
        CheckExternalId(slack, json, view);
        slack.Workspace.Change(() => view.Set(json, NewHash(slack)));
        return Answer(view);
    }

    private static JsonObject Answer(SlackView view) => new() { ["view"] = view.ToJson() };

    /// <summary>Slack: an external_id is unique per team.</summary>
    private static void CheckExternalId(SlackSimulator slack, JsonElement json, SlackView? itself)
    {
        var externalId = json.TryGetProperty("external_id", out var value) ? value.GetString() : null;
        if (slack.Workspace.ViewByExternalId(externalId) is { } other && other != itself)
        {
            throw new SlackError("duplicate_external_id");
        }
    }

    private static string NewHash(SlackSimulator slack) =>
        string.Create(CultureInfo.InvariantCulture, $"{slack.Options.Time.GetUtcNow().ToUnixTimeSeconds()}.{Interlocked.Increment(ref _lastHash):x8}");
}
