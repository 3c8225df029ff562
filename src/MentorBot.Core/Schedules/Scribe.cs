using System.Threading.Channels;

namespace MentorBot.Core.Schedules;

/// <summary>
/// Writes what becomes of a lane's entries. Whatever is told it while a transaction runs goes into the next one together, so
/// that a slow disk costs time and not throughput.
/// </summary>
internal sealed class Scribe(IOutboxWork work, LaneRight right) : IAsyncDisposable
{
    private const int MostAtOnce = 512;

    private readonly Channel<Order> _orders = Channel.CreateUnbounded<Order>(new UnboundedChannelOptions { SingleReader = true });
    private Task? _writing;

    public void Start() => _writing = WriteAllAsync();

    /// <summary>Returns once it is stored; false where the entry is not ours to move any more.</summary>
    public async Task<bool> WriteAsync(EntryMove move) => (await WriteAsync([move])).Contains(move.Id);

    /// <summary>Returns once all are stored, together or not at all, and which of the entries were ours to move.</summary>
    public Task<IReadOnlySet<long>> WriteAsync(IReadOnlyList<EntryMove> moves)
    {
        var order = new Order(moves);
        return _orders.Writer.TryWrite(order) ? order.Done.Task : Task.FromException<IReadOnlySet<long>>(new ObjectDisposedException(nameof(Scribe)));
    }

    /// <summary>Writes all that it was told.</summary>
    public async ValueTask DisposeAsync()
    {
        _orders.Writer.Complete();
        if (_writing is not null)
        {
            await _writing;
        }
    }

    private async Task WriteAllAsync()
    {
        while (await _orders.Reader.WaitToReadAsync())
        {
            var orders = new List<Order>();
            while (orders.Count < MostAtOnce && _orders.Reader.TryRead(out var order))
            {
                orders.Add(order);
            }

            try
            {
                // What was sent has to be noted even while the bot stops.
                var moved = await work.WriteAsync(right, [.. orders.SelectMany(order => order.Moves)], CancellationToken.None);
                orders.ForEach(order => order.Done.SetResult(moved));
            }
            catch (Exception exception)
            {
                // Each of them learns of it; what was on the wire is uncertain in the next round.
                orders.ForEach(order => order.Done.SetException(exception));
            }
        }
    }

    private sealed record Order(IReadOnlyList<EntryMove> Moves)
    {
        public TaskCompletionSource<IReadOnlySet<long>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
