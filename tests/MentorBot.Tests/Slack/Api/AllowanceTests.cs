using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Slack.Api;

public sealed class AllowanceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TimerClock _time = new();
    private readonly ApiLimits _limits;

    public AllowanceTests() => _limits = new ApiLimits(_time);

    public void Dispose() => _limits.Dispose();

    [Fact]
    public async Task LetsABurstIntoAChannelAndThenOneASecondOnAverage()
    {
        for (var post = 0; post < 3; post++)
        {
            (await Post("C1"))!.Done();
        }

        var fourth = Post("C1");
        _time.Advance(TimeSpan.FromSeconds(2.9));
        fourth.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await fourth).ShouldNotBeNull();
        (await Post("C2")).ShouldNotBeNull("Another channel has its own.");
    }

    [Fact]
    public async Task CountsAWindowFromTheAnswer()
    {
        var allowance = new Allowance(new Rate(1, TimeSpan.FromSeconds(1)), _time);
        (await allowance.TakeAsync(isDue: false, Patience, default)).ShouldBeNull();
        var second = allowance.TakeAsync(isDue: false, TimeSpan.FromSeconds(10), default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));
        second.IsCompleted.ShouldBeFalse("The first is still on the wire.");
        allowance.Return(wasUsed: true);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        second.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await second).ShouldBeNull();
    }

    [Fact]
    public async Task ServesAnswersBeforeWhatIsDue()
    {
        var allowance = new Allowance(new Rate(1, TimeSpan.FromSeconds(1)), _time);
        await allowance.TakeAsync(isDue: true, Patience, default);
        var due = allowance.TakeAsync(isDue: true, Patience, default).AsTask();
        var answer = allowance.TakeAsync(isDue: false, Patience, default).AsTask();
        allowance.Return(wasUsed: true);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        (await answer).ShouldBeNull();
        due.IsCompleted.ShouldBeFalse();
        allowance.Return(wasUsed: true);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        (await due).ShouldBeNull();
    }

    [Fact]
    public async Task SaysAtOnceHowLongItWouldTakeWhereThatIsTooLong()
    {
        var allowance = new Allowance(Rate.AMinute(2), _time);
        await allowance.TakeAsync(isDue: false, Patience, default);
        allowance.Return(wasUsed: true);
        _time.Advance(TimeSpan.FromSeconds(20));
        await allowance.TakeAsync(isDue: false, Patience, default);
        allowance.Return(wasUsed: true);
        (await allowance.TakeAsync(isDue: false, Patience, default)).ShouldBe(TimeSpan.FromSeconds(40));
        _time.Advance(TimeSpan.FromSeconds(38));
        var soon = allowance.TakeAsync(isDue: false, Patience, default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2.1));
        (await soon).ShouldBeNull();
        (await allowance.TakeAsync(isDue: false, Patience, default))!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task ReturnsTheTurnOfWhoGaveUp()
    {
        var allowance = new Allowance(new Rate(1, TimeSpan.FromSeconds(1)), _time);
        await allowance.TakeAsync(isDue: false, Patience, default);
        using var gaveUp = new CancellationTokenSource();
        var second = allowance.TakeAsync(isDue: false, Patience, gaveUp.Token).AsTask();
        var third = allowance.TakeAsync(isDue: false, Patience, default).AsTask();
        await gaveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second);
        allowance.Return(wasUsed: true);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        (await third).ShouldBeNull();
    }

    [Fact]
    public async Task ABusyChannelAsksForNoRestOfTheOthers()
    {
        Task<(ApiLimits.Turn? Turn, TimeSpan? Wait)>[] asked = [.. Enumerable.Range(0, 100).Select(_ => _limits.TakeAsync(ApiMethod.PostMessage, "C1", isDue: true, default).AsTask())];
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var refused = (await Task.WhenAll(asked.Where(one => one.IsCompleted))).Where(one => one.Turn is null).ToList();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(one => one.Wait == null);
    }

    [Fact]
    public async Task StopsOneMethodAloneForAsLongAsSlackAsked()
    {
        _limits.Pause(ApiMethod.UserInfo, null, TimeSpan.FromSeconds(30));
        var (turn, wait) = await _limits.TakeAsync(ApiMethod.UserInfo, null, isDue: false, default);
        turn.ShouldBeNull();
        wait.ShouldBe(TimeSpan.FromSeconds(30));
        (await _limits.TakeAsync(ApiMethod.ConversationInfo, null, isDue: false, default)).Turn.ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(30));
        (await _limits.TakeAsync(ApiMethod.UserInfo, null, isDue: false, default)).Turn.ShouldNotBeNull();
    }

    [Fact]
    public async Task KeepsAWholeFanOutWithinSixHundredAMinute()
    {
        var starts = new List<DateTimeOffset>();
        for (var person = 0; person < 1_000; person++)
        {
            var asked = _limits.TakeAsync(ApiMethod.PostMessage, $"U{person}", isDue: true, default).AsTask();
            if (!asked.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(2.1));
            }

            (await asked).Turn!.Done();
            starts.Add(_time.GetUtcNow());
        }

        foreach (var start in starts)
        {
            starts.Count(other => other >= start && other < start.AddMinutes(1)).ShouldBeLessThanOrEqualTo(600);
        }

        (starts[^1] - starts[0]).ShouldBeLessThan(TimeSpan.FromSeconds(1_000 / 10 * 1.1));
    }

    private async Task<ApiLimits.Turn?> Post(string channel) => (await _limits.TakeAsync(ApiMethod.PostMessage, channel, isDue: false, default)).Turn;
}
