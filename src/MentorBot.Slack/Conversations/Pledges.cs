using MentorBot.Core.Commands;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Promises an answer to whoever did what Slack delivered.</summary>
internal sealed class Pledges(Promises promises, FeatureMap map, Interactions interactions, Events events, Installation installation)
{
    /// <summary>Null where nobody waits for an answer.</summary>
    public async Task<PromiseInHand?> MakeAsync(Delivery delivery)
    {
        if (OriginOf(delivery) is not { } origin)
        {
            return null;
        }

        var (team, about, form) = delivery switch
        {
            CommandDelivery { Command: var command } => (command.TeamId, map.TitleOf(command.Text ?? string.Empty), null),
            InteractionDelivery { Interaction: { Type: Interaction.ViewSubmission } sent } => (sent.Team?.Id, Promise.Submission, sent.View?.CallbackId),
            InteractionDelivery { Interaction: { Type: Interaction.BlockActions } pressed } => (pressed.Team?.Id, Promise.Press, null),
            InteractionDelivery { Interaction: var used } => (used.Team?.Id, ShortcutOf(used), null),
            _ => ((delivery as EventDelivery)?.Callback.TeamId, "what you wrote to me", (string?)null),
        };
        return await promises.MakeAsync(new Identity(installation.WorkspaceOf(team), origin.User), about, form, origin.ToMetadata());
    }

    /// <summary>Where the answer goes; null where nobody waits for one.</summary>
    public Origin? OriginOf(Delivery delivery) => delivery switch
    {
        CommandDelivery { Command: var command } => interactions.OriginOf(command),
        InteractionDelivery { Interaction: var interaction } => interactions.OriginOf(interaction),
        EventDelivery { Callback: var callback } => events.OriginOf(callback),
        _ => null,
    };

    private string ShortcutOf(Interaction used) =>
        map.Shortcuts.FirstOrDefault(shortcut => shortcut.Name == used.CallbackId) is { } shortcut ? $"“{shortcut.Title}”" : "the shortcut you used";
}
