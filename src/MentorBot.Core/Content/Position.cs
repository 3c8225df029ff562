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

    /// <summary>A mistake for every name that is there more than once, at the last one.</summary>
    /// <param name="noun">What has to have a name of its own.</param>
    internal static IEnumerable<ContentProblem> Twice(IEnumerable<(string Name, Position Position)> named, string noun, string standing = "there") =>
        named.GroupBy(one => one.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(twice => new ContentProblem(twice.Last().Position, $"`{twice.Key}` is {standing} twice. Expected each {noun} once."));
}

/// <summary>Something read from a file that remembers where it stood.</summary>
public abstract record Positioned
{
    /// <summary>Set by the loader; it is no key of the file.</summary>
    public Position Position { get; internal set; }
}
