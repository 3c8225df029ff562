namespace MentorBot.Core.People;

/// <summary>Our own id for a person, which all of their rows are keyed by.</summary>
public readonly record struct PersonId(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>What a person may do in a workspace; each role may do all that those before it may.</summary>
public enum Role
{
    Member,
    Mentor,
    Lead,
    Admin,
}

/// <summary>A person as one workspace knows them.</summary>
/// <param name="Name">The name that the platform showed last; people change it at will.</param>
/// <param name="Role">The role that this workspace gave them; a platform's own admins may stand higher.</param>
public sealed record Person(PersonId Id, Identity Identity, string Name, Role Role = Role.Member);
