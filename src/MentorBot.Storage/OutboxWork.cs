using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>The pump's side of the outbox, in SQL.</summary>
internal sealed class OutboxWork(Database database, ILogger<OutboxWork> log) : IOutboxWork
{
    /// <summary>Word for word the condition of the index, which SQLite would not use otherwise.</summary>
    public const string Waiting = "o.status IN ('Pending', 'Held', 'Sending', 'Uncertain')";

    /// <summary>Word for word the condition of the index, too.</summary>
    public const string Stale = "o.refresh_at IS NOT NULL AND o.status = 'Sent'";

    private static readonly Duration UntilMended = Duration.FromHours(1);

    private const string Untold = "NOT o.told AND o.status IN ('Sent', 'Merged', 'Skipped', 'Failed')";

    public Task<IReadOnlyList<Workspace>> LanesDueAsync(IReadOnlyCollection<string> platforms, Instant now, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Workspace>>(
            async session => platforms.Count == 0 ? [] :
            [
                .. (await session.ListAsync<LaneRow>(
                    $"""
                    SELECT l.platform, l.workspace FROM lanes l
                    WHERE l.platform {database.Engine.Among("platforms")} AND (
                        EXISTS (SELECT 1 FROM outbox o WHERE o.platform = l.platform AND o.workspace = l.workspace AND {Waiting} AND o.not_before <= @now)
                        OR EXISTS (SELECT 1 FROM outbox o WHERE o.platform = l.platform AND o.workspace = l.workspace AND {Stale} AND o.refresh_at <= @now)
                        OR EXISTS (SELECT 1 FROM outbox o WHERE o.platform = l.platform AND o.workspace = l.workspace AND {Untold} AND {CarrierIsSettled}))
                    """,
                    new { platforms = platforms.ToArray(), now })).Select(row => new Workspace(row.Platform, row.Workspace)),
            ],
            cancellationToken);

    public Task<bool> TryTakeLaneAsync(LaneRight right, Duration lease, Instant lookAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var values = new
                {
                    right.Lane.Platform,
                    Workspace = right.Lane.Id,
                    right.Node,
                    right.Round,
                    lookAt,
                    Lease = (long)lease.TotalMilliseconds,
                    // A file has one host, so whatever lease is left in it is that of a dead one.
                    IsAlone = !database.Engine.IsShared,
                };
                var taken = await session.ExecuteAsync(
                    $"""
                    INSERT INTO lanes (platform, workspace, node, leased_until) VALUES (@Platform, @Workspace, @Node, {database.Engine.Now} + @Lease)
                    ON CONFLICT (platform, workspace) DO UPDATE SET node = excluded.node, leased_until = excluded.leased_until
                    WHERE lanes.node = excluded.node OR lanes.leased_until <= {database.Engine.Now} OR @IsAlone
                    """,
                    values);
                if (taken == 0)
                {
                    return false;
                }

                await session.ExecuteAsync(
                    $"""
                    UPDATE outbox AS o SET status = 'Uncertain', not_before = @lookAt, claim = NULL
                    WHERE o.platform = @Platform AND o.workspace = @Workspace AND {Waiting} AND o.status = 'Sending' AND (o.claim IS NULL OR o.claim <> @Round)
                    """,
                    values);
                return true;
            },
            cancellationToken);

