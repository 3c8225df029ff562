using MentorBot.Discord.Gateway;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>When the bot beats.</summary>
public sealed class HeartbeatTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(41_250);

    private readonly TimerClock _time = new();

    [Fact]
    public void BeatsFirstSomewhereWithinTheIntervalAndNotAlwaysAtTheSameShareOfIt()
    {
        var beats = 0;
        using var heartbeat = new Heartbeat(() => beats++, () => { }, _time);
        var firsts = new List<TimeSpan>();
        for (var hello = 1; hello <= 20; hello++)
        {
            var began = _time.GetTimestamp();
            heartbeat.Start(Interval);
            while (beats < hello)
            {
                _time.AdvanceToNext().ShouldBeTrue("There is a next beat.");
            }

            firsts.Add(_time.GetElapsedTime(began));
        }

        firsts.ShouldAllBe(first => first < Interval);
        firsts.Distinct().Count().ShouldBeGreaterThan(10);
        firsts.Max().ShouldBeGreaterThan(Interval / 4, "It uses the whole interval.");
    }

    [Fact]
    public void BeatsOnceAnIntervalAfterThat()
    {
        var beats = 0;
        using var heartbeat = new Heartbeat(() => beats++, () => { }, _time);
        heartbeat.Start(Interval);
        _time.AdvanceToNext();
        for (var next = 2; next < 6; next++)
        {
            heartbeat.Acknowledge();
            _time.Advance(Interval - TimeSpan.FromMilliseconds(1));
            beats.ShouldBe(next - 1);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            beats.ShouldBe(next);
        }
    }
}
