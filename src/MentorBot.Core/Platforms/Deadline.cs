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
            await work.WaitAsync(left, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return work.IsCompleted;
    }

    /// <summary>Does the work right here and, where it is not done in time, something else beside it; returns when both are done.</summary>
    /// <param name="late">By a timer, since the work may hold up its thread, as a database does that is busy.</param>
    /// <param name="since">The timestamp at which the platform's patience began.</param>
    public static async Task WatchAsync(Func<Task> work, Func<Task> late, long since, TimeProvider time)
    {
        var left = Patience - time.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
        {
            await late();
            await work();
            return;
        }

        Task? beside = null;
        try
        {
            await using (time.CreateTimer(_ => beside = late(), null, left, Timeout.InfiniteTimeSpan))
            {
                await work();
            }
        }
        finally
        {
            // Also where the work fails: whoever asked lets go of what both of them use.
            await (beside ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await (beside ?? Task.CompletedTask);
    }
}
