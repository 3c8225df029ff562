using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>How a round's report stands, for whoever has just answered.</summary>
internal enum Standing
{
    /// <summary>It comes when the window closes.</summary>
    AtItsTime,

    /// <summary>It is on its way.</summary>
    Soon,

    /// <summary>It stands in the channel, and is brought up to date.</summary>
    Posted,

    /// <summary>The cadence is paused, so that none comes.</summary>
    None,
}

/// <summary>Brings an answer that came after a round's report into its channel: into the report that stands there, or in one where none does.</summary>
internal sealed class LateAnswers(OwnCadences own, CadenceSchedules schedules, RoundPosts posts)
{
    public async Task<Standing> BringAsync(Cadence cadence, RoundTime round, CancellationToken cancellationToken)
    {
        // A weekly status has no report of its own accord.
        if (await schedules.FindAsync(cadence.Id, CadenceSchedules.Report, cancellationToken) is not { } report)
        {
            return Standing.None;
        }

        var key = new EntryKey(report.Id, report.Kind, report.Recipient, round.Date);
        var last = await posts.LastAsync(key, cancellationToken);
        if (await posts.RefreshAsync(key, last, cancellationToken))
        {
            return Standing.Posted;
        }

        if (cadence.State != CadenceState.Running)
        {
            return Standing.None;
        }

        if (round.Closes > own.Now)
        {
            return Standing.AtItsTime;
        }

        // Where it was skipped for want of answers, there is something to say now.
        await posts.PostAsync(key, last, "an answer came after its time", cancellationToken);
        return Standing.Soon;
    }
}
