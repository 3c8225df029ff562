using MentorBot.Core.Commands;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Answers the bot's entries in Slack's menus: on a message, or on nothing in particular.</summary>
internal sealed class Shortcuts(Dispatcher dispatcher, Senders senders, Replies replies, Installation installation)
{
    public async Task HandleAsync(Interaction interaction, Origin usedIn, CancellationToken cancellationToken)
    {
        if (interaction.CallbackId is not { Length: > 0 } name)
        {
            return;
        }

        var (from, origin) = await senders.WhoAsync(usedIn, interaction.Channel?.Name, interaction.Team?.Id);
        var answer = await dispatcher.HandleAsync(new UsedShortcut(from, name, MessageOf(interaction)), cancellationToken);
        await replies.DeliverAsync(answer, origin, interaction.TriggerId, cancellationToken);
    }

    private PointedMessage? MessageOf(Interaction interaction)
    {
        if (interaction.Type != Interaction.MessageShortcut)
        {
            return null;
        }

        var ts = interaction.MessageTs ?? interaction.Message?.Ts;
        var link = interaction.Channel is { } channel && ts is not null ? installation.LinkTo(channel.Id, ts, interaction.Message?.ThreadTs) : null;
        return new PointedMessage(Markup.ToPlain(interaction.Message?.Text ?? string.Empty), interaction.Message?.User, link);
    }
}
