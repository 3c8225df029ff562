using NodaTime;

namespace MentorBot.Core;

/// <summary>The one clock, as NodaTime reads it.</summary>
public sealed class TimeProviderClock(TimeProvider time) : IClock
{
    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
