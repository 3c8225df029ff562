using MentorBot.Core.Features.Scores;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryScores : IScoreStore
{
    private readonly Lock _lock = new();
    private long _last;

    public List<Score> All { get; } = [];

    public HashSet<(long Score, Place Channel)> Shared { get; } = [];

    public Task<long> AddAsync(Score score, CancellationToken cancellationToken)
    {
        Storable.Check(score.Name);
        lock (_lock)
        {
            All.Add(score with { Id = ++_last });
            return Task.FromResult(_last);
        }
    }

    public Task<Score?> FindAsync(Workspace workspace, long id, CancellationToken cancellationToken) =>
        Task.FromResult(All.FirstOrDefault(one => one.Id == id && one.Workspace == workspace));

    public Task<Score?> LatestAsync(Workspace workspace, PersonId person, string rubric, CancellationToken cancellationToken) =>
        Task.FromResult(Of(workspace, person, rubric).MaxBy(one => one.Id));

    public Task<IReadOnlyList<Score>> HistoryAsync(Workspace workspace, PersonId person, string rubric, string name, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Score>>([.. Of(workspace, person, rubric).Where(one => ScoreWords.KeyOf(one.Name) == ScoreWords.KeyOf(name)).OrderByDescending(one => one.Id).Take(count)]);

    public Task<Score?> BeforeAsync(Score score, CancellationToken cancellationToken) =>
        Task.FromResult(Of(score.Workspace, score.Person, score.Rubric).Where(one => ScoreWords.KeyOf(one.Name) == ScoreWords.KeyOf(score.Name) && one.Id < score.Id).MaxBy(one => one.Id));

    public Task<IReadOnlyList<Score>> RankedAsync(Workspace workspace, PersonId person, string rubric, int skip, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Rank(Of(workspace, person, rubric), skip, count));

    public Task<IReadOnlyList<Score>> RankedInAsync(Place channel, string rubric, int skip, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Rank(All.Where(one => one.Rubric == rubric && Shared.Contains((one.Id, channel))), skip, count));

    public Task<bool> ShareAsync(long id, Place channel, Instant at, CancellationToken cancellationToken) =>
        Task.FromResult(All.Any(one => one.Id == id && one.Workspace == channel.Workspace) && Shared.Add((id, channel)));

    public Task<bool> IsSharedAsync(long id, Place channel, CancellationToken cancellationToken) => Task.FromResult(Shared.Contains((id, channel)));

    public Task<bool> WithdrawAsync(long id, Place channel, CancellationToken cancellationToken) => Task.FromResult(Shared.Remove((id, channel)));

    public Task<bool> DeleteAsync(Workspace workspace, PersonId person, long id, CancellationToken cancellationToken)
    {
        Shared.RemoveWhere(one => one.Score == id);
        return Task.FromResult(All.RemoveAll(one => one.Id == id && one.Person == person && one.Workspace == workspace) == 1);
    }

    private IEnumerable<Score> Of(Workspace workspace, PersonId person, string rubric) =>
        All.Where(one => one.Workspace == workspace && one.Person == person && one.Rubric == rubric);

    private static IReadOnlyList<Score> Rank(IEnumerable<Score> scores, int skip, int count) =>
        [.. scores.GroupBy(one => (one.Person, ScoreWords.KeyOf(one.Name))).Select(names => names.MaxBy(one => one.Id)!).OrderByDescending(one => one.Sheet.Total).ThenBy(one => one.Id).Skip(skip).Take(count)];
}
