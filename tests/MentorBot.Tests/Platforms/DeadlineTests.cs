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

    /// <summary>Whoever asked goes on to let go of what both of them use.</summary>
    [Fact]
    public async Task WaitsForWhatIsSaidBesideTheWorkAlsoWhereThatFails()
    {
        var said = new TaskCompletionSource();
        var watching = Watch(() => throw new InvalidOperationException("the work"), () => said.Task);

        watching.IsCompleted.ShouldBeFalse();
        said.SetException(new TimeoutException("late"));
        (await Should.ThrowAsync<InvalidOperationException>(watching)).Message.ShouldBe("the work");
    }

    [Fact]
    public async Task TellsWhatWentWrongBesideWorkThatWentWell() =>
        (await Should.ThrowAsync<TimeoutException>(Watch(() => Task.CompletedTask, () => Task.FromException(new TimeoutException("late"))))).Message.ShouldBe("late");

    /// <summary>Work that takes too long.</summary>
    private Task Watch(Func<Task> work, Func<Task> late) => Deadline.WatchAsync(
        async () =>
        {
            _time.Advance(Deadline.Patience);
            await work();
        },
        late,
        _time.GetTimestamp(),
        _time);

    private Task Do(string what)
    {
        _done.Add(what);
        return Task.CompletedTask;
    }
}
