using MentorBot.Core.Features.Kpis;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

internal sealed class InMemoryKpis : IKpiStore
{
    private long _last;

    public List<KpiBoard> Boards { get; } = [];

    public List<KpiReading> Readings { get; } = [];

    public Task<bool> AddAsync(KpiBoard board, CancellationToken cancellationToken)
    {
        if (Boards.Any(one => one.Place == board.Place))
        {
            return Task.FromResult(false);
        }

        Boards.Add(board with { Id = ++_last, Kpis = [.. board.Kpis.Select(kpi => kpi with { Id = ++_last })] });
        return Task.FromResult(true);
    }

    public Task<KpiBoard?> InAsync(Place channel, CancellationToken cancellationToken) => Task.FromResult(Boards.FirstOrDefault(board => board.Place == channel));

    public Task RemoveAsync(long board, CancellationToken cancellationToken)
    {
        var kpis = Boards.Where(one => one.Id == board).SelectMany(one => one.Kpis).Select(kpi => kpi.Id).ToHashSet();
        Readings.RemoveAll(reading => kpis.Contains(reading.Kpi));
        Boards.RemoveAll(one => one.Id == board);
        return Task.CompletedTask;
    }

    public Task<bool> AddKpiAsync(long board, BoardKpi kpi, CancellationToken cancellationToken)
    {
        Storable.Check(kpi.Title, kpi.Group, kpi.Unit);
        return Task.FromResult(Change(board, one => one.Kpis.Length < KpiBoard.MostKpis ? one with { Kpis = one.Kpis.Add(kpi with { Id = ++_last }) } : null));
    }

    public Task<bool> ChangeKpiAsync(long board, BoardKpi kpi, CancellationToken cancellationToken)
    {
        Storable.Check(kpi.Title, kpi.Group, kpi.Unit);
        return Task.FromResult(Change(board, one => one.Kpis.Any(known => known.Id == kpi.Id) ? one with { Kpis = [.. one.Kpis.Select(known => known.Id == kpi.Id ? kpi : known)] } : null));
    }

    public Task RemoveKpiAsync(long board, long kpi, CancellationToken cancellationToken)
    {
        Change(board, one => one with { Kpis = one.Kpis.RemoveAll(known => known.Id == kpi) });
        Readings.RemoveAll(reading => reading.Kpi == kpi);
        return Task.CompletedTask;
    }

    public Task<int> RecordAsync(long board, IReadOnlyCollection<KpiReading> readings, CancellationToken cancellationToken)
    {
        var known = Boards.Where(one => one.Id == board).SelectMany(one => one.Kpis).Select(kpi => kpi.Id).ToHashSet();
        var kept = readings.Where(reading => known.Contains(reading.Kpi)).ToList();
        Readings.RemoveAll(old => kept.Any(reading => reading.Kpi == old.Kpi && reading.On == old.On));
        Readings.AddRange(kept);
        return Task.FromResult(kept.Count);
    }

    public Task<IReadOnlyList<KpiReading>> LastAsync(long board, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KpiReading>>([.. Of(board).GroupBy(reading => reading.Kpi).SelectMany(readings => readings.OrderByDescending(reading => reading.On).Take(count)).OrderBy(reading => reading.On).ThenBy(reading => reading.Kpi)]);

    public Task<IReadOnlyList<KpiReading>> BetweenAsync(long board, LocalDate from, LocalDate to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KpiReading>>([.. Of(board).Where(reading => reading.On >= from && reading.On <= to).OrderBy(reading => reading.On).ThenBy(reading => reading.Kpi)]);

    public Task<bool> DeleteReadingAsync(long board, long kpi, LocalDate on, CancellationToken cancellationToken) =>
        Task.FromResult(Readings.RemoveAll(reading => reading.Kpi == kpi && reading.On == on) == 1);

    public void Erase(PersonId person)
    {
        for (var i = 0; i < Boards.Count; i++)
        {
            Boards[i] = Boards[i] with { Owner = Boards[i].Owner == person ? null : Boards[i].Owner };
        }

        for (var i = 0; i < Readings.Count; i++)
        {
            Readings[i] = Readings[i] with { By = Readings[i].By == person ? null : Readings[i].By };
        }
    }

    private IEnumerable<KpiReading> Of(long board)
    {
        var known = Boards.Where(one => one.Id == board).SelectMany(one => one.Kpis).Select(kpi => kpi.Id).ToHashSet();
        return Readings.Where(reading => known.Contains(reading.Kpi));
    }

    private bool Change(long board, Func<KpiBoard, KpiBoard?> change)
    {
        var at = Boards.FindIndex(one => one.Id == board);
        if (at < 0 || change(Boards[at]) is not { } changed)
        {
            return false;
        }

        Boards[at] = changed;
        return true;
    }
}
