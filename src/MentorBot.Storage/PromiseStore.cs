using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Open promises in SQL.</summary>
internal sealed class PromiseStore(Database database) : IPromiseStore, IPersonalData
{
    /// <summary>Stands for no node at all.</summary>
    private const string Nobody = "";

    public string Section => "promises";

    private static long Lease => (long)IPromiseStore.Lease.TotalMilliseconds;

    public Task AddAsync(Promise promise, string node, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                INSERT INTO promises (id, platform, workspace, user_id, person_id, about, form, way, made_at, node, held_until)
                    VALUES (
                        @Id, @Platform, @Workspace, @UserId,
                        (SELECT person_id FROM identities WHERE platform = @Platform AND workspace = @Workspace AND user_id = @UserId),
                        @About, @Form, @Way, @MadeAt, @node, {database.Engine.Now} + @Lease)
                """,
                new { promise.Id, promise.To.Workspace.Platform, Workspace = promise.To.Workspace.Id, promise.To.UserId, promise.About, promise.Form, promise.Way, promise.MadeAt, node, Lease }),
            cancellationToken);

    public Task HoldAsync(string id, string node, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync($"UPDATE promises SET held_until = {database.Engine.Now} + @Lease WHERE id = @id AND node = @node", new { id, node, Lease }),
            cancellationToken);

    public Task ReleaseAsync(string id, string node, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync($"UPDATE promises SET node = @Nobody, held_until = {database.Engine.Now} WHERE id = @id AND node = @node", new { id, node, Nobody }),
            cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM promises WHERE id = @id", new { id }), cancellationToken);

    public async Task<Promise?> TakeAsync(string platform, string node, CancellationToken cancellationToken)
    {
        var isShared = database.Engine.IsShared;
        var free = $"platform = @platform AND node <> @node AND (node = @Nobody OR NOT @isShared OR held_until < {database.Engine.Now})";
        var values = new { platform, node, Nobody, isShared, Lease };

        // Nearly always there is none, and to read costs nobody anything.
        if (await database.ReadAsync(session => session.FirstAsync<string>($"SELECT id FROM promises WHERE {free}", values), cancellationToken) is null)
        {
            return null;
        }

        var taken = await database.WriteAsync(
            session => session.FirstAsync<Row>(
                $"""
                UPDATE promises SET node = @node, held_until = {database.Engine.Now} + @Lease
                    WHERE id = (SELECT id FROM promises WHERE {free} ORDER BY held_until, id LIMIT 1 {database.Engine.TakeRows})
                    RETURNING id, platform, workspace, user_id, about, form, way, made_at
                """,
                values),
            cancellationToken);
        return taken is null ? null : new Promise(taken.Id, new Identity(new Workspace(taken.Platform, taken.Workspace), taken.UserId), taken.About, taken.Form, taken.Way, taken.MadeAt);
    }

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                await session.ListAsync<Row>("SELECT about, made_at FROM promises WHERE person_id = @person ORDER BY made_at, id", new { person }),
                row => new(StringComparer.Ordinal)
                {
                    ["about"] = row.About,
                    ["madeAt"] = Export.Iso(row.MadeAt),
                }),
            cancellationToken);

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string UserId { get; init; } = "";

        public string About { get; init; } = "";

        public string? Form { get; init; }

        public string Way { get; init; } = "";

        public Instant MadeAt { get; init; }
    }
}
