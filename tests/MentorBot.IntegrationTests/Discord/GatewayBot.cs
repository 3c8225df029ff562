using System.Collections.Concurrent;
using System.Collections.Immutable;
using MentorBot.Core;
using MentorBot.Core.Platforms;
using MentorBot.Discord;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using MentorBot.Simulators.Discord;
using Microsoft.Extensions.Logging;
using InteractionType = MentorBot.Discord.Wire.InteractionType;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>What several nodes on one database share.</summary>
internal sealed class SharedState : IPlatformMemory, ISoleTasks
{
    private readonly ConcurrentDictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<SoleTask> _held = [];

    public string? this[string name] => _kept.GetValueOrDefault(name);

    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_kept.GetValueOrDefault(name));

    public Task KeepAsync(string name, string? value, CancellationToken cancellationToken)
    {
        _kept[name] = value ?? string.Empty;
        return Task.CompletedTask;
    }

    public async Task<bool> TryKeepAsync(string name, string value, Core.People.Identity about, CancellationToken cancellationToken)
    {
        await KeepAsync(name, value, cancellationToken);
        return true;
    }

    public Task<bool> TryReplaceAsync(string name, string? read, string value, CancellationToken cancellationToken) =>
        Task.FromResult(read is null ? _kept.TryAdd(name, value) : _kept.TryUpdate(name, value, read));

    public Task<ISoleTask?> TryTakeAsync(string name, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_held.Count > 0)
            {
                return Task.FromResult<ISoleTask?>(null);
            }

            var task = new SoleTask(this);
            _held.Add(task);
            return Task.FromResult<ISoleTask?>(task);
        }
    }

    /// <summary>The node that holds the task loses it, as when it loses its database.</summary>
    public void TakeAway()
    {
        SoleTask[] held;
        lock (_lock)
        {
            held = [.. _held];
            _held.Clear();
        }

        Array.ForEach(held, task => task.Lose());
    }

    private sealed class SoleTask(SharedState state) : ISoleTask
    {
        private readonly CancellationTokenSource _lost = new();

        public CancellationToken Lost => _lost.Token;

        public void Lose() => _lost.Cancel();

        public ValueTask DisposeAsync()
        {
            lock (state._lock)
            {
                state._held.Remove(this);
            }

            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>The receiver with a connection to a simulated Discord, and an inbox that answers a command with its own words.</summary>
internal sealed class GatewayBot : IInbox, IAsyncDisposable
{
    /// <summary>For a simulator whose time factor is 0.2.</summary>
    public static readonly GatewayOptions Quick = new()
    {
        FirstBackoff = TimeSpan.FromMilliseconds(40),
        LongestBackoff = TimeSpan.FromMilliseconds(200),
        InvalidRest = TimeSpan.FromMilliseconds(20),
        BetweenIdentifies = TimeSpan.FromSeconds(1.2),
        TakeEvery = TimeSpan.FromMilliseconds(50),
    };

    private readonly HttpMessageInvoker _http = RestTransport.CreateInvoker();
    private readonly ConcurrentQueue<Delivery> _deliveries = new();
    private readonly Intake _intake;
    private readonly DiscordApi _api;

    private GatewayBot(DiscordSimulator discord, SharedState state, GatewayOptions options, string? token)
    {
        var time = TimeProvider.System;
        var clock = new TimeProviderClock(time);
        token ??= discord.BotToken;
        _api = new DiscordApi(new DiscordOptions { Token = token, ApiUrl = discord.ApiUrl.ToString() }, new RestOptions(), _http, time, Log.For<DiscordApi>());
        var setting = new GatewaySetting(token, options, GatewaySetting.DialAsync);
        _intake = new Intake(this, options, time, Log.For<Intake>());
        var connection = new GatewayConnection(_api, new MentorBot.Discord.Gateway.GatewaySession(state, options, clock), new MentorBot.Discord.Gateway.IdentifyBudget(state, options, clock), setting, time, Log.For<GatewayConnection>());
        Receiver = new GatewayReceiver(state, connection, _intake, setting, time, Log.For<GatewayReceiver>());
    }

    public LogLines Log { get; } = new();

    public IDiscordApi Api => _api;

    public GatewayReceiver Receiver { get; }

    public ImmutableArray<Delivery> Deliveries => [.. _deliveries];

    public IEnumerable<string> Words => Deliveries.OfType<DirectMessageDelivery>().Select(message => message.Content);

    /// <summary>What is waited for before something is answered.</summary>
    public Func<Delivery, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<string> Errors => [.. Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Message)];

    public static async Task<GatewayBot> StartAsync(DiscordSimulator discord, SharedState? state = null, GatewayOptions? options = null, string? token = null)
    {
        var bot = new GatewayBot(discord, state ?? new SharedState(), options ?? Quick, token);
        await bot.Receiver.StartAsync(CancellationToken.None);
        return bot;
    }

    /// <summary>Starts it and waits until Discord reaches it.</summary>
    public static async Task<GatewayBot> ConnectAsync(DiscordSimulator discord, SharedState? state = null, GatewayOptions? options = null)
    {
        var bot = await StartAsync(discord, state, options);
        await bot.ReadyAsync();
        return bot;
    }

    public Task ReadyAsync() => Support.Eventually.HoldsAsync("the bot is connected", TimeSpan.FromSeconds(30), () => Task.FromResult(Receiver.IsConnected));

    public Task HearsAsync(string words) => Support.Eventually.HoldsAsync($"'{words}' arrives", TimeSpan.FromSeconds(30), () => Task.FromResult(Words.Contains(words)));

    public async Task ReceiveAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        _deliveries.Enqueue(delivery);
        await Before(delivery).WaitAsync(cancellationToken);
        if (delivery is InteractionDelivery { Interaction: { Type: InteractionType.Command } interaction })
        {
            var words = interaction.Data!.Options![0].Value.GetString();
            var data = new ResponseData { Flags = MessageFlags.ComponentsV2 | MessageFlags.Ephemeral, Components = [new TextDisplay($"You said: {words}")], AllowedMentions = AllowedMentions.None };
            await _api.RespondAsync(interaction.Id, interaction.Token, new InteractionResponse(InteractionResponse.Message, data), [], cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.StopAsync(CancellationToken.None);
        Receiver.Dispose();
        _intake.Dispose();
        _api.Dispose();
        _http.Dispose();
    }

    internal sealed class LogLines
    {
        public ConcurrentQueue<(LogLevel Level, string Message)> Lines { get; } = new();

        public ILogger<T> For<T>() => new Logger<T>(this);

        private sealed class Logger<T>(LogLines lines) : ILogger<T>
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Lines.Enqueue((logLevel, formatter(state, exception)));
        }
    }
}
