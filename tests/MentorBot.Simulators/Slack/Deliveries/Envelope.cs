using System.Diagnostics;
using System.Text.Json;

namespace MentorBot.Simulators.Slack;

internal enum EnvelopeKind
{
    Event,
    Command,
    Interactive,
}

/// <summary>What came of something that was handed to the app.</summary>
/// <param name="Error">What the person is told went wrong, null when the app acknowledged in time.</param>
/// <param name="Payload">What the app put into its ack.</param>
internal readonly record struct Ack(string? Error, AckPayload? Payload)
{
    /// <summary>Slack: nobody acknowledged within three seconds.</summary>
    public const string TimedOut = "operation_timeout";

    /// <summary>Slack: there was nobody to hand it to.</summary>
    public const string NobodyThere = "dispatch_failed";
}

/// <summary>The object of an ack, read once.</summary>
internal sealed class AckPayload(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    public JsonElement Json { get; } = JsonDocument.Parse(bytes).RootElement;

    /// <summary>What it says as a message, once somebody has looked.</summary>
    public AckMessage? Message { get; set; }
}

/// <summary>An ack's payload read as a message: what it says, or why it was refused.</summary>
internal sealed record AckMessage(MessageContent? Content, bool IsPublic, SlackError? Refusal);

/// <summary>One thing that is on its way to the app and waits for its ack.</summary>
internal sealed class Envelope(EnvelopeKind kind, byte[] payload) : TaskCompletionSource<Ack>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private byte[]? _payload = payload;

    public EnvelopeKind Kind { get; } = kind;

    public Guid Id { get; set; }

    public byte[] Payload => _payload ?? [];

    public SlackSocket? SentOn { get; set; }

    /// <summary>The socket over which it came a second time under its id.</summary>
    public SlackSocket? RepeatedOn { get; set; }

    public long SentAt { get; set; }

    public DateTimeOffset Deadline { get; set; }

    /// <summary>0 on the first delivery, then 1 to 3.</summary>
    public int Attempt { get; set; }

    public string Reason { get; set; } = "";

    public TimeSpan Waited => Stopwatch.GetElapsedTime(SentAt);

    /// <summary>The payload is let go at once: the list of deadlines holds on to the envelope for seconds.</summary>
    public void Settle(Ack ack)
    {
        TrySetResult(ack);
        _payload = null;
    }
}
