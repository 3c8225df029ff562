using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Turns what people do into payloads, and acks into what people see.</summary>
internal sealed class Interactions(SlackSimulator slack)
{
    public async Task<SlackInteraction> CommandAsync(SlackPerson person, SlackChannel channel, string command, string text, string line)
    {
        var origin = new Origin(person, channel, Source: null, View: null);
        var done = new SlackInteraction(slack.Tickets.Trigger(origin), Url("commands", origin));
        var ack = await slack.Deliveries.DeliverAsync(new Envelope(EnvelopeKind.Command, slack.Payloads.Command(person, channel, command, text, done.ResponseUrl!, done.TriggerId!)));
        if (Told(done, ack) is not { } payload)
        {
            return done;
        }

        var message = payload.Message ??= ReadMessage(payload);
        if (message.Refusal is { } refusal)
        {
            slack.Refuse(command, refusal);
            done.Error = refusal.Code;
            return done;
        }

        if (message.IsPublic && slack.Options.Remembers)
        {
            // Slack: with in_channel "the user's typed command is shown too".
            slack.Workspace.Post(Messages.New(slack, channel, person.Id, new MessageContent(line, Blocks: null)));
        }

        if (message.Content is { } content)
        {
            done.Message = Messages.New(slack, channel, slack.BotUserId, content, onlyFor: message.IsPublic ? null : person);
            if (slack.Options.Remembers)
            {
                slack.Workspace.Post(done.Message);
            }
        }

        return done;
    }

    public async Task<SlackInteraction> ActAsync(SlackPerson person, SlackSurface surface, SlackElement element, string[] values)
    {
        MustSee(person, surface);
        var state = element.Type == "button" ? null : ElementState.Of(element, values);
        if (state is not null && ElementState.HasState(element.Type))
        {
            slack.Workspace.Change(() => surface.Values[(element.BlockId, element.ActionId)] = state);
        }

        if (element.IsInput && element.Block["dispatch_action"] is not JsonValue)
        {
            return new SlackInteraction(triggerId: null, responseUrl: null);
        }

        var origin = Origin(person, surface);
        var done = new SlackInteraction(slack.Tickets.Trigger(origin), surface is SlackMessage ? Url("actions", origin) : null);
        var payload = slack.Payloads.Interaction("block_actions", person, done.TriggerId);
        Describe(payload, surface);
        payload["state"] = surface.State();
        payload["actions"] = new JsonArray(Action(element, state));
        if (done.ResponseUrl is not null)
        {
            payload["response_url"] = done.ResponseUrl;
        }

        Told(done, await DeliverAsync(payload));
        return done;
    }

    public async Task<SlackInteraction> SuggestAsync(SlackPerson person, SlackSurface surface, SlackElement element, string typed)
    {
        MustSee(person, surface);
        var done = new SlackInteraction(triggerId: null, responseUrl: null);
        var payload = slack.Payloads.Interaction("block_suggestion", person, trigger: null);
        Describe(payload, surface);
        payload["block_id"] = element.BlockId;
        payload["action_id"] = element.ActionId;
        payload["value"] = typed;
        if (Told(done, await DeliverAsync(payload)) is { } answer)
        {
            done.Options = Suggestions.Read(slack, answer.Json, done);
        }

        return done;
    }

    public async Task<SlackInteraction> SubmitAsync(SlackPerson person, SlackView view)
    {
        if (person.Modal != view || view.Submit is null)
        {
            throw new InvalidOperationException(view.Submit is null ? "The modal has no button to send it." : $"{view.Title} is not on top.");
        }

        if (Submissions.WhatIsMissing(view) is { Count: > 0 } missing)
        {
            slack.Workspace.Change(() => view.Errors = missing);
            return new SlackInteraction(triggerId: null, responseUrl: null) { Error = "invalid_input" };
        }

        var done = new SlackInteraction(slack.Tickets.Trigger(Origin(person, view)), responseUrl: null);
        var payload = slack.Payloads.Interaction("view_submission", person, done.TriggerId);
        payload["view"] = view.ToJson();
        payload["response_urls"] = new JsonArray();
        var ack = await DeliverAsync(payload);
        var answer = Told(done, ack);
        if (done.Error is null)
        {
            Submissions.Apply(slack, person, view, answer, done);
        }

        return done;
    }

