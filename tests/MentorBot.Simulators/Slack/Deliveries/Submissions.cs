using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>What becomes of a modal that was sent.</summary>
internal static class Submissions
{
    /// <summary>Slack's own client looks first whether everything is there.</summary>
    public static Dictionary<string, string> WhatIsMissing(SlackView view)
    {
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in view.Elements.Where(element => element.IsInput))
        {
            var state = view.Values.GetValueOrDefault((element.BlockId, element.ActionId)) ?? ElementState.Initial(element);
            if (ElementState.IsEmpty(state))
            {
                if (!element.IsOptional)
                {
                    missing[element.BlockId] = "Please complete this required field.";
                }
            }
            else if ((string?)state["value"] is { } typed && typed.Length < ((int?)element.Json["min_length"] ?? 0))
            {
                missing[element.BlockId] = "This is too short.";
            }
        }

        return missing;
    }

    /// <summary>Does what the ack says; an empty one closes the view.</summary>
    public static void Apply(SlackSimulator slack, SlackPerson person, SlackView view, AckPayload? answer, SlackInteraction done)
    {
        try
        {
            Apply(slack, person, view, answer?.Json);
        }
        catch (SlackError refusal)
        {
            slack.Refuse("view_submission", refusal);
            done.Error = refusal.Code;
        }
    }

    private static void Apply(SlackSimulator slack, SlackPerson person, SlackView view, JsonElement? answer)
    {
        if (answer is not { } json)
        {
            slack.Workspace.Close(view);
            return;
        }

        var action = json.TryGetProperty("response_action", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        switch (action)
        {
            case "errors":
                Show(slack, view, json);
                break;
            case "update":
                Views.Replace(slack, view, NewView(slack, json));
                break;
            case "push":
                Views.Open(slack, person, NewView(slack, json), view);
                break;
            case "clear":
                slack.Workspace.CloseAll(person);
                break;
            default:
                throw new SlackError("invalid_response_action");
        }
    }

    private static JsonElement NewView(SlackSimulator slack, JsonElement json) =>
        Views.Check(slack, json.TryGetProperty("view", out var view) ? view : throw ApiCall.Wrong("missing required field: view", "/view"), "modal", "view_submission");

    /// <summary>Slack: "keys must be block_ids of input blocks in the view, else the whole modal shows a generic error".</summary>
    private static void Show(SlackSimulator slack, SlackView view, JsonElement json)
    {
        var errors = json.TryGetProperty("errors", out var found) && found.ValueKind == JsonValueKind.Object
            ? found.EnumerateObject().ToDictionary(error => error.Name, error => error.Value.ValueKind == JsonValueKind.String ? error.Value.GetString()! : "", StringComparer.Ordinal)
            : [];
        var fields = view.Elements.Where(element => element.IsInput).Select(element => element.BlockId).ToHashSet(StringComparer.Ordinal);
        if (errors.Count == 0 || errors.Any(error => error.Value.Length == 0 || !fields.Contains(error.Key)))
        {
            throw new SlackError("invalid_response_errors") { Messages = [.. errors.Keys.Where(key => !fields.Contains(key)).Select(key => $"[ERROR] no input block: {key} [json-pointer:/errors/{key}]")] };
        }

        slack.Workspace.Change(() => view.Errors = errors);
    }
}

/// <summary>What the app offers for what was typed into a field.</summary>
internal static class Suggestions
{
    private const int Most = 100;

    public static List<System.Text.Json.Nodes.JsonObject> Read(SlackSimulator slack, JsonElement answer, SlackInteraction done)
    {
        if (BlockKit.Suggestions(answer) is { Count: > 0 } problems)
        {
            slack.Refuse("block_suggestion", new SlackError(problems[0].Error) { Messages = [.. problems.Select(problem => problem.ToString())] });
            done.Error = problems[0].Error;
            return [];
        }

        var options = answer.TryGetProperty("options", out var flat)
            ? flat.EnumerateArray()
            : answer.GetProperty("option_groups").EnumerateArray().SelectMany(group => group.GetProperty("options").EnumerateArray());
        return [.. options.Take(Most).Select(option => (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(option.GetRawText())!)];
    }
}
