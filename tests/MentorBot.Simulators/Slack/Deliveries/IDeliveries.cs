namespace MentorBot.Simulators.Slack;

/// <summary>The way by which payloads reach the app: Socket Mode or signed requests.</summary>
internal interface IDeliveries
{
    /// <summary>Hands over something that a person waits for.</summary>
    Task<Ack> DeliverAsync(Envelope envelope);

    /// <summary>Hands over an event; it comes again when nobody acknowledges it.</summary>
    void Raise(Envelope envelope);
}
