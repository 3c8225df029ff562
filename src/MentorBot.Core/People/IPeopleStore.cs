namespace MentorBot.Core.People;

/// <summary>Keeps people, the identities they are known by, and the roles that a workspace gave them.</summary>
public interface IPeopleStore
{
    /// <summary>Finds the person behind an identity, and adds them when this is the first we hear of them.</summary>
    /// <param name="name">The name to keep; null leaves the known one, and stands in the user id for a new person.</param>
    Task<Person> FindOrAddAsync(Identity identity, string? name, CancellationToken cancellationToken);

    /// <summary>Finds the person behind an identity; null when we have never heard of them.</summary>
    Task<Person?> FindAsync(Identity identity, CancellationToken cancellationToken);

    /// <summary>Finds a person by our own id as one workspace knows them; null when they are not known there.</summary>
    Task<Person?> FindAsync(Workspace workspace, PersonId id, CancellationToken cancellationToken);

    /// <summary>Gives a person a role in a workspace, in place of the one that they had.</summary>
    Task SetRoleAsync(Workspace workspace, PersonId id, Role role, CancellationToken cancellationToken);
}
