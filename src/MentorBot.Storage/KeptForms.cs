using MentorBot.Core.Commands;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Submitted and not yet carried out forms in SQL.</summary>
internal sealed class KeptForms(Database database) : IKeptForms, IPersonalData
{
    public string Section => "kept-forms";

    public Task SaveAsync(PersonId person, string token, IReadOnlyDictionary<string, string> values, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO kept_forms (person_id, token, field_values, kept_at) VALUES (@person, @token, @values, @at)
                ON CONFLICT (person_id, token) DO UPDATE SET field_values = excluded.field_values, kept_at = excluded.kept_at
                """,
                new { person, token, values = StoredJson.Write(values), at }),
            cancellationToken);

    public Task<IReadOnlyDictionary<string, string>?> FindAsync(PersonId person, string token, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                var values = await session.FirstAsync<string>(
                    "SELECT field_values FROM kept_forms WHERE person_id = @person AND token = @token", new { person, token });
                return values is null ? null : StoredJson.Read(values);
            },
            cancellationToken);

    public Task RemoveAsync(PersonId person, string token, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync("DELETE FROM kept_forms WHERE person_id = @person AND token = @token", new { person, token }),
            cancellationToken);

    public Task<int> RemoveAsync(Instant before, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM kept_forms WHERE kept_at < @before", new { before }), cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => Export.Rows(
                await session.ListAsync<Row>(
                    "SELECT token, field_values, kept_at FROM kept_forms WHERE person_id = @person ORDER BY kept_at, token", new { person }),
                row => new(StringComparer.Ordinal)
                {
                    ["form"] = row.Token,
                    ["values"] = StoredJson.Read(row.FieldValues),
                    ["keptAt"] = Export.Iso(row.KeptAt),
                }),
            cancellationToken);

    private sealed record Row
    {
        public string Token { get; init; } = "";

        public string FieldValues { get; init; } = "";

        public Instant KeptAt { get; init; }
    }
}
