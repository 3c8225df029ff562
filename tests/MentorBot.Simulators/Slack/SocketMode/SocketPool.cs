using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>The app's sockets, of which there are ten at most.</summary>
internal sealed class SocketPool : IDisposable
{
    private const int Most = 10;

    private readonly SimulatorOptions _options;
    private readonly Observations _seen;
    private readonly FaultPlan _faults;
    private readonly Action _changed;
    private readonly string _appId;
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly ITimer _pinger;
    private readonly List<SlackSocket> _all = [];
    private SlackSocket[] _open = [];
    private int _lives = 1;

    public SocketPool(SimulatorOptions options, Observations seen, FaultPlan faults, Action changed, string appId)
    {
        _options = options;
        _seen = seen;
        _faults = faults;
        _changed = changed;
        _appId = appId;
        _random = new Random(options.Seed);
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

    /// <summary>How many lives the app has had: an address that one of them was given is none for the next.</summary>
    public int Lives => Volatile.Read(ref _lives);

    public void Dispose()
    {
        _pinger.Dispose();
        foreach (var socket in All)
        {
            socket.Abort();
        }
    }

    /// <param name="life">In which of the app's lives it was given the address.</param>
    public SlackSocket Connect(HttpContext context, Stream stream, SocketText onText, int life)
    {
        lock (_lock)
        {
            var socket = new SlackSocket(_all.Count + 1, context, stream, this, onText);
            _all.Add(socket);
            if (life != _lives)
            {
                socket.Abort();
            }

            return socket;
        }
    }

    /// <summary>Ends every socket that there is or is about to be, and what else the app has, at one moment.</summary>
    public void EndLife(Action alongWith)
    {
        // In this order: what was acknowledged could be answered, and an address of later on reaches nobody who is dead.
        lock (_lock)
        {
            foreach (var socket in _all)
            {
                socket.Abort();
            }

            alongWith();
            _lives++;
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
            if (socket.IsAborted)
            {
                return false;
            }

            count = _open.Length + 1;
            if (count <= Most)
            {
                socket.Send($$$"""{"type":"hello","num_connections":{{{count}}},"debug_info":{"host":"applink-{{{socket.Number}}}","build_number":10,"approximate_connection_time":18060},"connection_info":{"app_id":"{{{_appId}}}"}}""");
                socket.IsOpen = true;
                _open = [.. _open, socket];
            }
        }

        if (count > Most)
        {
            _seen.Add(new SlackViolation("too_many_websockets", "An eleventh socket was opened."));
            socket.Send($$$"""{"type":"disconnect","reason":"too_many_websockets","num_connections":{{{Most}}},"debug_info":{"host":"applink-{{{socket.Number}}}"},"connection_info":{"app_id":"{{{_appId}}}"}}""");
            socket.SendClose();
            return false;
        }

        _changed();
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

    /// <summary>Slack: "each payload goes to any of them".</summary>
    public SlackSocket? Pick()
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

    public void Report(SlackViolation violation) => _seen.Add(violation);

    /// <summary>Announces the end of a socket and ends it, as long after as Slack does.</summary>
    public void Disconnect(SlackSocket socket, string reason, double closesAfterSeconds)
    {
        socket.Send($$$"""{"type":"disconnect","reason":"{{{reason}}}","debug_info":{"host":"applink-{{{socket.Number}}}"}}""");
        _options.Time.CreateTimer(_ => socket.SendClose(), null, _options.Scaled(closesAfterSeconds), Timeout.InfiniteTimeSpan);
    }

    private void Ping()
    {
        foreach (var socket in _open)
        {
            socket.SendPing();
        }
    }
}
