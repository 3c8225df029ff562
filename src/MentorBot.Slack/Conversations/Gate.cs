using MentorBot.Core.Schedules;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Lets each thing in once, and nothing any more once nobody can be answered.</summary>
internal sealed class Gate(Seen seen, Installation installation, Pump pump)
{
    /// <summary>Whether the acknowledgement of what was let in before would be taken for the answer, which went along with another one.</summary>
    public bool WasAnswered(Delivery delivery) =>
        !installation.IsGone && delivery is (CommandDelivery or InteractionDelivery { Interaction.Type: Interaction.ViewSubmission });

    public bool LetsIn(Delivery delivery)
    {
        if (installation.IsGone || !IsNew(delivery))
        {
            return false;
        }

        if (delivery is not EventDelivery && installation.Self is not null)
        {
            // Somebody talks to the bot, so that what it sends by itself leaves room for their answers.
            pump.LimiterOf(installation.WorkspaceOf(null)).LeaveRoom();
        }

        return true;
    }

    /// <summary>What a delivery has in common with its repetitions, which wait for what its acknowledgement says; null where nothing tells.</summary>
    public static string? KeyOf(Delivery delivery) => delivery switch
    {
        CommandDelivery { Command: var command } => command.TriggerId,
        InteractionDelivery { Interaction: { Type: Interaction.BlockActions } pressed } => KeyOf(pressed.User.Id, pressed.Actions),
        InteractionDelivery { Interaction: var interaction } => interaction.TriggerId,
        EventDelivery { Callback: { Event: { ChannelId: { } channel, Ts: { } ts } } } => $"{channel}:{ts}",
        EventDelivery { Callback: var callback } => callback.EventId,
        _ => null,
    };

    /// <summary>Events are told apart in the database, since they come again after a restart; the others only ever soon.</summary>
    private bool IsNew(Delivery delivery) => delivery switch
    {
        CommandDelivery { Command: var command } => seen.TryTake(command.TriggerId),
        InteractionDelivery { Interaction: { Type: Interaction.BlockActions } pressed } => seen.TryTake(KeyOf(pressed.User.Id, pressed.Actions)) && (pressed.TriggerId is not { } trigger || seen.TryTake(trigger)),
        InteractionDelivery { Interaction: { TriggerId: { } trigger } } => seen.TryTake(trigger),
        _ => true,
    };

    private static string KeyOf(string user, IReadOnlyList<BlockAction>? pressed) =>
        string.Join(' ', (pressed ?? []).Select(action => $"{action.ActionTs}/{action.ActionId}").Prepend(user));
}
