using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Writes down what became of the parts of a message, and tells their features.</summary>
public sealed partial class Settlement(Composer composer, PumpOptions options, Backoff backoff, IClock clock, ILogger<Settlement> log)
{
    private const int TellingAttempts = 3;

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

    /// <summary>Writes down what the platform answered.</summary>
    internal async Task SettleAsync(IReadOnlyList<ClaimedEntry> parts, SendOutcome outcome, CourierLane lane)
    {
        var carrier = parts[0];
        switch (outcome)
        {
            case Delivered delivered:
                await ArriveAsync(parts, delivered.MessageId, carrier.Entry.Reason, lane);
                break;
            case TryLater later:
                if (later is { After: { } after, HoldsLane: true })
                {
                    lane.Limiter.Pause(after);
                }

                await RetryAsync(parts, later.After, later.Reason, keepsSlot: true, lane);
                break;
            case Refused refused:
                await MoveAsync(parts, part => Failed(part, refused.Reason, refused.Why), lane);
                break;
            case NoAnswer none:
                var wait = carrier.Entry.Attempts == 0 ? options.LookAfter : Duration.Max(options.LookAfter, backoff.After(carrier.Entry.Attempts));
                await lane.Scribe.WriteAsync(new ToUncertain(carrier.Entry.Id, clock.GetCurrentInstant() + wait, none.Reason));
                break;
        }
    }

    /// <summary>The message is there, and with it all its parts.</summary>
    internal async Task ArriveAsync(IReadOnlyList<ClaimedEntry> parts, string? messageId, string note, CourierLane lane)
    {
        if (!await lane.Scribe.WriteAsync(new ToSent(parts[0].Entry.Id, messageId, clock.GetCurrentInstant(), note)))
        {
            return;
        }

        await TellAsync(parts[0], EntryStatus.Sent, note, null, lane);
        foreach (var part in parts.Skip(1))
        {
            await TellAsync(part, EntryStatus.Merged, OutboxReasons.InTheDigest, null, lane);
        }
    }

    /// <summary>Has parts tried again later, each as often as it may be.</summary>
    internal Task RetryAsync(IReadOnlyList<ClaimedEntry> parts, Duration? after, string reason, bool keepsSlot, CourierLane lane)
    {
        // All at one time, so that they go together again. A platform that says when to come back is busy, not broken.
        var at = clock.GetCurrentInstant() + (after ?? backoff.After(parts.Max(part => part.Entry.Attempts)));
        return MoveAsync(
            parts,
            part => after is null && part.Entry.Attempts + 1 >= options.Attempts
                ? Failed(part, reason, Refusal.GaveUp)
                : new ToRetry(part.Entry.Id, at, Counts: after is null, keepsSlot, reason),
            lane);
    }

    /// <summary>It is judged anew at once.</summary>
    internal ToRetry Again(ClaimedEntry part, string reason) => new(part.Entry.Id, clock.GetCurrentInstant(), Counts: false, KeepsSlot: true, reason);

    internal static ToEnd Failed(ClaimedEntry part, string reason, Refusal why) => new(part.Entry.Id, EntryStatus.Failed, reason, why);

    /// <summary>Moves all parts of a message at once, so that none is left behind, and tells of those that end.</summary>
    internal async Task MoveAsync(IReadOnlyList<ClaimedEntry> parts, Func<ClaimedEntry, EntryMove> moveOf, CourierLane lane)
    {
        var moves = parts.Select(part => (Part: part, Move: moveOf(part))).ToList();
        var moved = await lane.Scribe.WriteAsync([.. moves.Select(pair => pair.Move)]);
        foreach (var (part, move) in moves)
        {
            if (move is ToEnd end && moved.Contains(end.Id))
            {
                await TellAsync(part, end.Status, end.Reason, end.Failure, lane);
            }
        }
    }

    private Task TellAsync(ClaimedEntry claimed, EntryStatus status, string reason, Refusal? failure, CourierLane lane) =>
        TellAsync(claimed.Entry with { Status = status, Reason = reason }, claimed.Schedule, failure, lane.Scribe);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Feature} failed to hear what became of entry {Entry}")]
    private partial void LogDeaf(Exception exception, string feature, long entry);
}
