using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <content>What the parts of the simulator need of each other.</content>
public sealed partial class SlackSimulator
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    internal Interactions Interactions { get; }

    /// <summary>The address without a slash at the end.</summary>
    internal string Root => _server.Root;

    internal Payloads Payloads { get; }

    internal ScheduledMessages Scheduled { get; }

    /// <summary>The error that every call gets since the app was removed.</summary>
    internal string? DeadTokenError { get; private set; }

    internal string NewSocketUrl() => _server.NewSocketUrl();

    internal void RecordCall(string method, JsonElement arguments, SlackError? error)
    {
        Seen.Count("calls");
        if (error is not null)
        {
            Refuse(method, error);
        }

        if (Options.Remembers)
        {
            Seen.Add(new SlackCall(method, Options.Time.GetUtcNow(), arguments.ValueKind == JsonValueKind.Object ? arguments : Nothing, error?.Code));
        }
    }

    /// <summary>Does what came to a response_url and keeps a note of it.</summary>
    internal void Record(string where, JsonElement arguments, Action take)
    {
        string? error = null;
        try
        {
            take();
        }
        catch (SlackError refused)
        {
            error = refused.Code;
            throw;
        }
        finally
        {
            if (Options.Remembers)
            {
                Seen.Add(new SlackCall(where, Options.Time.GetUtcNow(), arguments, error));
            }
        }
    }

    /// <summary>Notes what was refused; being told to wait is counted and no fault of the payload.</summary>
    internal void Refuse(string where, SlackError error)
    {
        if (error.Code == "ratelimited")
        {
            Seen.Count("ratelimited");
        }
        else if (!error.IsInjected)
        {
            Seen.Add(new SlackRefusal(where, error.Code, error.Messages) { Whose = error.Whose });
        }
    }

    /// <summary>Sends an event that the app subscribed to and has the scope for.</summary>
    /// <param name="subscription">As the manifest names it, which is not always the type of the event.</param>
    internal void Raise(string subscription, string? scope, JsonObject inner)
    {
        if (Options.Events.Contains(subscription) && (scope is null || Options.Scopes.Contains(scope)))
        {
            inner["event_ts"] ??= Workspace.NewTs();
            Deliveries.Raise(new Envelope(EnvelopeKind.Event, Payloads.Event(inner)));
        }
    }

    internal void Join(SlackChannel channel, string userId, string? inviter)
    {
        var isNew = false;
        Workspace.Change(() => isNew = channel.MemberIds.Add(userId));
        if (isNew)
        {
            var joined = new JsonObject { ["type"] = "member_joined_channel", ["user"] = userId, ["channel"] = channel.Id, ["channel_type"] = channel.IsPrivate ? "G" : "C", ["team"] = TeamId };
            if (inviter is not null)
            {
                joined["inviter"] = inviter;
            }

            // Slack: what goes on in a channel is told to its members.
            if (channel.BotIsMember)
            {
                Raise("member_joined_channel", channel.IsPrivate ? "groups:read" : "channels:read", joined);
            }
        }
    }

    /// <summary>Slack: "the bot's own DMs do come back as message events".</summary>
    internal void RaiseForBot(SlackMessage message)
    {
        if (message.Channel.IsDirect)
        {
            var inner = message.ToJson(allMetadata: false);
            inner["channel"] = message.Channel.Id;
            inner["channel_type"] = "im";
            inner["event_ts"] = message.Ts;
            Raise("message.im", "im:history", inner);
        }
    }
}
