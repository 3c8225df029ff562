using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Schedules in SQL.</summary>
internal sealed class Schedules(Database database, IClock clock) : ISchedules, IPersonalData
{
    private const string Select = $"SELECT {ScheduleRow.Columns} FROM schedules s";

    public string Section => "schedules";

    public Task<Schedule> AddAsync(Schedule schedule, CancellationToken cancellationToken) =>
        database.WriteAsync(session => AddAsync(session, schedule, clock.GetCurrentInstant()), cancellationToken);

    /// <summary>Adds a schedule in the transaction that adds the feature's own row.</summary>
    public static async Task<Schedule> AddAsync(Session session, Schedule schedule, Instant now)
    {
        var next = NextOf(schedule.When, now, null);
        var values = Values(schedule, next);
        var id = await session.FirstAsync<long?>(
            """
            INSERT INTO schedules
                (feature, subject, kind, platform, workspace, person_id, channel, is_direct, owned_by, rule, start_date, time_of_day, zone, follows_zone,
                 working_days_only, asked_for, lateness, window_close, state, next_date, next_due_at)
            VALUES
                (@Feature, @Subject, @Kind, @Platform, @Workspace, @PersonId, @Channel, @IsDirect, @OwnedBy, @Rule, @StartDate, @TimeOfDay, @Zone, @FollowsZone,
                 @WorkingDaysOnly, @AskedFor, @Lateness, @WindowClose, @State, @NextDate, @NextDueAt)
            ON CONFLICT DO NOTHING
            RETURNING id
            """,
            values);
        var row = id is not null
            ? await session.FirstAsync<ScheduleRow>($"{Select} WHERE s.id = @id", new { id })
            : await session.FirstAsync<ScheduleRow>(
                $"""
                {Select}
                WHERE s.feature = @Feature AND s.subject = @Subject AND s.kind = @Kind AND s.platform = @Platform AND s.workspace = @Workspace
                    AND COALESCE(s.person_id, 0) = COALESCE(@PersonId, 0) AND COALESCE(s.channel, '') = COALESCE(@Channel, '') AND s.state <> 'Ended'
                """,
                values);
        return row!.ToSchedule();
    }

