namespace MentorBot.Core.Content;

/// <summary>Where something stands in a content file; line and column count from 1.</summary>
public readonly record struct Position(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>A mistake in a content file: where it is, and what was expected there.</summary>
public sealed record ContentProblem(Position Position, string Message)
{
    public override string ToString() => $"{Position}: {Message}";
}

/// <summary>Something read from a file that remembers where it stood.</summary>
public abstract record Positioned
{
    /// <summary>Set by the loader; it is no key of the file.</summary>
    public Position Position { get; internal set; }
}
