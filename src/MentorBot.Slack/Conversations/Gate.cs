using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>Lets each thing in once, and nothing any more once nobody can be answered.</summary>
internal sealed partial class Gate(Seen seen, Installation installation, Pump pump, ILogger<Gate> log)
{
    private bool _hasStrangers;

    /// <summary>Whether the acknowledgement of what was let in before would be taken for the answer, which went along with another one.</summary>
    public bool WasAnswered(Delivery delivery) =>
        !installation.IsGone && IsOwn(delivery) && delivery is (CommandDelivery or InteractionDelivery { Interaction.Type: Interaction.ViewSubmission });

    public bool LetsIn(Delivery delivery)
    {
        if (installation.IsGone)
        {
            return false;
        }

        if (!IsOwn(delivery))
        {
            if (!Interlocked.Exchange(ref _hasStrangers, true))
            {
                LogStranger();
            }

            return false;
        }

        if (!IsNew(delivery))
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

    /// <remarks>Slack: an app in several workspaces hears of all of them over the same sockets, but the bot's token is for one.</remarks>
    private bool IsOwn(Delivery delivery) => installation.IsOwn(delivery switch
    {
        CommandDelivery { Command.TeamId: var team } => team,
        InteractionDelivery { Interaction.Team: var team } => team?.Id,
        EventDelivery { Callback.Authorizations: [var first, ..] } => first.TeamId,
        EventDelivery { Callback.TeamId: var team } => team,
        _ => null,
    });

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Slack app is also in a workspace that Slack:BotToken is not for; nobody is answered there. Remove it there, or give that workspace an app and a bot of its own")]
    private partial void LogStranger();
}
