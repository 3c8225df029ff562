namespace MentorBot.Slack.Conversations;

/// <summary>Lets what is done at one message happen one after another, so that what it shows in the end is what came last.</summary>
internal sealed class Turns
{
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn at a message; it ends when it is disposed of.</summary>
    public async Task<IDisposable> TakeAsync(string message, CancellationToken cancellationToken)
    {
        var queue = Enter(message);
        try
        {
            await queue.Gate.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(message, queue);
            throw;
        }

        return new Turn(() =>
        {
            queue.Gate.Release();
            Leave(message, queue);
        });
    }

    private Queue Enter(string message)
    {
        lock (_queues)
        {
            if (!_queues.TryGetValue(message, out var queue))
            {
                _queues[message] = queue = new Queue();
            }

            queue.Length++;
            return queue;
        }
    }

    private void Leave(string message, Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Length == 0)
            {
                _queues.Remove(message);
                queue.Gate.Dispose();
            }
        }
    }

    private sealed class Queue
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Length { get; set; }
    }

    private sealed class Turn(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
