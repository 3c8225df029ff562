using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>One socket to a gateway that says what a test has it say, and keeps what was said to it.</summary>
internal sealed class ScriptedSocket(Uri address) : WebSocket
{
    private readonly Channel<(byte[]? Text, int? Code)> _said = Channel.CreateUnbounded<(byte[]? Text, int? Code)>();
    private readonly Channel<string> _sent = Channel.CreateUnbounded<string>();
    private WebSocketState _state = WebSocketState.Open;
    private WebSocketCloseStatus? _closeStatus;
    private byte[] _rest = [];

    public Uri Address { get; } = address;

    /// <summary>What the bot closed it with.</summary>
    public int? ClosedWith { get; private set; }

    /// <summary>Nobody takes its close frame any more.</summary>
    public bool IsHeldOpen { get; set; }

    public int SentCount { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => _closeStatus;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    public void Says(string json) => _said.Writer.TryWrite((Encoding.UTF8.GetBytes(json), null));

    public void Hello(int interval = 40_000) => Says($$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{interval}}},"_trace":[]}}""");

    public void Ready(string session = "s1", int sequence = 1) =>
        Says("""{"t":"READY","s":SEQUENCE,"op":0,"d":{"v":10,"user":{"id":"11","username":"mentor","bot":true},"guilds":[{"id":"7","unavailable":true}],"session_id":"SESSION","resume_gateway_url":"wss://resume.test","application":{"id":"10","flags":0}}}""".Replace("SEQUENCE", $"{sequence}").Replace("SESSION", session));

    public void Closes(int code) => _said.Writer.TryWrite((null, code));

    /// <summary>The connection is gone without a word.</summary>
    public void Breaks() => _said.Writer.TryComplete(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));

    /// <summary>The next payload that the bot sends.</summary>
    public async Task<string> HearsAsync() => await _sent.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public bool HasHeard(out string? payload) => _sent.Reader.TryRead(out payload);

    public override void Abort()
    {
        _state = WebSocketState.Aborted;
        Breaks();
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        ClosedWith = (int)closeStatus;
        return IsHeldOpen ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;
    }

    public override void Dispose() => _state = WebSocketState.Closed;

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest.Length == 0)
        {
            var (text, code) = await _said.Reader.ReadAsync(cancellationToken);
            if (text is null)
            {
                _closeStatus = (WebSocketCloseStatus)code!;
                return new WebSocketReceiveResult(0, WebSocketMessageType.Close, true);
            }

            _rest = text;
        }

        var count = Math.Min(_rest.Length, buffer.Count);
        _rest.AsSpan(0, count).CopyTo(buffer);
        _rest = _rest[count..];
        return new WebSocketReceiveResult(count, WebSocketMessageType.Text, _rest.Length == 0);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        SentCount++;
        _sent.Writer.TryWrite(Encoding.UTF8.GetString(buffer));
        return Task.CompletedTask;
    }
}

/// <summary>Gives a test each socket that the bot opens.</summary>
internal sealed class ScriptedGateway
{
    private readonly Channel<ScriptedSocket> _opened = Channel.CreateUnbounded<ScriptedSocket>();

    public int Opened { get; private set; }

    /// <summary>How many openings fail first.</summary>
    public int Failures { get; set; }

    public Task<WebSocket> DialAsync(Uri address, CancellationToken cancellationToken)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new WebSocketException(WebSocketError.Faulted);
        }

        var socket = new ScriptedSocket(address);
        Opened++;
        _opened.Writer.TryWrite(socket);
        return Task.FromResult<WebSocket>(socket);
    }

    public bool TryNext(out ScriptedSocket? socket) => _opened.Reader.TryRead(out socket);
}
