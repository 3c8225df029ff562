using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Rendering;
using NodaTime;
using Delivery = MentorBot.Slack.Receiving.Delivery;

namespace MentorBot.Slack.Conversations;

/// <summary>Says what nobody brings again, since it is acknowledged: where Slack takes it by no way now, it waits until Slack does.</summary>
internal sealed class LateAnswers(PrivateAnswers answers, Pledges pledges, Sorry sorry, TimeProvider time)
{
    /// <summary>Whoever waits takes up room that others need.</summary>
    private const int Most = 2;

    private static readonly Duration Usual = Duration.FromSeconds(5);

    private static readonly Duration Longest = Duration.FromSeconds(60);

    /// <exception cref="UnsaidException">Slack is out of order for longer than anybody waits.</exception>
    public async Task SendAsync(SlackMessage message, Origin origin, CancellationToken cancellationToken)
    {
        for (var waits = 0; ; waits++)
        {
            try
            {
                await answers.SendAsync(message, origin, cancellationToken);
                return;
            }
            catch (UnsaidException unsaid) when (waits < Most)
            {
                origin = unsaid.Origin ?? origin;
                await Task.Delay(WaitOf(unsaid), time, cancellationToken);
            }
        }
    }

    /// <summary>Once more what has just failed.</summary>
    public async Task RepeatAsync(UnsaidException unsaid, SlackMessage message, Origin origin, CancellationToken cancellationToken)
    {
        await Task.Delay(WaitOf(unsaid), time, cancellationToken);
        await SendAsync(message, origin, cancellationToken);
    }

    /// <summary>The features answer for what goes wrong in them; this is for what goes wrong on the way to and from them.</summary>
    public async Task ApologiseAsync(Exception exception, Delivery delivery, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var apology = PlainText.Of(sorry.For(exception, delivery.GetType().Name));
        await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
        if (pledges.OriginOf(delivery) is { } origin)
        {
            await SendAsync(new SlackMessage(apology, []), origin, cancellationToken);
        }
    }

    private static TimeSpan WaitOf(UnsaidException unsaid) => Duration.Min(unsaid.After ?? Usual, Longest).ToTimeSpan();
}
