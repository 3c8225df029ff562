using MentorBot.Core.Features.Drills;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>The drills that people played, in SQL.</summary>
internal sealed class DrillStore(Database database) : IDrillStore, IPersonalData
{
    public string Section => "drills";

    public Task SaveAsync(DrillPlay play, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO drill_plays (person_id, platform, workspace, drill_id, run, title, version, moves, tactics, points, best, ended_at)
                VALUES (@Person, @Platform, @Workspace, @DrillId, @Run, @Title, @Version, @Moves, @Tactics, @Points, @Best, @EndedAt)
                ON CONFLICT (person_id, platform, workspace, drill_id, run) DO NOTHING
                """,
                new
                {
                    play.Person,
                    play.Workspace.Platform,
                    Workspace = play.Workspace.Id,
                    play.DrillId,
                    play.Run,
                    play.Title,
                    play.Version,
                    play.Moves,
                    play.Tactics,
                    play.Points,
                    play.Best,
                    play.EndedAt,
                }),
            cancellationToken);

    public Task<IReadOnlyList<DrillPlay>> NewestAsync(Workspace workspace, PersonId person, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DrillPlay>>(
            async session => [.. (await session.ListAsync<Row>(
                """
                SELECT * FROM drill_plays
                WHERE person_id = @person AND platform = @Platform AND workspace = @Workspace
                ORDER BY ended_at DESC, run DESC
                LIMIT @count
                """,
                new { person, workspace.Platform, Workspace = workspace.Id, count })).Select(row => row.ToPlay())],
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                await session.ListAsync<Row>("SELECT * FROM drill_plays WHERE person_id = @person ORDER BY ended_at, run", new { person }),
                row => new(StringComparer.Ordinal)
                {
                    ["drill"] = row.Title,
                    ["tactics"] = row.Tactics,
                    ["points"] = row.Points,
                    ["best"] = row.Best,
                    ["endedAt"] = Export.Iso(row.EndedAt),
                }),
            cancellationToken);

    private sealed record Row
    {
        public PersonId PersonId { get; init; }

        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string DrillId { get; init; } = "";

        public long Run { get; init; }

        public string Title { get; init; } = "";

        public int Version { get; init; }

        public string Moves { get; init; } = "";

        public string Tactics { get; init; } = "";

        public int Points { get; init; }

        public int Best { get; init; }

        public Instant EndedAt { get; init; }

        public DrillPlay ToPlay() => new(PersonId, new Workspace(Platform, Workspace), Run, DrillId, Title, Version, Moves, Tactics, Points, Best, EndedAt);
    }
}
