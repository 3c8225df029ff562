using MentorBot.Simulators.Loopback;

namespace MentorBot.Simulators.Slack;

/// <summary>A Slack workspace on loopback that speaks Slack's protocols and is as strict as the real one.</summary>
public sealed partial class SlackSimulator : IAsyncDisposable
{
    private readonly SlackServer _server;
    private readonly Changes _changes;

    private SlackSimulator(SimulatorOptions options)
    {
        Options = options;
        _changes = new Changes(options.Patience, () => $"Refused: {string.Join("; ", Refusals)} Violations: {string.Join("; ", Violations)}");
        Seen = new Observations(Changed);
        Faults = new FaultPlan(options.Seed);
        Workspace = new SlackWorkspace(this, options);
        AppId = "A0SIMAPP01";
        BotId = "B0SIMBOT01";
        BotUserId = "U0SIMBOT01";
        TeamId = "T0SIMTEAM1";
        Tickets = new Tickets(options, AppId);
        Sockets = new SocketPool(options, Seen, Faults, Changed, AppId);
        SocketMode = new SocketMode(options, Seen, Faults, Sockets);
        Deliveries = SocketMode;
        Payloads = new Payloads(this);
        Interactions = new Interactions(this);
        Scheduled = new ScheduledMessages(this);
        Api = new WebApi(this);
        _server = new SlackServer(this);
    }

    public SimulatorOptions Options { get; }

    /// <summary>Where the Web API is, as the bot's settings want it: with a slash at the end.</summary>
    public Uri ApiUrl => new(Address, "/api/");

    public string BotToken { get; } = "xoxb-47445629121-simulated-bot";

    public string AppToken { get; } = "xapp-1-A0SIMAPP01-simulated-app";

    public string SigningSecret { get; } = "8f742231b10e8888abcd99yyyzzz85a5";

    public string TeamId { get; }

    public string AppId { get; }

    /// <summary>B…</summary>
    public string BotId { get; }

    /// <summary>U…</summary>
    public string BotUserId { get; }

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The bot's sockets that take envelopes.</summary>
    public IReadOnlyList<SlackSocket> OpenSockets => Sockets.Open;

    /// <summary>Every socket there has been.</summary>
    public IReadOnlyList<SlackSocket> AllSockets => Sockets.All;

    /// <summary>Events that nobody was there for yet.</summary>
    public int UndeliveredEvents => SocketMode.Undelivered;

    /// <summary>How many payloads are out and neither acknowledged nor given up.</summary>
    public int PendingAcks => SocketMode.Pending + (_http?.Pending ?? 0);

    /// <summary>How many payloads were handed to the app, those that came again included.</summary>
    public long DeliveredPayloads => Seen.Delivered;

    public Latency AckLatency => Seen.Latency;

    public IReadOnlyList<SlackViolation> Violations => Seen.Violations;

    public IReadOnlyList<SlackRefusal> Refusals => Seen.Refusals;

    /// <summary>Mentions of everybody; a bot that cannot be tricked has none.</summary>
    public IReadOnlyList<SlackBroadcast> Broadcasts => Seen.Broadcasts;

    /// <summary>The calls of the Web API.</summary>
    public IReadOnlyList<SlackCall> Calls => Seen.Calls;

    /// <summary>How many calls were answered with 429.</summary>
    public int RateLimited => Seen.CountOf("ratelimited");

    /// <summary>How many payloads nobody acknowledged in time.</summary>
    public int Timeouts => Seen.CountOf("timeouts");

    /// <summary>How many messages were posted, remembered or not.</summary>
    public int PostedMessages => Seen.CountOf("messages");

    public IReadOnlyList<SlackPerson> People => Workspace.People;

    public IReadOnlyList<SlackChannel> Channels => Workspace.Channels;

    internal Observations Seen { get; }

    internal SlackWorkspace Workspace { get; }

    internal Tickets Tickets { get; }

    internal SocketPool Sockets { get; }

    internal SocketMode SocketMode { get; }

    internal IDeliveries Deliveries { get; private set; }

    internal WebApi Api { get; }

    internal Uri Address => _server.Address;

    public static async Task<SlackSimulator> StartAsync(SimulatorOptions? options = null)
    {
        var slack = new SlackSimulator(options ?? new SimulatorOptions());
        slack.Workspace.Add(new SlackPerson(slack, slack.BotUserId, "mentorbot") { IsBot = true, RealName = "MentorBot" });
        await slack._server.StartAsync();
        return slack;
    }

    public async ValueTask DisposeAsync()
    {
        Scheduled.Dispose();
        SocketMode.Dispose();
        Sockets.Dispose();
        _http?.Dispose();
        await _server.DisposeAsync();
    }

    /// <param name="name">Lower case, as behind an @.</param>
    /// <param name="timeZone">An IANA name; null for a profile without one.</param>
    public SlackPerson AddPerson(string name, string? timeZone = "Europe/London")
    {
        var person = new SlackPerson(this, Workspace.NewId("U"), name) { TimeZone = timeZone };
        Workspace.Add(person);
        return person;
    }

    /// <summary>Makes a channel that the bot is in, with these people.</summary>
    public SlackChannel AddChannel(string name, params SlackPerson[] members) => AddChannel(name, withBot: true, isPrivate: false, members);

    public SlackChannel AddChannel(string name, bool withBot, bool isPrivate, params SlackPerson[] members)
    {
        var channel = new SlackChannel(this, Workspace.NewId("C"), name) { IsPrivate = isPrivate };
        channel.MemberIds.UnionWith(members.Select(member => member.Id));
        if (withBot)
        {
            channel.MemberIds.Add(BotUserId);
        }

        Workspace.Add(channel);
        return channel;
    }

    /// <summary>The conversation of a person with the bot, made when there is none yet.</summary>
    public SlackChannel DirectWith(SlackPerson person) => Workspace.DirectWith(person, out _);

    /// <summary>Disturbs sockets by chance until what is returned is disposed.</summary>
    /// <param name="every">How often on average.</param>
    /// <param name="kinds">What may happen; anything when none is named.</param>
    public Disturbance Disturb(int seed, TimeSpan every, params SocketFault[] kinds) => new(this, seed, every, kinds.Length > 0 ? kinds : Enum.GetValues<SocketFault>());

    /// <summary>
    /// The app's process is gone: every socket of it ends, one that it is just opening too, no address that it was given opens another,
    /// and nobody hears what it still answers over HTTP.
    /// </summary>
    /// <param name="alongWith">What else ends at that moment.</param>
    public void LoseApp(Action alongWith) => Sockets.EndLife(() =>
    {
        _http?.EndLife();
        alongWith();
    });

    /// <summary>Waits until the bot has so many sockets open.</summary>
    public Task WaitForSocketsAsync(int count = 1) => WaitUntilAsync($"{count} sockets are open", () => OpenSockets.Count(socket => socket.IsOpen) >= count);

    /// <summary>Waits until it holds, and looks whenever something has changed.</summary>
    public Task WaitUntilAsync(string what, Func<bool> holds) => WaitForAsync(what, () => holds() ? this : null);

    /// <summary>Waits for what there is not yet, and looks whenever something has changed.</summary>
    /// <param name="what">For the message when it never comes.</param>
    public Task<T> WaitForAsync<T>(string what, Func<T?> find)
        where T : class => _changes.WaitForAsync(what, find);

    internal void Changed() => _changes.Say();
}
