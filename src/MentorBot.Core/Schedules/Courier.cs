using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What a courier needs of the lane in which it carries.</summary>
/// <param name="MaySend">Whether the right to the lane surely outlives a request that begins now.</param>
internal sealed record CourierLane(IMessenger Messenger, LaneLimiter Limiter, Scribe Scribe, Func<bool> MaySend);

/// <summary>Takes one parcel from the outbox to its recipient, and writes down what became of it.</summary>
public sealed partial class Courier(Composer composer, Settlement settlement, PumpOptions options, Backoff backoff, IClock clock, ILogger<Courier> log)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(1);

    public PumpOptions Options => options;

    /// <summary>Tells a feature what became of an entry before.</summary>
    internal Task TellAsync(UntoldEntry untold, Scribe scribe) => settlement.TellAsync(untold.Entry, untold.Schedule, untold.Failure, scribe);

    internal async Task CarryAsync(IReadOnlyList<ClaimedEntry> parcel, CourierLane lane, CancellationToken cancellationToken)
    {
        if (parcel[0].Entry.Status == EntryStatus.Uncertain)
        {
            await LookAsync(parcel[0], lane, cancellationToken);
            return;
        }

        var isDone = false;
        try
        {
            var parts = await ComposeAsync(parcel, lane, cancellationToken);
            isDone = parts.Count == 0 || await SendAsync(parts, parcel[0].Slot, lane, cancellationToken);
        }
        finally
        {
            // After a stop nothing is in hand; until then only this round knows of it. A moment later, lest it come round and round.
            if (!isDone && !cancellationToken.IsCancellationRequested)
            {
                var at = clock.GetCurrentInstant() + backoff.After(0);
                await lane.Scribe.WriteAsync([.. parcel.Select(claimed => new ToRelease(claimed.Entry.Id, at))]);
            }
        }
    }

    /// <summary>Settles what may have arrived. It sends nothing: what is not there is judged again, like all that waits.</summary>
    private async Task LookAsync(ClaimedEntry carrier, CourierLane lane, CancellationToken cancellationToken)
    {
        var isSpent = carrier.Entry.Attempts >= options.Attempts;
        IReadOnlyList<ClaimedEntry> parts = [carrier, .. carrier.Merged];
        switch (await PresenceAsync(carrier, lane, cancellationToken))
        {
            case null when carrier.Entry.Attempts + 1 < options.Attempts:
                // Not to know is no reason to send twice: it is looked up again.
                await lane.Scribe.WriteAsync(new ToUncertain(carrier.Entry.Id, clock.GetCurrentInstant() + backoff.After(carrier.Entry.Attempts), carrier.Entry.Reason));
                break;
            case { IsThere: true } found:
                await settlement.ArriveAsync(parts, found.MessageId, OutboxReasons.FoundAfterwards, lane);
                break;
            case { IsThere: false }:
                await settlement.MoveAsync(parts, part => isSpent ? Settlement.Failed(part, OutboxReasons.NotArrived, Refusal.GaveUp) : settlement.Again(part, OutboxReasons.NotArrived), lane);
                break;
            case { } when carrier.Schedule.Recipient is PersonRecipient && !isSpent:
                await settlement.MoveAsync(parts, part => settlement.Again(part, OutboxReasons.MayHaveComeTwice), lane);
                break;
            default:
                await settlement.MoveAsync(parts, part => Settlement.Failed(part, OutboxReasons.MayHaveCome, Refusal.CannotTell), lane);
                break;
        }
    }

    /// <summary>Null where it could not be looked.</summary>
    private async Task<Presence?> PresenceAsync(ClaimedEntry claimed, CourierLane lane, CancellationToken cancellationToken)
    {
        var permit = await lane.Limiter.TakeAsync(cancellationToken);
        var begun = false;
        try
        {
            await permit.StartAsync(cancellationToken);
            begun = true;
            using var patience = new CancellationTokenSource(options.SendPatience.ToTimeSpan());
            return await lane.Messenger.LookAsync(claimed.Message([], clock.GetCurrentInstant()), patience.Token);
        }
        catch (Exception exception) when (begun)
        {
            LogBlind(exception, claimed.Entry.Id);
            return null;
        }
        finally
        {
            Return(permit, begun);
        }
    }

    private async Task<List<Part>> ComposeAsync(IReadOnlyList<ClaimedEntry> parcel, CourierLane lane, CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        foreach (var one in parcel)
        {
            // The first that has something to say asks, too.
            var claimed = one with { AsksToEase = parcel[0].AsksToEase && parts.Count == 0 };
            try
            {
                switch (await composer.ComposeAsync(claimed, cancellationToken))
                {
                    case ComposedMessage message:
                        parts.Add(new Part(claimed, message));
                        break;
                    case NothingToSend nothing:
                        await settlement.MoveAsync([claimed], part => new ToEnd(part.Entry.Id, EntryStatus.Skipped, nothing.Reason, null), lane);
                        break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogUncomposed(exception, claimed.Schedule.Feature, claimed.Entry.Id);
                await settlement.RetryAsync([claimed], null, "it could not be composed", keepsSlot: false, lane);
            }
        }

        return parts;
    }

    /// <summary>False where nothing went on the wire, and nothing was written of it.</summary>
    private async Task<bool> SendAsync(List<Part> parts, LocalDate? slot, CourierLane lane, CancellationToken cancellationToken)
    {
        var carrier = parts[0].Claimed;
        List<ClaimedEntry> entries = [.. parts.Select(part => part.Claimed)];
        if (carrier.Schedule.Recipient is PersonRecipient && carrier.User is null)
        {
            await settlement.MoveAsync(entries, part => Settlement.Failed(part, OutboxReasons.UnknownUser, Refusal.PersonGone), lane);
            return true;
        }

        var permit = await lane.Limiter.TakeAsync(cancellationToken);
        SendOutcome outcome;
        var begun = false;
        try
        {
            await permit.NearAsync(cancellationToken);
            if (!lane.MaySend() || !await lane.Scribe.WriteAsync(new ToWire(
                carrier.Entry.Id, [.. entries.Skip(1).Select(part => part.Entry.Id)], slot, carrier.AsksToEase, clock.GetCurrentInstant())))
            {
                return false;
            }

            begun = await StartsNowAsync(permit) && lane.MaySend();
            if (!begun)
            {
                await settlement.MoveAsync(entries, part => settlement.Again(part, part.Entry.Reason), lane);
                return true;
            }

            outcome = await RequestAsync(carrier.Message(Composer.Together([.. parts.Select(part => part.Message)]), clock.GetCurrentInstant()), lane.Messenger);
            begun = outcome is not TryLater { WasAsked: false };
        }
        finally
        {
            Return(permit, begun);
        }

        if (outcome is Refused { Why: Refusal.Invalid } && parts.Count > 1)
        {
            // One of them is at fault. The first goes alone, and the others find out among themselves.
            await settlement.MoveAsync([.. entries.Skip(1)], part => settlement.Again(part, part.Entry.Reason), lane);
            return await SendAsync(parts[..1], slot, lane, cancellationToken);
        }

        await settlement.SettleAsync(entries, outcome, lane);
        return true;
    }

    /// <summary>False where the platform asked for a break just now: nobody may wait with an entry that counts as on the wire.</summary>
    private static async Task<bool> StartsNowAsync(LaneLimiter.Permit permit)
    {
        using var soon = new CancellationTokenSource(LongestStart);
        try
        {
            await permit.StartAsync(soon.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void Return(LaneLimiter.Permit permit, bool begun)
    {
        if (begun)
        {
            permit.Done();
        }
        else
        {
            permit.Unused();
        }
    }

    private async Task<SendOutcome> RequestAsync(OutgoingMessage message, IMessenger messenger)
    {
        // A stop waits for requests that have begun, so only patience ends one.
        using var patience = new CancellationTokenSource(options.SendPatience.ToTimeSpan());
        try
        {
            return await messenger.SendAsync(message, patience.Token);
        }
        catch (Exception exception)
        {
            LogNoAnswer(exception, message.EntryId);
            return new NoAnswer(exception is OperationCanceledException ? "no answer in time" : "the connection broke");
        }
    }

    private sealed record Part(ClaimedEntry Claimed, ComposedMessage Message);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feature} failed to compose entry {Entry}; it is tried again")]
    private partial void LogUncomposed(Exception exception, string feature, long entry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer to entry {Entry}; it is looked up")]
    private partial void LogNoAnswer(Exception exception, long entry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entry {Entry} can't be looked up at the moment")]
    private partial void LogBlind(Exception exception, long entry);
}
