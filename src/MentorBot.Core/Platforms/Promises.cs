using MentorBot.Core.Messages;
using MentorBot.Core.People;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Platforms;

/// <summary>
/// Remembers beyond the end of the program whom it owes an answer: a platform that was told that one comes brings the question to nobody
/// again. Whoever lives on tells the person, once; so does the same program, of what it could say by no way.
/// </summary>
public sealed partial class Promises(IPromiseStore store, IClock clock, TimeProvider time, ILogger<Promises> log)
{
    /// <summary>After that, nobody waits any more.</summary>
    public static readonly Duration Kept = Duration.FromDays(1);

    /// <summary>With <see cref="Deadline.Patience"/> before it, the platform still hears in time. Real seconds: it is a database that may hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.7);

    /// <summary>How often it is looked for what other nodes left behind.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // A process that starts again under the same name would take its own old promises for its present ones.
    private readonly string _node = Guid.NewGuid().ToString("N");

    /// <summary>Makes a promise; it is stored by then, unless the database is out of order.</summary>
    /// <param name="about">What they did, in a few words of ours.</param>
    /// <param name="form">The token of the form that they sent, as the platform tells it; null where it was something else.</param>
    /// <param name="way">How they can be reached, as <see cref="TellLostAsync"/> hands it back.</param>
    public async Task<PromiseInHand> MakeAsync(Identity to, string about, string? form, string way)
    {
        // Longer than any of ours, it opens nothing.
        var token = form is { Length: > 0 and <= Limits.Token } ? form : null;
        var promise = new Promise(Guid.NewGuid().ToString("N"), to, about, token, way, clock.GetCurrentInstant());

        // On a thread of its own: a database that is busy holds up the thread that asks it.
        var storing = Task.Run(() => store.AddAsync(promise, _node, CancellationToken.None));
        try
        {
            await storing.WaitAsync(Patience);
        }
        catch (Exception exception)
        {
            LogUnstored(exception);
        }

        return new PromiseInHand(promise.Id, _node, storing, store, time, log);
    }

    /// <summary>Tells, until it is stopped, whoever has waited in vain: at once what an earlier life of the program left, and from time to time what others do.</summary>
    /// <param name="tell">False where the person can't be told now, but perhaps later.</param>
    public async Task TellLostAsync(string platform, Func<Promise, CancellationToken, Task<bool>> tell, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                while (await TryTellOneAsync(platform, tell, cancellationToken))
                {
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogUntold(exception);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private async Task<bool> TryTellOneAsync(string platform, Func<Promise, CancellationToken, Task<bool>> tell, CancellationToken cancellationToken)
    {
        if (await store.TakeAsync(platform, _node, cancellationToken) is not { } lost)
        {
            return false;
        }

        await using var inHand = new PromiseInHand(lost.Id, _node, Task.CompletedTask, store, time, log);
        if (clock.GetCurrentInstant() - lost.MadeAt < Kept)
        {
            if (!await tell(lost, cancellationToken))
            {
                return false;
            }

            LogTold(lost.About, lost.MadeAt);
        }

        inHand.IsDone = true;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be noted in time that somebody is owed an answer: if the program dies before that is out, nobody tells them")]
    private partial void LogUnstored(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whoever asked for {About} at {At} was told that it was interrupted")]
    private partial void LogTold(string about, Instant at);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody who waits in vain could not be told yet")]
    private partial void LogUntold(Exception exception);
}
