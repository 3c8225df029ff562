using MentorBot.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Receiving;

/// <summary>Hands what was taken in to the inbox, each on a task of its own, and no more at once than can be answered in time.</summary>
/// <param name="most">Whoever brings more waits, and so does Slack.</param>
internal sealed partial class Intake(IInbox inbox, int most, TimeProvider time, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim _room = new(most);
    private readonly InFlight _inFlight = new();
    private readonly CancellationTokenSource _over = new();

    public async ValueTask TakeAsync(Delivery delivery, IAcknowledgement acknowledgement, Action? ended, CancellationToken cancellationToken)
    {
        delivery = delivery with { Since = time.GetTimestamp() };
        var room = _room.WaitAsync(cancellationToken);
        if (!room.IsCompletedSuccessfully)
        {
            await room;
        }

        _inFlight.Enter();
        ThreadPool.UnsafeQueueUserWorkItem(static one => _ = one.Intake.RunAsync(one.Delivery, one.Acknowledgement, one.Ended), new Taken(this, delivery, acknowledgement, ended), preferLocal: false);
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

    private async Task RunAsync(Delivery delivery, IAcknowledgement acknowledgement, Action? ended)
    {
        try
        {
            await inbox.ReceiveAsync(delivery, acknowledgement, _over.Token);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_over.IsCancellationRequested)
        {
            Failed(fault, delivery.GetType().Name);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            ended?.Invoke();
            _inFlight.Leave();
            _room.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Answering a {Delivery} failed")]
    private partial void Failed(Exception fault, string delivery);

    private readonly record struct Taken(Intake Intake, Delivery Delivery, IAcknowledgement Acknowledgement, Action? Ended);
}
