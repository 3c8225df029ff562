using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>What the page shows of the bot's clock.</summary>
/// <param name="Target">Where it is on its way to; null while it only runs.</param>
/// <param name="Note">Why it stopped before it was there.</param>
public sealed record ClockFace(Instant Now, Instant? Target, string? Note);
