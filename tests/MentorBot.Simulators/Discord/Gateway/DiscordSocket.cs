using System.Buffers;
using System.Buffers.Binary;
using MentorBot.Simulators.Loopback;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>One connection to the gateway as Discord's end sees it.</summary>
public sealed class DiscordSocket : LoopbackSocket
{
    private readonly GatewayProtocol _protocol;
    private readonly ArrayBufferWriter<byte> _parts = new();
    private readonly Queue<DateTimeOffset> _sends = new();
    private int _heartbeats;

    internal DiscordSocket(int number, HttpContext context, Stream stream, GatewayProtocol protocol, bool isResumePort)
        : base(number, context, stream)
    {
        _protocol = protocol;
        IsResumePort = isResumePort;
    }

    /// <summary>The session that it carries; null until Identify or Resume.</summary>
    public GatewaySession? Session { get; internal set; }

    /// <summary>Whether the connection came to resume_gateway_url.</summary>
    public bool IsResumePort { get; }

    /// <summary>How many heartbeats came.</summary>
    public int Heartbeats => _heartbeats;

    /// <summary>Set to leave heartbeats without an answer: the client has to notice.</summary>
    public bool SwallowsAcks { get; set; }

    /// <summary>The code that the client closed with; null when it did not say or never did.</summary>
    public int? ClientCloseCode { get; private set; }

    /// <summary>The code that it was closed with from here.</summary>
    public int? CloseCode { get; private set; }

    internal bool WasInvalidated { get; set; }

    internal ITimer? Patience { get; set; }

    private protected override bool EndsTcpAfterClose => true;

    /// <summary>Op 7: the client is to connect again and resume.</summary>
    public void Reconnect() => Send("""{"t":null,"s":null,"op":7,"d":null}""");

    /// <summary>Op 9.</summary>
    /// <param name="resumable">False for a session that is gone.</param>
    public void InvalidateSession(bool resumable = false) => _protocol.Invalidate(this, resumable);

    /// <summary>Op 1 from Discord: a heartbeat is wanted at once.</summary>
    public void AsksForHeartbeat() => Send("""{"t":null,"s":null,"op":1,"d":null}""");

    /// <summary>Closes it with any code; those that say so end the session.</summary>
    public void Close(int code, string reason = "") => _protocol.Close(this, code, reason);

    internal void SendClosing(int code, string reason)
    {
        IsOpen = false;
        CloseCode ??= code;
        SendClose(code, reason);
        _ = AbortSoonAsync();
    }

    /// <summary>Counts what the client sends; false when it is too much (Discord: 120 in 60 seconds).</summary>
    internal bool MaySend(DateTimeOffset now)
    {
        while (_sends.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(60))
        {
            _sends.Dequeue();
        }

        _sends.Enqueue(now);
        return _sends.Count <= 120;
    }

    internal void CountHeartbeat() => Interlocked.Increment(ref _heartbeats);

    private protected override void TakeBadFrame() => _protocol.Report("bad_frame", "A client's frames are masked (RFC 6455, 5.1) and below 4 MiB.");

    private protected override void Take(byte first, ReadOnlySpan<byte> payload)
    {
        var isFinal = (first & 0x80) != 0;
        switch (first & 0x0F)
        {
            case Frame.Text when isFinal:
                _protocol.OnText(this, payload);
                break;
            case Frame.Text or Frame.Continuation:
                _parts.Write(payload);
                if (isFinal)
                {
                    _protocol.OnText(this, _parts.WrittenSpan);
                    _parts.ResetWrittenCount();
                }

                break;
            case Frame.Binary:
                _protocol.Close(this, 4002, "Error while decoding payload.");
                break;
            case Frame.Ping:
                Send(payload, Frame.Pong);
                break;
            case Frame.Close:
                IsOpen = false;
                WasClosedByClient = true;
                ClientCloseCode = payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(payload) : null;
                _protocol.OnClientClose(this, ClientCloseCode);
                SendClose(ClientCloseCode ?? 1000);
                break;
        }
    }

    /// <summary>A client that does not say goodbye in return is not waited for.</summary>
    private async Task AbortSoonAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        Abort();
    }
}
