using MentorBot.Core.Platforms;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Platforms;

/// <summary>How long it is remembered what came in.</summary>
public sealed class SeenTests
{
    private readonly TimerClock _time = new();

    [Fact]
    public void RemembersForAWhile()
    {
        var seen = new Seen(_time);
        seen.TryTake("one").ShouldBeTrue();
        _time.Advance(Seen.Kept);
        seen.TryTake("one").ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        seen.TryTake("one").ShouldBeTrue();
    }

    [Fact]
    public void RemembersWhatWasForgottenAndCameAgainAsLongAsAnythingElse()
    {
        var seen = new Seen(_time);
        seen.TryTake("one");
        _time.Advance(TimeSpan.FromMinutes(10));
        seen.Forget("one");
        seen.TryTake("one").ShouldBeTrue();
        _time.Advance(TimeSpan.FromMinutes(10));

        seen.TryTake("one").ShouldBeFalse();
    }
}
