using System.Collections.Immutable;
using MentorBot.Core.Content;

namespace MentorBot.Storage;

/// <summary>The last good version of the team's content folder, in SQL: a row a file.</summary>
internal sealed class TeamContentStore(Database database) : ITeamContentStore
{
    public Task<ImmutableArray<ContentFile>> LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<ImmutableArray<ContentFile>>(
            async session => [.. (await session.ListAsync<Row>("SELECT path, body FROM team_content ORDER BY path")).Select(row => new ContentFile(row.Path, row.Body))],
            cancellationToken);

    public Task SaveAsync(ImmutableArray<ContentFile> files, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("DELETE FROM team_content");
                foreach (var file in files)
                {
                    // Two nodes may read the same folder at the same time; what they keep is the same.
                    await session.ExecuteAsync("INSERT INTO team_content (path, body) VALUES (@Path, @Text) ON CONFLICT (path) DO UPDATE SET body = excluded.body", new { file.Path, file.Text });
                }

                return files.Length;
            },
            cancellationToken);

    private sealed record Row
    {
        public string Path { get; init; } = "";

        public string Body { get; init; } = "";
    }
}