    public async Task<bool> TryRenewAsync(LaneRight right, Duration lease, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                UPDATE lanes SET leased_until = {database.Engine.Now} + @Lease
                WHERE platform = @Platform AND workspace = @Workspace AND node = @Node AND (leased_until > {database.Engine.Now} OR @IsAlone)
                """,
                new
                {
                    right.Lane.Platform, Workspace = right.Lane.Id, right.Node, Lease = (long)lease.TotalMilliseconds, IsAlone = !database.Engine.IsShared,
                }),
            cancellationToken) == 1;

    public Task ReleaseAsync(string node, Duration after, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"UPDATE lanes SET leased_until = {database.Engine.Now} + @After WHERE node = @node", new { node, After = (long)after.TotalMilliseconds }),
            cancellationToken);

    public async Task<ClaimDecision?> ClaimAsync(
        LaneRight right, Instant now, int limit, Func<ClaimBatch, ClaimDecision> decide, CancellationToken cancellationToken)
    {
        // Most rounds end with a look that finds nothing, which needs no turn at writing.
        var any = await database.ReadAsync(session => session.FirstAsync<long?>($"SELECT o.id FROM outbox o WHERE {Due} LIMIT 1", ValuesOf(right, now)), cancellationToken);
        return any is null ? null : await database.WriteAsync(
            async session =>
            {
                if (!await HasLaneAsync(session, right))
                {
                    return null;
                }

                var rows = await session.ListAsync<OutboxRow>(
                    $"""
                    SELECT {OutboxRow.Columns}, {HasLater}
                    FROM outbox o WHERE {Due} ORDER BY o.not_before, o.id LIMIT {limit}
                    """,
                    ValuesOf(right, now));
                if (rows.Count == 0)
                {
                    return null;
                }

                long[] people = [.. rows.Where(row => row is { PersonId: not null, AskedFor: false }).Select(row => row.PersonId!.Value.Value).Distinct().Order()];
                await database.Engine.LockPeopleAsync(session, people);
                if (rows.Count == limit && people.Length > 0)
                {
                    // Whatever comes at once for somebody comes in one message, however little the lane takes.
                    var known = rows.Select(row => row.Id).ToHashSet();
                    rows = [.. rows, .. (await session.ListAsync<OutboxRow>(
                        $"SELECT {OutboxRow.Columns}, {HasLater} FROM outbox o WHERE {Counted} AND o.person_id {database.Engine.Among("people")}",
                        new { right.Lane.Platform, Workspace = right.Lane.Id, right.Round, now, people })).Where(row => !known.Contains(row.Id))];
                }

                var entries = await ReadAsync(session, rows, now);
                var times = await BatchReads.TimesAsync(session, database.Engine, [.. entries.Values.Select(entry => entry.Schedule.Recipient)]);
                var days = await BatchReads.DaysAsync(session, database.Engine, log, people, now);
                var decision = decide(new ClaimBatch([.. entries.Values], times, days, await BatchReads.PeopleTalkAsync(session, right.Lane, now)));
                await WriteStepsAsync(session, right, decision);
                return decision;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<StaleEntry>> ClaimStaleAsync(LaneRight right, Instant now, int limit, CancellationToken cancellationToken)
    {
        const string Wanted =
            $"o.platform = @Platform AND o.workspace = @Workspace AND {Stale} AND o.refresh_at <= @now AND (o.claim IS NULL OR o.claim <> @Round)";
        var any = await database.ReadAsync(session => session.FirstAsync<long?>($"SELECT o.id FROM outbox o WHERE {Wanted} LIMIT 1", ValuesOf(right, now)), cancellationToken);
        return any is null ? [] : await database.WriteAsync<IReadOnlyList<StaleEntry>>(
            async session =>
            {
                if (!await HasLaneAsync(session, right))
                {
                    return [];
                }

                var rows = await session.ListAsync<OutboxRow>(
                    $"SELECT {OutboxRow.Columns} FROM outbox o WHERE {Wanted} ORDER BY o.refresh_at, o.id LIMIT {limit}", ValuesOf(right, now));
                await session.ExecuteAsync($"UPDATE outbox SET claim = @Round WHERE id {database.Engine.Among("ids")}", new { right.Round, ids = rows.Select(row => row.Id).ToArray() });
                var claimed = await ReadAsync(session, rows, now);
                return [.. rows.Where(row => claimed.ContainsKey(row.Id)).Select(row => new StaleEntry(claimed[row.Id], row.RefreshAsked, row.RefreshTries))];
            },
            cancellationToken);
    }

    public Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlySet<long>>(
            async session => await new EntryMoves(session, database.Engine, right.Round).WriteAsync(
                moves, mayWire: !moves.OfType<ToWire>().Any() || await HasLaneAsync(session, right)),
            cancellationToken);

    public async Task<IReadOnlyList<UntoldEntry>> UntoldAsync(LaneRight right, int limit, CancellationToken cancellationToken)
    {
        var untold = await database.ReadAsync(
            async session =>
            {
                var rows = await session.ListAsync<OutboxRow>(
                    $"""
                    SELECT {OutboxRow.Columns} FROM outbox o
                    WHERE o.platform = @Platform AND o.workspace = @Workspace AND {Untold} AND {CarrierIsSettled}
                    ORDER BY o.id LIMIT {limit}
                    """,
                    ValuesOf(right, default));
                return rows.Zip(await ClaimedRows.ReadAsync(session, database.Engine, log, rows), (row, claimed) => (Row: row, Claimed: claimed)).ToList();
            },
            cancellationToken);
        if (untold.Where(pair => pair.Claimed is null).Select(pair => pair.Row.Id).ToArray() is { Length: > 0 } deaf)
        {
            // Nobody can be told of a schedule that can't be read.
            await database.WriteAsync(session => session.ExecuteAsync($"UPDATE outbox SET told = TRUE WHERE id {database.Engine.Among("deaf")}", new { deaf }), cancellationToken);
        }

        return [.. untold.Where(pair => pair.Claimed is not null).Select(pair => new UntoldEntry(pair.Claimed!.Entry, pair.Claimed.Schedule, pair.Row.Failure))];
    }

    private const string Due =
        $"o.platform = @Platform AND o.workspace = @Workspace AND {Waiting} AND o.not_before <= @now AND o.status <> 'Sending' AND (o.claim IS NULL OR o.claim <> @Round)";

    // Without the words of the lane's own index, so that it is found by its person's and not by a walk through all that is due.
    private const string Counted =
        "o.platform = @Platform AND o.workspace = @Workspace AND o.status IN ('Pending', 'Held') AND NOT o.asked_for AND o.not_before <= @now AND (o.claim IS NULL OR o.claim <> @Round)";

    // What is in a digest has arrived only when the digest has.
    private const string CarrierIsSettled =
        "(o.merged_into IS NULL OR EXISTS (SELECT 1 FROM outbox c WHERE c.id = o.merged_into AND c.status IN ('Sent', 'Skipped', 'Failed')))";

    private const string HasLater =
        """
        EXISTS (
            SELECT 1 FROM outbox n
            WHERE n.schedule_id = o.schedule_id AND n.occurrence_date > o.occurrence_date AND n.kind = o.kind AND n.by_rule AND o.by_rule
                AND n.status IN ('Pending', 'Held') AND n.not_before <= @now
                AND COALESCE(n.person_id, 0) = COALESCE(o.person_id, 0) AND COALESCE(n.channel, '') = COALESCE(o.channel, '')) AS has_later
        """;

    /// <summary>Those that can be read, in their order; the others wait until their schedules are mended.</summary>
    private async Task<OrderedDictionary<long, ClaimedEntry>> ReadAsync(Session session, IReadOnlyList<OutboxRow> rows, Instant now)
    {
        var read = await ClaimedRows.ReadAsync(session, database.Engine, log, rows);
        if (rows.Zip(read).Where(pair => pair.Second is null).Select(pair => pair.First.Id).ToArray() is { Length: > 0 } unreadable)
        {
            await session.ExecuteAsync(
                $"""
                UPDATE outbox SET not_before = @at, refresh_at = CASE WHEN refresh_at IS NOT NULL THEN @at END, claim = NULL,
                    reason = CASE WHEN status IN ('Pending', 'Held') THEN @reason ELSE reason END
                WHERE id {database.Engine.Among("unreadable")}
                """,
                new { unreadable, at = now + UntilMended, reason = OutboxReasons.Unreadable });
        }

        return new OrderedDictionary<long, ClaimedEntry>(read.OfType<ClaimedEntry>().Select(claimed => KeyValuePair.Create(claimed.Entry.Id, claimed)));
    }

    private static object ValuesOf(LaneRight right, Instant now) => new { right.Lane.Platform, Workspace = right.Lane.Id, right.Round, now };

    /// <summary>Whether the lane is still ours, and stays so until the transaction ends.</summary>
    private async Task<bool> HasLaneAsync(Session session, LaneRight right) => await session.FirstAsync<int?>(
        $"""
        SELECT 1 FROM lanes
        WHERE platform = @Platform AND workspace = @Workspace AND node = @Node AND (leased_until > {database.Engine.Now} OR @IsAlone)
        {database.Engine.ShareRows}
        """,
        new { right.Lane.Platform, Workspace = right.Lane.Id, right.Node, IsAlone = !database.Engine.IsShared }) is not null;

    private async Task WriteStepsAsync(Session session, LaneRight right, ClaimDecision decision)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE outbox SET status = r.status, on_date = r.on_date, due_at = r.due_at, not_before = r.not_before, held_until = r.held_until, expires_at = r.expires_at,
                is_late = (r.is_late = 1), reason = r.reason, slot_date = r.slot_date, failure = r.failure, asks_to_ease = (r.asks_to_ease = 1),
                claim = CASE WHEN r.status = 'Pending' THEN @Round END
            FROM {database.Engine.Rows(
                "rows", "id BIGINT", "status TEXT", "on_date TEXT", "due_at BIGINT", "not_before BIGINT", "held_until BIGINT", "expires_at BIGINT", "is_late INTEGER",
                "reason TEXT", "slot_date TEXT", "failure TEXT", "asks_to_ease INTEGER")} AS r
            WHERE outbox.id = r.id AND outbox.status IN ('Pending', 'Held')
            """,
            new { right.Round, rows = JsonRows.Write(decision.Steps.Select(RowOf)) });

