using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Composes what is more than a question or a list of answers: the weekly status, and what prepares the monthly meeting.</summary>
internal sealed class CadencePapers(WeeklyStatus weekly, MonthlyMeeting monthly)
{
    /// <summary>The message of an entry; null where it is none of these.</summary>
    public async Task<Composition?> ComposeAsync(Cadence cadence, OutboxEntry entry, CancellationToken cancellationToken) => (cadence.Kind, entry.Key.Kind) switch
    {
        (CadenceKind.WeeklyStatus, CadenceSchedules.Draft) => await weekly.DraftAsync(cadence, entry.Key.Date, entry, cancellationToken),
        (CadenceKind.WeeklyStatus, CadenceSchedules.Report) => await weekly.ReportAsync(cadence, entry.Key.Date, cancellationToken),
        (CadenceKind.MonthlyMeeting, CadenceSchedules.Prompt) => await monthly.PromptAsync(cadence, entry.Key.Date, entry, cancellationToken),
        (CadenceKind.MonthlyMeeting, CadenceSchedules.Report) => await monthly.ReportAsync(cadence, entry.Key.Date, cancellationToken),
        _ => null,
    };
}
