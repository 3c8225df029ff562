using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Practice;

/// <summary>An answer that somebody practised, with what they gave themselves for it.</summary>
/// <param name="Id">Ours; 0 for one that is not kept yet.</param>
/// <param name="Form">The form that it was written in, so that one that is sent twice is kept once.</param>
/// <param name="Asked">The question as it was put.</param>
/// <param name="KindId">The kind of the question, and below its title as it was then.</param>
/// <param name="Level">Whom the question is for, as people read it.</param>
/// <param name="Parts">What was written, by what the part was called.</param>
/// <param name="Scores">1 to 5 by what the question assesses; what was left out is not scored.</param>
public sealed record PractisedAnswer(
    long Id,
    PersonId Person,
    Workspace Workspace,
    long Form,
    string QuestionId,
    string Asked,
    string KindId,
    string KindTitle,
    string Level,
    IReadOnlyDictionary<string, string> Parts,
    IReadOnlyDictionary<string, int> Scores,
    Instant AnsweredAt)
{
    public const int MostPoints = 5;

    /// <summary>The mean of what was scored; null where nothing was.</summary>
    public decimal? Average => Scores.Count == 0 ? null : (decimal)Scores.Values.Sum() / Scores.Count;
}

/// <summary>How somebody does at one kind of question.</summary>
/// <param name="Average">The mean of all scores; null where nothing was scored.</param>
public sealed record KindAverage(string KindTitle, int Answers, decimal? Average);

/// <summary>Keeps what people were asked and what they answered; it is theirs alone.</summary>
public interface IPracticeStore
{
    /// <summary>When each question was asked of a person last, as a number that grows with every question.</summary>
    Task<IReadOnlyDictionary<string, long>> AskedAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken);

    /// <summary>Notes that a question was asked just now.</summary>
    Task NoteAskedAsync(Workspace workspace, PersonId person, string question, CancellationToken cancellationToken);

    /// <summary>Keeps an answer and returns its id; one from the same form takes the place of the one before.</summary>
    Task<long> SaveAsync(PractisedAnswer answer, CancellationToken cancellationToken);

    /// <summary>What was saved from a form; null where nothing was.</summary>
    Task<PractisedAnswer?> OfFormAsync(Workspace workspace, PersonId person, long form, CancellationToken cancellationToken);

    /// <summary>One of a person's answers; null where they have none with that id.</summary>
    Task<PractisedAnswer?> FindAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken);

    /// <summary>A person's answers, the newest first, so many after those that are skipped.</summary>
    Task<IReadOnlyList<PractisedAnswer>> NewestAsync(Workspace workspace, PersonId person, int skip, int count, CancellationToken cancellationToken);

    /// <summary>How a person does at each kind of question that they answered, by the kind's name.</summary>
    Task<IReadOnlyList<KindAverage>> AveragesAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken);

    /// <summary>False where the person has none with that id.</summary>
    Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken);
}
