using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>The cadences of channels and their rounds, in SQL.</summary>
internal sealed class CadenceStore(Database database) : ICadenceStore, IPersonalData
{
    public string Section => "cadences";

    public Task<long?> AddAsync(Cadence cadence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.FirstAsync<long?>(
                """
                INSERT INTO cadences
                    (platform, workspace, channel, is_direct, kind, owned_by, rule, start_date, time_of_day, zone, closes_at, reminds_at,
                     meeting_days, meeting_at, meeting_minutes, state, created_at)
                VALUES
                    (@Platform, @Workspace, @Channel, @IsDirect, @Kind, @OwnedBy, @Rule, @StartDate, @TimeOfDay, @Zone, @ClosesAt, @RemindsAt,
                     @MeetingDays, @MeetingAt, @MeetingMinutes, @State, @CreatedAt)
                ON CONFLICT (platform, workspace, channel, kind) WHERE state <> 'Ended' DO NOTHING
                RETURNING id
                """,
                CadenceRow.Values(cadence)),
            cancellationToken);

    public Task<Cadence?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.FirstAsync<CadenceRow>("SELECT * FROM cadences WHERE id = @id", new { id }))?.ToCadence(),
            cancellationToken);

    public async Task<IReadOnlyList<Cadence>> InAsync(Place place, CancellationToken cancellationToken) =>
        [.. (await ListAsync(
            "platform = @Platform AND workspace = @Id AND channel = @Channel AND state <> 'Ended'",
            new { place.Workspace.Platform, place.Workspace.Id, place.Channel },
            cancellationToken)).OrderBy(cadence => cadence.Kind)];

    public Task<IReadOnlyList<Cadence>> OfAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) => ListAsync(
        """
        platform = @Platform AND workspace = @Id AND state <> 'Ended'
        AND (owned_by = @person OR id IN (SELECT cadence_id FROM cadence_participants WHERE person_id = @person))
        """,
        new { workspace.Platform, workspace.Id, person },
        cancellationToken);

    public Task<IReadOnlyList<Cadence>> AllAsync(Workspace workspace, CancellationToken cancellationToken) =>
        ListAsync("platform = @Platform AND workspace = @Id", new { workspace.Platform, workspace.Id }, cancellationToken);

    public Task<bool> ChangeAsync(Cadence cadence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                UPDATE cadences SET rule = @Rule, start_date = @StartDate, time_of_day = @TimeOfDay, zone = @Zone,
                    closes_at = @ClosesAt, reminds_at = @RemindsAt, meeting_days = @MeetingDays, meeting_at = @MeetingAt, meeting_minutes = @MeetingMinutes
                WHERE id = @Id AND state <> 'Ended'
                """,
                CadenceRow.Values(cadence)) == 1,
            cancellationToken);

    public Task<bool> GiveAsync(long id, PersonId? from, PersonId? to, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "UPDATE cadences SET owned_by = @to, orphan_told = FALSE WHERE id = @id AND COALESCE(owned_by, 0) = @owner AND state <> 'Ended'",
                new { id, owner = from?.Value ?? 0, to }) == 1,
            cancellationToken);

    public Task OrphanToldAsync(long id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("UPDATE cadences SET orphan_told = TRUE WHERE id = @id AND owned_by IS NULL", new { id }),
            cancellationToken);

    public Task<bool> MoveAsync(long id, CadenceState from, CadenceState to, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "UPDATE cadences SET state = @to WHERE id = @id AND state = @from",
                new { id, from = from.ToString(), to = to.ToString() }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<Participant>> ParticipantsAsync(long cadence, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Participant>>(
            async session =>
            [
                .. (await session.ListAsync<ParticipantRow>("SELECT * FROM cadence_participants WHERE cadence_id = @cadence ORDER BY since, person_id", new { cadence }))
                    .Select(row => row.ToParticipant()),
            ],
            cancellationToken);

    public Task<bool> JoinAsync(long cadence, Participant participant, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                INSERT INTO cadence_participants (cadence_id, person_id, added_by, since, told_at) VALUES (@cadence, @Person, @AddedBy, @Since, @ToldAt)
                ON CONFLICT (cadence_id, person_id) DO NOTHING
                """,
                new { cadence, participant.Person, participant.AddedBy, participant.Since, participant.ToldAt }) == 1,
            cancellationToken);

    public Task ToldAsync(long cadence, PersonId person, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE cadence_participants SET told_at = @at WHERE cadence_id = @cadence AND person_id = @person AND told_at IS NULL", new { cadence, person, at }),
            cancellationToken);

    public Task<bool> LeaveAsync(long cadence, PersonId person, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "DELETE FROM cadence_participants WHERE cadence_id = @cadence AND person_id = @person", new { cadence, person }) == 1,
            cancellationToken);

    public Task AskAsync(long cadence, LocalDate date, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await HoldAsync(session, cadence, date);
                return await session.ExecuteAsync(
                    "UPDATE cadence_rounds SET asked_at = @at WHERE cadence_id = @cadence AND round_date = @date AND asked_at IS NULL",
                    new { cadence, date, at });
            },
            cancellationToken);

    public Task AnswerAsync(long cadence, LocalDate date, RoundAnswer answer, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await HoldAsync(session, cadence, date);
                await session.ExecuteAsync(
                    """
                    INSERT INTO cadence_answers (cadence_id, round_date, person_id, words, sent_at, edited_at)
                    VALUES (@cadence, @date, @Person, @Words, @SentAt, @EditedAt)
                    ON CONFLICT (cadence_id, round_date, person_id) DO UPDATE SET
                        words = excluded.words, edited_at = COALESCE(excluded.edited_at, excluded.sent_at)
                    """,
                    new { cadence, date, answer.Person, Words = StoredJson.Write(answer.Words), answer.SentAt, answer.EditedAt });
                return await session.ExecuteAsync(
                    "DELETE FROM cadence_gaps WHERE cadence_id = @cadence AND round_date = @date AND person_id = @Person",
                    new { cadence, date, answer.Person });
            },
            cancellationToken);

    public Task<(LocalDate Date, RoundAnswer Answer)?> LastAnswerAsync(long cadence, PersonId person, LocalDate before, CancellationToken cancellationToken) =>
        database.ReadAsync<(LocalDate, RoundAnswer)?>(
            async session => await session.FirstAsync<AnswerRow>(
                """
                SELECT * FROM cadence_answers
                WHERE cadence_id = @cadence AND person_id = @person AND round_date < @before
                ORDER BY round_date DESC LIMIT 1
                """,
                new { cadence, person, before }) is { } row ? (TimeText.Date(row.RoundDate), row.ToAnswer()) : null,
            cancellationToken);

    public Task CloseAsync(long cadence, LocalDate date, IReadOnlyCollection<RoundGap> missing, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await HoldAsync(session, cadence, date);
                if (await session.ExecuteAsync(
                    "UPDATE cadence_rounds SET closed_at = @at WHERE cadence_id = @cadence AND round_date = @date AND closed_at IS NULL",
                    new { cadence, date, at }) == 0)
                {
                    return false;
                }

                foreach (var gap in missing)
                {
                    // Somebody may have erased their data since they were counted.
                    await session.ExecuteAsync(
                        """
                        INSERT INTO cadence_gaps (cadence_id, round_date, person_id, is_away)
                        SELECT @cadence, @date, id, @IsAway FROM people WHERE id = @Person
                        AND NOT EXISTS (SELECT 1 FROM cadence_answers WHERE cadence_id = @cadence AND round_date = @date AND person_id = @Person)
                        """,
                        new { cadence, date, gap.Person, gap.IsAway });
                }

                return true;
            },
            cancellationToken);

    public Task ApproveAsync(long cadence, LocalDate date, ApprovedWords words, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await HoldAsync(session, cadence, date);
                return await session.ExecuteAsync(
                    """
                    UPDATE cadence_rounds SET approved = @Words, approved_by = @By, approved_at = @At
                    WHERE cadence_id = @cadence AND round_date = @date
                    """,
                    new { cadence, date, Words = StoredJson.Write(words.Words), words.By, words.At });
            },
            cancellationToken);

    public async Task<Round?> RoundAsync(long cadence, LocalDate date, CancellationToken cancellationToken) =>
        await RoundsAsync(cadence, date, date, cancellationToken) is [var round] ? round : null;

    public Task<IReadOnlyList<Round>> RoundsAsync(long cadence, LocalDate from, LocalDate to, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<Round>>(
            async session =>
            {
                const string Which = "cadence_id = @cadence AND round_date BETWEEN @from AND @to";
                var values = new { cadence, from, to };
                var rounds = await session.ListAsync<RoundRow>($"SELECT * FROM cadence_rounds WHERE {Which} ORDER BY round_date", values);
                var answers = (await session.ListAsync<AnswerRow>($"SELECT * FROM cadence_answers WHERE {Which} ORDER BY sent_at, person_id", values)).ToLookup(row => row.RoundDate);
                var gaps = (await session.ListAsync<GapRow>($"SELECT * FROM cadence_gaps WHERE {Which} ORDER BY person_id", values)).ToLookup(row => row.RoundDate);
                return [.. rounds.Select(round => round.ToRound(answers[round.RoundDate], gaps[round.RoundDate]))];
            },
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. (await session.ListAsync<CadenceRow>("SELECT * FROM cadences WHERE owned_by = @person ORDER BY id", new { person })).Select(row => row.Show()),
                .. (await session.ListAsync<ParticipantRow>("SELECT * FROM cadence_participants WHERE person_id = @person OR added_by = @person ORDER BY cadence_id, since", new { person }))
                    .Select(row => row.Show(person)),
                .. (await session.ListAsync<AnswerRow>("SELECT * FROM cadence_answers WHERE person_id = @person ORDER BY cadence_id, round_date", new { person })).Select(row => row.Show()),
                .. (await session.ListAsync<GapRow>("SELECT * FROM cadence_gaps WHERE person_id = @person ORDER BY cadence_id, round_date", new { person })).Select(row => row.Show()),
                .. (await session.ListAsync<RoundRow>("SELECT * FROM cadence_rounds WHERE approved_by = @person ORDER BY cadence_id, round_date", new { person })).Select(row => row.Show()),
            ],
            cancellationToken);

    /// <summary>Holds a round until the transaction ends, and begins it where it was not there, so that answers and the closing come one after another.</summary>
    private static Task<int> HoldAsync(Session session, long cadence, LocalDate date) => session.ExecuteAsync(
        """
        INSERT INTO cadence_rounds (cadence_id, round_date) VALUES (@cadence, @date)
        ON CONFLICT (cadence_id, round_date) DO UPDATE SET closed_at = cadence_rounds.closed_at
        """,
        new { cadence, date });

    private Task<IReadOnlyList<Cadence>> ListAsync(string where, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Cadence>>(
            async session => [.. (await session.ListAsync<CadenceRow>($"SELECT * FROM cadences WHERE {where} ORDER BY id", values)).Select(row => row.ToCadence())],
            cancellationToken);
}
