using MentorBot.Simulators.Loopback;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord on loopback: its gateway, its REST API and people, as strict as the real one.</summary>
public sealed partial class DiscordSimulator : IAsyncDisposable
{
    private readonly DiscordServer _server;
    private readonly Changes _changes;

    private DiscordSimulator(SimulatorOptions options)
    {
        Options = options;
        _changes = new Changes(options.Patience, () => $"Refused: {string.Join("; ", Refusals)} Violations: {string.Join("; ", Violations)}");
        Seen = new Observations(Changed);
        Faults = new FaultPlan(options.Seed);
        Snowflakes = new Snowflakes(options.Time);
        World = new World(Changed);
        ApplicationId = Snowflakes.Next();
        NobodyId = Snowflakes.Next();
        BotUser = new DiscordPerson(this, Snowflakes.Next(), "mentorbot") { IsBot = true, DisplayName = "MentorBot" };
        Gateway = new Gateway(this);
        Commands = new CommandRegistry(this);
        Messages = new Messages(this);
        Nonces = new Nonces(options);
        Deadlines = new Deadlines(this);
        Interactions = new Interactions(this);
        Judge = new Judge(options);
        Api = new RestApi(this);
        _server = new DiscordServer(this);
    }

    public SimulatorOptions Options { get; }

    /// <summary>Where the REST API is, with its version and a slash at the end.</summary>
    public Uri ApiUrl => new(_server.Api, RestApi.Root);

    /// <summary>What /gateway/bot says.</summary>
    public string GatewayUrl => $"ws://127.0.0.1:{_server.GatewayPort}";

    /// <summary>What READY says: another port, without a slash at the end.</summary>
    public string ResumeUrl => $"ws://127.0.0.1:{_server.ResumePort}";

    public string BotToken { get; } = "MTA4ODg4ODg4ODg4ODg4ODg4.Simul8.dGhpc19pc19hX3NpbXVsYXRlZF90b2tlbg";

    public string ApplicationId { get; }

    public string PublicKey { get; } = "4c1b0d6c2a3f5e7d8c9b0a1f2e3d4c5b6a798897a6b5c4d3e2f1a0b9c8d7e6f5";

    /// <summary>The bot as somebody in the guilds.</summary>
    public DiscordPerson BotUser { get; }

    /// <summary>When somebody has set it, the gateway tells of no interaction.</summary>
    public string? InteractionsEndpointUrl { get; set; }

    public int ApplicationFlags { get; set; }

    /// <summary>How many shards /gateway/bot recommends.</summary>
    public int Shards { get; set; } = 1;

    /// <summary>Whether an Identify without a shard is closed with 4011.</summary>
    public bool RequiresSharding { get; set; }

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>The connections that carry a session.</summary>
    public IReadOnlyList<DiscordSocket> OpenSockets => [.. Gateway.All.Where(socket => socket.IsOpen)];

    /// <summary>Every connection there has been.</summary>
    public IReadOnlyList<DiscordSocket> AllSockets => Gateway.All;

    /// <summary>The sessions that are alive or could be resumed.</summary>
    public IReadOnlyList<GatewaySession> Sessions => Gateway.Sessions;

    /// <summary>How many Identifies there were, refused ones included.</summary>
    public int Identifies => Gateway.Budget.Identifies;

    /// <summary>How many Resumes there were, refused ones included.</summary>
    public int Resumes => Gateway.Resumes;

    /// <summary>What session_start_limit has left.</summary>
    public int IdentifiesRemaining
    {
        get => Gateway.Budget.Remaining;
        set => Gateway.Budget.Remaining = value;
    }

    public long DeliveredInteractions => Seen.Delivered;

    /// <summary>How many interactions had a first answer in time.</summary>
    public long AnsweredInteractions => Seen.Answered;

    /// <summary>How long first answers took.</summary>
    public Latency AnswerLatency => Seen.Latency;

    public IReadOnlyList<DiscordViolation> Violations => Seen.Violations;

