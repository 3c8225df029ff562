using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Scripts;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What people filled in last, in SQL.</summary>
internal sealed class ScriptAnswers(Database database) : IScriptAnswers, IPersonalData
{
    public string Section => "script-answers";

    public Task<IReadOnlyList<ScriptAnswer>> RecentAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ScriptAnswer>>(
            async session =>
            [
                .. (await session.ListAsync<Row>(
                    """
                    SELECT item_id, placeholder, value, used_at FROM script_answers
                    WHERE person_id = @person
                    ORDER BY used_at DESC, item_id, placeholder
                    """,
                    new { person })).Select(row => new ScriptAnswer(row.ItemId, row.Placeholder, row.Value, row.UsedAt)),
            ],
            cancellationToken);

    public Task RememberAsync(PersonId person, string itemId, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO script_answers (person_id, item_id, placeholder, value, used_at)
                VALUES (@person, @itemId, @Key, @Value, @at)
                ON CONFLICT (person_id, item_id, placeholder) DO UPDATE SET value = excluded.value, used_at = excluded.used_at
                """,
                // In one order, since two writers that lock the same rows in different orders would wait for each other.
                values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new { person, itemId, pair.Key, pair.Value, at })),
            cancellationToken);

    public async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        Export.Rows(
            await RecentAsync(person, cancellationToken),
            answer => new(StringComparer.Ordinal)
            {
                ["item"] = answer.ItemId,
                ["placeholder"] = answer.Placeholder,
                ["value"] = answer.Value,
                ["usedAt"] = Export.Iso(answer.UsedAt),
            });

    private sealed record Row
    {
        public string ItemId { get; init; } = "";

        public string Placeholder { get; init; } = "";

        public string Value { get; init; } = "";

        public Instant UsedAt { get; init; }
    }
}
