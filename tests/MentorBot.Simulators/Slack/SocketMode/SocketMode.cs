using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace MentorBot.Simulators.Slack;

/// <summary>Hands envelopes to the app's sockets, waits for their acks and sends events again.</summary>
internal sealed class SocketMode : IDeliveries, IDisposable
{
    /// <summary>Slack: "Ack frames of 20 KiB or more are silently dropped".</summary>
    public const int MostAckBytes = 20_480;

    private const int MostSockets = 10;
    private const int MostRetries = 3;

    private static readonly double[] RetryAfterSeconds = [0, 60, 300];

    private readonly SimulatorOptions _options;
    private readonly Observations _seen;
    private readonly FaultPlan _faults;
    private readonly AckPayloads _payloads;
    private readonly Action _changed;
    private readonly string _appId;
    private readonly TimeSpan _patience;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Guid, Envelope> _pending = new();
    private readonly ConcurrentQueue<Envelope> _deadlines = new();
    private readonly Queue<Envelope> _undelivered = new();
    private readonly PriorityQueue<Envelope, DateTimeOffset> _again = new();
    private readonly ITimer _sweeper;
    private readonly ITimer _pinger;
    private SlackSocket[] _open = [];
    private List<SlackSocket> _all = [];
    private long _ids;

    public SocketMode(SimulatorOptions options, Observations seen, FaultPlan faults, Action changed, string appId)
    {
        _options = options;
        _seen = seen;
        _faults = faults;
        _changed = changed;
        _appId = appId;
        _payloads = new AckPayloads(options.Acks);
        _patience = options.Scaled(3);
        _random = new Random(options.Seed);
        var tick = TimeSpan.FromMilliseconds(20);
        _sweeper = options.Time.CreateTimer(_ => Sweep(), null, tick, tick);
        _pinger = options.Time.CreateTimer(_ => Ping(), null, options.PingEvery, options.PingEvery);
    }

    /// <summary>Every socket there has been.</summary>
    public IReadOnlyList<SlackSocket> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public IReadOnlyList<SlackSocket> Open => _open;

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

    public void Dispose()
    {
        _sweeper.Dispose();
        _pinger.Dispose();
        foreach (var socket in All)
        {
            socket.Abort();
        }
    }

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

    public SlackSocket Connect(Microsoft.AspNetCore.Http.HttpContext context, Stream stream)
    {
        lock (_lock)
        {
            var socket = new SlackSocket(_all.Count + 1, context, stream, this);
            _all.Add(socket);
            return socket;
        }
    }

    /// <summary>Says hello and has the socket take part; false when there are too many.</summary>
    public async Task<bool> GreetAsync(SlackSocket socket)
    {
        if (_faults.TakeDisconnectBeforeHello() is { } reason)
        {
            Disconnect(socket, reason, 0);
            return false;
        }

        await _faults.BeforeHelloAsync();
        int count;
        lock (_lock)
        {
            count = _open.Length + 1;
            if (count <= MostSockets)
            {
                socket.Send($$$"""{"type":"hello","num_connections":{{{count}}},"debug_info":{"host":"applink-{{{socket.Number}}}","build_number":10,"approximate_connection_time":18060},"connection_info":{"app_id":"{{{_appId}}}"}}""");
                socket.IsOpen = true;
                _open = [.. _open, socket];
            }
        }

        if (count > MostSockets)
        {
            _seen.Add(new SlackViolation("too_many_websockets", "An eleventh socket was opened."));
            socket.Send($$$"""{"type":"disconnect","reason":"too_many_websockets","num_connections":{{{MostSockets}}},"debug_info":{"host":"applink-{{{socket.Number}}}"},"connection_info":{"app_id":"{{{_appId}}}"}}""");
            socket.SendClose();
            return false;
        }

        _changed();
        SendUndelivered();
        return true;
    }

    public void Remove(SlackSocket socket)
    {
        lock (_lock)
        {
            _open = [.. _open.Where(one => one != socket)];
        }

        _changed();
    }

