using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Writes moves of entries, one statement a kind of move however many there are.</summary>
internal sealed class EntryMoves(Session session, IEngine engine, long round)
{
    // Whoever lost the lane may learn of it only after the next holder has begun with the same entry.
    private const string InHand = "outbox.claim = @round";

    private readonly HashSet<long> _done = [];

    /// <summary>Returns the entries that were moved.</summary>
    public async Task<IReadOnlySet<long>> WriteAsync(IReadOnlyList<EntryMove> moves, bool mayWire)
    {
        if (mayWire)
        {
            await WireAsync([.. moves.OfType<ToWire>()]);
        }

        // An arrival is a fact, whoever tells of it.
        await CountAsync(await MoveAsync(
            moves.OfType<ToSent>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.At), Text = move.MessageId?.Replace('\0', ' '), Reason = Reason(move.Reason) }),
            "status = 'Sent', sent_at = r.at, message_id = COALESCE(r.text, message_id), reason = COALESCE(r.reason, outbox.reason), claim = NULL",
            "outbox.status IN ('Pending', 'Held', 'Sending', 'Uncertain')"));
        await MoveAsync(
            moves.OfType<ToRetry>().Select(move => new MoveJson(move.Id)
            {
                At = Milliseconds(move.NotBefore), Count = move.Counts ? 1 : 0, Other = move.KeepsSlot ? 1 : 0, Reason = Reason(move.Reason),
            }),
            """
            status = 'Pending', not_before = r.at, attempts = attempts + r.count, slot_date = CASE WHEN r.other = 1 THEN slot_date END, merged_into = NULL,
            reason = r.reason, claim = NULL
            """,
            $"outbox.status IN ('Pending', 'Sending', 'Uncertain', 'Merged') AND {InHand}");
        await MoveAsync(
            moves.OfType<ToRelease>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.NotBefore) }),
            "not_before = r.at, claim = NULL",
            $"outbox.status IN ('Pending', 'Uncertain') AND {InHand}");
        await MoveAsync(
            moves.OfType<ToUncertain>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.NotBefore), Reason = Reason(move.Reason) }),
            "status = 'Uncertain', not_before = r.at, attempts = attempts + 1, reason = r.reason, claim = NULL",
            $"outbox.status IN ('Sending', 'Uncertain') AND {InHand}");
        await MoveAsync(
            moves.OfType<ToEnd>().Select(move => new MoveJson(move.Id) { Status = move.Status.ToString(), Reason = Reason(move.Reason), Text = move.Failure?.ToString() }),
            "status = r.status, reason = r.reason, failure = r.text, slot_date = NULL, merged_into = NULL, claim = NULL",
            $"outbox.status <> 'Sent' AND {InHand}");
        await MoveAsync(
            moves.OfType<ToFresh>().Select(move => new MoveJson(move.Id) { Count = move.Asked }),
            "refresh_at = CASE WHEN refresh_asked <> r.count THEN refresh_at END, refresh_tries = 0, claim = NULL",
            "outbox.status = 'Sent'");
        await MoveAsync(
            moves.OfType<ToStale>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.NotBefore) }),
            "refresh_at = r.at, refresh_tries = refresh_tries + 1, claim = NULL",
            "outbox.status = 'Sent'");
        await MoveAsync(moves.OfType<ToTold>().Select(move => new MoveJson(move.Id)), "told = TRUE", "NOT told");
        return _done;
    }

    private static long Milliseconds(Instant at) => at.ToUnixTimeMilliseconds();

    private static string? Reason(string? reason) => reason is null ? null : JsonRows.Reason(reason);

    private async Task WireAsync(IReadOnlyList<ToWire> moves)
    {
        var wired = await MoveAsync(
            moves.Select(move => new MoveJson(move.Id) { At = Milliseconds(move.At), Text = TimeText.Of(move.Slot), Count = move.AsksToEase ? 1 : 0 }),
            "status = 'Sending', first_try = COALESCE(first_try, r.at), slot_date = r.text, asks_to_ease = (r.count = 1)",
            $"outbox.status IN ('Pending', 'Sending') AND {InHand}");
        // They stay in hand with it, until it is known what became of it.
        await MoveAsync(
            moves.Where(move => wired.Contains(move.Id)).SelectMany(move => move.Merged.Select(id => new MoveJson(id) { Other = move.Id, Reason = OutboxReasons.InTheDigest })),
            "status = 'Merged', merged_into = r.other, reason = r.reason, slot_date = NULL",
            $"outbox.status = 'Pending' AND {InHand}");
        if (moves.Where(move => move.Merged.Count > 0 && wired.Contains(move.Id)).Select(move => move.Id).ToArray() is { Length: > 0 } carriers)
        {
            // A part that was to be refreshed before it was merged is refreshed with its digest.
            await session.ExecuteAsync(
                $"""
                UPDATE outbox SET refresh_at = due_at, refresh_asked = refresh_asked + 1
                WHERE id {engine.Among("carriers")} AND EXISTS (SELECT 1 FROM outbox p WHERE p.merged_into = outbox.id AND p.refresh_at IS NOT NULL)
                """,
                new { carriers });
        }
    }

    /// <summary>Notes that people were nudged, and which nudges in a row they did nothing upon.</summary>
    private async Task CountAsync(IReadOnlyCollection<long> sent)
    {
        if (sent.Count > 0)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO attention (person_id, nudged_at, ignored, asked_at)
                SELECT o.person_id, MAX(o.sent_at), 0, MAX(CASE WHEN o.asks_to_ease THEN o.sent_at END)
                FROM outbox o WHERE o.id {engine.Among("sent")} AND o.person_id IS NOT NULL AND NOT o.asked_for
                GROUP BY o.person_id ORDER BY o.person_id
                ON CONFLICT (person_id) DO UPDATE SET
                    ignored = CASE WHEN attention.nudged_at IS NULL OR attention.attended_at > attention.nudged_at THEN 0 ELSE attention.ignored + 1 END,
                    nudged_at = excluded.nudged_at, asked_at = COALESCE(excluded.asked_at, attention.asked_at)
                """,
                new { sent = sent.ToArray() });
        }
    }

    private string Given => engine.Rows("rows", "id BIGINT", "status TEXT", "reason TEXT", "at BIGINT", "text TEXT", "other BIGINT", "count INTEGER");

    private async Task<IReadOnlyCollection<long>> MoveAsync(IEnumerable<MoveJson> rows, string change, string where)
    {
        if (rows.ToArray() is not { Length: > 0 } given)
        {
            return [];
        }

        var moved = await session.ListAsync<long>(
            $"UPDATE outbox SET {change} FROM {Given} AS r WHERE outbox.id = r.id AND {where} RETURNING outbox.id", new { round, rows = JsonRows.Write(given) });
        _done.UnionWith(moved);
        return [.. moved];
    }
}
