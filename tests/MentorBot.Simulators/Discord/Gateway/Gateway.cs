using System.Text;
using System.Text.Json.Nodes;
using MentorBot.Simulators.Loopback;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>The connections and the sessions of the bot, and what is dispatched to them.</summary>
internal sealed class Gateway : IDisposable
{
    private readonly DiscordSimulator _discord;
    private readonly GatewayProtocol _protocol;
    private readonly Lock _lock = new();
    private readonly List<DiscordSocket> _all = [];
    private GatewaySession[] _sessions = [];
    private int _lastSession;
    private int _resumes;

    public Gateway(DiscordSimulator discord)
    {
        _discord = discord;
        _protocol = new GatewayProtocol(discord, this);
        Budget = new IdentifyBudget(discord.Options);
    }

    public IdentifyBudget Budget { get; }

    /// <summary>How many Resumes came, refused ones included.</summary>
    public int Resumes => _resumes;

    public IReadOnlyList<DiscordSocket> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>The sessions that could still be resumed.</summary>
    public IReadOnlyList<GatewaySession> Sessions
    {
        get
        {
            Forget();
            return _sessions;
        }
    }

    public void CountResume() => Interlocked.Increment(ref _resumes);

    public void Dispose()
    {
        foreach (var socket in All)
        {
            socket.Patience?.Dispose();
            socket.Abort();
        }
    }

    public async Task ConnectAsync(HttpContext context, bool isResumePort)
    {
        if (_discord.Faults.TakeUpgradeRefusal() is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        if (!LoopbackServer.AsksForSocket(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var query = context.Request.Query;
        var (version, encoding, compress) = ((string?)query["v"], (string?)query["encoding"], (string?)query["compress"]);
        await using var stream = await LoopbackServer.UpgradeAsync(context);
        DiscordSocket socket;
        lock (_lock)
        {
            socket = new DiscordSocket(_all.Count + 1, context, stream, _protocol, isResumePort);
            _all.Add(socket);
        }

        var running = socket.RunAsync(context.RequestAborted);
        try
        {
            await _protocol.GreetAsync(socket, version, encoding, compress);
            await running;
        }
        finally
        {
            socket.Patience?.Dispose();
            socket.Session?.Detach(socket, _discord.Options.Time.GetUtcNow());
            _discord.Changed();
        }
    }

    /// <summary>Starts a session: READY, then a GUILD_CREATE for each guild.</summary>
    public void Welcome(DiscordSocket socket, long intents, int shard)
    {
        var session = new GatewaySession($"{Interlocked.Increment(ref _lastSession):x4}5e5510000000000000000000000000", intents, _discord.Options, _discord.Faults);
        lock (_lock)
        {
            _sessions = [.. _sessions, session];
        }

        session.Attach(socket);
        socket.IsOpen = true;
        session.Dispatch("READY", Bytes(Ready(session, shard)));
        foreach (var guild in _discord.World.Guilds.Where(guild => guild.HasBot && (intents & Intents.Guilds) != 0))
        {
            session.Dispatch("GUILD_CREATE", Bytes(guild.ToCreateJson()));
        }

        _discord.Changed();
    }

    public GatewaySession? Find(string id)
    {
        Forget();
        return Array.Find(_sessions, session => session.Id == id);
    }

    /// <summary>Forgets a session, so that nobody can resume it.</summary>
    public void End(GatewaySession session)
    {
        lock (_lock)
        {
            _sessions = [.. _sessions.Where(one => one != session)];
        }
    }

    public void EndAll()
    {
        foreach (var session in _sessions)
        {
            var socket = session.Socket;
            End(session);
            if (socket is not null)
            {
                _protocol.Close(socket, 4004, "Authentication failed.");
            }
        }
    }

    /// <summary>Tells every session that asked for it.</summary>
    /// <param name="intent">One bit; 0 for what is always sent.</param>
    public void Dispatch(string type, long intent, JsonObject data) => Dispatch(type, intent, Bytes(data));

    /// <summary>Tells every session that asked for it, and makes nothing when there is none.</summary>
    public void Dispatch(string type, long intent, Func<JsonObject> data)
    {
        if (Array.Exists(_sessions, session => (session.IntentBits & intent) != 0))
        {
            Dispatch(type, intent, Bytes(data()));
        }
    }

    public void Dispatch(string type, long intent, ReadOnlySpan<byte> data)
    {
        foreach (var session in _sessions)
        {
            if (intent == 0 || (session.IntentBits & intent) != 0)
            {
                session.Dispatch(type, data);
            }
        }
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private void Forget()
    {
        var now = _discord.Options.Time.GetUtcNow();
        lock (_lock)
        {
            if (Array.Exists(_sessions, session => session.IsOver(now)))
            {
                _sessions = [.. _sessions.Where(session => !session.IsOver(now))];
            }
        }
    }

    private JsonObject Ready(GatewaySession session, int shard) => new()
    {
        ["v"] = 10,
        ["user_settings"] = new JsonObject(),
        ["user"] = _discord.BotUser.ToJson(withEverything: true),
        ["session_type"] = "normal",
        ["session_id"] = session.Id,
        ["resume_gateway_url"] = _discord.ResumeUrl,
        ["relationships"] = new JsonArray(),
        ["private_channels"] = new JsonArray(),
        ["guilds"] = new JsonArray([.. _discord.World.Guilds.Where(guild => guild.HasBot).Select(guild => new JsonObject { ["id"] = guild.Id, ["unavailable"] = true })]),
        ["shard"] = new JsonArray(shard, _discord.Shards),
        ["application"] = new JsonObject { ["id"] = _discord.ApplicationId, ["flags"] = _discord.ApplicationFlags },
    };
}
