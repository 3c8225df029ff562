namespace MentorBot.Simulators.Slack;

/// <summary>What a random schedule may do to sockets.</summary>
public enum SocketFault
{
    Abort,
    HalfOpen,
    Warn,
    Refresh,
    Close,
}

/// <summary>Does something to a random socket at random times, the same for the same seed, until it is disposed.</summary>
public sealed class Disturbance : IAsyncDisposable
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private readonly List<SocketFault> _done = [];

    internal Disturbance(SlackSimulator slack, int seed, TimeSpan every, SocketFault[] kinds) => _running = RunAsync(slack, new Random(seed), every, kinds);

    /// <summary>What was done so far.</summary>
    public IReadOnlyList<SocketFault> Done
    {
        get
        {
            lock (_done)
            {
                return [.. _done];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(SlackSimulator slack, Random random, TimeSpan every, SocketFault[] kinds)
    {
        while (true)
        {
            // Between half and one and a half of it.
            var pause = every * (0.5 + random.NextDouble());
            var kind = kinds[random.Next(kinds.Length)];
            var which = random.Next();
            if (!await PausedAsync(pause))
            {
                return;
            }

            // What was drawn waits for a socket, so that the order is the same however fast a bot comes back.
            List<SlackSocket> open;
            while ((open = [.. slack.OpenSockets.Where(socket => socket.IsOpen && !socket.IsHalfOpen)]).Count == 0)
            {
                if (!await PausedAsync(Recheck))
                {
                    return;
                }
            }

            Do(kind, open[which % open.Count]);
            lock (_done)
            {
                _done.Add(kind);
            }
        }
    }

    private async Task<bool> PausedAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void Do(SocketFault kind, SlackSocket socket)
    {
        switch (kind)
        {
            case SocketFault.Abort:
                socket.Abort();
                break;
            case SocketFault.HalfOpen:
                socket.GoHalfOpen();
                break;
            case SocketFault.Warn:
                socket.Warn();
                break;
            case SocketFault.Refresh:
                socket.Refresh();
                break;
            default:
                socket.CloseNow();
                break;
        }
    }
}
