using System.Text.Json;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Receiving;

/// <summary>Reads what Slack delivers from its JSON; null where it lacks what it would take to answer it.</summary>
internal static class Deliveries
{
    public static Delivery? Command(ReadOnlySpan<byte> json) => Command(JsonSerializer.Deserialize(json, SlackJson.Default.SlashCommand));

    public static Delivery? Command(SlashCommand? command) =>
        command is { Command: not null, TeamId: not null, ChannelId: not null, UserId: not null, ResponseUrl: not null, TriggerId: not null } ? new CommandDelivery(command) : null;

    public static Delivery? Interaction(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, SlackJson.Default.Interaction) is { Type: not null, User.Id: not null } interaction ? new InteractionDelivery(interaction) : null;

    public static Delivery? Event(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, SlackJson.Default.EventCallback) is { Type: not null } callback && callback.Event is null or { Type: not null } ? new EventDelivery(callback) : null;
}
