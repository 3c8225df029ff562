using MentorBot.Core.Platforms;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Platforms;

/// <summary>What is done where an answer takes longer than a platform waits.</summary>
public sealed class DeadlineTests
{
    private readonly TimerClock _time = new();
    private readonly List<string> _done = [];

    [Fact]
    public async Task SaysNothingWhereTheWorkIsDoneInTime()
    {
        await Deadline.WatchAsync(() => Do("work"), () => Do("late"), _time.GetTimestamp(), _time);
        _time.Advance(Deadline.Patience);
        _done.ShouldBe(["work"]);
    }

    [Fact]
    public async Task SaysSoWhileTheWorkHoldsUpItsThread()
    {
        await Deadline.WatchAsync(
            () =>
            {
                _time.Advance(Deadline.Patience);
                return Do("work");
            },
            () => Do("late"),
            _time.GetTimestamp(),
            _time);
        _done.ShouldBe(["late", "work"]);
    }

    [Fact]
    public async Task SaysSoFirstWhereThePatienceIsOverAlready()
    {
        var since = _time.GetTimestamp();
        _time.Advance(Deadline.Patience);
        await Deadline.WatchAsync(() => Do("work"), () => Do("late"), since, _time);
        _done.ShouldBe(["late", "work"]);
    }

    [Fact]
    public async Task WaitsForWhatIsSaidBesideTheWork()
    {
        var said = new TaskCompletionSource();
        var watching = Deadline.WatchAsync(
            () =>
            {
                _time.Advance(Deadline.Patience);
                return Task.CompletedTask;
            },
            () => said.Task,
            _time.GetTimestamp(),
            _time);
        watching.IsCompleted.ShouldBeFalse();
        said.SetResult();
        await watching;
    }

    private Task Do(string what)
    {
        _done.Add(what);
        return Task.CompletedTask;
    }
}
