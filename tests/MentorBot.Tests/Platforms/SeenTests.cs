using System.Runtime.CompilerServices;
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

    [Fact]
    public void RemembersSoManyAtMost()
    {
        var seen = new Seen(_time);
        for (var number = 0; number <= Seen.Capacity; number++)
        {
            seen.TryTake($"key {number}").ShouldBeTrue();
        }

        seen.TryTake("key 2").ShouldBeFalse();
        seen.TryTake("key 0").ShouldBeTrue("The oldest made room.");
    }

    [Fact]
    public void HoldsOnToNoKeyItself()
    {
        var seen = new Seen(_time);
        var key = TakeAny(seen);
        GC.Collect();

        key.IsAlive.ShouldBeFalse();
        seen.TryTake(new string('k', 50)).ShouldBeFalse();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference TakeAny(Seen seen)
    {
        var key = new string('k', 50);
        seen.TryTake(key).ShouldBeTrue();
        return new WeakReference(key);
    }
}
