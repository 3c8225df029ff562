namespace MentorBot.Core.People;

/// <summary>What people of a workspace are called, for an answer that names many: each is read once.</summary>
internal sealed class KnownNames(IPeopleStore people, Workspace workspace)
{
    /// <summary>What whoever is not known any more is called.</summary>
    public const string Gone = "somebody who left";

    private readonly Dictionary<PersonId, string> _names = [];

    public async Task<string> OfAsync(PersonId? person, CancellationToken cancellationToken)
    {
        if (person is not { } id)
        {
            return Gone;
        }

        return _names.TryGetValue(id, out var known) ? known : _names[id] = (await people.FindAsync(workspace, id, cancellationToken))?.Name ?? Gone;
    }
}