    /// <summary>Sends something again under the id it had, or under a new one.</summary>
    public void Repeat(Envelope envelope, bool sameId)
    {
        if (Pick() is { } socket)
        {
            Write(socket, sameId ? envelope.Id : NextId(), envelope);
        }
    }

    private void SendUndelivered()
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
        if (Pick() is not { } socket)
        {
            return false;
        }

        envelope.Id = NextId();
        envelope.SentOn = socket;
        envelope.SentAt = Stopwatch.GetTimestamp();
        envelope.Deadline = _options.Time.GetUtcNow() + _patience;
        _pending[envelope.Id] = envelope;
        _deadlines.Enqueue(envelope);
        Write(socket, envelope.Id, envelope);
        _faults.AfterSent(envelope, this);
        return true;
    }

    /// <summary>Slack: "each payload goes to any of them".</summary>
    private SlackSocket? Pick()
    {
        var open = _open;
        if (open.Length <= 1)
        {
            return open.Length == 1 && open[0].IsOpen ? open[0] : null;
        }

        open = Array.TrueForAll(open, socket => socket.IsOpen) ? open : Array.FindAll(open, socket => socket.IsOpen);
        if (open.Length == 0)
        {
            return null;
        }

        lock (_random)
        {
            return open[_random.Next(open.Length)];
        }
    }

    private Guid NextId()
    {
        var id = (ulong)Interlocked.Increment(ref _ids);
        return new Guid((uint)(id >> 16) ^ 0x5eed0000u, (ushort)id, 0x4000, 0x80, 0, 0, (byte)(id >> 40), (byte)(id >> 32), (byte)(id >> 24), (byte)(id >> 16), (byte)id);
    }

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private static void Write(SlackSocket socket, Guid id, Envelope envelope)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(8 * 1024);
        buffer.ResetWrittenCount();
        buffer.Write("{\"envelope_id\":\""u8);
        id.TryFormat(buffer.GetSpan(36), out var written);
        buffer.Advance(written);
        buffer.Write("\",\"payload\":"u8);
        buffer.Write(envelope.Payload);
        buffer.Write(envelope.Kind switch
        {
            EnvelopeKind.Event => ",\"type\":\"events_api\",\"accepts_response_payload\":false"u8,
            EnvelopeKind.Command => ",\"type\":\"slash_commands\",\"accepts_response_payload\":true}"u8,
            _ => ",\"type\":\"interactive\",\"accepts_response_payload\":true}"u8,
        });
        if (envelope.Kind == EnvelopeKind.Event)
        {
            buffer.Write(",\"retry_attempt\":"u8);
            buffer.Write([(byte)('0' + envelope.Attempt)]);
            buffer.Write(envelope.Reason.Length > 0 ? ",\"retry_reason\":\"timeout\"}"u8 : ",\"retry_reason\":\"\"}"u8);
        }

        socket.Send(buffer.WrittenSpan);
    }

    public void Report(SlackViolation violation) => _seen.Add(violation);

    /// <summary>Announces the end of a socket and ends it, as long after as Slack does.</summary>
    public void Disconnect(SlackSocket socket, string reason, double closesAfterSeconds)
    {
        socket.Send($$$"""{"type":"disconnect","reason":"{{{reason}}}","debug_info":{"host":"applink-{{{socket.Number}}}"}}""");
        _options.Time.CreateTimer(_ => socket.SendClose(), null, _options.Scaled(closesAfterSeconds), Timeout.InfiniteTimeSpan);
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

        if (envelope.SentOn != socket)
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
        if (envelope.Kind != EnvelopeKind.Event || envelope.Attempt >= MostRetries)
        {
            envelope.Settle(new Ack(Ack.TimedOut, Payload: null));
            return;
        }

        var delay = _options.Scaled(RetryAfterSeconds[envelope.Attempt]);
        envelope.Attempt++;
        envelope.Reason = "timeout";
        lock (_lock)
        {
            _again.Enqueue(envelope, now + delay);
        }
    }

    private void Ping()
    {
        foreach (var socket in _open)
        {
            socket.SendPing();
        }
    }
}
