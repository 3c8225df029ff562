using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What people can show for their work, in SQL.</summary>
internal sealed class EvidenceStore(Database database) : IEvidenceStore, IPersonalData
{
    public string Section => "evidence";

    public Task<long> SaveAsync(EvidenceRecord evidence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.FirstAsync<long>(
                """
                INSERT INTO evidence
                    (person_id, platform, workspace, evidence_date, source, subject, part, title, what, impact, number, link, saved_at)
                VALUES
                    (@Person, @Platform, @Workspace, @Date, @Source, @Subject, @Part, @Title, @What, @Impact, @Number, @Link, @SavedAt)
                ON CONFLICT (person_id, source, subject, part) DO UPDATE SET
                    title = excluded.title, what = excluded.what, impact = excluded.impact, number = excluded.number,
                    link = excluded.link, saved_at = excluded.saved_at,
                    evidence_date = CASE WHEN evidence.source = 'plan' THEN evidence.evidence_date ELSE excluded.evidence_date END
                RETURNING id
                """,
                ValuesOf(evidence)),
            cancellationToken);

    public Task<IReadOnlyList<EvidenceRecord>> OfSubjectAsync(PersonId person, string source, long subject, CancellationToken cancellationToken) =>
        ListAsync(
            "SELECT * FROM evidence WHERE person_id = @person AND source = @source AND subject = @subject ORDER BY part",
            new { person, source, subject },
            cancellationToken);

    public Task<IReadOnlyList<EvidenceRecord>> BetweenAsync(Workspace workspace, PersonId person, LocalDate from, LocalDate to, CancellationToken cancellationToken) =>
        ListAsync(
            """
            SELECT * FROM evidence
            WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace AND evidence_date BETWEEN @from AND @to
            ORDER BY evidence_date, id
            """,
            new { person, workspace.Platform, Workspace = workspace.Id, from, to },
            cancellationToken);

    public Task<IReadOnlyList<EvidenceRecord>> NewestAsync(Workspace workspace, PersonId person, DateInterval days, int skip, int count, CancellationToken cancellationToken) =>
        ListAsync(
            """
            SELECT * FROM evidence
            WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace AND evidence_date BETWEEN @Start AND @End
            ORDER BY evidence_date DESC, id DESC
            LIMIT @count OFFSET @skip
            """,
            new { person, workspace.Platform, Workspace = workspace.Id, days.Start, days.End, skip, count },
            cancellationToken);

    public async Task<EvidenceRecord?> FindAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            session => session.FirstAsync<Row>(
                "SELECT * FROM evidence WHERE id = @id AND person_id = @person AND platform = @Platform AND workspace = @Workspace",
                new { id, person, workspace.Platform, Workspace = workspace.Id }),
            cancellationToken))?.ToRecord();

    public Task<bool> ChangeAsync(EvidenceRecord evidence, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                UPDATE evidence
                SET evidence_date = @Date, title = @Title, what = @What, impact = @Impact, number = @Number, link = @Link, saved_at = @SavedAt
                WHERE id = @Id AND person_id = @Person AND platform = @Platform AND workspace = @Workspace
                """,
                ValuesOf(evidence)) == 1,
            cancellationToken);

    public Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "DELETE FROM evidence WHERE id = @id AND person_id = @person AND platform = @Platform AND workspace = @Workspace",
                new { id, person, workspace.Platform, Workspace = workspace.Id }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                await session.ListAsync<Row>("SELECT * FROM evidence WHERE person_id = @person ORDER BY id", new { person }),
                row => new(StringComparer.Ordinal)
                {
                    ["date"] = Export.Iso(row.EvidenceDate),
                    ["source"] = row.Source,
                    ["title"] = row.Title,
                    ["what"] = row.What,
                    ["impact"] = row.Impact,
                    ["number"] = row.Number,
                    ["link"] = row.Link,
                    ["savedAt"] = Export.Iso(row.SavedAt),
                }),
            cancellationToken);

    private static object ValuesOf(EvidenceRecord evidence) => new
    {
        evidence.Id,
        evidence.Person,
        evidence.Workspace.Platform,
        Workspace = evidence.Workspace.Id,
        evidence.Date,
        evidence.Source,
        evidence.Subject,
        evidence.Part,
        evidence.Title,
        evidence.What,
        evidence.Impact,
        evidence.Number,
        evidence.Link,
        evidence.SavedAt,
    };

    private Task<IReadOnlyList<EvidenceRecord>> ListAsync(string sql, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EvidenceRecord>>(
            async session => [.. (await session.ListAsync<Row>(sql, values)).Select(row => row.ToRecord())],
            cancellationToken);

    private sealed record Row
    {
        public long Id { get; init; }

        public PersonId PersonId { get; init; }

        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public LocalDate EvidenceDate { get; init; }

        public string Source { get; init; } = "";

        public long? Subject { get; init; }

        public int Part { get; init; }

        public string Title { get; init; } = "";

        public string? What { get; init; }

        public string? Impact { get; init; }

        public string? Number { get; init; }

        public string? Link { get; init; }

        public Instant SavedAt { get; init; }

        public EvidenceRecord ToRecord() => new(
            Id, PersonId, new Workspace(Platform, Workspace), EvidenceDate, Source, Subject, Part, Title, What, Impact, Number, Link, SavedAt);
    }
}
