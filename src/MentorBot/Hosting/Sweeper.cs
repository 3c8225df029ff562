using MentorBot.Core;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Schedules;

namespace MentorBot.Hosting;

/// <summary>Removes once a day what people left unfinished and did not come back to, and what of the ledger and of the receipts is too old to be asked for.</summary>
internal sealed partial class Sweeper(IKeptForms forms, IPostStore posts, IDueWork due, IReceipts receipts, TimeProvider time, ILogger<Sweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    private readonly TimeProviderClock _clock = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away for a moment; what is left today goes tomorrow.
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetCurrentInstant();
        var before = now - Retention.Unfinished;
        var removedForms = await forms.RemoveAsync(before, cancellationToken);
        var removedDrafts = await posts.DeleteDraftsAsync(before, cancellationToken);
        if (removedForms + removedDrafts > 0)
        {
            LogSwept(removedForms, removedDrafts, Retention.UnfinishedDays);
        }

        if (await due.ForgetAsync(now - Retention.Ledger, cancellationToken) is > 0 and var entries)
        {
            LogForgotten(entries, Retention.LedgerDays);
        }

        // Nobody asks after these, so their number says nothing to whoever reads the log.
        await receipts.DeleteAsync(now - IReceipts.Kept, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Forms} forms and {Drafts} drafts that were left unfinished for {Days} days")]
    private partial void LogSwept(int forms, int drafts, int days);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Entries} entries of the ledger that are older than {Days} days")]
    private partial void LogForgotten(int entries, int days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was left unfinished could not be removed")]
    private partial void LogFailed(Exception exception);
}
