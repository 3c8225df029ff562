using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Keeps the cadences of channels, who takes part, and their rounds. Each change is one step that another window can't come between.</summary>
public interface ICadenceStore
{
    /// <summary>Adds a cadence and returns its id; null where its place has one of that kind that has not ended.</summary>
    Task<long?> AddAsync(Cadence cadence, CancellationToken cancellationToken);

    Task<Cadence?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The cadences of a place that have not ended, in the order of their kinds.</summary>
    Task<IReadOnlyList<Cadence>> InAsync(Place place, CancellationToken cancellationToken);

    /// <summary>The cadences of a workspace that somebody owns or takes part in and that have not ended.</summary>
    Task<IReadOnlyList<Cadence>> OfAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken);

    /// <summary>All cadences of a workspace, those that have ended too: their rounds can still be reported.</summary>
    Task<IReadOnlyList<Cadence>> AllAsync(Workspace workspace, CancellationToken cancellationToken);

    /// <summary>Changes when it asks, its window, reminder and meeting. False where it is gone or has ended.</summary>
    Task<bool> ChangeAsync(Cadence cadence, CancellationToken cancellationToken);

    /// <summary>Gives it from one owner to another, null being nobody; false where it has ended or is somebody else's by now.</summary>
    Task<bool> GiveAsync(long id, PersonId? from, PersonId? to, CancellationToken cancellationToken);

    /// <summary>Notes that its channel has heard that nobody looks after it, until somebody does.</summary>
    Task OrphanToldAsync(long id, CancellationToken cancellationToken);

    /// <summary>Moves it from one state to another; false where it was not in the first.</summary>
    Task<bool> MoveAsync(long id, CadenceState from, CadenceState to, CancellationToken cancellationToken);

    /// <summary>Who takes part, those first who joined first.</summary>
    Task<IReadOnlyList<Participant>> ParticipantsAsync(long cadence, CancellationToken cancellationToken);

    /// <summary>False where they take part already.</summary>
    Task<bool> JoinAsync(long cadence, Participant participant, CancellationToken cancellationToken);

    /// <summary>Notes that somebody heard that they were added; the first time stays.</summary>
    Task ToldAsync(long cadence, PersonId person, Instant at, CancellationToken cancellationToken);

    /// <summary>False where they do not take part.</summary>
    Task<bool> LeaveAsync(long cadence, PersonId person, CancellationToken cancellationToken);

    /// <summary>Notes when the question of a round was sent; a second time changes nothing.</summary>
    Task AskAsync(long cadence, LocalDate date, Instant at, CancellationToken cancellationToken);

    /// <summary>Keeps an answer, in place of the one that the person gave before; they are not missing any more.</summary>
    Task AnswerAsync(long cadence, LocalDate date, RoundAnswer answer, CancellationToken cancellationToken);

    /// <summary>A person's last answer before a date, and its date; null where there is none.</summary>
    Task<(LocalDate Date, RoundAnswer Answer)?> LastAnswerAsync(long cadence, PersonId person, LocalDate before, CancellationToken cancellationToken);

    /// <summary>Closes a round and notes who is missing; a second time changes nothing. Whoever has answered is not noted.</summary>
    Task CloseAsync(long cadence, LocalDate date, IReadOnlyCollection<RoundGap> missing, Instant at, CancellationToken cancellationToken);

    /// <summary>Keeps approved words; later ones take the place of those before.</summary>
    Task ApproveAsync(long cadence, LocalDate date, ApprovedWords words, CancellationToken cancellationToken);

    /// <summary>A round; null where nothing was kept of that date.</summary>
    Task<Round?> RoundAsync(long cadence, LocalDate date, CancellationToken cancellationToken);

    /// <summary>The rounds from one date to another, both included, in order.</summary>
    Task<IReadOnlyList<Round>> RoundsAsync(long cadence, LocalDate from, LocalDate to, CancellationToken cancellationToken);
}
