using System.Collections.Concurrent;
using System.Collections.Immutable;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Keeps what is delivered, and acknowledges it as it is told to: a command with its own text, everything else with nothing.</summary>
internal sealed class TestInbox : IInbox
{
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly ConcurrentQueue<bool> _acknowledged = new();

    /// <summary>What is waited for before something is acknowledged.</summary>
    public Func<Delivery, Task> Before { get; set; } = _ => Task.CompletedTask;

    public Func<Delivery, Response?> Answer { get; set; } = delivery => delivery is CommandDelivery command ? new MessageResponse { Text = $"You said: {command.Command.Text}" } : null;

    public ImmutableArray<Delivery> Deliveries => [.. _deliveries];

    public IEnumerable<SlackEvent> Events => Deliveries.OfType<EventDelivery>().Select(delivery => delivery.Callback.Event).OfType<SlackEvent>();

    /// <summary>What each acknowledgement came to.</summary>
    public ImmutableArray<bool> Acknowledged => [.. _acknowledged];

    public async Task ReceiveAsync(Delivery delivery, IAcknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        _deliveries.Enqueue(delivery);
        await Before(delivery).WaitAsync(cancellationToken);
        var answer = Answer(delivery);
        var isThere = await acknowledgement.AcknowledgeAsync(answer, cancellationToken);
        _acknowledged.Enqueue(isThere);
        if (!isThere && answer is not null)
        {
            await acknowledgement.AcknowledgeAsync(null, cancellationToken);
        }
    }
}
