using System.Collections.Concurrent;
using System.Diagnostics;

namespace MentorBot.Simulators.Slack;

/// <summary>Hands envelopes to the app's sockets, waits for their acks and sends events again.</summary>
internal sealed class SocketMode : IDeliveries, IDisposable
{
    /// <summary>Slack: "Ack frames of 20 KiB or more are silently dropped".</summary>
    public const int MostAckBytes = 20_480;

    private readonly SimulatorOptions _options;
    private readonly Observations _seen;
    private readonly FaultPlan _faults;
    private readonly SocketPool _sockets;
    private readonly AckPayloads _payloads;
    private readonly TimeSpan _patience;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Guid, Envelope> _pending = new();
    private readonly ConcurrentQueue<Envelope> _deadlines = new();
    private readonly Queue<Envelope> _undelivered = new();
    private readonly PriorityQueue<Envelope, DateTimeOffset> _again = new();
    private readonly ITimer _sweeper;

    public SocketMode(SimulatorOptions options, Observations seen, FaultPlan faults, SocketPool sockets)
    {
        _options = options;
        _seen = seen;
        _faults = faults;
        _sockets = sockets;
        _payloads = new AckPayloads(options.Acks);
        _patience = options.Scaled(3);
        var tick = TimeSpan.FromMilliseconds(20);
        _sweeper = options.Time.CreateTimer(_ => Sweep(), null, tick, tick);
    }

    public int Pending => _pending.Count;

    /// <summary>Events that wait for a socket.</summary>
    public int Undelivered
    {
        get
        {
            lock (_lock)
            {
                return _undelivered.Count;
            }
        }
    }

    public void Dispose() => _sweeper.Dispose();

    public Task<Ack> DeliverAsync(Envelope envelope)
    {
        if (!TrySend(envelope))
        {
            envelope.Settle(new Ack(Ack.NobodyThere, Payload: null));
        }

        return envelope.Task;
    }

    /// <summary>Slack: events that happen while no socket is open are delivered later, as retries.</summary>
    public void Raise(Envelope envelope)
    {
        _seen.Count("events");
        if (!TrySend(envelope))
        {
            envelope.Attempt = Math.Max(1, envelope.Attempt);
            envelope.Reason = "timeout";
            lock (_lock)
            {
                _undelivered.Enqueue(envelope);
            }
        }
    }

    /// <summary>Sends something again under the id it had, or under a new one.</summary>
    public void Repeat(Envelope envelope, bool sameId)
    {
        if (_sockets.Pick() is { } socket)
        {
            _seen.CountDelivery();
            envelope.RepeatedOn = sameId ? socket : envelope.RepeatedOn;
            EnvelopeFrames.Send(socket, sameId ? envelope.Id : EnvelopeFrames.NextId(), envelope);
        }
    }

    /// <summary>Hands over what happened while nobody was there.</summary>
    public void SendUndelivered()
    {
        while (true)
        {
            Envelope? next;
            lock (_lock)
            {
                if (!_undelivered.TryDequeue(out next))
                {
                    return;
                }
            }

            if (!TrySend(next))
            {
                lock (_lock)
                {
                    _undelivered.Enqueue(next);
                }

                return;
            }
        }
    }

    private bool TrySend(Envelope envelope)
    {
        if (_sockets.Pick() is not { } socket)
        {
            return false;
        }

        envelope.Id = EnvelopeFrames.NextId();
        envelope.SentOn = socket;
        envelope.SentAt = Stopwatch.GetTimestamp();
        envelope.Deadline = _options.Time.GetUtcNow() + _patience;
        _pending[envelope.Id] = envelope;
        _deadlines.Enqueue(envelope);
        _seen.CountDelivery();
        EnvelopeFrames.Send(socket, envelope.Id, envelope);
        _faults.AfterSent(envelope, this);
        return true;
    }

    public void OnText(SlackSocket socket, ReadOnlySpan<byte> frame)
    {
        if (frame.Length >= MostAckBytes)
        {
            _seen.Add(new SlackViolation("too_large", $"An ack of {frame.Length} bytes was dropped without a word."));
            return;
        }

        if (!AckPayloads.TryParse(frame, out var id, out var payload))
        {
            _seen.Add(new SlackViolation("no_ack", "A text frame that is no ack was ignored."));
            return;
        }

        if (!_pending.TryGetValue(id, out var envelope))
        {
            _seen.Count("unknown_acks");
            return;
        }

        if (envelope.SentOn != socket && envelope.RepeatedOn != socket)
        {
            _seen.Add(new SlackViolation("other_socket", $"An ack came on socket {socket.Number} for what went out on socket {envelope.SentOn?.Number}."));
            return;
        }

        if (_pending.TryRemove(id, out _))
        {
            _seen.Latency.Add(envelope.Waited);
            envelope.Settle(new Ack(Error: null, _payloads.Read(frame[payload])));
        }
    }

    private void Sweep()
    {
        var now = _options.Time.GetUtcNow();
        while (_deadlines.TryPeek(out var next) && (next.Task.IsCompleted || next.Deadline <= now) && _deadlines.TryDequeue(out next))
        {
            if (_pending.TryRemove(next.Id, out _))
            {
                TimeOut(next, now);
            }
        }

        while (true)
        {
            Envelope? due;
            lock (_lock)
            {
                if (!_again.TryPeek(out due, out var at) || at > now)
                {
                    return;
                }

                _again.Dequeue();
            }

            Raise(due);
        }
    }

    private void TimeOut(Envelope envelope, DateTimeOffset now)
    {
        _seen.Count("timeouts");
        if (envelope.Kind != EnvelopeKind.Event || envelope.Attempt >= _options.RedeliverAfter.Count)
        {
            envelope.Settle(new Ack(Ack.TimedOut, Payload: null));
            return;
        }

        var delay = _options.RedeliverAfter[envelope.Attempt] * _options.TimeFactor;
        envelope.Attempt++;
        envelope.Reason = "timeout";
        lock (_lock)
        {
            _again.Enqueue(envelope, now + delay);
        }
    }
}
