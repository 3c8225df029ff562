using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using Moq;
using NodaTime;

namespace MentorBot.Tests.Schedules;

/// <summary>What has to wait, alone or with its whole lane.</summary>
public sealed class SettlementTests
{
    private static readonly Workspace Team = new("chat", "1");

    private static readonly LocalDate Monday = new(2026, 3, 2);

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly List<EntryMove> _moves = [];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakesAWaitForNoAttemptAndPausesTheLaneOnlyWhereItIsTheLanes(bool holdsLane)
    {
        var limiter = new LaneLimiter(new LaneLimit(5, Duration.FromSeconds(1), 1));
        var settlement = new Settlement(new Composer([]), new PumpOptions(), Backoff, Clock, new CollectingLog().For<Settlement>());

        await InLaneAsync(limiter, Messenger(holdsLane), lane => settlement.SettleAsync([Claimed(attempts: 7)], Later(holdsLane), lane));

        _moves.ShouldHaveSingleItem().ShouldBe(new ToRetry(3, Now + Duration.FromHours(1), Counts: false, KeepsSlot: true, "in_turn"));
        (await StartsAtOnce(limiter)).ShouldBe(!holdsLane);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PausesTheLaneForAMessageToBeReplacedOnlyWhereTheWaitIsTheLanes(bool holdsLane)
    {
        var limiter = new LaneLimiter(new LaneLimit(5, Duration.FromSeconds(1), 1));
        var feature = new Mock<IScheduledFeature>();
        feature.Setup(one => one.Name).Returns("probe");
        feature.Setup(one => one.ComposeAsync(It.IsAny<ComposeRequest>(), It.IsAny<CancellationToken>())).ReturnsAsync(new ComposedMessage([new Paragraph("New")]));
        var reviser = new Reviser(new Composer([feature.Object]), new PumpOptions(), Backoff, Clock, new CollectingLog().For<Reviser>());

        await InLaneAsync(limiter, Messenger(holdsLane), lane => reviser.ReviseAsync(new StaleEntry(Claimed(attempts: 0), 1, 0), lane, CancellationToken.None));

        _moves.ShouldHaveSingleItem().ShouldBe(new ToStale(3, Now + Duration.FromHours(1)));
        (await StartsAtOnce(limiter)).ShouldBe(!holdsLane);
    }

    private static Backoff Backoff => new(new PumpOptions(), new Random(1));

    private static IClock Clock => Mock.Of<IClock>(clock => clock.GetCurrentInstant() == Now);

    private static TryLater Later(bool holdsLane) => new(Duration.FromHours(1), "in_turn") { HoldsLane = holdsLane };

    private static IMessenger Messenger(bool holdsLane)
    {
        var messenger = new Mock<IMessenger>();
        messenger.Setup(one => one.UpdateAsync(It.IsAny<OutgoingMessage>(), "M1", It.IsAny<CancellationToken>())).ReturnsAsync(Later(holdsLane));
        return messenger.Object;
    }

    private static ClaimedEntry Claimed(int attempts)
    {
        var recipient = new PersonRecipient(Team, new PersonId(1));
        var when = new LocalSchedule(Recurrence.Of("FREQ=DAILY"), Monday, new LocalTime(9, 0), DateTimeZone.Utc);
        var entry = new OutboxEntry(3, new EntryKey(1, "nudge", recipient, Monday), EntryStatus.Sending, Monday, Now, Now) { Attempts = attempts, MessageId = "M1" };
        return new ClaimedEntry(entry, new Schedule(1, "probe", 1, "nudge", recipient, null, when), new Identity(Team, "42"), []);
    }

    /// <summary>A pause of the lane lasts for an hour.</summary>
    private static async Task<bool> StartsAtOnce(LaneLimiter limiter)
    {
        var permit = await limiter.TakeAsync(CancellationToken.None);
        using var enough = new CancellationTokenSource();
        var start = permit.StartAsync(enough.Token);
        var isStarted = start.IsCompleted;
        await enough.CancelAsync();
        return isStarted;
    }

    private async Task InLaneAsync(LaneLimiter limiter, IMessenger messenger, Func<CourierLane, Task> act)
    {
        var work = new Mock<IOutboxWork>();
        work.Setup(outbox => outbox.WriteAsync(It.IsAny<LaneRight>(), It.IsAny<IReadOnlyList<EntryMove>>(), It.IsAny<CancellationToken>()))
            .Callback<LaneRight, IReadOnlyList<EntryMove>, CancellationToken>((_, moves, _) => _moves.AddRange(moves))
            .ReturnsAsync(new HashSet<long> { 3 });
        await using var scribe = new Scribe(work.Object, new LaneRight(Team, "node", 1));
        scribe.Start();
        await act(new CourierLane(messenger, limiter, scribe, () => true));
    }
}
