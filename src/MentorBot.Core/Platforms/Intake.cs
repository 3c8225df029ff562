using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Platforms;

/// <summary>Hands what a platform delivered to whoever answers it, each on a task of its own, and no more at once than can be answered in time.</summary>
/// <param name="receive">Answers one of them.</param>
/// <param name="most">Whoever brings more waits.</param>
public sealed partial class Intake<T>(Func<T, CancellationToken, Task> receive, int most, TimeProvider time, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim _room = new(most);
    private readonly InFlight _inFlight = new();
    private readonly CancellationTokenSource _over = new();

    public async ValueTask TakeAsync(T taken, CancellationToken cancellationToken)
    {
        var room = _room.WaitAsync(cancellationToken);
        if (!room.IsCompletedSuccessfully)
        {
            await room;
        }

        _inFlight.Enter();
        ThreadPool.UnsafeQueueUserWorkItem(static one => _ = one.Intake.RunAsync(one.Taken), (Intake: this, Taken: taken), preferLocal: false);
    }

    /// <summary>Returns when all that was taken in is answered; what takes longer than the patience is cancelled.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        await _inFlight.WhenEmptyAsync(patience, time);
        await _over.CancelAsync();
    }

    public void Dispose()
    {
        _room.Dispose();
        _over.Dispose();
    }

    private async Task RunAsync(T taken)
    {
        try
        {
            await receive(taken, _over.Token);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The program ends.
        }
        catch (Exception fault)
        {
            Failed(fault);
        }
        finally
        {
            _inFlight.Leave();
            _room.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Answering what was delivered failed")]
    private partial void Failed(Exception fault);
}
