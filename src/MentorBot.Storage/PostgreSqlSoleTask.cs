using MentorBot.Core.Platforms;
using Npgsql;

namespace MentorBot.Storage;

/// <summary>A session that holds a lock, and asks every second whether it still does.</summary>
internal sealed class PostgreSqlSoleTask : ISoleTask
{
    /// <summary>How long the server may take to answer: with the pause before, a loss is known within five seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watch;

    /// <param name="connection">Has no other use, and ends with the task.</param>
    public PostgreSqlSoleTask(NpgsqlConnection connection)
    {
        _connection = connection;
        _watch = Task.Run(WatchAsync);
    }

    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The lock goes with the session.
        await EndAsync();
    }

    private async Task WatchAsync()
    {
        try
        {
            // Real seconds, which no clock that people move has a say in.
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                // The driver's own time-out might wait for the network.
                if (!await HoldsAsync().WaitAsync(Patience))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception)
        {
            // Whatever it was, nothing shows any more that the lock is held.
        }

        await _lost.CancelAsync();
        await EndAsync();
    }

    /// <summary>Whether it is still the same session, and has its lock.</summary>
    private async Task<bool> HoldsAsync()
    {
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())", _connection);
        return await ask.ExecuteScalarAsync() is true;
    }

    private async Task EndAsync() =>
        await Task.Run(async () => await _connection.DisposeAsync()).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
