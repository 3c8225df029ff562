using System.Globalization;
using System.Reflection;

namespace MentorBot.Storage;

/// <summary>The numbered steps that make and change the tables, embedded as SQL files in a folder an engine.</summary>
internal static class Migrations
{
    private static readonly Assembly Home = typeof(Migrations).Assembly;

    /// <summary>The version of a database's tables.</summary>
    public static Task<int> VersionAsync(Session session) =>
        session.FirstAsync<int>("SELECT COALESCE(MAX(version), 0) FROM schema_migrations");

    /// <summary>The version of the tables that this program works with.</summary>
    public static int Newest(IEngine engine) => Of(engine)[^1].Version;

    /// <summary>Applies what is missing, and returns the version that the database then has.</summary>
    public static async Task<int> ApplyAsync(IEngine engine, Session session)
    {
        await engine.LockMigrationsAsync(session);
        await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        var version = await VersionAsync(session);
        var steps = Of(engine);
        var newest = steps[^1].Version;
        if (version > newest)
        {
            throw new StorageException(
                $"The database has version {version} of the tables, and this program knows only {newest}: run a newer MentorBot, or restore a backup into an empty database.");
        }

        foreach (var step in steps.Where(step => step.Version > version))
        {
            using var reader = new StreamReader(Home.GetManifestResourceStream(step.Name)!);
            await session.ExecuteAsync(await reader.ReadToEndAsync(session.CancellationToken));
            await session.ExecuteAsync("INSERT INTO schema_migrations (version, name) VALUES (@Version, @Name)", new { step.Version, step.Name });
        }

        return newest;
    }

    private static (int Version, string Name)[] Of(IEngine engine)
    {
        var folder = engine.Name + "/";
        return
        [
            .. Home.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Select(name => (Version: int.Parse(name.AsSpan(folder.Length, 3), CultureInfo.InvariantCulture), Name: name))
                .OrderBy(step => step.Version),
        ];
    }
}
