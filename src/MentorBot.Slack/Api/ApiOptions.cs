namespace MentorBot.Slack.Api;

/// <summary>How patient the calls are; in sum below the pump's patience for one message, 10 s.</summary>
internal sealed record ApiOptions
{
    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestPatience { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Longest that a call with all its attempts may take, but for a last request that is under way.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(9.5);

    public TimeSpan UploadPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait before the second attempt; before the third it is four times as long.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a method rests where Slack refuses a call without saying for how long.</summary>
    public TimeSpan UsualRest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many times as much as Slack takes is let through: 1 but for simulators; 0 lets everything through.</summary>
    public double LimitFactor { get; init; } = 1;
}
