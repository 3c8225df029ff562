using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Keeps the boards of channels and what was recorded on them.</summary>
public interface IKpiStore
{
    /// <summary>Adds a board with its KPIs; false where its channel has one.</summary>
    Task<bool> AddAsync(KpiBoard board, CancellationToken cancellationToken);

    /// <summary>The board of a channel; null where it has none.</summary>
    Task<KpiBoard?> InAsync(Place channel, CancellationToken cancellationToken);

    /// <summary>Takes a board away, with all that was recorded on it.</summary>
    Task RemoveAsync(long board, CancellationToken cancellationToken);

    /// <summary>Adds a KPI at the end; false where the board is gone or full.</summary>
    Task<bool> AddKpiAsync(long board, BoardKpi kpi, CancellationToken cancellationToken);

    /// <summary>False where the board has no such KPI any more.</summary>
    Task<bool> ChangeKpiAsync(long board, BoardKpi kpi, CancellationToken cancellationToken);

    /// <summary>Takes a KPI away, with all that was recorded of it.</summary>
    Task RemoveKpiAsync(long board, long kpi, CancellationToken cancellationToken);

    /// <summary>Keeps readings, each in place of the one of the same day; those of KPIs that are gone are left out. Returns how many were kept.</summary>
    Task<int> RecordAsync(long board, IReadOnlyCollection<KpiReading> readings, CancellationToken cancellationToken);

    /// <summary>The last readings of each KPI of a board, so many of each, in order of their days.</summary>
    Task<IReadOnlyList<KpiReading>> LastAsync(long board, int count, CancellationToken cancellationToken);

    /// <summary>The readings of a board from one day to another, both included, in order of their days.</summary>
    Task<IReadOnlyList<KpiReading>> BetweenAsync(long board, LocalDate from, LocalDate to, CancellationToken cancellationToken);

    /// <summary>False where there is no reading of that day.</summary>
    Task<bool> DeleteReadingAsync(long board, long kpi, LocalDate on, CancellationToken cancellationToken);
}
