using System.Diagnostics;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Schedules;

public sealed class LaneLimiterTests
{
    private static readonly Duration Window = Duration.FromMilliseconds(100);

    [Fact]
    public async Task NoWindowHoldsOneRequestTooMany()
    {
        var limiter = new LaneLimiter(new LaneLimit(5, Window, 0));
        var starts = new List<long>();

        await Task.WhenAll(Enumerable.Range(0, 25).Select(async _ =>
        {
            var permit = await limiter.TakeAsync(CancellationToken.None);
            await permit.StartAsync(CancellationToken.None);
            lock (starts)
            {
                starts.Add(Stopwatch.GetTimestamp());
            }

            permit.Done();
        }));

        starts.Sort();
        starts.Zip(starts.Skip(5), (first, sixth) => Stopwatch.GetElapsedTime(first, sixth)).ShouldAllBe(apart => apart >= Window.ToTimeSpan());
    }

    [Fact]
    public async Task AnAnswerGoesAheadOfWhatIsDue()
    {
        var limiter = new LaneLimiter(new LaneLimit(1, Window, 0));
        var first = await limiter.TakeAsync(CancellationToken.None);
        var due = limiter.TakeAsync(CancellationToken.None);
        var answer = limiter.TakeForAnswerAsync(CancellationToken.None);

        first.Done();

        await answer;
        due.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task WhilePeopleTalkAReserveIsLeftToAnswers()
    {
        var limiter = new LaneLimiter(new LaneLimit(3, Window, 1));
        (await limiter.TakeForAnswerAsync(CancellationToken.None)).Unused();
        await limiter.TakeAsync(CancellationToken.None);
        await limiter.TakeAsync(CancellationToken.None);

        limiter.TakeAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
        await limiter.TakeForAnswerAsync(CancellationToken.None);
    }

    [Fact]
    public async Task TheReserveIsWhatMayBeUsedAtOnceAndNotWhatIsUsedUp()
    {
        var limiter = new LaneLimiter(new LaneLimit(3, Duration.FromHours(1), 1));
        limiter.LeaveRoom();
        (await limiter.TakeAsync(CancellationToken.None)).Done();
        (await limiter.TakeAsync(CancellationToken.None)).Done();

        // A due one has to wait for an hour from here on, an answer does not.
        var due = await limiter.TakeAsync(CancellationToken.None);
        var answer = await limiter.TakeForAnswerAsync(CancellationToken.None);

        due.StartAsync(CancellationToken.None).IsCompleted.ShouldBeFalse();
        answer.StartAsync(CancellationToken.None).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task WithNobodyTalkingDueWorkMayUseTheReserve()
    {
        var limiter = new LaneLimiter(new LaneLimit(2, Window, 1));
        await limiter.TakeAsync(CancellationToken.None);

        await limiter.TakeAsync(CancellationToken.None);
    }

    [Fact]
    public async Task WhoGivesUpIsPassedOver()
    {
        var limiter = new LaneLimiter(new LaneLimit(1, Window, 0));
        var first = await limiter.TakeAsync(CancellationToken.None);
        using var giveUp = new CancellationTokenSource();
        var gone = limiter.TakeAsync(giveUp.Token);
        var next = limiter.TakeAsync(CancellationToken.None);
        await giveUp.CancelAsync();

        first.Done();

        await next;
        await Should.ThrowAsync<OperationCanceledException>(gone);
    }
}
