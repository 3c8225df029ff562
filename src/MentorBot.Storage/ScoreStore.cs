using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What people scored, and what of it channels list, in SQL.</summary>
internal sealed class ScoreStore(Database database) : IScoreStore, IPersonalData
{
    public string Section => "scores";

    public Task<long> AddAsync(Score score, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.FirstAsync<long>(
                """
                INSERT INTO scores (person_id, platform, workspace, rubric, name, name_key, sheet, total, scored_at)
                VALUES (@Person, @Platform, @Workspace, @Rubric, @Name, @NameKey, @Sheet, @Total, @At)
                RETURNING id
                """,
                new
                {
                    score.Person,
                    score.Workspace.Platform,
                    Workspace = score.Workspace.Id,
                    score.Rubric,
                    score.Name,
                    NameKey = ScoreWords.KeyOf(score.Name),
                    Sheet = ScoreJson.Write(score.Sheet),
                    Total = (long)Math.Round(score.Sheet.Total * 1000),
                    score.At,
                }),
            cancellationToken);

    public Task<Score?> FindAsync(Workspace workspace, long id, CancellationToken cancellationToken) => FirstAsync(
        "SELECT * FROM scores WHERE id = @id AND platform = @Platform AND workspace = @Workspace",
        new { id, workspace.Platform, Workspace = workspace.Id },
        cancellationToken);

    public Task<Score?> LatestAsync(Workspace workspace, PersonId person, string rubric, CancellationToken cancellationToken) => FirstAsync(
        """
        SELECT * FROM scores WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace AND rubric = @rubric
        ORDER BY id DESC LIMIT 1
        """,
        new { person, workspace.Platform, Workspace = workspace.Id, rubric },
        cancellationToken);

    public Task<IReadOnlyList<Score>> HistoryAsync(Workspace workspace, PersonId person, string rubric, string name, int count, CancellationToken cancellationToken) => ListAsync(
        """
        SELECT * FROM scores WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace AND rubric = @rubric AND name_key = @key
        ORDER BY id DESC LIMIT @count
        """,
        new { person, workspace.Platform, Workspace = workspace.Id, rubric, key = ScoreWords.KeyOf(name), count },
        cancellationToken);

    public Task<Score?> BeforeAsync(Score score, CancellationToken cancellationToken) => FirstAsync(
        """
        SELECT * FROM scores
        WHERE person_id = @Person AND platform = @Platform AND workspace = @Workspace AND rubric = @Rubric AND name_key = @key AND id < @Id
        ORDER BY id DESC LIMIT 1
        """,
        new { score.Person, score.Workspace.Platform, Workspace = score.Workspace.Id, score.Rubric, key = ScoreWords.KeyOf(score.Name), score.Id },
        cancellationToken);

    public Task<IReadOnlyList<Score>> RankedAsync(Workspace workspace, PersonId person, string rubric, int skip, int count, CancellationToken cancellationToken) => ListAsync(
        """
        SELECT * FROM scores
        WHERE id IN (
            SELECT MAX(id) FROM scores WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace AND rubric = @rubric GROUP BY name_key)
        ORDER BY total DESC, id LIMIT @count OFFSET @skip
        """,
        new { person, workspace.Platform, Workspace = workspace.Id, rubric, skip, count },
        cancellationToken);

    public Task<IReadOnlyList<Score>> RankedInAsync(Place channel, string rubric, int skip, int count, CancellationToken cancellationToken) => ListAsync(
        """
        SELECT * FROM scores
        WHERE id IN (
            SELECT MAX(s.id) FROM scores s JOIN score_shares h ON h.score_id = s.id
            WHERE h.channel = @Channel AND s.platform = @Platform AND s.workspace = @Id AND s.rubric = @rubric
            GROUP BY s.person_id, s.name_key)
        ORDER BY total DESC, id LIMIT @count OFFSET @skip
        """,
        new { channel.Channel, channel.Workspace.Platform, channel.Workspace.Id, rubric, skip, count },
        cancellationToken);

    public Task<bool> ShareAsync(long id, Place channel, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                INSERT INTO score_shares (score_id, channel, shared_at)
                SELECT id, @Channel, @at FROM scores WHERE id = @id AND platform = @Platform AND workspace = @Workspace
                ON CONFLICT (score_id, channel) DO NOTHING
                """,
                new { id, channel.Channel, at, channel.Workspace.Platform, Workspace = channel.Workspace.Id }) == 1,
            cancellationToken);

    public Task<bool> IsSharedAsync(long id, Place channel, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => await session.FirstAsync<long>(
                """
                SELECT COUNT(*) FROM score_shares h JOIN scores s ON s.id = h.score_id
                WHERE h.score_id = @id AND h.channel = @Channel AND s.platform = @Platform AND s.workspace = @Workspace
                """,
                new { id, channel.Channel, channel.Workspace.Platform, Workspace = channel.Workspace.Id }) == 1,
            cancellationToken);

    public Task<bool> WithdrawAsync(long id, Place channel, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                """
                DELETE FROM score_shares
                WHERE score_id = @id AND channel = @Channel AND score_id IN (SELECT id FROM scores WHERE platform = @Platform AND workspace = @Workspace)
                """,
                new { id, channel.Channel, channel.Workspace.Platform, Workspace = channel.Workspace.Id }) == 1,
            cancellationToken);

    public Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "DELETE FROM scores WHERE id = @id AND person_id = @person AND platform = @Platform AND workspace = @Workspace",
                new { id, person, workspace.Platform, Workspace = workspace.Id }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync(
            async session =>
            {
                var shares = (await session.ListAsync<ShareRow>(
                    "SELECT score_id, channel FROM score_shares WHERE score_id IN (SELECT id FROM scores WHERE person_id = @person) ORDER BY shared_at, channel",
                    new { person })).ToLookup(share => share.ScoreId, share => share.Channel);
                return Export.Rows(
                    await session.ListAsync<Row>("SELECT * FROM scores WHERE person_id = @person ORDER BY id", new { person }),
                    row => Show(row.ToScore(), [.. shares[row.Id]]));
            },
            cancellationToken);

    private static Dictionary<string, object?> Show(Score score, string[] channels) => new(StringComparer.Ordinal)
    {
        ["rubric"] = score.Rubric,
        ["name"] = score.Name,
        ["score"] = score.Sheet.Shown,
        ["meaning"] = score.Sheet.Band,
        ["picks"] = score.Sheet.Picks.Select(pick => $"{pick.Title}: {pick.LevelTitle}").ToArray(),
        ["scoredAt"] = Export.Iso(score.At),
        ["sharedWith"] = channels,
    };

    private async Task<Score?> FirstAsync(string sql, object values, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FirstAsync<Row>(sql, values), cancellationToken))?.ToScore();

    private Task<IReadOnlyList<Score>> ListAsync(string sql, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Score>>(
            async session => [.. (await session.ListAsync<Row>(sql, values)).Select(row => row.ToScore())],
            cancellationToken);

    private sealed record ShareRow
    {
        public long ScoreId { get; init; }

        public string Channel { get; init; } = "";
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public PersonId PersonId { get; init; }

        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Rubric { get; init; } = "";

        public string Name { get; init; } = "";

        public string Sheet { get; init; } = "";

        public Instant ScoredAt { get; init; }

        public Score ToScore() => new(Id, PersonId, new Workspace(Platform, Workspace), Rubric, Name, ScoreJson.Read(Sheet), ScoredAt);
    }
}
