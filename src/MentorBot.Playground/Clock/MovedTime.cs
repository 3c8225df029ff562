using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>
/// The bot's clock while the playground alone is on: it runs like the real one and is as far ahead as somebody moved it. It
/// never goes back, since what has come due would then wait for it to catch up.
/// </summary>
public sealed class MovedTime(ClockFile file, TimeProvider real) : TimeProvider
{
    private readonly Lock _moving = new();
    private long _ahead = file.Read().BclCompatibleTicks;

    /// <summary>The point that it was last moved to is kept before anybody reads it.</summary>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    /// <summary>Moves it to an instant, if that is not over by now.</summary>
    public void MoveTo(Instant instant)
    {
        lock (_moving)
        {
            // Whole milliseconds, rounded up as they are kept, so that a restart is never earlier.
            var ahead = (instant - Instant.FromDateTimeOffset(real.GetUtcNow())).BclCompatibleTicks;
            ahead += (TimeSpan.TicksPerMillisecond - (ahead % TimeSpan.TicksPerMillisecond)) % TimeSpan.TicksPerMillisecond;
            if (ahead > _ahead)
            {
                file.Write(Duration.FromTicks(ahead));
                Volatile.Write(ref _ahead, ahead);
            }
        }
    }
}

/// <summary>The clock of another process that the playground moves, such as for <c>chat</c> beside the running bot.</summary>
public sealed class FollowedTime(ClockFile file, TimeProvider real) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + file.Read().ToTimeSpan();
}
