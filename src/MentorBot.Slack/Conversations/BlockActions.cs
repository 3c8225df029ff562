using MentorBot.Core.Commands;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Answers what people press, tick or choose: in a message, in a modal or in App Home.</summary>
internal sealed class BlockActions(Dispatcher dispatcher, Senders senders, Replies replies, Turns<string> turns)
{
    public async Task HandleAsync(Interaction interaction, Origin pressedIn, CancellationToken cancellationToken)
    {
        var read = (interaction.Actions ?? []).Select(Presses.Read).FirstOrDefault(press => press is not null);
        if (read is not { } press)
        {
            return;
        }

        var (from, origin) = await senders.WhoAsync(pressedIn, interaction.Channel?.Name, interaction.Team?.Id);
        using var turn = await turns.TakeAsync(origin.HasMessage ? $"{origin.Channel}:{origin.MessageTs}" : origin.ViewId ?? origin.User, cancellationToken);
        var answer = await dispatcher.HandleAsync(new Press(from, press.Token, press.Values), cancellationToken);
        await replies.DeliverAsync(answer, origin, interaction.TriggerId, cancellationToken);
    }
}
