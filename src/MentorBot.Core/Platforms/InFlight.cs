namespace MentorBot.Core.Platforms;

/// <summary>Counts what is under way, so that somebody can wait for its end.</summary>
public sealed class InFlight
{
    private int _count;
    private TaskCompletionSource? _empty;

    public void Enter() => Interlocked.Increment(ref _count);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            Volatile.Read(ref _empty)?.TrySetResult();
        }
    }

    /// <summary>Returns as soon as nothing is under way, or when the patience is over.</summary>
    public async Task WhenEmptyAsync(TimeSpan patience, TimeProvider time)
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _empty, empty);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _count) == 0)
        {
            return;
        }

        await empty.Task.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
