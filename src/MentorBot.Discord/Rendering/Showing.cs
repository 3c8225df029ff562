using NodaTime;

namespace MentorBot.Discord.Rendering;

/// <summary>To whom and where something is shown.</summary>
internal sealed record Showing
{
    /// <summary>In a guild, to people whose zone nobody knows.</summary>
    public static readonly Showing ToAnybody = new();

    /// <summary>In a direct conversation, the guild that it is about: what is pressed there says so. Null in the guild itself.</summary>
    public string? Guild { get; init; }

    /// <summary>The reader's zone, for times where Discord renders none: in code and in what is chosen from.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Whether files are shown by the messages; else they come apart, since a private one goes to the person's direct conversation.</summary>
    public bool FilesInPlace { get; init; }
}
