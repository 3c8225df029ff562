using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>
/// The bot's clock while the playground alone is on: it runs like the real one and is as far ahead as somebody moved it. It
/// never goes back, since what has come due would then wait for it to catch up.
/// </summary>
public sealed class PlaygroundClock(ClockFile file, IClock real) : IClock
{
    private readonly Lock _moving = new();
    private long _ahead = file.Read().BclCompatibleTicks;

    public Instant GetCurrentInstant() => real.GetCurrentInstant() + Duration.FromTicks(Volatile.Read(ref _ahead));

    /// <summary>Moves it to an instant, if that is not over by now.</summary>
    public void MoveTo(Instant instant)
    {
        lock (_moving)
        {
            // Whole milliseconds, rounded up as they are kept, so that a restart is never earlier.
            var ahead = (instant - real.GetCurrentInstant()).BclCompatibleTicks;
            ahead += (TimeSpan.TicksPerMillisecond - (ahead % TimeSpan.TicksPerMillisecond)) % TimeSpan.TicksPerMillisecond;
            if (ahead > _ahead)
            {
                // Kept before anything is done at the new time, so that a crash leaves nothing done at a time that is yet to come.
                file.Write(Duration.FromTicks(ahead));
                Volatile.Write(ref _ahead, ahead);
            }
        }
    }
}

/// <summary>The clock that the playground of another process moves, such as for <c>chat</c> beside the running bot.</summary>
public sealed class FollowedClock(ClockFile file, IClock real) : IClock
{
    public Instant GetCurrentInstant() => real.GetCurrentInstant() + file.Read();
}
