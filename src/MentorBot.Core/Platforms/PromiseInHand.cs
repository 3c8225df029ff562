using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Platforms;

/// <summary>A promise that somebody is at: it is held until it is disposed of, then forgotten where it is done, and else let go.</summary>
public sealed partial class PromiseInHand : IAsyncDisposable
{
    private readonly string _id;
    private readonly string _node;
    private readonly Task _stored;
    private readonly IPromiseStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _holding;

    internal PromiseInHand(string id, string node, Task stored, IPromiseStore store, TimeProvider time, ILogger log)
    {
        _id = id;
        _node = node;
        _stored = stored;
        _store = store;
        _time = time;
        _log = log;
        _holding = HoldAsync();
    }

    /// <summary>Whether the person has their answer, or was told that there is none.</summary>
    public bool IsDone { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
        await _stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stored.IsCompletedSuccessfully)
        {
            return;
        }

        try
        {
            await (IsDone ? _store.RemoveAsync(_id, CancellationToken.None) : _store.ReleaseAsync(_id, _node, CancellationToken.None));
        }
        catch (Exception exception)
        {
            LogLeft(exception);
        }
    }

    private async Task HoldAsync()
    {
        while (true)
        {
            await Task.Delay(IPromiseStore.Lease.ToTimeSpan() / 3, _time, _over.Token);
            try
            {
                await _stored;
                await _store.HoldAsync(_id, _node, _over.Token);
            }
            catch (Exception) when (!_over.IsCancellationRequested)
            {
                // The database may be back before the lease ends.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be noted that somebody is answered: they may be told that they are not")]
    private partial void LogLeft(Exception exception);
}
