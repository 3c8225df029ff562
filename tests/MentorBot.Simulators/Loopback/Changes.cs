using System.Diagnostics;

namespace MentorBot.Simulators.Loopback;

/// <summary>Lets tests wait for what happens on its own time, without a look more often than things change.</summary>
/// <param name="patience">How long a wait lasts before it fails.</param>
/// <param name="circumstances">What else went on, for the message of a wait that failed.</param>
internal sealed class Changes(TimeSpan patience, Func<string> circumstances)
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>Says that something has changed.</summary>
    public void Say()
    {
        if (Volatile.Read(ref _waiting) > 0)
        {
            Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    /// <summary>Waits for what there is not yet.</summary>
    /// <param name="what">For the message when it never comes.</param>
    public async Task<T> WaitForAsync<T>(string what, Func<T?> find)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                var change = Volatile.Read(ref _next).Task;
                if (find() is { } found)
                {
                    return found;
                }

                if (waited.Elapsed > patience)
                {
                    throw new TimeoutException($"Within {patience.TotalSeconds} seconds it did not happen that {what}. {circumstances()}");
                }

                // Not everything announces itself (a socket's flags, a test's own condition), hence the pause.
                await Task.WhenAny(change, Task.Delay(25));
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
