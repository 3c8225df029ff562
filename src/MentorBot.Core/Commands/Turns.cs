namespace MentorBot.Core.Commands;

/// <summary>Lets what is done at one message happen one after another, so that each sees what the one before made of it.</summary>
/// <typeparam name="TMessage">What an adapter tells messages apart by.</typeparam>
public sealed class Turns<TMessage>
    where TMessage : notnull
{
    private readonly Dictionary<TMessage, Queue> _queues = [];

    /// <summary>Waits for the turn at a message; it ends when it is disposed of.</summary>
    public async Task<IDisposable> TakeAsync(TMessage message, CancellationToken cancellationToken)
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

    private Queue Enter(TMessage message)
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

    private void Leave(TMessage message, Queue queue)
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
