using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Who is on which plan, in SQL.</summary>
internal sealed class EnrolmentStore(Database database) : IEnrolmentStore, IPersonalData
{
    public string Section => "plans";

    public Task<long?> AddAsync(Enrolment enrolment, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.FirstAsync<long?>(
                """
                INSERT INTO enrolments
                    (person_id, platform, workspace, channel, is_direct, plan_id, title, written, answers, first_day, nudge_time, state, started_at)
                VALUES
                    (@Person, @Platform, @Workspace, @Channel, @IsDirect, @PlanId, @Title, @Written, @Answers, @FirstDay, @NudgeTime, @State, @StartedAt)
                ON CONFLICT (person_id, platform, workspace, plan_id) WHERE ended_at IS NULL DO NOTHING
                RETURNING id
                """,
                new
                {
                    enrolment.Person,
                    enrolment.Place.Workspace.Platform,
                    Workspace = enrolment.Place.Workspace.Id,
                    enrolment.Place.Channel,
                    enrolment.Place.IsDirect,
                    enrolment.PlanId,
                    enrolment.Title,
                    enrolment.Written,
                    Answers = StoredJson.Write(enrolment.Answers),
                    enrolment.FirstDay,
                    NudgeTime = EnrolmentRow.Write(enrolment.NudgeTime),
                    State = nameof(EnrolmentState.Running),
                    enrolment.StartedAt,
                }),
            cancellationToken);

    public Task<Enrolment?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync(
            async session =>
            {
                var row = await session.FirstAsync<EnrolmentRow>("SELECT * FROM enrolments WHERE id = @id", new { id });
                return row?.ToEnrolment(await session.ListAsync<PlanMarkRow>("SELECT * FROM plan_marks WHERE enrolment_id = @id ORDER BY marked_at", new { id }));
            },
            cancellationToken);

    public Task<IReadOnlyList<Enrolment>> OpenAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<Enrolment>>(
            async session =>
            {
                var values = new { person, workspace.Platform, Workspace = workspace.Id };
                var rows = await session.ListAsync<EnrolmentRow>(
                    """
                    SELECT * FROM enrolments
                    WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace AND ended_at IS NULL
                    ORDER BY id
                    """,
                    values);
                var marks = (await session.ListAsync<PlanMarkRow>(
                    """
                    SELECT m.* FROM plan_marks m
                    JOIN enrolments e ON e.id = m.enrolment_id
                    WHERE e.person_id = @person AND e.platform = @Platform AND e.workspace = @Workspace AND e.ended_at IS NULL
                    ORDER BY m.marked_at
                    """,
                    values)).ToLookup(mark => mark.EnrolmentId);
                return [.. rows.Select(row => row.ToEnrolment(marks[row.Id]))];
            },
            cancellationToken);

    public Task OfferAsync(long id, IReadOnlyCollection<int> parts, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await TryHoldAsync(session, id))
                {
                    return false;
                }

                foreach (var part in parts)
                {
                    await session.ExecuteAsync(
                        """
                        INSERT INTO plan_marks (enrolment_id, kind, part, marked_on, marked_at)
                        SELECT @id, 'Offered', @part, @on, @at
                        WHERE NOT EXISTS
                            (SELECT 1 FROM plan_marks WHERE enrolment_id = @id AND kind = 'Offered' AND part = @part AND marked_on = @on)
                        """,
                        new { id, part, on, at });
                }

                return true;
            },
            cancellationToken);

    public Task<bool> DoneAsync(long id, int part, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await TryHoldAsync(session, id) || await IsDoneAsync(session, id, part))
                {
                    return false;
                }

                await MarkAsync(session, id, MarkKind.Done, part, on, at);
                await session.ExecuteAsync(
                    "DELETE FROM plan_marks WHERE enrolment_id = @id AND kind = 'Skipped' AND part = @part AND marked_on = @on",
                    new { id, part, on });
                return true;
            },
            cancellationToken);

    public Task<bool> SkipAsync(long id, int part, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await TryMoveAsync(session, id, EnrolmentState.Running, EnrolmentState.Running)
                    || await IsDoneAsync(session, id, part)
                    || await session.FirstAsync<long>("SELECT COUNT(*) FROM plan_marks WHERE enrolment_id = @id AND kind = 'Skipped' AND marked_on = @on", new { id, on }) > 0)
                {
                    return false;
                }

                await MarkAsync(session, id, MarkKind.Skipped, part, on, at);
                return true;
            },
            cancellationToken);

    public Task<bool> PauseAsync(long id, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await TryMoveAsync(session, id, EnrolmentState.Running, EnrolmentState.Paused))
                {
                    return false;
                }

                await MarkAsync(session, id, MarkKind.Paused, 0, on, at);
                return true;
            },
            cancellationToken);

    public Task<bool> ResumeAsync(long id, LocalDate on, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await TryMoveAsync(session, id, EnrolmentState.Paused, EnrolmentState.Running))
                {
                    return false;
                }

                await MarkAsync(session, id, MarkKind.Resumed, 0, on, at);
                return true;
            },
            cancellationToken);

    public Task<bool> EndAsync(long id, EnrolmentState how, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "UPDATE enrolments SET state = @state, ended_at = @at WHERE id = @id AND ended_at IS NULL",
                new { id, state = how.ToString(), at }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. (await session.ListAsync<EnrolmentRow>("SELECT * FROM enrolments WHERE person_id = @person ORDER BY id", new { person }))
                    .Select(row => row.Show()),
                .. (await session.ListAsync<PlanMarkRow>(
                    """
                    SELECT m.* FROM plan_marks m
                    JOIN enrolments e ON e.id = m.enrolment_id
                    WHERE e.person_id = @person
                    ORDER BY m.enrolment_id, m.marked_at
                    """,
                    new { person })).Select(row => row.Show()),
            ],
            cancellationToken);

    /// <summary>
    /// Holds an enrolment that has not ended until the transaction does; false where it has, or is gone. An update that changes
    /// nothing is the lock that both engines have.
    /// </summary>
    private static async Task<bool> TryHoldAsync(Session session, long id) =>
        await session.ExecuteAsync("UPDATE enrolments SET state = state WHERE id = @id AND ended_at IS NULL", new { id }) == 1;

    private static async Task<bool> TryMoveAsync(Session session, long id, EnrolmentState from, EnrolmentState to) =>
        await session.ExecuteAsync(
            "UPDATE enrolments SET state = @to WHERE id = @id AND state = @from",
            new { id, from = from.ToString(), to = to.ToString() }) == 1;

    private static async Task<bool> IsDoneAsync(Session session, long id, int part) =>
        await session.FirstAsync<long>("SELECT COUNT(*) FROM plan_marks WHERE enrolment_id = @id AND kind = 'Done' AND part = @part", new { id, part }) > 0;

    private static Task<int> MarkAsync(Session session, long id, MarkKind kind, int part, LocalDate on, Instant at) =>
        session.ExecuteAsync(
            """
            INSERT INTO plan_marks (enrolment_id, kind, part, marked_on, marked_at) VALUES (@id, @kind, @part, @on, @at)
            ON CONFLICT DO NOTHING
            """,
            new { id, kind = kind.ToString(), part, on, at });
}
