using System.Globalization;
using System.Text;

namespace MentorBot.Simulators.Discord;

/// <summary>What the gateway keeps for a client between its connections.</summary>
public sealed class GatewaySession
{
    private readonly Queue<(long Seq, byte[] Payload)> _kept = new();
    private readonly SimulatorOptions _options;
    private readonly FaultPlan _faults;
    private readonly Lock _lock = new();
    private long _seq;

    internal GatewaySession(string id, long intents, SimulatorOptions options, FaultPlan faults)
    {
        Id = id;
        IntentBits = intents;
        _options = options;
        _faults = faults;
    }

    public string Id { get; }

    /// <summary>The intents of the Identify, as bits.</summary>
    public long IntentBits { get; }

    /// <summary>The number of the last dispatch.</summary>
    public long Seq => Interlocked.Read(ref _seq);

    /// <summary>The connection that carries it; null while the client is away.</summary>
    public DiscordSocket? Socket { get; private set; }

    /// <summary>How often it was resumed.</summary>
    public int Resumes { get; private set; }

    internal DateTimeOffset? AwaySince { get; private set; }

    internal bool IsOver(DateTimeOffset now) => AwaySince is { } since && now - since > _options.SessionLifetime;

    internal void Attach(DiscordSocket socket)
    {
        lock (_lock)
        {
            Socket = socket;
            AwaySince = null;
            socket.Session = this;
        }
    }

    internal void Detach(DiscordSocket socket, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (Socket == socket)
            {
                Socket = null;
                AwaySince = now;
            }
        }
    }

    /// <summary>Numbers a dispatch, keeps it for a Resume, and sends it when somebody is there.</summary>
    internal void Dispatch(string type, ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            var payload = Payload(type, ++_seq, data);
            _kept.Enqueue((_seq, payload));
            if (_kept.Count > _options.ReplayLimit)
            {
                _kept.Dequeue();
            }

            if (Socket is { } socket)
            {
                Deliver(socket, payload);
                if (_faults.Happens(_faults.Duplicates))
                {
                    Deliver(socket, payload);
                }
            }
        }
    }

    /// <summary>Sends all after a number, then RESUMED; false when that cannot be done any more.</summary>
    internal bool Replay(DiscordSocket socket, long seq)
    {
        lock (_lock)
        {
            if (seq < _seq && (_kept.Count == 0 || _kept.Peek().Seq > seq + 1))
            {
                return false;
            }

            Resumes++;
            Attach(socket);
            foreach (var (_, payload) in _kept.Where(one => one.Seq > seq))
            {
                Deliver(socket, payload);
            }

            socket.IsOpen = true;
            Dispatch("RESUMED", "{\"_trace\":[\"sim\"]}"u8);
            return true;
        }
    }

    private static byte[] Payload(string type, long seq, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[128];
        var at = Write(head, "{\"t\":\"") + Encoding.ASCII.GetBytes(type, head[6..]);
        at += Write(head[at..], "\",\"s\":");
        seq.TryFormat(head[at..], out var digits, default, CultureInfo.InvariantCulture);
        at += digits;
        at += Write(head[at..], ",\"op\":0,\"d\":");
        var payload = new byte[at + data.Length + 1];
        head[..at].CopyTo(payload);
        data.CopyTo(payload.AsSpan(at));
        payload[^1] = (byte)'}';
        return payload;
    }

    private static int Write(Span<byte> to, string text) => Encoding.ASCII.GetBytes(text, to);

    private void Deliver(DiscordSocket socket, byte[] payload)
    {
        if (_faults.Happens(_faults.Fragments))
        {
            socket.SendInParts(payload, 3);
        }
        else
        {
            socket.Send(payload);
        }
    }
}
