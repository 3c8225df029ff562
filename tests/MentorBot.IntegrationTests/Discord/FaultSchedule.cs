using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A short time in which people use the bot, nudges come due and all goes wrong that can; what, chance says, fixed by a seed.</summary>
internal sealed class FaultSchedule : IAsyncDisposable
{
    private const int Nudged = 5;

    private static readonly string[] Names = ["ana", "ben", "cleo"];

    /// <summary>Of what the bot may get wrong by itself: to be too late, or to hear no answer and to ask what became of it.</summary>
    private static readonly int[] Expected = [10062, 40060, 10008, 10015];

    private readonly Random _random;
    private readonly FaultTime _time;
    private readonly FaultLog _log;
    private readonly FaultFolder _folder = new();
    private readonly DiscordSimulator _discord;
    private readonly DiscordGuild _guild;
    private readonly FaultStorm _storm;
    private readonly List<FaultBot> _bots = [];
    private readonly FaultPerson[] _people;
    private readonly DiscordPerson[] _nudged;

    private FaultSchedule(DiscordSimulator discord, FaultTime time, int seed)
    {
        (_discord, _time, _log, _random) = (discord, time, new FaultLog(time), new Random(seed));
        _guild = discord.AddGuild("Acme");
        _storm = new FaultStorm(discord, _random, _log);
        DiscordPerson[] people = [.. Names.Select(name => discord.AddPerson(name, _guild))];
        var general = _guild.AddChannel("general");
        _people = [.. people.Select((person, i) => new FaultPerson(discord, person, general, new Random((seed * 10) + i), _log))];
        _nudged = [.. people, .. Enumerable.Range(1, Nudged).Select(number => discord.AddPerson($"quiet{number}", _guild))];
    }

    public static bool IsUnexpected(DiscordRefusal refusal) => !Expected.Contains(refusal.Code);

    /// <summary>Everything that should have been otherwise, with what led to it; empty where all was well.</summary>
    public static async Task<string> RunAsync(int seed)
    {
        var time = new FaultTime();
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions
        {
            Time = time,
            Seed = seed,
            HeartbeatInterval = TimeSpan.FromSeconds(2),

            // What was sent in time may be on its way for a while, and a second is an eighth of one here.
            BetweenIdentifies = TimeSpan.FromSeconds(1),
            IdentifyTotal = FaultBot.MostIdentifies,
            Patience = TimeSpan.FromSeconds(15),
        });
        await using var schedule = new FaultSchedule(discord, time, seed);
        try
        {
            await schedule.RunAsync();
            List<string> wrong = [.. schedule.Judge()];
            return wrong.Count == 0 ? string.Empty : $"Seed {seed}:\n{string.Join('\n', wrong)}\n{schedule._log}\n{FaultTraffic.Of(discord)}";
        }
        catch (Exception exception)
        {
            return $"Seed {seed}: {exception}\n{schedule._log}\n{FaultTraffic.Of(discord)}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots)
        {
            await bot.DisposeAsync();
        }

        await _folder.DisposeAsync();
    }

    private async Task RunAsync()
    {
        await StartBotAsync(_folder.File("bot0.db"));
        await _discord.WaitForReadyAsync();
        await _discord.WaitForCommandAsync("mentor");
        await Task.WhenAll(_people.Select(person => person.PrepareAsync()));
        for (var i = 0; i < _nudged.Length; i++)
        {
            await _bots[^1].NudgeAsync(_guild, _nudged[i], i + 1, _random.Next(2, 12));
        }

        var living = Task.WhenAll(_people.Select(person => Task.Run(person.LiveAsync)));
        await DisturbAsync();
        _discord.Faults.Clear();
        _log.Note("All is well from here on.");
        await living;
        await ComeToRestAsync();
    }

    /// <summary>The bot answers again, the nudges arrive, and it finishes what it has in hand.</summary>
    private async Task ComeToRestAsync()
    {
        await _discord.WaitUntilAsync("the bot is there again", () => _discord.OpenSockets.Any(socket => socket is { IsHalfOpen: false, SwallowsAcks: false }));
        await Task.WhenAll(_people.Select(person => person.FinishAsync()));
        await _discord.WaitUntilAsync("all nudges have come", () => Enumerable.Range(0, _nudged.Length).All(i => NudgesOf(i) > 0));
        await FaultPerson.WaitForLateAnswersAsync(_people);
        await _bots[^1].StopAsync();
    }

    private IEnumerable<string> Judge() =>
    [
        .. _people.SelectMany(person => person.Judge()),
        .. _nudged.Select((person, i) => (person.Name, Count: NudgesOf(i))).Where(nudge => nudge.Count != 1).Select(nudge => $"{nudge.Name} was nudged {nudge.Count} times"),

        // A heartbeat that is late may be so since the machine is busy; GatewayTests judge that.
        .. _discord.Violations.Where(violation => violation.Kind != "missed_heartbeat").Select(violation => violation.ToString()),
        .. _discord.Broadcasts.Select(broadcast => broadcast.ToString()),
        .. _discord.Refusals.Where(IsUnexpected).Select(refusal => refusal.ToString()),
    ];

    private int NudgesOf(int i)
    {
        var text = FaultNudges.TextOf(i + 1);
        return _discord.DirectWith(_nudged[i]).FromBot.Count(message => message.Shown.Contains(text, StringComparison.Ordinal));
    }

    private async Task DisturbAsync()
    {
        var ends = _random.Next(6, 10);
        var restart = _random.Next(3) > 0 ? _random.Next(ends) : -1;
        for (var i = 0; i < ends; i++)
        {
            await Task.Delay(_random.Next(20, 160));
            await (i == restart ? RestartAsync() : Task.Run(_storm.Strike));
        }

        await Task.Delay(_random.Next(100, 300));
    }

    private async Task RestartAsync()
    {
        var old = _bots[^1];
        var database = _folder.File($"bot{_bots.Count - 1}.db");
        if (_random.Next(3) == 0)
        {
            // So that there is something to die over that Discord waits for.
            _storm.Detain();
            await Task.Delay(_random.Next(800));
            _log.Note("The bot crashes");
            database = _folder.File($"bot{_bots.Count}.db");
            old.Crash(database);
        }
        else
        {
            _log.Note("The bot is stopped");
            await old.StopAsync();
        }

        await Task.Delay(_random.Next(100));
        _log.Note("The bot starts");
        await StartBotAsync(database);
    }

    private async Task StartBotAsync(string database) => _bots.Add(await FaultBot.StartAsync(_discord, _time, database, _log));
}