    public IReadOnlyList<DiscordRefusal> Refusals => Seen.Refusals;

    /// <summary>Mentions of everybody or of a role; a bot that cannot be tricked has none.</summary>
    public IReadOnlyList<DiscordBroadcast> Broadcasts => Seen.Broadcasts;

    public IReadOnlyList<DiscordRequest> Requests => Seen.Requests;

    /// <summary>How many requests there were, remembered or not.</summary>
    public long RequestCount => Seen.Requested;

    /// <summary>How many requests were answered with 429.</summary>
    public int RateLimited => Seen.RateLimited;

    /// <summary>How many requests of the last ten minutes count as invalid.</summary>
    public int InvalidRequests => Api.Limits.InvalidRequests;

    /// <summary>How many interactions nobody answered in time.</summary>
    public int Timeouts => Seen.Timeouts;

    public IReadOnlyList<DiscordPerson> People => World.People;

    public IReadOnlyList<DiscordGuild> Guilds => World.Guilds;

    /// <summary>The commands that are registered for all servers.</summary>
    public IReadOnlyList<DiscordCommand> GlobalCommands => Commands.Of("");

    /// <summary>Whether Discord's OpenAPI file was found, by which bodies are judged.</summary>
    public bool HasSpecification => Judge.HasSpecification;

    public static async Task<DiscordSimulator> StartAsync(SimulatorOptions? options = null)
    {
        var discord = new DiscordSimulator(options ?? new SimulatorOptions());
        discord.World.Add(discord.BotUser);
        await discord._server.StartAsync();
        return discord;
    }

    public async ValueTask DisposeAsync()
    {
        Deadlines.Dispose();
        Gateway.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>Makes a server.</summary>
    /// <param name="withBot">Whether the bot is in.</param>
    public DiscordGuild AddGuild(string name, bool withBot = true)
    {
        var guild = new DiscordGuild(this, Snowflakes.Next(), name);
        World.Add(guild);
        if (withBot)
        {
            guild.InstallsBot();
        }

        return guild;
    }

    /// <param name="name">Lower case, as behind an @.</param>
    /// <param name="guilds">The servers that they are in.</param>
    public DiscordPerson AddPerson(string name, params DiscordGuild[] guilds)
    {
        var person = new DiscordPerson(this, Snowflakes.Next(), name);
        World.Add(person);
        foreach (var guild in guilds)
        {
            person.Joins(guild);
        }

        return person;
    }

    /// <summary>A text as a person reads it: names in place of ids, and no escapes.</summary>
    public string Read(string text) => DiscordText.Read(this, text);

    /// <summary>The conversation of a person with the bot, made when there is none yet.</summary>
    public DiscordChannel DirectWith(DiscordPerson person) => World.DirectWith(this, person);

    /// <summary>The commands that are registered for one server.</summary>
    public IReadOnlyList<DiscordCommand> CommandsOf(DiscordGuild guild) => Commands.Of(guild.Id);

    /// <summary>Waits until the bot has so many sessions on open connections.</summary>
    public Task WaitForReadyAsync(int count = 1) => WaitUntilAsync($"{count} sessions are ready", () => OpenSockets.Count >= count);

    /// <summary>Waits until the bot has registered a command.</summary>
    public Task<DiscordCommand> WaitForCommandAsync(string name) =>
        WaitForAsync($"the command {name} is registered", () => GlobalCommands.Concat(Guilds.SelectMany(CommandsOf)).FirstOrDefault(command => command.Name == name));

    /// <summary>Waits until it holds, and looks whenever something has changed.</summary>
    public Task WaitUntilAsync(string what, Func<bool> holds) => WaitForAsync(what, () => holds() ? this : null);

    /// <summary>Waits for what there is not yet, and looks whenever something has changed.</summary>
    /// <param name="what">For the message when it never comes.</param>
    public Task<T> WaitForAsync<T>(string what, Func<T?> find)
        where T : class => _changes.WaitForAsync(what, find);

    internal void Changed() => _changes.Say();
}