    public async Task<SlackInteraction?> CloseAsync(SlackPerson person, SlackView view, bool byX)
    {
        var stack = person.Modals;
        var told = byX ? stack[0] : view;
        var isTold = byX ? stack.Any(one => one.NotifiesOnClose) : view.NotifiesOnClose;
        var json = told.ToJson();
        json["state"] = new JsonObject { ["values"] = new JsonObject() };
        slack.Workspace.Close(told);
        if (!isTold)
        {
            return null;
        }

        var done = new SlackInteraction(triggerId: null, responseUrl: null);
        var payload = slack.Payloads.Interaction("view_closed", person, trigger: null);
        payload["view"] = json;
        payload["is_cleared"] = byX;
        Told(done, await DeliverAsync(payload));
        return done;
    }

    public async Task<SlackInteraction> ShortcutAsync(SlackPerson person, string callbackId)
    {
        var done = new SlackInteraction(slack.Tickets.Trigger(new Origin(person, Channel: null, Source: null, View: null)), responseUrl: null);
        var payload = slack.Payloads.Interaction("shortcut", person, done.TriggerId);
        payload["callback_id"] = callbackId;
        payload["action_ts"] = slack.Workspace.NewTs();
        Told(done, await DeliverAsync(payload));
        return done;
    }

    public async Task<SlackInteraction> MessageShortcutAsync(SlackPerson person, string callbackId, SlackMessage message)
    {
        MustSee(person, message);
        if (message.OnlyFor is not null)
        {
            throw new InvalidOperationException("Slack: an ephemeral message has no shortcuts.");
        }

        var origin = new Origin(person, message.Channel, message, View: null);
        var done = new SlackInteraction(slack.Tickets.Trigger(origin), Url("app", origin));
        var payload = slack.Payloads.Interaction("message_action", person, done.TriggerId);
        payload["callback_id"] = callbackId;
        payload["action_ts"] = slack.Workspace.NewTs();
        payload["response_url"] = done.ResponseUrl;
        payload["message_ts"] = message.Ts;
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.NameInPayloads };
        payload["message"] = message.ToJson(allMetadata: true);
        Told(done, await DeliverAsync(payload));
        return done;
    }

    private AckMessage ReadMessage(AckPayload payload)
    {
        try
        {
            var content = Messages.Read(slack, payload.Json, "ack", needsContent: false);
            return new AckMessage(content, payload.Json.TryGetProperty("response_type", out var type) && type.ValueEquals("in_channel"), Refusal: null);
        }
        catch (SlackError refusal)
        {
            return new AckMessage(Content: null, IsPublic: false, refusal);
        }
    }

    private Task<Ack> DeliverAsync(JsonObject payload) => slack.Deliveries.DeliverAsync(new Envelope(EnvelopeKind.Interactive, Payloads.ToBytes(payload)));

    private static AckPayload? Told(SlackInteraction done, Ack ack)
    {
        done.Error = ack.Error;
        done.Payload = ack.Payload?.Json;
        return ack.Payload;
    }

    private string Url(string kind, Origin origin) => string.Concat(slack.Root, slack.Tickets.ResponsePath(kind, slack.TeamId, origin));

    private static Origin Origin(SlackPerson person, SlackSurface surface) => surface is SlackMessage message
        ? new Origin(person, message.Channel, message, View: null)
        : new Origin(person, Channel: null, Source: null, (SlackView)surface);

    private static void MustSee(SlackPerson person, SlackSurface surface)
    {
        var isSeen = surface switch
        {
            SlackMessage message => !message.IsDeleted && person.Sees(message.Channel).Contains(message),
            SlackView view => view.Person == person && (view == person.Home || view == person.Modal),
            _ => false,
        };
        if (!isSeen)
        {
            throw new InvalidOperationException($"{person.Name} does not see that (any more): {surface.Shown}");
        }
    }

    private static void Describe(JsonObject payload, SlackSurface surface)
    {
        if (surface is SlackView view)
        {
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            payload["view"] = view.ToJson();
            return;
        }

        var message = (SlackMessage)surface;
        var container = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = message.OnlyFor is not null };
        if (message.ThreadTs is not null)
        {
            container["thread_ts"] = message.ThreadTs;
        }

        payload["container"] = container;
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.NameInPayloads };
        if (message.OnlyFor is null)
        {
            payload["message"] = message.ToJson(allMetadata: true);
        }
    }

    private JsonObject Action(SlackElement element, JsonObject? state)
    {
        var action = new JsonObject { ["type"] = element.Type, ["block_id"] = element.BlockId, ["action_id"] = element.ActionId, ["action_ts"] = slack.Workspace.NewTs() };
        foreach (var name in (string[])["text", "value", "url", "placeholder"])
        {
            if (element.Json[name] is { } given && (name != "text" || state is null))
            {
                action[name] = given.DeepClone();
            }
        }

        foreach (var (name, value) in state ?? [])
        {
            action[name] = value?.DeepClone();
        }

        return action;
    }
}
