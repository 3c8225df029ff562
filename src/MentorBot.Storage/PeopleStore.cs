using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;

namespace MentorBot.Storage;

/// <summary>People, identities and roles in SQL.</summary>
internal sealed class PeopleStore(Database database) : IPeopleStore, IPersonalData
{
    /// <summary>Identities with the role that their workspace gave them.</summary>
    public const string SelectPerson =
        """
        SELECT i.person_id, i.platform, i.workspace, i.user_id, i.name, r.role
        FROM identities i
        LEFT JOIN roles r ON r.platform = i.platform AND r.workspace = i.workspace AND r.person_id = i.person_id
        """;

    public string Section => "profile";

    public async Task<Person> FindOrAddAsync(Identity identity, string? name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = await FindAsync(identity, cancellationToken);
            if (known is not null && (name is null || name == known.Name))
            {
                return known;
            }

            // Null where another writer was faster: look again at what they left.
            var person = known is null
                ? await TryAddAsync(identity, name ?? identity.UserId, cancellationToken)
                : await TryRenameAsync(known with { Name = name! }, cancellationToken);
            if (person is not null)
            {
                return person;
            }
        }
    }

    public Task<Person?> FindAsync(Identity identity, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.FirstAsync<PersonRow>(
                $"{SelectPerson} WHERE i.platform = @Platform AND i.workspace = @Workspace AND i.user_id = @UserId",
                new { identity.Workspace.Platform, Workspace = identity.Workspace.Id, identity.UserId }))?.ToPerson(),
            cancellationToken);

    public Task<Person?> FindAsync(Workspace workspace, PersonId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => (await session.FirstAsync<PersonRow>(
                $"{SelectPerson} WHERE i.person_id = @id AND i.platform = @Platform AND i.workspace = @Workspace ORDER BY i.user_id LIMIT 1",
                new { id, workspace.Platform, Workspace = workspace.Id }))?.ToPerson(),
            cancellationToken);

    public Task SetRoleAsync(Workspace workspace, PersonId id, Role role, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session => session.ExecuteAsync(
                """
                INSERT INTO roles (platform, workspace, person_id, role) VALUES (@Platform, @Workspace, @id, @role)
                ON CONFLICT (platform, workspace, person_id) DO UPDATE SET role = excluded.role
                """,
                new { workspace.Platform, Workspace = workspace.Id, id, role = role.ToString() }),
            cancellationToken);

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<IReadOnlyDictionary<string, object?>>>(
            async session =>
            [
                .. Export.Rows(
                    await session.ListAsync<PersonRow>(
                        "SELECT platform, workspace, user_id, name FROM identities WHERE person_id = @person ORDER BY platform, workspace, user_id",
                        new { person }),
                    row => new(StringComparer.Ordinal)
                    {
                        ["kind"] = "identity",
                        ["platform"] = row.Platform,
                        ["workspace"] = row.Workspace,
                        ["user"] = row.UserId,
                        ["name"] = row.Name,
                    }),
                .. Export.Rows(
                    await session.ListAsync<PersonRow>(
                        "SELECT platform, workspace, role FROM roles WHERE person_id = @person ORDER BY platform, workspace", new { person }),
                    row => new(StringComparer.Ordinal)
                    {
                        ["kind"] = "role",
                        ["platform"] = row.Platform,
                        ["workspace"] = row.Workspace,
                        ["role"] = row.Role.ToString(),
                    }),
            ],
            cancellationToken);

    private Task<Person?> TryAddAsync(Identity identity, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var id = await session.FirstAsync<PersonId>("INSERT INTO people DEFAULT VALUES RETURNING id");
                var added = await session.ExecuteAsync(
                    """
                    INSERT INTO identities (platform, workspace, user_id, person_id, name)
                    VALUES (@Platform, @Workspace, @UserId, @id, @name)
                    ON CONFLICT (platform, workspace, user_id) DO NOTHING
                    """,
                    new { identity.Workspace.Platform, Workspace = identity.Workspace.Id, identity.UserId, id, name });
                if (added == 1)
                {
                    return new Person(id, identity, name);
                }

                // Another task was faster with this identity, so the person made here is nobody.
                await session.ExecuteAsync("DELETE FROM people WHERE id = @id", new { id });
                return null;
            },
            cancellationToken);

    private async Task<Person?> TryRenameAsync(Person person, CancellationToken cancellationToken)
    {
        var (workspace, userId) = person.Identity;
        var renamed = await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE identities SET name = @Name
                WHERE platform = @Platform AND workspace = @Workspace AND user_id = @userId AND person_id = @Id
                """,
                new { workspace.Platform, Workspace = workspace.Id, userId, person.Id, person.Name }),
            cancellationToken);
        return renamed == 1 ? person : null;
    }
}

/// <summary>An identity with its role, or one of the two.</summary>
internal sealed record PersonRow
{
    public PersonId PersonId { get; init; }

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string UserId { get; init; } = "";

    public string Name { get; init; } = "";

    public Role Role { get; init; }

    public Person ToPerson() => new(PersonId, new Identity(new Workspace(Platform, Workspace), UserId), Name, Role);
}
