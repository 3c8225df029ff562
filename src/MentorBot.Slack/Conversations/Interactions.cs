using MentorBot.Slack.Wire;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Hands what people do to whoever answers it. Only a submitted view waits for an answer in its acknowledgement.</summary>
internal sealed class Interactions(BlockActions actions, ViewSubmissions submissions, Shortcuts shortcuts, IClock clock, TimeProvider time)
{
    public async Task HandleAsync(Interaction interaction, long since, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        if (interaction is { Type: Interaction.ViewSubmission, View: { } view })
        {
            await submissions.HandleAsync(interaction, view, since, acknowledgement, cancellationToken);
            return;
        }

        // On a thread of its own: a database that is busy holds up the thread that asks it, and with it the acknowledgement.
        var handling = Task.Run(() => AnswerAsync(interaction, cancellationToken), cancellationToken);
        await Acknowledging.AcknowledgeAsync(handling, since, acknowledgement, time, cancellationToken);
    }

    private Task AnswerAsync(Interaction interaction, CancellationToken cancellationToken) => interaction.Type switch
    {
        Interaction.BlockActions => actions.HandleAsync(interaction, OriginOf(interaction), cancellationToken),
        Interaction.GlobalShortcut or Interaction.MessageShortcut => shortcuts.HandleAsync(interaction, OriginOf(interaction), cancellationToken),
        _ => Task.CompletedTask,
    };

    public Origin OriginOf(SlashCommand command) => new()
    {
        User = command.UserId,
        Channel = command.ChannelId,
        ResponseUrl = command.ResponseUrl,
        Since = clock.GetCurrentInstant().ToUnixTimeSeconds(),
    };

    public Origin OriginOf(Interaction interaction) => interaction switch
    {
        { View.Type: "home" } => new Origin { User = interaction.User.Id, IsHome = true },
        { Type: Interaction.ViewSubmission, View: { } view } => Origin.Of(view.PrivateMetadata, interaction.User.Id),
        { View: { } view } => Origin.Of(view.PrivateMetadata, interaction.User.Id) with { ViewId = view.Id },

        // A shortcut's message is somebody's, so that it is none to put an answer into.
        _ => new Origin
        {
            User = interaction.User.Id,
            Channel = interaction.Channel?.Id ?? interaction.Container?.ChannelId,
            ThreadTs = ThreadOf(interaction),
            MessageTs = interaction.Type == Interaction.BlockActions ? interaction.Container?.MessageTs ?? interaction.Message?.Ts : null,
            IsEphemeral = interaction.Container?.IsEphemeral ?? false,
            ResponseUrl = interaction.ResponseUrl,
            Since = clock.GetCurrentInstant().ToUnixTimeSeconds(),
        },
    };

    /// <summary>Slack: a message that started a thread has its own ts as the thread's; what is asked of it is not asked in the thread.</summary>
    private static string? ThreadOf(Interaction interaction)
    {
        var thread = interaction.Container?.ThreadTs ?? interaction.Message?.ThreadTs;
        return thread == (interaction.Container?.MessageTs ?? interaction.Message?.Ts) ? null : thread;
    }
}
