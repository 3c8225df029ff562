using System.Security.Cryptography;

namespace MentorBot.Discord.Gateway;

/// <summary>Beats in the interval that Discord gave, the first time somewhere within it, and tells when Discord has stopped answering.</summary>
/// <param name="beat">Sends a heartbeat.</param>
/// <param name="died">The beat before has no answer when the next is due.</param>
internal sealed class Heartbeat(Action beat, Action died, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private TimeSpan _interval;
    private bool _isOwed;
    private bool _isOver;

    /// <summary>Begins anew, as with each hello: what an earlier connection owed is forgotten.</summary>
    public void Start(TimeSpan interval)
    {
        lock (_lock)
        {
            _interval = interval;
            _isOwed = false;
            _timer ??= time.CreateTimer(static heart => ((Heartbeat)heart!).Beat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            // Discord: otherwise all the bots that lost a server would come back in step.
            _timer.Change(interval * (RandomNumberGenerator.GetInt32(1_000) / 1_000.0), Timeout.InfiniteTimeSpan);
        }
    }

    public void Acknowledge()
    {
        lock (_lock)
        {
            _isOwed = false;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void Beat()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (!_isOwed)
            {
                _isOwed = true;
                _timer!.Change(_interval, Timeout.InfiniteTimeSpan);
                beat();
                return;
            }

            _isOver = true;
        }

        died();
    }
}
