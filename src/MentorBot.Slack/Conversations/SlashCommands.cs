using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Answers what people type after <c>/mentor</c>: in the acknowledgement where that is in time, and by its address afterwards.</summary>
internal sealed class SlashCommands(Dispatcher dispatcher, Senders senders, PrivateAnswers answers, Replies replies, Memberships memberships, TimeProvider time)
{
    public async Task HandleAsync(SlashCommand command, Origin origin, long since, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        memberships.Prepare(origin);
        // On a thread of its own: a database that is busy holds up the thread that asks it, and with it the acknowledgement.
        var asked = origin;
        var asking = Task.Run(() => AskAsync(command, asked, cancellationToken), cancellationToken);
        var isInTime = await Deadline.IsMetAsync(asking, since, time);
        if (!isInTime)
        {
            await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
        }

        (var answer, origin) = await asking;
        if (isInTime && answer is Reply { Blocks.IsDefaultOrEmpty: false, Post: null } reply)
        {
            await AcknowledgeAsync(reply, origin, acknowledgement, cancellationToken);
            return;
        }

        // A form must open at once, and a post comes before what says that it was posted.
        var delivering = replies.DeliverAsync(answer, origin, command.TriggerId, cancellationToken);
        await (isInTime ? Acknowledging.AcknowledgeAsync(delivering, since, acknowledgement, time, cancellationToken) : delivering);
    }

    private async Task<(Answer Answer, Origin Origin)> AskAsync(SlashCommand command, Origin origin, CancellationToken cancellationToken)
    {
        var text = command.Text ?? string.Empty;
        var naming = senders.NamesAsync(Markup.MentionsIn(text));
        (var from, origin) = await senders.WhoAsync(origin, command.ChannelName, command.TeamId);
        var line = new TypedLine(from, $"{CommandDefinition.Root} {Markup.ToLine(text)}") { Names = await naming };
        return (await dispatcher.HandleAsync(line, cancellationToken), origin);
    }

    private async Task AcknowledgeAsync(Reply reply, Origin origin, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var rendered = answers.Render(reply.Blocks, origin);
        var first = rendered.Messages.FirstOrDefault();
        var response = first is null ? null : new MessageResponse { ResponseType = MessageResponse.Ephemeral, Text = first.Text, Blocks = first.Blocks };
        if (rendered.Messages.Length > 1 || !rendered.Files.IsEmpty)
        {
            await acknowledgement.PromiseAsync();
        }

        var isThere = await acknowledgement.AcknowledgeAsync(response, cancellationToken);
        await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
        foreach (var message in rendered.Messages.Skip(isThere ? 1 : 0))
        {
            await answers.SendAsync(message, origin, cancellationToken);
        }

        await answers.ShareAsync(rendered.Files, origin, cancellationToken);
    }
}
