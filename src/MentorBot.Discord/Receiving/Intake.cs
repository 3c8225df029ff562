using System.Threading.Channels;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Gateway;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Receiving;

/// <summary>
/// Takes deliveries from the gateway's loop, which never waits for it, and hands them to the inbox. When all rooms are full and as many
/// again wait as Discord has no patience with any more, what comes is dropped: nobody could be answered in time.
/// </summary>
internal sealed partial class Intake : IDisposable
{
    private readonly Channel<Delivery> _waiting;
    private readonly Intake<Delivery> _taken;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _handing;
    private int _isFull;
    private volatile bool _isClosed;

    public Intake(IInbox inbox, GatewayOptions options, TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
        _taken = new Intake<Delivery>(inbox.ReceiveAsync, options.MostInFlight, time, log);

        // Handing on only queues, so that it may be done where the delivery was put in.
        _waiting = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(options.MostWaiting) { SingleReader = true, AllowSynchronousContinuations = true });
        _handing = HandOnAsync();
    }

    /// <summary>False where nothing is taken in any more, since the program ends.</summary>
    public bool Add(Delivery delivery)
    {
        if (_waiting.Writer.TryWrite(delivery with { Since = _time.GetTimestamp() }))
        {
            Volatile.Write(ref _isFull, 0);
            return true;
        }

        if (_isClosed)
        {
            return false;
        }

        if (Interlocked.Exchange(ref _isFull, 1) == 0)
        {
            Dropped(delivery.GetType().Name);
        }

        return true;
    }

    /// <summary>Returns when all that was taken in is answered; what takes longer than the patience is cancelled.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        var began = _time.GetTimestamp();
        _isClosed = true;
        _waiting.Writer.TryComplete();
        await _handing.WaitAsync(patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var left = patience - _time.GetElapsedTime(began);
        await _taken.DrainAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public void Dispose() => _taken.Dispose();

    private async Task HandOnAsync()
    {
        await foreach (var delivery in _waiting.Reader.ReadAllAsync())
        {
            await _taken.TakeAsync(delivery, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "More arrives from Discord than can be answered; a {Delivery} and what follows it is dropped until there is room")]
    private partial void Dropped(string delivery);
}
