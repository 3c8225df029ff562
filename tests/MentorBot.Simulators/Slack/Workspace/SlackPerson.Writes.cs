using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <content>What a person types and where they go.</content>
public sealed partial class SlackPerson
{
    /// <summary>Types a slash command; its text arrives as Slack makes it.</summary>
    /// <param name="line">Such as "/mentor pair @ana".</param>
    public Task<SlackInteraction> TypesAsync(string line, SlackChannel channel)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (command, text) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
        if (_slack.Options.Commands is { } known && !known.Contains(command))
        {
            return Task.FromResult(new SlackInteraction(triggerId: null, responseUrl: null) { Error = "unknown_command" });
        }

        MustSee(channel);
        return _slack.Interactions.CommandAsync(this, channel, command, _slack.Options.ShouldEscape ? Typed(text, isMessage: false) : SlackText.Escape(text), line);
    }

    /// <summary>Writes a message: in the conversation with the bot when no channel is named.</summary>
    /// <param name="text">With @name and #channel as people type them.</param>
    /// <param name="thread">The message whose thread it goes into.</param>
    public SlackMessage Says(string text, SlackChannel? channel = null, SlackMessage? thread = null)
    {
        channel ??= _slack.DirectWith(this);
        MustSee(channel);
        var message = Messages.New(_slack, channel, Id, new MessageContent(Typed(text, isMessage: true), Blocks: null), thread?.ThreadTs ?? thread?.Ts, clientMessageId: $"sim-{Id}-{channel.All.Count}");
        _slack.Workspace.Post(message);
        foreach (var (subscription, scope, type) in Subscriptions(message))
        {
            var inner = message.ToJson(allMetadata: true);
            inner["type"] = type;
            inner["client_msg_id"] = message.ClientMessageId;
            inner["channel"] = channel.Id;
            inner["event_ts"] = message.Ts;
            inner["blocks"] = new JsonArray(new JsonObject
            {
                ["type"] = "rich_text",
                ["block_id"] = $"sim{message.Ts[^5..]}",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) }),
            });
            if (type == "message")
            {
                inner["channel_type"] = channel.IsDirect ? "im" : channel.IsPrivate ? "group" : "channel";
            }

            _slack.Raise(subscription, scope, inner);
        }

        return message;
    }

    /// <summary>Clicks on the bot's name, which opens its home tab.</summary>
    public void OpensHome() => Opens("home");

    /// <summary>Opens the bot's messages tab.</summary>
    public void OpensMessages() => Opens("messages");

    public void Joins(SlackChannel channel) => _slack.Join(channel, Id, inviter: null);

    public void Leaves(SlackChannel channel) => _slack.Workspace.Change(() => channel.MemberIds.Remove(Id));

    /// <summary>Adds the bot to a channel.</summary>
    public void InvitesBot(SlackChannel channel) => _slack.Join(channel, _slack.BotUserId, Id);

    /// <summary>Throws the bot out of a channel.</summary>
    public void RemovesBot(SlackChannel channel)
    {
        _slack.Workspace.Change(() => channel.MemberIds.Remove(_slack.BotUserId));
        _slack.Raise(channel.IsPrivate ? "group_left" : "channel_left", channel.IsPrivate ? "groups:read" : "channels:read", new JsonObject { ["type"] = channel.IsPrivate ? "group_left" : "channel_left", ["channel"] = channel.Id, ["actor_id"] = Id });
    }

    public void Archives(SlackChannel channel) => Archives(channel, "archive");

    public void Unarchives(SlackChannel channel) => Archives(channel, "unarchive");

    /// <summary>Changes the profile and has Slack say so.</summary>
    public void Changes(Action<SlackPerson> change)
    {
        change(this);
        _slack.Raise("user_change", "users:read", new JsonObject { ["type"] = "user_change", ["user"] = ToJson(withLocale: true, _slack.Options), ["cache_ts"] = _slack.Options.Time.GetUtcNow().ToUnixTimeSeconds() });
    }

    private void Archives(SlackChannel channel, string what)
    {
        _slack.Workspace.Change(() => channel.IsArchived = what == "archive");
        var name = $"{(channel.IsPrivate ? "group" : "channel")}_{what}";
        _slack.Raise(name, channel.IsPrivate ? "groups:read" : "channels:read", new JsonObject { ["type"] = name, ["channel"] = channel.Id, ["user"] = Id, ["is_moved"] = 0 });
    }

    private void Opens(string tab)
    {
        var inner = new JsonObject { ["type"] = "app_home_opened", ["user"] = Id, ["channel"] = _slack.DirectWith(this).Id, ["tab"] = tab };
        if (Home is not null && tab == "home")
        {
            inner["view"] = Home.ToJson();
        }

        _slack.Raise("app_home_opened", scope: null, inner);
    }

    /// <summary>Slack: a mention in a channel comes a second time to those who subscribed to its messages.</summary>
    private IEnumerable<(string Subscription, string Scope, string Type)> Subscriptions(SlackMessage message)
    {
        var channel = message.Channel;
        if (channel.IsDirect)
        {
            yield return ("message.im", "im:history", "message");
            yield break;
        }

        if (!channel.BotIsMember)
        {
            yield break;
        }

        if (message.Text.Contains($"<@{_slack.BotUserId}>", StringComparison.Ordinal))
        {
            yield return ("app_mention", "app_mentions:read", "app_mention");
        }

        yield return channel.IsPrivate ? ("message.groups", "groups:history", "message") : ("message.channels", "channels:history", "message");
    }

    private string Typed(string text, bool isMessage) =>
        SlackText.Typed(text, isMessage, name => _slack.People.FirstOrDefault(person => person.Name == name), name => _slack.Channels.FirstOrDefault(channel => channel.Name == name));

    private void MustSee(SlackChannel channel)
    {
        if (!_slack.Workspace.Read(() => channel.IsSeenBy(this)) || channel.IsArchived)
        {
            throw new InvalidOperationException($"{Name} cannot write in {channel.Name}.");
        }
    }
}
