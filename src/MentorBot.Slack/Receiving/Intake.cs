using MentorBot.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Receiving;

/// <summary>Hands what was taken in to the inbox, each on a task of its own, and no more at once than can be answered in time.</summary>
/// <param name="most">Whoever brings more waits, and so does Slack.</param>
internal sealed class Intake(IInbox inbox, int most, TimeProvider time, ILogger log) : IDisposable
{
    private readonly Intake<Taken> _intake = new((taken, cancellationToken) => AnswerAsync(inbox, taken, cancellationToken), most, time, log);

    public ValueTask TakeAsync(Delivery delivery, IAcknowledgement acknowledgement, Action? ended, CancellationToken cancellationToken) =>
        _intake.TakeAsync(new Taken(delivery with { Since = time.GetTimestamp() }, acknowledgement, ended), cancellationToken);

    /// <summary>Returns when all that was taken in is answered; what takes longer than the patience is cancelled.</summary>
    public Task DrainAsync(TimeSpan patience) => _intake.DrainAsync(patience);

    public void Dispose() => _intake.Dispose();

    private static async Task AnswerAsync(IInbox inbox, Taken taken, CancellationToken cancellationToken)
    {
        try
        {
            await inbox.ReceiveAsync(taken.Delivery, taken.Acknowledgement, cancellationToken);
        }
        finally
        {
            taken.Ended?.Invoke();
        }
    }

    private readonly record struct Taken(Delivery Delivery, IAcknowledgement Acknowledgement, Action? Ended);
}
