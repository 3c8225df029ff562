using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Writes moves of entries, one statement a kind of move however many there are.</summary>
internal sealed class EntryMoves(Session session, IEngine engine, long round)
{
    public async Task<IReadOnlySet<long>> WriteAsync(IReadOnlyList<EntryMove> moves, bool mayWire)
    {
        IReadOnlySet<long> wired = mayWire ? await WireAsync([.. moves.OfType<ToWire>()]) : new HashSet<long>();
        await MoveAsync(
            moves.OfType<ToSent>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.At), Text = move.MessageId?.Replace('\0', ' '), Reason = Reason(move.Reason) }),
            "status = 'Sent', sent_at = r.at, message_id = COALESCE(r.text, message_id), reason = COALESCE(r.reason, outbox.reason), claim = NULL",
            "outbox.status IN ('Sending', 'Uncertain')");
        await MoveAsync(
            moves.OfType<ToRetry>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.NotBefore), Count = move.Counts ? 1 : 0, Reason = Reason(move.Reason) }),
            "status = 'Pending', not_before = r.at, attempts = attempts + r.count, reason = r.reason, claim = NULL",
            "outbox.status IN ('Pending', 'Sending', 'Uncertain')");
        await MoveAsync(
            moves.OfType<ToUncertain>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.NotBefore), Reason = Reason(move.Reason) }),
            "status = 'Uncertain', not_before = r.at, reason = r.reason, claim = NULL",
            "outbox.status IN ('Sending', 'Uncertain')");
        await EndAsync([.. moves.OfType<ToEnd>()]);
        await MoveAsync(
            moves.OfType<ToFresh>().Select(move => new MoveJson(move.Id) { Count = move.Asked }),
            "refresh_at = CASE WHEN refresh_asked <> r.count THEN refresh_at END, refresh_tries = 0, claim = NULL",
            "outbox.status = 'Sent'");
        await MoveAsync(
            moves.OfType<ToStale>().Select(move => new MoveJson(move.Id) { At = Milliseconds(move.NotBefore) }),
            "refresh_at = r.at, refresh_tries = refresh_tries + 1, claim = NULL",
            "outbox.status = 'Sent'");
        await MoveAsync(moves.OfType<ToTold>().Select(move => new MoveJson(move.Id)), "told = TRUE", "NOT told");
        return wired;
    }

    private static long Milliseconds(Instant at) => at.ToUnixTimeMilliseconds();

    private static string? Reason(string? reason) => reason is null ? null : JsonRows.Reason(reason);

    private async Task<IReadOnlySet<long>> WireAsync(IReadOnlyList<ToWire> moves)
    {
        if (moves.Count == 0)
        {
            return new HashSet<long>();
        }

        var wired = (await session.ListAsync<long>(
            $"""
            UPDATE outbox SET status = 'Sending', first_try = COALESCE(first_try, r.at), slot_date = r.text
            FROM {Given} AS r
            WHERE outbox.id = r.id AND outbox.claim = @round AND outbox.status IN ('Pending', 'Uncertain')
            RETURNING outbox.id
            """,
            new { round, rows = JsonRows.Write(moves.Select(move => new MoveJson(move.Id) { At = Milliseconds(move.At), Text = TimeText.Of(move.Slot) })) })).ToHashSet();
        await MoveAsync(
            moves.Where(move => wired.Contains(move.Id)).SelectMany(move => move.Merged.Select(id => new MoveJson(id) { Other = move.Id, Reason = OutboxReasons.InTheDigest })),
            "status = 'Merged', merged_into = r.other, reason = r.reason, slot_date = NULL, claim = NULL",
            "outbox.status IN ('Pending', 'Merged')");
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

        return wired;
    }

    private async Task EndAsync(IReadOnlyList<ToEnd> moves)
    {
        await MoveAsync(
            moves.Select(move => new MoveJson(move.Id) { Status = move.Status.ToString(), Reason = Reason(move.Reason), Text = move.Failure?.ToString() }),
            "status = r.status, reason = r.reason, failure = r.text, slot_date = NULL, claim = NULL",
            "outbox.status <> 'Sent'");
        foreach (var move in moves)
        {
            // Those that it stood for fail with it; where it had nothing to say, they still have.
            await session.ExecuteAsync(
                move.Status == EntryStatus.Failed
                    ? "UPDATE outbox SET status = 'Failed', reason = @Reason, failure = @Failure, told = FALSE WHERE merged_into = @Id AND status = 'Merged'"
                    : "UPDATE outbox SET status = 'Pending', merged_into = NULL WHERE merged_into = @Id AND status = 'Merged'",
                new { move.Id, Reason = Reason(move.Reason), Failure = move.Failure?.ToString() });
        }
    }

    private string Given => engine.Rows("rows", "id BIGINT", "status TEXT", "reason TEXT", "at BIGINT", "text TEXT", "other BIGINT", "count INTEGER");

    private async Task MoveAsync(IEnumerable<MoveJson> rows, string change, string where)
    {
        if (rows.ToArray() is { Length: > 0 } given)
        {
            await session.ExecuteAsync($"UPDATE outbox SET {change} FROM {Given} AS r WHERE outbox.id = r.id AND {where}", new { rows = JsonRows.Write(given) });
        }
    }
}
