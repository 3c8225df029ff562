using System.Collections.Immutable;
using MentorBot.Core.Messages;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What a courier needs of the lane in which it carries.</summary>
/// <param name="MaySend">Whether the right to the lane surely outlives a request that begins now.</param>
internal sealed record CourierLane(IMessenger Messenger, LaneLimiter Limiter, Scribe Scribe, Func<bool> MaySend);

/// <summary>Takes one parcel from the outbox to its recipient, and writes down what became of it.</summary>
public sealed partial class Courier(Composer composer, PumpOptions options, Backoff backoff, IClock clock, ILogger<Courier> log)
{
    private const int TellingAttempts = 3;

    public PumpOptions Options => options;

    internal async Task CarryAsync(IReadOnlyList<ClaimedEntry> parcel, CourierLane lane, CancellationToken cancellationToken)
    {
        var carrier = parcel[0];
        var note = carrier.Entry.Reason;
        if (carrier.Entry.Status == EntryStatus.Uncertain)
        {
            switch (await LookAsync(carrier, lane))
            {
                case { IsThere: true } found:
                    await lane.Scribe.WriteAsync(new ToSent(carrier.Entry.Id, found.MessageId, clock.GetCurrentInstant(), OutboxReasons.FoundAfterwards));
                    await TellAsync(carrier, EntryStatus.Sent, OutboxReasons.FoundAfterwards, null, lane);
                    return;
                case { IsThere: null } when carrier.Schedule.Recipient is PlaceRecipient:
                    await EndAsync(carrier, EntryStatus.Failed, OutboxReasons.MayHaveCome, Refusal.CannotTell, lane);
                    return;
                case { IsThere: null }:
                    note = OutboxReasons.MayHaveComeTwice;
                    break;
            }
        }

        if (await ComposeAsync(parcel, lane, cancellationToken) is { } composed)
        {
            await SendAsync(composed.Parts, composed.Blocks, carrier.Slot, note, lane, cancellationToken);
        }
    }

