using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Conversations;

/// <summary>Acknowledges in time what takes longer to answer.</summary>
internal static class Acknowledging
{
    /// <summary>Acknowledges what has been answered, or what can't wait any longer: where the bot dies before, Slack tells the person.</summary>
    public static async Task AcknowledgeAsync(Task answering, long since, Acknowledgement acknowledgement, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await Deadline.IsMetAsync(answering, since, time))
        {
            await answering;
            await acknowledgement.AcknowledgeAsync(null, cancellationToken);
            return;
        }

        await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
        await answering;
    }
}
