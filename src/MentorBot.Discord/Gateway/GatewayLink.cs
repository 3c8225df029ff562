using System.Globalization;
using System.Text.Json;
using MentorBot.Discord.Receiving;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Gateway;

/// <summary>What a connection says first, once Discord has said hello.</summary>
/// <param name="Resume">The session to go on with; null where a new one is started.</param>
/// <param name="MayIdentify">Counts one more session; false where none is left.</param>
internal sealed record Introduction(string Token, SessionRecord? Resume, Func<CancellationToken, Task<bool>> MayIdentify);

/// <summary>One connection to the gateway: greets, beats, hands on what is dispatched, and says why it ended.</summary>
internal sealed partial class GatewayLink : IDisposable
{
    private readonly GatewaySession _session;
    private readonly Introduction _introduction;
    private readonly Func<Delivery, bool> _deliver;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly GatewaySocket _socket;
    private readonly Heartbeat _heartbeat;
    private readonly ITimer _patience;
    private readonly CancellationTokenSource _left = new();
    private readonly TaskCompletionSource<Farewell> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isGreeted;
    private long _readyAt;
    private volatile bool _isReady;
    private volatile bool _isStopped;

    /// <param name="deliver">Never waits; false where nothing is taken in any more.</param>
    public GatewayLink(GatewaySession session, Introduction introduction, Func<Delivery, bool> deliver, GatewayOptions options, TimeProvider time, ILogger log)
    {
        _session = session;
        _introduction = introduction;
        _deliver = deliver;
        _options = options;
        _time = time;
        _log = log;
        _socket = new GatewaySocket(options, time);
        _heartbeat = new Heartbeat(() => _ = BeatAsync(), () => End(Ending.Resume, "no answer to a heartbeat"), time);
        _patience = time.CreateTimer(static link => ((GatewayLink)link!).End(Ending.Resume, "nothing came in time"), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The session is there, and what happens in Discord arrives here.</summary>
    public bool IsReady => _isReady && !_ending.Task.IsCompleted;

    /// <summary>From now on nothing is taken in any more; it comes again when the session is resumed.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Returns when the connection has ended, or when it is cancelled; the session lives on in both.</summary>
    public async Task<Farewell> RunAsync(GatewayDial dial, Uri address, CancellationToken cancellationToken)
    {
        if (await _socket.OpenAsync(dial, address, cancellationToken) is { } refused)
        {
            return refused;
        }

        _patience.Change(_options.HelloPatience, Timeout.InfiniteTimeSpan);
        var reading = ReadAsync();
        await ((Task)_ending.Task).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        End(Ending.Resume, "left");
        _heartbeat.Dispose();
        await _patience.DisposeAsync();
        await _left.CancelAsync();
        await _socket.CloseAsync();
        await reading;
        var farewell = await _ending.Task;
        return _isReady ? farewell with { WasUsed = true, Lasted = _time.GetElapsedTime(_readyAt) } : farewell;
    }

    public void Dispose()
    {
        _heartbeat.Dispose();
        _patience.Dispose();
        _socket.Dispose();
        _left.Dispose();
    }

    private void End(Ending ending, string reason) => _ending.TrySetResult(new Farewell(ending, reason));

    private async Task ReadAsync()
    {
        try
        {
            _ending.TrySetResult(await _socket.ReadAsync(payload => HandleAsync(payload.Span)));
        }
        catch (Exception fault)
        {
            // A bot that reads no more, and does not know it, would be worse.
            LogFailed(fault);
            End(Ending.Resume, "reading failed");
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> payload)
    {
        if (!await _socket.SendAsync(payload))
        {
            End(Ending.Resume, "the connection broke");
        }
    }

    private Task BeatAsync() => SendAsync(GatewayPayloads.Heartbeat(_session.Sequence));

    /// <summary>Completed at once, but for what has to be said before the next payload is read.</summary>
    private Task HandleAsync(ReadOnlySpan<byte> json)
    {
        GatewayFrame frame;
        try
        {
            frame = GatewayFrame.Read(json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            LogIgnored("a payload that is no JSON object");
            return Task.CompletedTask;
        }

        switch (frame.Op)
        {
            case Opcode.Dispatch:
                TakeDispatch(frame);
                break;
            case Opcode.Heartbeat:
                return BeatAsync();
            case Opcode.HeartbeatAck:
                _heartbeat.Acknowledge();
                break;
            case Opcode.Hello:
                return GreetAsync(frame.Data);
            case Opcode.Reconnect:
                End(Ending.Resume, "asked to reconnect");
                break;
            case Opcode.InvalidSession:
                End(frame.Data.SequenceEqual("true"u8) ? Ending.InvalidButResumable : Ending.Invalid, "the session is invalid");
                break;
            default:
                // Discord: what is not known is to be ignored.
                break;
        }

        return Task.CompletedTask;
    }

    private Task GreetAsync(ReadOnlySpan<byte> data)
    {
        var interval = ReadInterval(data);
        if (interval <= 0)
        {
            LogIgnored("a hello without an interval");
            return Task.CompletedTask;
        }

        _heartbeat.Start(TimeSpan.FromMilliseconds(interval));
        if (_isGreeted)
        {
            return Task.CompletedTask;
        }

        _isGreeted = true;
        _patience.Change(_options.ReadyPatience, Timeout.InfiniteTimeSpan);
        return IntroduceAsync();
    }

    private static int ReadInterval(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, GatewayJson.Default.HelloData)?.HeartbeatInterval ?? 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private async Task IntroduceAsync()
    {
        if (_introduction.Resume is { } resume)
        {
            await SendAsync(GatewayPayloads.Resume(_introduction.Token, resume));
            return;
        }

        try
        {
            if (await _introduction.MayIdentify(_left.Token))
            {
                await SendAsync(GatewayPayloads.Identify(_introduction.Token));
                return;
            }
        }
        catch (Exception fault) when (!_left.IsCancellationRequested)
        {
            LogUncounted(fault);
        }

        End(Ending.NoIdentify, "no session may be started now");
    }

    private void TakeDispatch(GatewayFrame frame)
    {
        if (_isStopped)
        {
            return;
        }

        if (!_isReady)
        {
            // A long replay is a sign of life.
            _patience.Change(_options.ReadyPatience, Timeout.InfiniteTimeSpan);
        }

        // It counts as taken in whatever it holds, or it would come again and again; but not what nobody takes in any more.
        var delivery = Read(frame);
        if ((delivery is null || _deliver(delivery with { IsReplay = !_isReady && _introduction.Resume is not null })) && frame.Sequence is { } sequence)
        {
            _session.Note(sequence);
        }
    }

    private Delivery? Read(GatewayFrame frame)
    {
        try
        {
            switch (frame.Kind)
            {
                case DispatchKind.Ready when Dispatches.Ready(frame.Data) is { } ready:
                    _session.Begin(ready.SessionId!, ready.ResumeGatewayUrl!, frame.Sequence ?? 0);
                    BeReady();
                    return ready.ToDelivery();
                case DispatchKind.Resumed:
                    BeReady();
                    return null;
                case DispatchKind.Other:
                    return null;
                default:
                    return Dispatches.Read(frame.Kind, frame.Data);
            }
        }
        catch (Exception fault)
        {
            // It is taken in all the same, or it would end each connection that brings it again.
            LogIgnored(string.Create(CultureInfo.InvariantCulture, $"a dispatch of the kind {frame.Kind} that can't be read ({fault.GetType().Name})"));
            return null;
        }
    }

    private void BeReady()
    {
        _readyAt = _time.GetTimestamp();
        _isReady = true;
        _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Discord's gateway sent {What}, which is ignored")]
    private partial void LogIgnored(string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading from Discord's gateway failed")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "No session with Discord is started, since it can't be counted")]
    private partial void LogUncounted(Exception fault);
}
