using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What people filled in last, in SQL.</summary>
internal sealed class RememberedAnswers(Database database) : IRememberedAnswers, IPersonalData
{
    public string Section => "remembered-answers";

    public Task<IReadOnlyDictionary<string, string>> FindAsync(PersonId person, string itemId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => StoredJson.Read(await session.FirstAsync<string>(
                "SELECT answers FROM remembered_answers WHERE person_id = @person AND item_id = @itemId",
                new { person, itemId }) ?? "{}"),
            cancellationToken);

    public Task RememberAsync(PersonId person, string itemId, IReadOnlyDictionary<string, string> answers, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO remembered_answers (person_id, item_id, answers, used_at)
                VALUES (@person, @itemId, @answers, @at)
                ON CONFLICT (person_id, item_id) DO UPDATE SET answers = excluded.answers, used_at = excluded.used_at
                """,
                new { person, itemId, answers = StoredJson.Write(answers), at }),
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                await session.ListAsync<Row>("SELECT item_id, answers, used_at FROM remembered_answers WHERE person_id = @person ORDER BY item_id", new { person }),
                row => new(StringComparer.Ordinal)
                {
                    ["item"] = row.ItemId,
                    ["answers"] = StoredJson.Read(row.Answers),
                    ["usedAt"] = Export.Iso(row.UsedAt),
                }),
            cancellationToken);

    private sealed record Row
    {
        public string ItemId { get; init; } = "";

        public string Answers { get; init; } = "";

        public Instant UsedAt { get; init; }
    }
}
