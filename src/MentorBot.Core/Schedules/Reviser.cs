using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Puts what is true now into a message that was sent. To do so twice does no harm, so a crash needs no care.</summary>
public sealed partial class Reviser(Composer composer, PumpOptions options, Backoff backoff, IClock clock, ILogger<Reviser> log)
{
    internal async Task ReviseAsync(StaleEntry stale, CourierLane lane, CancellationToken cancellationToken)
    {
        var entry = stale.Claimed.Entry;
        switch (await TryAsync(stale.Claimed, lane, cancellationToken))
        {
            case null:
                return;
            case TryLater { After: { } after } later:
                if (later.HoldsLane)
                {
                    lane.Limiter.Pause(after);
                }

                await lane.Scribe.WriteAsync(new ToStale(entry.Id, clock.GetCurrentInstant() + after));
                return;
            case TryLater or NoAnswer when stale.Tries + 1 < options.Attempts:
                await lane.Scribe.WriteAsync(new ToStale(entry.Id, clock.GetCurrentInstant() + backoff.After(stale.Tries)));
                return;
            case not Delivered and var outcome:
                LogStale(entry.Id, outcome);
                break;
        }

        await lane.Scribe.WriteAsync(new ToFresh(entry.Id, stale.Asked));
    }

    /// <summary>Null where there is no time left to begin.</summary>
    private async Task<SendOutcome?> TryAsync(ClaimedEntry carrier, CourierLane lane, CancellationToken cancellationToken)
    {
        try
        {
            // Composed after the claim: what changes from now on asks once more.
            var messages = await ComposeAsync(carrier, cancellationToken);
            if (messages.Count == 0 || carrier.Entry.MessageId is not { } messageId)
            {
                return new Delivered(null);
            }

            var permit = await lane.Limiter.TakeAsync(cancellationToken);
            try
            {
                await permit.StartAsync(cancellationToken);
                if (!lane.MaySend())
                {
                    return null;
                }

                using var patience = new CancellationTokenSource(options.SendPatience.ToTimeSpan());
                return await lane.Messenger.UpdateAsync(carrier.Message(Composer.Together(messages), clock.GetCurrentInstant()), messageId, patience.Token);
            }
            finally
            {
                permit.Done();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnrevised(exception, carrier.Entry.Id);
            return new TryLater(null, exception.Message);
        }
    }

    private async Task<IReadOnlyList<ComposedMessage>> ComposeAsync(ClaimedEntry carrier, CancellationToken cancellationToken)
    {
        var messages = new List<ComposedMessage>();
        foreach (var claimed in carrier.Merged.Prepend(carrier))
        {
            if (await composer.ComposeAsync(claimed, cancellationToken) is ComposedMessage message)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The message of entry {Entry} stays as it was: {Outcome}")]
    private partial void LogStale(long entry, SendOutcome outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "The message of entry {Entry} could not be replaced; it is tried again")]
    private partial void LogUnrevised(Exception exception, long entry);
}
