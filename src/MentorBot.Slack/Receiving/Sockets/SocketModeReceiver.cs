using MentorBot.Slack.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Receives by Socket Mode: several sockets, so that one is there while another is replaced.</summary>
internal sealed class SocketModeReceiver : BackgroundService
{
    private readonly SocketOptions _options;
    private readonly TimeProvider _time;
    private readonly Intake _intake;
    private readonly SocketSlot[] _slots;

    public SocketModeReceiver(ISlackApi api, IInbox inbox, SocketOptions options, TimeProvider time, ILogger<SocketModeReceiver> log)
    {
        _options = options;
        _time = time;
        _intake = new Intake(inbox, options.MostInFlight, time, log);
        var notes = new OperatorNotes(log);
        _slots = [.. Enumerable.Range(0, options.Connections).Select(_ => new SocketSlot(api, _intake, options, notes, time, log))];
    }

    /// <summary>Whether Slack can reach the bot.</summary>
    public bool IsConnected => Array.Exists(_slots, slot => slot.IsConnected);

    public override void Dispose()
    {
        _intake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(_slots.Select((slot, place) => RunAsync(slot, place, stoppingToken)));

        // Nothing new is taken in; what was, is answered over the socket that brought it.
        await _intake.DrainAsync(_options.StopPatience);
        await Task.WhenAll(_slots.Select(slot => slot.CloseAsync()));
    }

    private async Task RunAsync(SocketSlot slot, int place, CancellationToken cancellationToken)
    {
        await Task.Delay(_options.Stagger * place, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested)
        {
            await slot.RunAsync(cancellationToken);
        }
    }
}
