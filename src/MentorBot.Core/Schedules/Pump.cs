using System.Collections.Concurrent;
using MentorBot.Core.People;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>
/// Sends what is in the outbox. A lane is one workspace; it belongs to one node at a time, which alone uses its limit. Each lane
/// runs by itself, so that a slow one holds up no other.
/// </summary>
public sealed partial class Pump(IOutboxWork work, IEnumerable<IMessenger> messengers, Func<LaneRun> newRun, IClock clock, ILogger<Pump> log)
{
    // A process that starts again under the same name would take its own old requests for its present ones.
    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, IMessenger> _messengers = messengers.ToDictionary(messenger => messenger.Platform, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Workspace, LaneLimiter> _limiters = new();
    private readonly ConcurrentDictionary<Workspace, Task<int>> _running = new();
    private readonly Lock _starting = new();

    /// <summary>The limiter of a lane, for the answers that share it.</summary>
    public LaneLimiter LimiterOf(Workspace lane)
    {
        var limit = _messengers[lane.Platform].LimitOf(lane);
        return _limiters.GetOrAdd(limit.IsShared ? lane with { Id = string.Empty } : lane, _ => new LaneLimiter(limit));
    }

    /// <summary>Sends all that is due by now, and returns how many entries were handled. For a clock that is moved by hand.</summary>
    public async Task<int> PumpAsync(CancellationToken cancellationToken)
    {
        var handled = 0;
        while (true)
        {
            await StartDueAsync(cancellationToken);
            var round = (await Task.WhenAll(_running.Values)).Sum();
            Forget();
            if (round == 0)
            {
                return handled;
            }

            handled += round;
        }
    }

    /// <summary>Starts work on every lane in which something is due and nothing runs yet.</summary>
    public async Task StartDueAsync(CancellationToken cancellationToken)
    {
        var due = await work.LanesDueAsync(_messengers.Keys, clock.GetCurrentInstant(), cancellationToken);

        // Whoever calls, and however many at once: two rounds on one lane would take each other's requests for lost ones.
        lock (_starting)
        {
            foreach (var lane in due.Where(lane => _messengers[lane.Platform].IsOpen(lane) && (!_running.TryGetValue(lane, out var run) || run.IsCompleted)))
            {
                _running[lane] = RunAsync(lane, cancellationToken);
            }
        }
    }

    /// <summary>Waits for the requests that have begun, and gives the lanes to whoever wants them. Where either fails, they run out by themselves.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
            await work.ReleaseAsync(_node, Duration.FromSeconds(1), cancellationToken);
        }
        catch (Exception exception)
        {
            // The database may be away, which is no reason to end in disorder.
            LogUnreleased(exception);
        }
    }

    /// <summary>What a round handled is counted once.</summary>
    private void Forget()
    {
        lock (_starting)
        {
            foreach (var (lane, run) in _running)
            {
                if (run.IsCompleted)
                {
                    _running.TryRemove(lane, out _);
                }
            }
        }
    }

    private async Task<int> RunAsync(Workspace lane, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            var right = new LaneRight(lane, _node, BitConverter.ToInt64(Guid.NewGuid().ToByteArray()));
            return await newRun().RunAsync(right, _messengers[lane.Platform], LimiterOf(lane), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception)
        {
            // The other lanes run on, and this one is tried again with the next round.
            LogBroken(exception, lane.Platform);
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lanes could not be given back; they are free once their leases have run out")]
    private partial void LogUnreleased(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A lane of {Platform} stopped; it is started again")]
    private partial void LogBroken(Exception exception, string platform);
}
