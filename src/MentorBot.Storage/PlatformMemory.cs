using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;

namespace MentorBot.Storage;

/// <summary>What adapters have to know again, in SQL.</summary>
internal sealed class PlatformMemory(Database database) : IPlatformMemory, IPersonalData
{
    public string Section => "platform-memory";

    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstAsync<string>("SELECT value FROM platform_memory WHERE name = @name", new { name }), cancellationToken);

    public Task KeepAsync(string name, string? value, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => value is null
                ? session.ExecuteAsync("DELETE FROM platform_memory WHERE name = @name", new { name })
                : session.ExecuteAsync(
                    """
                    INSERT INTO platform_memory (name, value) VALUES (@name, @value)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, person_id = NULL
                    """,
                    new { name, value }),
            cancellationToken);

    public async Task<bool> TryKeepAsync(string name, string value, Identity about, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async session => await session.ExecuteAsync(
                    """
                    INSERT INTO platform_memory (name, value, person_id)
                        SELECT @name, @value, person_id FROM identities WHERE platform = @Platform AND workspace = @Workspace AND user_id = @UserId
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, person_id = excluded.person_id
                    """,
                    new { name, value, about.Workspace.Platform, Workspace = about.Workspace.Id, about.UserId }) == 1,
                cancellationToken);
        }
        catch (PersonGoneException)
        {
            // Erased between the two halves of the statement.
            return false;
        }
    }

    public Task<bool> TryReplaceAsync(string name, string? read, string value, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                read is null
                    ? "INSERT INTO platform_memory (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING"
                    : "UPDATE platform_memory SET value = @value WHERE name = @name AND value = @read",
                new { name, read, value }) == 1,
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                await session.ListAsync<Row>("SELECT name, value FROM platform_memory WHERE person_id = @person ORDER BY name", new { person }),
                row => new(StringComparer.Ordinal)
                {
                    ["name"] = row.Name,
                    ["value"] = row.Value,
                }),
            cancellationToken);

    private sealed record Row
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