    /// <summary>Tells a feature what became of an entry.</summary>
    internal async Task TellAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, Scribe scribe)
    {
        for (var attempt = 1; composer.FeatureOf(schedule) is { } feature; attempt++)
        {
            try
            {
                await feature.SettledAsync(entry, schedule, failure, CancellationToken.None);
                break;
            }
            catch (Exception exception)
            {
                if (attempt == TellingAttempts)
                {
                    LogDeaf(exception, schedule.Feature, entry.Id);
                    break;
                }
            }
        }

        await scribe.WriteAsync(new ToTold(entry.Id));
    }

    private async Task<Presence> LookAsync(ClaimedEntry claimed, CourierLane lane)
    {
        var permit = await lane.Limiter.TakeAsync(CancellationToken.None);
        try
        {
            await permit.StartAsync(CancellationToken.None);
            using var patience = new CancellationTokenSource(options.SendPatience.ToTimeSpan());
            return await lane.Messenger.LookAsync(claimed.Message([], clock.GetCurrentInstant()), patience.Token);
        }
        catch (Exception exception)
        {
            // Not to know is no reason to send twice: it is looked up again.
            LogBlind(exception, claimed.Entry.Id);
            await lane.Scribe.WriteAsync(new ToUncertain(claimed.Entry.Id, clock.GetCurrentInstant() + backoff.After(claimed.Entry.Attempts), claimed.Entry.Reason));
            throw new EntryLeftException();
        }
        finally
        {
            permit.Done();
        }
    }

    private async Task<(List<ClaimedEntry> Parts, ImmutableArray<Block> Blocks)?> ComposeAsync(
        IReadOnlyList<ClaimedEntry> parcel, CourierLane lane, CancellationToken cancellationToken)
    {
        var parts = new List<ClaimedEntry>();
        var messages = new List<ComposedMessage>();
        foreach (var claimed in parcel.Concat(parcel[0].Merged))
        {
            try
            {
                switch (await composer.ComposeAsync(claimed, cancellationToken))
                {
                    case ComposedMessage message:
                        parts.Add(claimed);
                        messages.Add(message);
                        break;
                    case NothingToSend nothing:
                        await EndAsync(claimed, EntryStatus.Skipped, nothing.Reason, null, lane);
                        break;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogUncomposed(exception, claimed.Schedule.Feature, claimed.Entry.Id);
                await RetryAsync(claimed, null, "it could not be composed", lane);
            }
        }

        return parts.Count == 0 ? null : (parts, Composer.Together(messages));
    }

    private async Task SendAsync(
        List<ClaimedEntry> parts, ImmutableArray<Block> blocks, LocalDate? slot, string note, CourierLane lane, CancellationToken cancellationToken)
    {
        var carrier = parts[0];
        if (carrier.Schedule.Recipient is PersonRecipient && carrier.User is null)
        {
            await EndAsync(carrier, EntryStatus.Failed, OutboxReasons.UnknownUser, Refusal.PersonGone, lane);
            return;
        }

        var permit = await lane.Limiter.TakeAsync(cancellationToken);
        SendOutcome outcome;
        var begun = false;
        try
        {
            await permit.NearAsync(cancellationToken);
            if (!lane.MaySend() || !await lane.Scribe.WriteAsync(new ToWire(carrier.Entry.Id, [.. parts.Skip(1).Select(part => part.Entry.Id)], slot, clock.GetCurrentInstant())))
            {
                return;
            }

            await permit.StartAsync(CancellationToken.None);
            begun = true;
            outcome = await RequestAsync(carrier.Message(blocks, clock.GetCurrentInstant()), lane.Messenger);
        }
        finally
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

        await SettleAsync(parts, outcome, note, lane);
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

    private async Task SettleAsync(List<ClaimedEntry> parts, SendOutcome outcome, string note, CourierLane lane)
    {
        var carrier = parts[0];
        switch (outcome)
        {
            case Delivered delivered:
                await lane.Scribe.WriteAsync(new ToSent(carrier.Entry.Id, delivered.MessageId, clock.GetCurrentInstant(), note));
                await TellAsync(carrier, EntryStatus.Sent, note, null, lane);
                foreach (var part in parts.Skip(1))
                {
                    await TellAsync(part, EntryStatus.Merged, OutboxReasons.InTheDigest, null, lane);
                }

                break;
            case TryLater later:
                if (later.After is { } after)
                {
                    lane.Limiter.Pause(after);
                }

                await RetryAsync(carrier, later.After, later.Reason, lane);
                break;
            case Refused refused:
                foreach (var part in parts)
                {
                    await EndAsync(part, EntryStatus.Failed, refused.Reason, refused.Why, lane);
                }

                break;
            case NoAnswer none:
                await lane.Scribe.WriteAsync(new ToUncertain(carrier.Entry.Id, clock.GetCurrentInstant() + options.LookAfter, none.Reason));
                break;
        }
    }

    private async Task RetryAsync(ClaimedEntry claimed, Duration? after, string reason, CourierLane lane)
    {
        // A platform that says when to come back is busy, not broken.
        if (after is null && claimed.Entry.Attempts + 1 >= options.Attempts)
        {
            await EndAsync(claimed, EntryStatus.Failed, reason, Refusal.GaveUp, lane);
            return;
        }

        await lane.Scribe.WriteAsync(new ToRetry(claimed.Entry.Id, clock.GetCurrentInstant() + (after ?? backoff.After(claimed.Entry.Attempts)), after is null, reason));
    }

    private async Task EndAsync(ClaimedEntry claimed, EntryStatus status, string reason, Refusal? failure, CourierLane lane)
    {
        await lane.Scribe.WriteAsync(new ToEnd(claimed.Entry.Id, status, reason, failure));
        await TellAsync(claimed, status, reason, failure, lane);
        if (status == EntryStatus.Failed)
        {
            foreach (var part in claimed.Merged)
            {
                await TellAsync(part, status, reason, failure, lane);
            }
        }
    }

    private Task TellAsync(ClaimedEntry claimed, EntryStatus status, string reason, Refusal? failure, CourierLane lane) =>
        TellAsync(claimed.Entry with { Status = status, Reason = reason }, claimed.Schedule, failure, lane.Scribe);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feature} failed to compose entry {Entry}; it is tried again")]
    private partial void LogUncomposed(Exception exception, string feature, long entry);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feature} failed to hear what became of entry {Entry}")]
    private partial void LogDeaf(Exception exception, string feature, long entry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No answer to entry {Entry}; it is looked up")]
    private partial void LogNoAnswer(Exception exception, long entry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Entry {Entry} can't be looked up at the moment")]
    private partial void LogBlind(Exception exception, long entry);
}

/// <summary>Leaves the carrying of an entry whose state is written already.</summary>
internal sealed class EntryLeftException : Exception;
