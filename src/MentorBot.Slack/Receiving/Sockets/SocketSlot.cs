using System.Security.Cryptography;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Sees to it that there is one socket: opens it, replaces it, and waits where opening another at once would not help.</summary>
internal sealed partial class SocketSlot(ISlackApi api, Intake intake, SocketOptions options, OperatorNotes notes, TimeProvider time, ILogger log)
{
    private readonly List<Task> _closing = [];
    private SocketLink? _link;
    private int _failures;

    public bool IsConnected => Volatile.Read(ref _link) is { IsOpen: true };

    /// <summary>Runs until it is cancelled; the socket stays open then, for what it delivered.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await OnceAsync(cancellationToken), time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _link?.Stop();
        }
    }

    public async Task CloseAsync()
    {
        DropLink();
        await Task.WhenAll(_closing);
    }

    private async Task<TimeSpan> OnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(cancellationToken) ?? await UseAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, a bot that nobody reaches any more would be worse.
            Failed(fault);
            return Backoff();
        }
    }

    /// <summary>Null with a new socket, which has taken the place of the old one; otherwise how long to wait.</summary>
    private async Task<TimeSpan?> OpenAsync(CancellationToken cancellationToken)
    {
        var ticket = await api.ConnectionsOpenAsync(cancellationToken);
        if (!ticket.IsOk)
        {
            return AfterRefusal(ticket.Error);
        }

        var link = new SocketLink(options, intake, time, log);
        Farewell? refused;
        try
        {
            refused = await link.OpenAsync(new Uri(ticket.Value.Url), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Close(link);
            throw;
        }

        if (refused is not null)
        {
            Close(link);
            if (refused.Ending is not (Ending.Lost or Ending.Refresh))
            {
                // Slack: with too many, the old one has to go before there can be another.
                DropLink();
            }

            return After(refused);
        }

        // Only now the old one goes: in between nobody would have been there.
        DropLink();
        Volatile.Write(ref _link, link);
        notes.Clear();
        Connected();
        return null;
    }

    /// <summary>Returns when the socket has to be replaced, with how long to wait before.</summary>
    private async Task<TimeSpan> UseAsync(CancellationToken cancellationToken)
    {
        var opened = time.GetTimestamp();
        var farewell = await _link!.Leaving.WaitAsync(cancellationToken);
        if (time.GetElapsedTime(opened) >= options.Steady)
        {
            _failures = 0;
        }

        if (farewell.Ending == Ending.Refresh)
        {
            return _failures == 0 ? FirstRefresh(farewell) : After(farewell);
        }

        DropLink();
        return After(farewell);
    }

    /// <summary>A socket that lasted is replaced at once; the next time it has to have lasted again.</summary>
    private TimeSpan FirstRefresh(Farewell farewell)
    {
        _failures = 1;
        Ended(farewell.Reason, 0);
        return TimeSpan.Zero;
    }

    private TimeSpan After(Farewell farewell)
    {
        if (farewell.Ending == Ending.TurnedOff)
        {
            notes.TurnedOff(options.SlowRetry);
            return options.SlowRetry;
        }

        var wait = Backoff();
        Ended(farewell.Reason, wait.TotalSeconds);
        return wait;
    }

    private TimeSpan AfterRefusal(ApiError error)
    {
        // Slack: asked again, it would say the same until somebody changes something.
        if (error.Kind is ApiErrorKind.TokenDead or ApiErrorKind.AppSetting || error.Code == "http_404")
        {
            notes.Refused(error.Code, options.SlowRetry);
            return options.SlowRetry;
        }

        var wait = Backoff();
        return error.After?.ToTimeSpan() is { } asked && asked > wait ? asked : wait;
    }

    private TimeSpan Backoff()
    {
        var wait = Math.Min(options.FirstBackoff.TotalSeconds * Math.Pow(2, _failures++), options.LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (0.75 + (RandomNumberGenerator.GetInt32(500) / 1_000.0)));
    }

    private void DropLink()
    {
        if (_link is { } old)
        {
            Volatile.Write(ref _link, null);
            Close(old);
        }
    }

    private void Close(SocketLink link)
    {
        _closing.RemoveAll(task => task.IsCompleted);
        _closing.Add(link.CloseAsync());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to Slack by a socket")]
    private partial void Connected();

    [LoggerMessage(Level = LogLevel.Information, Message = "A socket to Slack ended ({Reason}); the next one is opened in {Seconds:0.#} s")]
    private partial void Ended(string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Opening a socket to Slack failed")]
    private partial void Failed(Exception fault);
}
