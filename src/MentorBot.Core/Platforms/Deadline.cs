namespace MentorBot.Core.Platforms;

/// <summary>How long an answer may take and still be a platform's first answer, which it waits for.</summary>
public static class Deadline
{
    /// <summary>Platforms wait 3 s; the rest is for the way there and back, and for a machine that is busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    /// <summary>Whether something is done in time; whether it went well, only who awaits it learns.</summary>
    /// <param name="since">The timestamp at which the platform's patience began.</param>
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
}
