namespace MentorBot.Slack.Conversations;

/// <summary>How long an answer may take and still go along with the acknowledgement.</summary>
internal static class Deadline
{
    /// <summary>Slack waits 3 s; the rest is for the way there and back, and for a machine that is busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    /// <summary>Whether something is done in time; whether it went well, only who awaits it learns.</summary>
    public static async ValueTask<bool> IsMetAsync(Task work, TimeProvider time)
    {
        if (!work.IsCompleted)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(work, Task.Delay(Patience, time, enough.Token));
            await enough.CancelAsync();
        }

        return work.IsCompleted;
    }
}
