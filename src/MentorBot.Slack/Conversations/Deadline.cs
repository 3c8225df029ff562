using MentorBot.Slack.Receiving;

namespace MentorBot.Slack.Conversations;

/// <summary>How long an answer may take and still go along with the acknowledgement.</summary>
internal static class Deadline
{
    /// <summary>Slack waits 3 s; the rest is for the way there and back, and for a machine that is busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    /// <summary>Whether something is done in time; whether it went well, only who awaits it learns.</summary>
    /// <param name="since">The timestamp at which Slack's patience began.</param>
    public static async ValueTask<bool> IsMetAsync(Task work, long since, TimeProvider time)
    {
        if (!work.IsCompleted && Patience - time.GetElapsedTime(since) is { Ticks: > 0 } left)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(work, Task.Delay(left, time, enough.Token));
            await enough.CancelAsync();
        }

        return work.IsCompleted;
    }

    /// <summary>Acknowledges what has been answered, or what can't wait any longer: where the bot dies before, Slack tells the person.</summary>
    public static async Task AcknowledgeAsync(Task answering, long since, IAcknowledgement acknowledgement, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await IsMetAsync(answering, since, time))
        {
            await answering;
        }

        await acknowledgement.AcknowledgeAsync(null, cancellationToken);
        await answering;
    }
}
