using MentorBot.Simulators.Loopback;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>Takes a text frame of a socket.</summary>
internal delegate void SocketText(SlackSocket socket, ReadOnlySpan<byte> text);

/// <summary>One Socket Mode connection as Slack's end sees it.</summary>
public sealed class SlackSocket : LoopbackSocket
{
    private readonly SocketPool _pool;
    private readonly SocketText _onText;
    private bool _inFragments;
    private int _pings;
    private int _pongs;

    internal SlackSocket(int number, HttpContext context, Stream stream, SocketPool pool, SocketText onText)
        : base(number, context, stream)
    {
        _pool = pool;
        _onText = onText;
    }

    /// <summary>How many pings came from the client.</summary>
    public int PingsFromClient => _pings;

    /// <summary>How many of Slack's pings the client answered.</summary>
    public int PongsFromClient => _pongs;

    /// <summary>Set to have a closed socket's TCP connection stay up until the client ends it, as Slack's does.</summary>
    public bool KeepsTcpAfterClose { get; set; } = true;

    private protected override bool EndsTcpAfterClose => !KeepsTcpAfterClose;

    /// <summary>Slack: "warning, about ten seconds before the link is dropped".</summary>
    public void Warn() => _pool.Disconnect(this, "warning", 10);

    /// <summary>Slack: routine recycling every few hours.</summary>
    public void Refresh() => _pool.Disconnect(this, "refresh_requested", 10);

    /// <summary>Socket Mode was switched off in the app's settings.</summary>
    public void DisableLink() => _pool.Disconnect(this, "link_disabled", 0);

    /// <summary>Starts the closing handshake without a word before.</summary>
    public void CloseNow() => SendClose();

    internal void SendPing() => Send([], Frame.Ping);

    /// <summary>Starts the closing handshake; the socket takes no more envelopes.</summary>
    internal void SendClose()
    {
        IsOpen = false;
        SendClose(1000);
    }

    private protected override void TakeBadFrame() => _pool.Report(new SlackViolation("bad_frame", "A client's frames are masked (RFC 6455, 5.1) and below 4 MiB."));

    private protected override void Take(byte first, ReadOnlySpan<byte> payload)
    {
        var isFinal = (first & 0x80) != 0;
        switch (first & 0x0F)
        {
            case Frame.Text when isFinal:
                _onText(this, payload);
                break;
            case Frame.Text or Frame.Binary when !isFinal:
                _inFragments = true;
                break;
            case Frame.Continuation when isFinal && _inFragments:
                // Slack: a message in several frames is not put together again, so whatever it said is lost.
                _inFragments = false;
                _pool.Report(new SlackViolation("fragmented", "An ack came in several frames and was ignored."));
                break;
            case Frame.Binary:
                _pool.Report(new SlackViolation("binary", "A binary frame was ignored."));
                break;
            case Frame.Ping:
                Interlocked.Increment(ref _pings);
                Send(payload, Frame.Pong);
                break;
            case Frame.Pong:
                Interlocked.Increment(ref _pongs);
                break;
            case Frame.Close:
                IsOpen = false;
                WasClosedByClient = true;
                SendClose(1000);
                break;
        }
    }
}
