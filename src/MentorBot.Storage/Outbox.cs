using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>The outbox as features and people see it, in SQL.</summary>
internal sealed class Outbox(Database database) : IOutbox, ILedger, IPersonalData
{
    private const string Select = $"SELECT {OutboxRow.Columns} FROM outbox o";

    public string Section => "outbox";

    public Task<OutboxEntry?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindAsync(session, id), cancellationToken);

    public Task<OutboxEntry?> SnoozeAsync(long id, Instant until, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync("UPDATE outbox SET snoozed = TRUE WHERE id = @id AND NOT snoozed AND status IN ('Sent', 'Merged')", new { id }) == 0)
                {
                    return null;
                }

                var next = await session.FirstAsync<long>(
                    """
                    INSERT INTO outbox
                        (schedule_id, kind, platform, workspace, person_id, channel, is_direct, occurrence_date, sequence, by_rule, asked_for, status, on_date, due_at,
                         not_before, is_late, reason, attempts, asks_to_ease, snoozed, told)
                    SELECT schedule_id, kind, platform, workspace, person_id, channel, is_direct, occurrence_date, sequence + 1, FALSE, TRUE, 'Held', on_date, @until,
                           @until, FALSE, @reason, 0, FALSE, FALSE, FALSE
                    FROM outbox WHERE id = @id
                    RETURNING id
                    """,
                    new { id, until, reason = OutboxReasons.Snoozed });
                return await FindAsync(session, next);
            },
            cancellationToken);

    public async Task<bool> AddAsync(EntryKey key, Instant dueAt, bool askedFor, string reason, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            async session =>
            {
                var to = RecipientColumns.Of(key.Recipient);
                await session.ExecuteAsync(
                    "INSERT INTO lanes (platform, workspace, leased_until) VALUES (@Platform, @Workspace, 0) ON CONFLICT (platform, workspace) DO NOTHING",
                    new { to.Platform, to.Workspace });
                return await session.ExecuteAsync(
                    """
                    INSERT INTO outbox
                        (schedule_id, kind, platform, workspace, person_id, channel, is_direct, occurrence_date, sequence, by_rule, asked_for, status, on_date, due_at,
                         not_before, is_late, reason, attempts, asks_to_ease, snoozed, told)
                    VALUES
                        (@Schedule, @Kind, @Platform, @Workspace, @PersonId, @Channel, @IsDirect, @Date, @Sequence, FALSE, @askedFor, 'Pending', @Date, @dueAt,
                         @dueAt, FALSE, @reason, 0, FALSE, FALSE, FALSE)
                    ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        key.Schedule,
                        key.Kind,
                        to.Platform,
                        to.Workspace,
                        to.PersonId,
                        to.Channel,
                        to.IsDirect,
                        key.Date,
                        key.Sequence,
                        askedFor,
                        dueAt,
                        reason = JsonRows.Reason(reason),
                    });
            },
            cancellationToken) == 1;

    public Task<bool> RefreshAsync(EntryKey key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var to = RecipientColumns.Of(key.Recipient);
                var id = await session.FirstAsync<long?>(
                    $"""
                    SELECT COALESCE(o.merged_into, o.id) FROM outbox o
                    WHERE o.schedule_id = @Schedule AND o.occurrence_date = @Date AND o.kind = @Kind AND o.sequence = @Sequence
                        AND COALESCE(o.person_id, 0) = COALESCE(@PersonId, 0) AND COALESCE(o.channel, '') = COALESCE(@Channel, '')
                        AND o.platform = @Platform AND o.workspace = @Workspace
                    {database.Engine.TakeRowsOrWait}
                    """,
                    new { key.Schedule, key.Date, key.Kind, key.Sequence, to.PersonId, to.Channel, to.Platform, to.Workspace });
                // One that is in hand may have been composed before what changed; it is refreshed once it has arrived.
                return await session.FirstAsync<string>(
                    """
                    UPDATE outbox SET refresh_at = COALESCE(refresh_at, due_at), refresh_asked = refresh_asked + 1, refresh_tries = 0
                    WHERE id = @id AND (status IN ('Sent', 'Sending', 'Uncertain') OR claim IS NOT NULL)
                    RETURNING status
                    """,
                    new { id }) == nameof(EntryStatus.Sent);
            },
            cancellationToken);

    public async Task<bool> SkipAsync(long id, string reason, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE outbox SET status = 'Skipped', reason = @reason, slot_date = NULL, claim = NULL WHERE id = @id AND status IN ('Pending', 'Held')",
                new { id, reason = JsonRows.Reason(reason) }),
            cancellationToken) == 1;

    public Task<IReadOnlyList<OutboxEntry>> PastAsync(long schedule, int count, CancellationToken cancellationToken) =>
        ListAsync($"o.schedule_id = @schedule ORDER BY o.occurrence_date DESC, o.id DESC LIMIT {count}", new { schedule }, cancellationToken);

    public Task<IReadOnlyList<OutboxEntry>> PastAsync(Recipient recipient, int count, CancellationToken cancellationToken) => ListAsync(
        (recipient is PersonRecipient
            ? "o.person_id = @PersonId AND o.platform = @Platform AND o.workspace = @Workspace"
            : "o.platform = @Platform AND o.workspace = @Workspace AND o.channel IS NOT NULL AND o.channel = @Channel")
        + $" ORDER BY o.due_at DESC, o.id DESC LIMIT {count}",
        RecipientColumns.Of(recipient),
        cancellationToken);

    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        Export.Rows(
            await database.ReadAsync(session => session.ListAsync<OutboxRow>($"{Select} WHERE o.person_id = @person ORDER BY o.id", new { person }), cancellationToken),
            row => new(StringComparer.Ordinal)
            {
                ["platform"] = row.Platform,
                ["workspace"] = row.Workspace,
                ["kind"] = row.Kind,
                ["date"] = row.OccurrenceDate,
                ["status"] = row.Status.ToString(),
                ["dueAt"] = Export.Iso(Instant.FromUnixTimeMilliseconds(row.DueAt)),
                ["sentAt"] = Export.Iso(row.SentAt is { } at ? Instant.FromUnixTimeMilliseconds(at) : null),
                ["reason"] = row.Reason,
            });

    private static async Task<OutboxEntry?> FindAsync(Session session, long id) => (await session.FirstAsync<OutboxRow>($"{Select} WHERE o.id = @id", new { id }))?.ToEntry();

    private Task<IReadOnlyList<OutboxEntry>> ListAsync(string where, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<OutboxEntry>>(
            async session => [.. (await session.ListAsync<OutboxRow>($"{Select} WHERE {where}", values)).Select(row => row.ToEntry())],
            cancellationToken);
}
