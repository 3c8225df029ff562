using System.Collections.Immutable;
using MentorBot.Core.Content;

namespace MentorBot.Core.Features.Practice;

/// <summary>The questions that somebody wants to be asked: those of a kind, of a level, of both, or all.</summary>
/// <param name="Kind">A question kind's id, or <see cref="Any"/>.</param>
/// <param name="Level">A level in lower case, or <see cref="Any"/>.</param>
internal sealed record QuestionPool(string Kind, string Level)
{
    public const string Any = "any";

    public static ImmutableArray<string> Levels { get; } = [.. Enum.GetValues<Level>().Select(NameOf)];

    /// <summary>Those of the same kind and level as a question.</summary>
    public static QuestionPool Around(Question question) => new(question.Type.Id, NameOf(question.Level));

    public static string NameOf(Level level) => level.ToString().ToLowerInvariant();

    public ImmutableArray<Question> In(ContentPack pack) =>
    [
        .. pack.All<Question>().Where(question => (Kind == Any || question.Type.Id == Kind) && (Level == Any || NameOf(question.Level) == Level)),
    ];

    /// <summary>
    /// The question that was not asked for longest, those that were never asked first: so none comes again before all others of
    /// the pool have come. What was never asked comes in an order that is each person's own.
    /// </summary>
    public Question? Next(ContentPack pack, IReadOnlyDictionary<string, long> asked, long person) =>
        In(pack).OrderBy(question => asked.GetValueOrDefault(question.Id)).ThenBy(question => Shuffled(question.Id, person)).FirstOrDefault();

    /// <summary>The same order in every process, which <see cref="string.GetHashCode()"/> is not.</summary>
    private static ulong Shuffled(string id, long person) =>
        id.Aggregate(14695981039346656037UL ^ (ulong)(person * 2654435761), (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL));
}