    public Task<Schedule?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => (await session.FirstAsync<ScheduleRow>($"{Select} WHERE s.id = @id", new { id }))?.ToSchedule(), cancellationToken);

    public Task<IReadOnlyList<Schedule>> OfSubjectAsync(string feature, long subject, CancellationToken cancellationToken) =>
        ListAsync("s.feature = @feature AND s.subject = @subject", new { feature, subject }, cancellationToken);

    public Task<IReadOnlyList<Schedule>> ForRecipientAsync(Recipient recipient, CancellationToken cancellationToken)
    {
        var to = RecipientColumns.Of(recipient);
        return recipient is PersonRecipient
            ? ListAsync("s.person_id = @PersonId AND s.platform = @Platform AND s.workspace = @Workspace", to, cancellationToken)
            : ListAsync("s.platform = @Platform AND s.workspace = @Workspace AND s.channel IS NOT NULL AND s.channel = @Channel", to, cancellationToken);
    }

    public Task<IReadOnlyList<Schedule>> OwnedByAsync(Workspace workspace, PersonId owner, CancellationToken cancellationToken) =>
        ListAsync("s.owned_by = @owner AND s.platform = @Platform AND s.workspace = @Id", new { owner, workspace.Platform, workspace.Id }, cancellationToken);

    public async Task<bool> ChangeAsync(Schedule schedule, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            async session =>
            {
                var before = await session.FirstAsync<ScheduleRow>($"{Select} WHERE s.id = @Id {database.Engine.TakeRowsOrWait}", new { schedule.Id });
                if (before is null || before.State == ScheduleState.Ended)
                {
                    return 0;
                }

                var next = before.State == ScheduleState.Paused ? null : NextOf(schedule.When, clock.GetCurrentInstant(), TimeText.DateOrNull(before.LastDate));
                return await session.ExecuteAsync(
                    """
                    UPDATE schedules SET owned_by = @OwnedBy, rule = @Rule, start_date = @StartDate, time_of_day = @TimeOfDay, zone = @Zone, follows_zone = @FollowsZone,
                        working_days_only = @WorkingDaysOnly, asked_for = @AskedFor, lateness = @Lateness, window_close = @WindowClose,
                        next_date = @NextDate, next_due_at = @NextDueAt, state = CASE WHEN state = 'Paused' THEN state ELSE @State END
                    WHERE id = @Id
                    """,
                    Values(schedule, next));
            },
            cancellationToken) == 1;

    public Task PauseAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync($"UPDATE schedules SET state = 'Paused', next_date = NULL, next_due_at = NULL WHERE id {database.Engine.Among("ids")} AND state = 'Active'", new { ids = ids.ToArray() });
                return await SkipWaitingAsync(session, database.Engine, ids, OutboxReasons.Paused);
            },
            cancellationToken);

    public Task ResumeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var now = clock.GetCurrentInstant();
                foreach (var row in await session.ListAsync<ScheduleRow>(
                    $"{Select} WHERE s.id {database.Engine.Among("ids")} AND s.state = 'Paused' ORDER BY s.id {database.Engine.TakeRowsOrWait}", new { ids = ids.ToArray() }))
                {
                    var next = NextOf(row.ToSchedule().When, now, TimeText.DateOrNull(row.LastDate));
                    await session.ExecuteAsync(
                        "UPDATE schedules SET state = @state, next_date = @date, next_due_at = @at WHERE id = @Id AND state = 'Paused'",
                        new { row.Id, state = next is null ? "Ended" : "Active", date = next?.Date, at = next?.At });
                }

                return 0;
            },
            cancellationToken);

    public Task EndAsync(IReadOnlyCollection<long> ids, string reason, CancellationToken cancellationToken) =>
        database.WriteAsync(session => EndAsync(session, database.Engine, ids, reason), cancellationToken);

    /// <summary>Ends schedules in the transaction that ends what they were for.</summary>
    public static async Task<int> EndAsync(Session session, IEngine engine, IReadOnlyCollection<long> ids, string reason)
    {
        await session.ExecuteAsync($"UPDATE schedules SET state = 'Ended', next_date = NULL, next_due_at = NULL WHERE id {engine.Among("ids")}", new { ids = ids.ToArray() });
        return await SkipWaitingAsync(session, engine, ids, reason);
    }

    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        Export.Rows(
            await database.ReadAsync(session => session.ListAsync<ScheduleRow>($"{Select} WHERE s.person_id = @person OR s.owned_by = @person ORDER BY s.id", new { person }), cancellationToken),
            row => new(StringComparer.Ordinal)
            {
                ["platform"] = row.Platform,
                ["workspace"] = row.Workspace,
                ["channel"] = row.Channel,
                ["feature"] = row.Feature,
                ["kind"] = row.Kind,
                ["rule"] = row.Rule,
                ["start"] = row.StartDate,
                ["time"] = row.TimeOfDay,
                ["zone"] = row.Zone,
                ["state"] = row.State.ToString(),
            });

    internal static Occurrence? NextOf(LocalSchedule when, Instant now, LocalDate? after)
    {
        foreach (var occurrence in when.After(now))
        {
            if (!(occurrence.Date <= after))
            {
                return occurrence;
            }
        }

        return null;
    }

    private static Task<int> SkipWaitingAsync(Session session, IEngine engine, IReadOnlyCollection<long> ids, string reason) => session.ExecuteAsync(
        $"UPDATE outbox SET status = 'Skipped', reason = @reason, slot_date = NULL, claim = NULL WHERE schedule_id {engine.Among("ids")} AND status IN ('Pending', 'Held')",
        new { ids = ids.ToArray(), reason = JsonRows.Reason(reason) });

    private static object Values(Schedule schedule, Occurrence? next)
    {
        var to = RecipientColumns.Of(schedule.Recipient);
        return new
        {
            schedule.Id,
            schedule.Feature,
            schedule.Subject,
            schedule.Kind,
            to.Platform,
            to.Workspace,
            to.PersonId,
            to.Channel,
            to.IsDirect,
            OwnedBy = schedule.Owner,
            Rule = schedule.When.Rule.ToString(),
            StartDate = schedule.When.Start,
            TimeOfDay = TimeText.Of(schedule.When.Time),
            Zone = schedule.When.Zone.Id,
            schedule.FollowsZone,
            schedule.WorkingDaysOnly,
            schedule.AskedFor,
            Lateness = schedule.LateLimit.ToString(),
            WindowClose = TimeText.Of(schedule.WindowClose),
            State = next is null ? nameof(ScheduleState.Ended) : nameof(ScheduleState.Active),
            NextDate = next?.Date,
            NextDueAt = next?.At,
        };
    }

    private Task<IReadOnlyList<Schedule>> ListAsync(string where, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Schedule>>(
            async session => [.. (await session.ListAsync<ScheduleRow>($"{Select} WHERE {where} AND s.state <> 'Ended' ORDER BY s.id", values)).Select(row => row.ToSchedule())],
            cancellationToken);
}

/// <summary>A recipient as its columns.</summary>
internal sealed record RecipientColumns(string Platform, string Workspace, PersonId? PersonId, string? Channel, bool IsDirect)
{
    public static RecipientColumns Of(Recipient recipient) => recipient is PlaceRecipient(var place)
        ? new RecipientColumns(place.Workspace.Platform, place.Workspace.Id, null, place.Channel, place.IsDirect)
        : new RecipientColumns(recipient.Workspace.Platform, recipient.Workspace.Id, ((PersonRecipient)recipient).Person, null, false);
}
