using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Who asks, where, with what rights, and in which zone they read times.</summary>
public sealed record Caller(Person Person, Place Place, Role Role, DateTimeZone Zone)
{
    public Workspace Workspace => Place.Workspace;

    /// <summary>The language and region that the platform knows for them, such as en-GB; null where it knows none.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether they may have a higher role than the platform tells where they are.</summary>
    public bool IsOutside { get; init; }

    /// <summary>What is added where a role is missing: empty where it is known that they don't have it.</summary>
    public string OrElsewhere => IsOutside ? " In direct messages I can't see who is an admin: if you are one, do it in a channel." : string.Empty;
}

/// <summary>A command to handle, its options read and checked against the definition.</summary>
public sealed record CommandRequest(Caller Caller, Values Options);

/// <summary>A press of a button or a choice in a select.</summary>
/// <param name="Values">What was chosen; empty for a button.</param>
public sealed record ActionRequest(Caller Caller, ImmutableArray<string> Values)
{
    /// <summary>The number that was chosen in a select, such as an id; 0, which nothing has, where there is none.</summary>
    public long ChosenNumber => long.TryParse(Values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : 0;
}

/// <summary>A form to open.</summary>
/// <param name="Kept">What was submitted before and not carried out, by field; null when it is opened afresh.</param>
public sealed record FormRequest(Caller Caller, IReadOnlyDictionary<string, string>? Kept);

/// <summary>A whole form that came back, its values read and checked against its fields.</summary>
public sealed record FormSubmission(Caller Caller, Values Values);
