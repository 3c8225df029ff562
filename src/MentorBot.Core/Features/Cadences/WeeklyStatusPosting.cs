using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Brings an approved weekly status into its channel, once; words that are approved later take its place there.</summary>
internal sealed class WeeklyStatusPosting(ICadenceStore cadences, CadenceSchedules schedules, RoundPosts posts)
{
    /// <summary>False where the cadence comes round no more.</summary>
    public async Task<bool> PostAsync(Cadence cadence, LocalDate date, ApprovedWords words, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(cadence.Id, CadenceSchedules.Prompt, cancellationToken) is not { } schedule)
        {
            return false;
        }

        await cadences.ApproveAsync(cadence.Id, date, words, cancellationToken);
        var key = new EntryKey(schedule.Id, CadenceSchedules.Report, new PlaceRecipient(cadence.Place), date);
        var last = await posts.LastAsync(key, cancellationToken);
        if (!await posts.RefreshAsync(key, last, cancellationToken))
        {
            await posts.PostAsync(key, last, "somebody approved it", cancellationToken);
        }

        return true;
    }
}
