namespace MentorBot.Core.People;

/// <summary>One team's home on one chat platform; no query ever crosses from one to another.</summary>
/// <param name="Platform">The adapter's own name for its platform, such as <c>playground</c>.</param>
/// <param name="Id">The platform's id for the workspace, server or installation.</param>
public readonly record struct Workspace(string Platform, string Id);

/// <summary>A person as a platform knows them: the user id there, inside one workspace.</summary>
public readonly record struct Identity(Workspace Workspace, string UserId);

/// <summary>Where something is said: a channel, or the direct conversation of one person with the bot.</summary>
/// <param name="Channel">The platform's id of the channel or of the direct conversation.</param>
/// <param name="IsDirect">True where nobody but the person and the bot reads along.</param>
public readonly record struct Place(Workspace Workspace, string Channel, bool IsDirect = false);
