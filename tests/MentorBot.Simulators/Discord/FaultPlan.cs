namespace MentorBot.Simulators.Discord;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>429 of the route's own bucket.</summary>
    UserRateLimit,

    /// <summary>429 with scope "shared": not the bot's own fault.</summary>
    SharedRateLimit,

    /// <summary>429 for everything.</summary>
    GlobalRateLimit,

    /// <summary>429 though the headers still promise requests: a limit of the resource that is not told.</summary>
    HiddenRateLimit,

    /// <summary>Cloudflare's own 429: a page and no JSON.</summary>
    HtmlRateLimit,

    /// <summary>An error of Discord's own, such as 403 with 50007: see <see cref="Fault.Status"/> and <see cref="Fault.Code"/>.</summary>
    Refuse,

    /// <summary>500 and nothing was done.</summary>
    Error500,

    /// <summary>502 with a page, and nothing was done.</summary>
    Error502,

    /// <summary>500 though it was done.</summary>
    Error500After,

    /// <summary>The connection ends before anything was done.</summary>
    DropBefore,

    /// <summary>The connection ends without an answer, though it was done.</summary>
    DropAfter,

    /// <summary>It is done after a while.</summary>
    Slow,

    /// <summary>It is done at once and the answer comes after a while.</summary>
    SlowAfter,
}

/// <summary>One fault of a request.</summary>
public sealed record Fault(FaultKind Kind)
{
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    public double RetryAfterSeconds { get; init; } = 0.3;

    public int Status { get; init; } = 403;

    public int Code { get; init; } = 50013;

    public string Message { get; init; } = "Missing Permissions";

    internal bool IsAfter => Kind is FaultKind.Error500After or FaultKind.DropAfter or FaultKind.SlowAfter;
}

/// <summary>What is to go wrong, said beforehand or left to chance.</summary>
public sealed class FaultPlan
{
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly List<(string Route, Fault Fault)> _next = [];
    private readonly List<(string Route, double Share, Fault Fault)> _chances = [];
    private readonly Queue<int> _refusals = new();
    private readonly Queue<int> _closes = new();
    private readonly Queue<bool> _invalid = new();
    private int _reconnects;
    private int _drawn;
    private volatile bool _hasRequestFaults;

    internal FaultPlan(int seed) => _random = new Random(seed);

    /// <summary>How many faults there were.</summary>
    public int Drawn => _drawn;

    /// <summary>How long Hello is held back on the next connections.</summary>
    public TimeSpan HelloDelay { get; set; }

    /// <summary>The share of dispatches that come a second time, under the same number.</summary>
    public double Duplicates { get; set; }

    /// <summary>The share of payloads that come in several frames.</summary>
    public double Fragments { get; set; }

    /// <summary>Has the next requests of a route go wrong.</summary>
    /// <param name="route">As <see cref="DiscordRequest.Route"/> names it; "*" is any.</param>
    public void Next(string route, FaultKind kind, int times = 1) => Next(route, new Fault(kind), times);

    public void Next(string route, Fault fault, int times = 1)
    {
        lock (_lock)
        {
            _next.AddRange(Enumerable.Repeat((route, fault), times));
            _hasRequestFaults = true;
        }
    }

    /// <summary>Has a share of all requests of a route go wrong.</summary>
    /// <param name="route">"*" is any.</param>
    public void Chance(string route, double share, Fault fault)
    {
        lock (_lock)
        {
            _chances.Add((route, share, fault));
            _hasRequestFaults = true;
        }
    }

    /// <summary>Has the next connections be refused with this status.</summary>
    public void RefuseUpgrade(int status, int times = 1) => Add(_refusals, status, times);

    /// <summary>Has the next connections be closed with this code in place of Hello.</summary>
    public void CloseOnConnect(int code, int times = 1) => Add(_closes, code, times);

    /// <summary>Has the next Identify or Resume be answered with Invalid Session.</summary>
    public void InvalidSession(int times = 1, bool resumable = false) => Add(_invalid, resumable, times);

    /// <summary>Has the next connections get a Reconnect in place of Hello.</summary>
    public void ReconnectBeforeHello(int times = 1) => Interlocked.Add(ref _reconnects, times);

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _chances.Clear();
            _refusals.Clear();
            _closes.Clear();
            _invalid.Clear();
            _reconnects = 0;
            _hasRequestFaults = false;
        }

        HelloDelay = TimeSpan.Zero;
        Duplicates = Fragments = 0;
    }

    internal Fault? Take(string route)
    {
        if (!_hasRequestFaults)
        {
            return null;
        }

        lock (_lock)
        {
            var at = _next.FindIndex(one => one.Route == "*" || one.Route == route);
            if (at >= 0)
            {
                var fault = _next[at].Fault;
                _next.RemoveAt(at);
                _drawn++;
                return fault;
            }

            foreach (var (name, share, fault) in _chances)
            {
                if ((name == "*" || name == route) && _random.NextDouble() < share)
                {
                    _drawn++;
                    return fault;
                }
            }

            return null;
        }
    }

    internal int? TakeUpgradeRefusal() => Take(_refusals);

    internal int? TakeClose() => Take(_closes);

    internal bool? TakeInvalidSession() => Take(_invalid);

    internal bool TakeReconnect()
    {
        lock (_lock)
        {
            return _reconnects > 0 && --_reconnects >= 0;
        }
    }

    internal bool Happens(double share)
    {
        if (share <= 0)
        {
            return false;
        }

        lock (_lock)
        {
            var happens = _random.NextDouble() < share;
            _drawn += happens ? 1 : 0;
            return happens;
        }
    }

    private void Add<T>(Queue<T> queue, T one, int times)
    {
        lock (_lock)
        {
            for (var time = 0; time < times; time++)
            {
                queue.Enqueue(one);
            }
        }
    }

    private T? Take<T>(Queue<T> queue)
        where T : struct
    {
        lock (_lock)
        {
            return queue.TryDequeue(out var one) ? one : null;
        }
    }
}