        // What is looked for is in hand with all that it stands for.
        var decided = decision.Steps.Select(step => step.Id).ToHashSet();
        if (decision.Parcels.SelectMany(parcel => parcel).Where(claimed => !decided.Contains(claimed.Entry.Id))
            .SelectMany(claimed => claimed.Merged.Prepend(claimed)).Select(claimed => claimed.Entry.Id).ToArray() is { Length: > 0 } looked)
        {
            await session.ExecuteAsync($"UPDATE outbox SET claim = @Round WHERE id {database.Engine.Among("looked")}", new { right.Round, looked });
        }
    }

    private static EntryStepJson RowOf(EntryStep step) => new(
        step.Id,
        step.Status.ToString(),
        TimeText.Of(step.Verdict.On ?? step.Verdict.Date),
        step.Verdict.DueAt.ToUnixTimeMilliseconds(),
        step.NotBefore.ToUnixTimeMilliseconds(),
        step.HeldUntil?.ToUnixTimeMilliseconds(),
        step.Verdict.ExpiresAt.ToUnixTimeMilliseconds(),
        step.Verdict.IsLate ? 1 : 0,
        JsonRows.Reason(step.Reason),
        TimeText.Of(step.Slot),
        step.Failure?.ToString(),
        step.AsksToEase ? 1 : 0);

    private sealed record LaneRow
    {
        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";
    }
}
