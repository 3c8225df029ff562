using MentorBot.Core.People;

namespace MentorBot.Core.Schedules;

/// <summary>To whom due work goes: a closed set.</summary>
public abstract record Recipient
{
    /// <summary>The workspace whose lane carries it.</summary>
    public abstract Workspace Workspace { get; }
}

/// <summary>A person, in the direct conversation that the bot has with them in a workspace.</summary>
public sealed record PersonRecipient(Workspace In, PersonId Person) : Recipient
{
    public override Workspace Workspace => In;
}

/// <summary>Everybody in a place.</summary>
public sealed record PlaceRecipient(Place Place) : Recipient
{
    public override Workspace Workspace => Place.Workspace;
}
