using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Slack.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace MentorBot.Tests.Slack.Receiving;

/// <summary>How what arrives is handed on.</summary>
public sealed class IntakeTests
{
    [Fact]
    public async Task RemembersSinceWhenSlackWaits()
    {
        var time = new TimerClock();
        var inbox = new HeldInbox();
        using var intake = new Intake(inbox, most: 1, time, NullLogger.Instance);
        var arrived = time.GetTimestamp();
        await intake.TakeAsync(Told("Ev1"), new SlackScene.Acknowledged(), ended: null, CancellationToken.None);
        var waiting = intake.TakeAsync(Told("Ev2"), new SlackScene.Acknowledged(), ended: null, CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        inbox.Release.SetResult();
        await waiting;
        await inbox.Second.Task;

        inbox.Since.ShouldBe([arrived, arrived]);
    }

    private static EventDelivery Told(string id) => new(new EventCallback { Type = "event_callback", EventId = id });

    private sealed class HeldInbox : IInbox
    {
        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Second { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<long> Since { get; } = [];

        public async Task ReceiveAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken)
        {
            Since.Add(delivery.Since);
            if (Since.Count == 2)
            {
                Second.SetResult();
            }

            await Release.Task;
        }
    }
}
