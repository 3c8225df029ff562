namespace MentorBot.Simulators.Slack;

/// <summary>A way in which a call of the Web API goes wrong.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After, and nothing was done.</summary>
    RateLimited,

    /// <summary>500, and nothing was done.</summary>
    ErrorBefore,

    /// <summary>500, though it was done.</summary>
    ErrorAfter,

    /// <summary>"internal_error", though it was done.</summary>
    InternalErrorAfter,

    /// <summary>The connection ends before anything was done.</summary>
    DropBefore,

    /// <summary>The connection ends without an answer, though it was done.</summary>
    DropAfter,

    /// <summary>It is done after a while.</summary>
    Slow,
}

/// <summary>One fault of a call.</summary>
public sealed record Fault(FaultKind Kind)
{
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    public int RetryAfterSeconds { get; init; } = 1;

    internal bool IsBefore => Kind is FaultKind.RateLimited or FaultKind.ErrorBefore or FaultKind.DropBefore;

    internal bool IsAfter => Kind is FaultKind.ErrorAfter or FaultKind.InternalErrorAfter or FaultKind.DropAfter;

    internal bool DropsConnection => Kind is FaultKind.DropAfter or FaultKind.DropBefore;

    internal SlackError ToError() => Kind switch
    {
        FaultKind.RateLimited => new SlackError("ratelimited", 429) { RetryAfter = RetryAfterSeconds, IsInjected = true },
        FaultKind.InternalErrorAfter => new SlackError("internal_error") { IsInjected = true },
        _ => new SlackError("fatal_error", 500) { IsInjected = true },
    };
}

/// <summary>What is to go wrong, said beforehand or left to chance.</summary>
public sealed class FaultPlan
{
    private readonly Random _random;
    private readonly Lock _lock = new();
    private readonly List<(string Method, Fault Fault)> _next = [];
    private readonly List<(string Method, double Share, Fault Fault)> _chances = [];
    private readonly Queue<int> _refusals = new();
    private int _drawn;

    internal FaultPlan(int seed) => _random = new Random(seed);

    /// <summary>How many faults there were.</summary>
    public int Drawn => _drawn;

    /// <summary>How long hello is held back on the next sockets.</summary>
    public TimeSpan HelloDelay { get; set; }

    /// <summary>The reason of a disconnect that comes before hello on the next socket.</summary>
    public string? DisconnectBeforeHello { get; set; }

    /// <summary>The share of envelopes that come a second time under the same id.</summary>
    public double Duplicates { get; set; }

    /// <summary>The share of envelopes that come a second time under another id, with the same trigger_id or event_id.</summary>
    public double DuplicatesUnderNewId { get; set; }

    /// <summary>The share of answers to what is posted over HTTP that get lost on their way.</summary>
    public double LostAnswers { get; set; }

    /// <summary>Has the next calls of a method go wrong.</summary>
    /// <param name="method">"*" is any.</param>
    public void Next(string method, FaultKind kind, int times = 1) => Next(method, new Fault(kind), times);

    public void Next(string method, Fault fault, int times = 1)
    {
        lock (_lock)
        {
            _next.AddRange(Enumerable.Repeat((method, fault), times));
        }
    }

    /// <summary>Has a share of all calls of a method go wrong.</summary>
    /// <param name="method">"*" is any.</param>
    public void Chance(string method, double share, Fault fault)
    {
        lock (_lock)
        {
            _chances.Add((method, share, fault));
        }
    }

    /// <summary>Has the next sockets be refused with this status.</summary>
    public void RefuseUpgrade(int status, int times = 1)
    {
        lock (_lock)
        {
            for (var time = 0; time < times; time++)
            {
                _refusals.Enqueue(status);
            }
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _next.Clear();
            _chances.Clear();
            _refusals.Clear();
        }

        HelloDelay = TimeSpan.Zero;
        DisconnectBeforeHello = null;
        Duplicates = DuplicatesUnderNewId = LostAnswers = 0;
    }

    internal Fault? Take(string method)
    {
        lock (_lock)
        {
            var at = _next.FindIndex(one => one.Method == "*" || one.Method == method);
            if (at >= 0)
            {
                var fault = _next[at].Fault;
                _next.RemoveAt(at);
                _drawn++;
                return fault;
            }

            foreach (var (name, share, fault) in _chances)
            {
                if ((name == "*" || name == method) && _random.NextDouble() < share)
                {
                    _drawn++;
                    return fault;
                }
            }

            return null;
        }
    }

    internal int? TakeUpgradeRefusal()
    {
        lock (_lock)
        {
            return _refusals.TryDequeue(out var status) ? status : null;
        }
    }

    internal Task BeforeHelloAsync() => HelloDelay > TimeSpan.Zero ? Task.Delay(HelloDelay) : Task.CompletedTask;

    internal string? TakeDisconnectBeforeHello()
    {
        var reason = DisconnectBeforeHello;
        DisconnectBeforeHello = null;
        return reason;
    }

    internal void AfterSent(Envelope envelope, SocketMode sockets)
    {
        if (Happens(Duplicates))
        {
            sockets.Repeat(envelope, sameId: true);
        }

        if (Happens(DuplicatesUnderNewId))
        {
            sockets.Repeat(envelope, sameId: false);
        }
    }

    /// <summary>Whether an event is posted twice.</summary>
    internal bool TakeDuplicate() => Happens(Duplicates);

    /// <summary>Whether anything is posted once more when it has been answered.</summary>
    internal bool TakeDuplicateUnderNewId() => Happens(DuplicatesUnderNewId);

    internal bool TakeLostAnswer() => Happens(LostAnswers);

    private bool Happens(double share)
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
}
