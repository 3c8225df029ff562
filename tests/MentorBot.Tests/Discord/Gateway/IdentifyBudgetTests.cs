using MentorBot.Core;
using MentorBot.Discord.Gateway;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>How many sessions are started, whoever counts them.</summary>
public sealed class IdentifyBudgetTests
{
    private readonly KeptInMemory _memory = new();
    private readonly TimerClock _time = new();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 3)]
    public async Task IsNeverExceededByNodesThatCountAtOnce(int nodes, int most)
    {
        // All have read how many there were before any of them has counted one more.
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _memory.Busy = all.Task;
        var options = new GatewayOptions { MostIdentifies = most, BetweenIdentifies = TimeSpan.Zero };
        var taking = Enumerable.Range(0, nodes).Select(_ => new IdentifyBudget(_memory, options, new TimeProviderClock(_time)).TryTakeAsync(CancellationToken.None)).ToList();
        taking.ShouldAllBe(one => !one.IsCompleted);
        all.SetResult();

        (await Task.WhenAll(taking)).Count(hasTaken => hasTaken).ShouldBe(most);
    }

    [Fact]
    public async Task LetsOneNodeStartAtATime()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _memory.Busy = all.Task;
        var taking = Enumerable.Range(0, 2).Select(_ => new IdentifyBudget(_memory, new GatewayOptions(), new TimeProviderClock(_time)).TryTakeAsync(CancellationToken.None)).ToList();
        all.SetResult();

        (await Task.WhenAll(taking)).Count(hasTaken => hasTaken).ShouldBe(1, "Discord: one identify in 5 s.");
    }
}
