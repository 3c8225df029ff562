using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Drafts and posts in SQL.</summary>
internal sealed class PostStore(Database database) : IPostStore, IPersonalData
{
    private const string SelectPost =
        """
        SELECT id, person_id, platform, workspace, channel, is_direct, item_kind, item_id, title, body, answers, words, state, created_at
        FROM posts
        """;

    public string Section => "posts";

    public Task<long> AddAsync(Post post, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.FirstAsync<long>(
                """
                INSERT INTO posts
                    (person_id, platform, workspace, channel, is_direct, item_kind, item_id, title, body, answers, words, state, created_at)
                VALUES
                    (@Author, @Platform, @Workspace, @Channel, @IsDirect, @ItemKind, @ItemId, @Title, @Body, @Answers, @Words, @State, @CreatedAt)
                RETURNING id
                """,
                new
                {
                    post.Author,
                    post.Place.Workspace.Platform,
                    Workspace = post.Place.Workspace.Id,
                    post.Place.Channel,
                    post.Place.IsDirect,
                    post.ItemKind,
                    post.ItemId,
                    post.Title,
                    post.Body,
                    Answers = StoredJson.Write(post.Answers),
                    post.Words,
                    State = post.State.ToString(),
                    post.CreatedAt,
                }),
            cancellationToken);

    public Task<Post?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.FirstAsync<Row>($"{SelectPost} WHERE id = @id", new { id }))?.ToPost(),
            cancellationToken);

    public Task ReviseAsync(long id, IReadOnlyDictionary<string, string> answers, string? words, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE posts SET answers = @answers, words = @words WHERE id = @id",
                new { id, answers = StoredJson.Write(answers), words }),
            cancellationToken);

    public async Task<bool> TryPublishAsync(long id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE posts SET state = @posted WHERE id = @id AND state = @draft",
                new { id, draft = nameof(PostState.Draft), posted = nameof(PostState.Posted) }),
            cancellationToken) == 1;

    public Task DeleteAsync(long id, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM posts WHERE id = @id", new { id }), cancellationToken);

    public Task<int> DeleteDraftsAsync(Instant before, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                "DELETE FROM posts WHERE state = @draft AND created_at < @before",
                new { before, draft = nameof(PostState.Draft) }),
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                (await session.ListAsync<Row>($"{SelectPost} WHERE person_id = @person ORDER BY id", new { person })).Select(row => row.ToPost()),
                post => new(StringComparer.Ordinal)
                {
                    ["platform"] = post.Place.Workspace.Platform,
                    ["workspace"] = post.Place.Workspace.Id,
                    ["channel"] = post.Place.Channel,
                    ["kind"] = post.ItemKind,
                    ["item"] = post.ItemId,
                    ["title"] = post.Title,
                    ["body"] = post.Body,
                    ["answers"] = post.Answers,
                    ["words"] = post.Words,
                    ["state"] = post.State.ToString(),
                    ["createdAt"] = Export.Iso(post.CreatedAt),
                }),
            cancellationToken);

    private sealed record Row
    {
        public long Id { get; init; }

        public PersonId PersonId { get; init; }

        public string Platform { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Channel { get; init; } = "";

        public bool IsDirect { get; init; }

        public string ItemKind { get; init; } = "";

        public string ItemId { get; init; } = "";

        public string Title { get; init; } = "";

        public string Body { get; init; } = "";

        public string Answers { get; init; } = "";

        public string? Words { get; init; }

        public PostState State { get; init; }

        public Instant CreatedAt { get; init; }

        public Post ToPost() => new(
            Id,
            PersonId,
            new Place(new Workspace(Platform, Workspace), Channel, IsDirect),
            ItemKind,
            ItemId,
            Title,
            Body,
            StoredJson.Read(Answers),
            Words,
            State,
            CreatedAt);
    }
}
