using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using Moq;
using NodaTime;

namespace MentorBot.Tests.Schedules;

/// <summary>Lanes of a platform that counts what the bot sends, and not where, and lanes that are closed.</summary>
public sealed class SharedLaneTests
{
    private static readonly Workspace One = new("chat", "1");

    private static readonly Workspace Two = new("chat", "2");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShareALimiterWhereThePlatformSaysSo(bool isShared)
    {
        var pump = Pump(new Lanes(isShared), new Mock<IOutboxWork>().Object, () => throw new InvalidOperationException());

        ReferenceEquals(pump.LimiterOf(One), pump.LimiterOf(Two)).ShouldBe(isShared);
        pump.LimiterOf(One).ShouldBeSameAs(pump.LimiterOf(One));
    }

    [Fact]
    public async Task StartNothingInALaneThatIsClosed()
    {
        var work = new Mock<IOutboxWork>();
        work.Setup(outbox => outbox.LanesDueAsync(It.IsAny<IReadOnlyCollection<string>>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>())).ReturnsAsync([One, Two]);
        var started = 0;
        var pump = Pump(new Lanes(true) { Closed = Two }, work.Object, () =>
        {
            started++;
            throw new InvalidOperationException("only counted");
        });

        await pump.PumpAsync(CancellationToken.None);

        started.ShouldBe(1);
    }

    private static Pump Pump(IMessenger messenger, IOutboxWork work, Func<LaneRun> newRun) =>
        new(work, [messenger], newRun, new Core.TimeProviderClock(new FakeTime()), new CollectingLog().For<Pump>());

    private sealed class Lanes(bool isShared) : IMessenger
    {
        public Workspace? Closed { get; init; }

        public string Platform => "chat";

        public LaneLimit LimitOf(Workspace workspace) => new(5, Duration.FromSeconds(1), 1) { IsShared = isShared };

        public bool IsOpen(Workspace workspace) => workspace != Closed;

        public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
