using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Practice;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What people practise for interviews, in SQL.</summary>
internal sealed class PracticeStore(Database database) : IPracticeStore, IPersonalData
{
    public string Section => "practice";

    public Task<IReadOnlyDictionary<string, long>> AskedAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(
            async session => (await session.ListAsync<AskedRow>(
                "SELECT question_id, turn FROM practice_asked WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace",
                new { person, workspace.Platform, Workspace = workspace.Id })).ToDictionary(row => row.QuestionId, row => row.Turn, StringComparer.Ordinal),
            cancellationToken);

    public Task NoteAskedAsync(Workspace workspace, PersonId person, string question, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO practice_asked (person_id, platform, workspace, question_id, turn)
                VALUES (@person, @Platform, @Workspace, @question,
                    (SELECT COALESCE(MAX(turn), 0) + 1 FROM practice_asked WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace))
                ON CONFLICT (person_id, platform, workspace, question_id) DO UPDATE SET turn = excluded.turn
                """,
                new { person, workspace.Platform, Workspace = workspace.Id, question }),
            cancellationToken);

    public Task<long> SaveAsync(PractisedAnswer answer, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.FirstAsync<long>(
                """
                INSERT INTO practice_answers
                    (person_id, platform, workspace, form, question_id, asked, kind_id, kind_title, level, parts, scores, points, scored, answered_at)
                VALUES
                    (@Person, @Platform, @Workspace, @Form, @QuestionId, @Asked, @KindId, @KindTitle, @Level, @Parts, @Scores, @Points, @Scored, @AnsweredAt)
                ON CONFLICT (person_id, platform, workspace, form) DO UPDATE SET
                    parts = excluded.parts, scores = excluded.scores, points = excluded.points, scored = excluded.scored, answered_at = excluded.answered_at
                RETURNING id
                """,
                new
                {
                    answer.Person,
                    answer.Workspace.Platform,
                    Workspace = answer.Workspace.Id,
                    answer.Form,
                    answer.QuestionId,
                    answer.Asked,
                    answer.KindId,
                    answer.KindTitle,
                    answer.Level,
                    Parts = StoredJson.Write(answer.Parts),
                    Scores = StoredJson.Write(answer.Scores),
                    Points = answer.Scores.Values.Sum(),
                    Scored = answer.Scores.Count,
                    answer.AnsweredAt,
                }),
            cancellationToken);

    public Task<PractisedAnswer?> OfFormAsync(Workspace workspace, PersonId person, long form, CancellationToken cancellationToken) =>
        FirstAsync("form = @key", workspace, person, form, cancellationToken);

    public Task<PractisedAnswer?> FindAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        FirstAsync("id = @key", workspace, person, id, cancellationToken);

    public Task<IReadOnlyList<PractisedAnswer>> NewestAsync(Workspace workspace, PersonId person, int skip, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PractisedAnswer>>(
            async session => [.. (await session.ListAsync<Row>(
                """
                SELECT * FROM practice_answers
                WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace
                ORDER BY answered_at DESC, id DESC
                LIMIT @count OFFSET @skip
                """,
                new { person, workspace.Platform, Workspace = workspace.Id, skip, count })).Select(row => row.ToAnswer())],
            cancellationToken);

    public Task<IReadOnlyList<KindAverage>> AveragesAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KindAverage>>(
            async session => [.. (await session.ListAsync<KindRow>(
                """
                SELECT MAX(kind_title) AS kind_title, COUNT(*) AS answers, SUM(points) AS points, SUM(scored) AS scored FROM practice_answers
                WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace
                GROUP BY kind_id ORDER BY MAX(kind_title)
                """,
                new { person, workspace.Platform, Workspace = workspace.Id }))
                .Select(row => new KindAverage(row.KindTitle, (int)row.Answers, row.Scored == 0 ? null : (decimal)row.Points / row.Scored))],
            cancellationToken);

    public Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "DELETE FROM practice_answers WHERE id = @id AND person_id = @person AND platform = @Platform AND workspace = @Workspace",
                new { id, person, workspace.Platform, Workspace = workspace.Id }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. Export.Rows(
                    await session.ListAsync<Row>("SELECT * FROM practice_answers WHERE person_id = @person ORDER BY id", new { person }),
                    row => new(StringComparer.Ordinal)
                    {
                        ["kind"] = "answer",
                        ["question"] = row.Asked,
                        ["of"] = row.KindTitle,
                        ["level"] = row.Level,
                        ["parts"] = StoredJson.Read(row.Parts),
                        ["scores"] = StoredJson.ReadNumbers(row.Scores),
                        ["answeredAt"] = Export.Iso(row.AnsweredAt),
                    }),
                .. Export.Rows(
                    await session.ListAsync<AskedRow>("SELECT question_id, turn FROM practice_asked WHERE person_id = @person ORDER BY turn", new { person }),
                    row => new(StringComparer.Ordinal)
                    {
                        ["kind"] = "asked",
                        ["question"] = row.QuestionId,
                        ["turn"] = row.Turn,
                    }),
            ],
            cancellationToken);

    private async Task<PractisedAnswer?> FirstAsync(string where, Workspace workspace, PersonId person, long key, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            session => session.FirstAsync<Row>(
                $"SELECT * FROM practice_answers WHERE {where} AND person_id = @person AND platform = @Platform AND workspace = @Workspace",
                new { key, person, workspace.Platform, Workspace = workspace.Id }),
            cancellationToken))?.ToAnswer();

    private sealed record AskedRow
    {
        public string QuestionId { get; init; } = "";

        public long Turn { get; init; }
    }

    private sealed record KindRow
    {
        public string KindTitle { get; init; } = "";

        public long Answers { get; init; }

        public long Points { get; init; }

        public long Scored { get; init; }
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public PersonId PersonId { get; init; }

        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public long Form { get; init; }

        public string QuestionId { get; init; } = "";

        public string Asked { get; init; } = "";

        public string KindId { get; init; } = "";

        public string KindTitle { get; init; } = "";

        public string Level { get; init; } = "";

        public string Parts { get; init; } = "";

        public string Scores { get; init; } = "";

        public Instant AnsweredAt { get; init; }

        public PractisedAnswer ToAnswer() => new(
            Id, PersonId, new Workspace(Platform, Workspace), Form, QuestionId, Asked, KindId, KindTitle, Level, StoredJson.Read(Parts), StoredJson.ReadNumbers(Scores), AnsweredAt);
    }
}
