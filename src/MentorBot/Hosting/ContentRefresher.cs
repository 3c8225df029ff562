using MentorBot.Core.Content;

namespace MentorBot.Hosting;

/// <summary>Looks for edited content once a second.</summary>
/// <remarks>Looking finds what file system events miss on network drives and container volumes, and costs a listing.</remarks>
internal sealed partial class ContentRefresher(ContentLibrary library, TeamMemory team, TimeProvider time, ILogger<ContentRefresher> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // To learn what people ask takes a processor for a second or two, which those who wait for the bot's start need more.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var started = time.GetTimestamp();
        var isSettled = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                library.Refresh();
                await team.KeepAsync(stoppingToken);
                if (!isSettled && time.GetElapsedTime(started) >= Settling)
                {
                    isSettled = true;
                    Settle();
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, such as a folder that is replaced or unmounted for a moment: the last good version stays
                // live, and the next look may be better. Thrown on, it would stop the bot.
                LogUnreadable(exception);
            }
        }
    }

    private void Settle()
    {
        library.Pack.Prepare();

        // The start and the learning have left behind much that the collector would keep for what an idle bot never asks for.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The content can't be read at the moment, so the last good version stays live")]
    private partial void LogUnreadable(Exception exception);
}
