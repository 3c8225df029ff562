using System.Diagnostics;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>
/// Takes the clock to a later time through every instant at which something is due, so that each thing comes when it would have
/// come: to the bot it is as if the time had passed, and never as if it had been down.
/// </summary>
internal sealed class ClockJump(PlaygroundClock clock, Moments moments, IDueWork work, Ticker ticker, Pump pump, IEnumerable<IMessenger> messengers)
{
    /// <summary>More than this would take minutes; whoever wants it goes on from where it stopped.</summary>
    public const int MostInstants = 20_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string[] _platforms = [.. messengers.Select(messenger => messenger.Platform)];

    /// <summary>How long something may be due without anything happening to it before the clock stops there.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many instants it goes through at most.</summary>
    public int Most { get; init; } = MostInstants;

    /// <summary>Moves it, and returns null once it is there, or a sentence that says why it stopped before.</summary>
    /// <param name="arrived">Told each instant that it has come to.</param>
    public async Task<string?> MoveAsync(Instant target, Action arrived, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        for (var instants = 0; ; )
        {
            var handled = await DoWhatIsDueAsync(cancellationToken);
            var leap = await LeapAsync(target, cancellationToken);
            arrived();
            switch (leap)
            {
                case Leap.ToTheTarget:
                    await DoWhatIsDueAsync(cancellationToken);
                    return null;
                case Leap.ToTheNext when ++instants >= Most:
                    await DoWhatIsDueAsync(cancellationToken);
                    return $"Very much happens on the way, so I stopped here after {Most} moments of it. Go on whenever you like.";
                case Leap.ToTheNext:
                case Leap.None when handled > 0:
                    waited.Restart();
                    break;
                case Leap.None when waited.Elapsed > Patience:
                    return "Something that is due now can't be sent, so I stopped here rather than leave it behind. Try again in a moment.";
                case Leap.None:
                    await Task.Delay(Pause, cancellationToken);
                    break;
            }
        }
    }

    private async Task<int> DoWhatIsDueAsync(CancellationToken cancellationToken) =>
        await ticker.TickAsync(cancellationToken) + await pump.PumpAsync(cancellationToken);

    private async Task<Leap> LeapAsync(Instant target, CancellationToken cancellationToken)
    {
        using var leap = await moments.LeapAsync(cancellationToken);
        var next = await work.NextInstantAsync(_platforms, cancellationToken);
        if (next is null || next > target)
        {
            clock.MoveTo(target);
            return Leap.ToTheTarget;
        }

        // Still due now: another tick, or a request, has it in hand at this very moment.
        if (next <= clock.GetCurrentInstant())
        {
            return Leap.None;
        }

        clock.MoveTo(next.Value);
        return Leap.ToTheNext;
    }

    private enum Leap
    {
        None,
        ToTheNext,
        ToTheTarget,
    }
}
