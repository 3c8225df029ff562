using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Slack;
using MentorBot.Slack.Manifest;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>A short time in which people use the bot, nudges come due and all goes wrong that can; what, chance says, fixed by a seed.</summary>
internal sealed class FaultSchedule : IAsyncDisposable
{
    private const int Nudged = 5;

    private static readonly string[] Names = ["ana", "ben", "cleo"];
    private static readonly string[] Methods = ["chat.postMessage", "chat.postMessage", "chat.postMessage", "views.open", "response_url", "response_url", "chat.postEphemeral", "apps.connections.open", "users.info", "conversations.history", "conversations.open", "*"];
    private static readonly string[] Reasons = ["warning", "refresh_requested", "link_disabled", "too_many_websockets"];

    /// <summary>Slack: at once, after a minute and after five.</summary>
    private static readonly int[] RedeliveredAfter = [1, 5, 5];

    /// <summary>Every so many seeds Slack posts to the bot rather than that the bot opens sockets.</summary>
    private const int OverHttp = 4;

    private readonly bool _isOverHttp;
    private readonly Random _random;
    private readonly FaultTime _time;
    private readonly FaultLog _log;
    private readonly FaultFolder _folder = new();
    private readonly SlackSimulator _slack;
    private readonly List<FaultBot> _bots = [];
    private readonly FaultPerson[] _people;
    private readonly SlackPerson[] _nudged;

    private FaultSchedule(SlackSimulator slack, FaultTime time, int seed)
    {
        (_slack, _time, _log, _random, _isOverHttp) = (slack, time, new FaultLog(time), new Random(seed), seed % OverHttp == 0);
        SlackPerson[] people = [.. Names.Select(name => slack.AddPerson(name))];
        var general = slack.AddChannel("general", people);
        _people = [.. people.Select((person, i) => new FaultPerson(slack, person, general, new Random((seed * 10) + i), _log))];
        _nudged = [.. people, .. Enumerable.Range(1, Nudged).Select(number => slack.AddPerson($"quiet{number}"))];
    }

    /// <summary>Everything that should have been otherwise, with what led to it; empty where all was well.</summary>
    public static async Task<string> RunAsync(int seed)
    {
        var time = new FaultTime();
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions
        {
            Scopes = [.. SlackManifest.Scopes.Select(scope => scope.Name)],
            Events = SlackManifest.Events,
            Commands = ["/mentor"],
            Time = time,
            Seed = seed,
            Patience = TimeSpan.FromSeconds(60),
        });
        await using var schedule = new FaultSchedule(slack, time, seed);
        try
        {
            await schedule.RunAsync();
            List<string> wrong = [.. schedule.Judge()];
            return wrong.Count == 0 ? string.Empty : $"Seed {seed}:\n{string.Join('\n', wrong)}\n{schedule._log}";
        }
        catch (Exception exception)
        {
            return $"Seed {seed}: {exception}\n{schedule._log}";
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
        await WaitForBotAsync();
        await Task.WhenAll(_people.Select(person => person.PrepareAsync()));
        for (var i = 0; i < _nudged.Length; i++)
        {
            await _bots[^1].NudgeAsync(_nudged[i], i + 1, _random.Next(8, 18));
        }

        var living = Task.WhenAll(_people.Select(person => Task.Run(person.LiveAsync)));
        await DisturbAsync();
        _slack.Faults.Clear();
        _log.Note("All is well from here on.");
        await WaitForBotAsync();
        await living;
        await Task.WhenAll(_people.Select(person => person.FinishAsync()));
        await ComeToRestAsync();
    }

    /// <summary>Slack brings what nobody acknowledged, the nudges arrive, and the bot finishes what it has in hand.</summary>
    private async Task ComeToRestAsync()
    {
        foreach (var minutes in RedeliveredAfter)
        {
            await _slack.WaitUntilAsync("all is acknowledged", () => _slack is { PendingAcks: 0, UndeliveredEvents: 0 });
            for (var minute = 0; minute < minutes; minute++)
            {
                // Not all at once: what is posted is signed at some time, and old after five minutes.
                _time.Skip(TimeSpan.FromMinutes(1));
                await Task.Delay(10);
            }
        }

        await _slack.WaitUntilAsync("all is acknowledged", () => _slack is { PendingAcks: 0, UndeliveredEvents: 0 });
        await _slack.WaitUntilAsync("all nudges have come", () => Enumerable.Range(0, _nudged.Length).All(i => NudgesOf(i) > 0));
        await _slack.WaitUntilAsync("all that was said is answered", () => _people.All(person => person.IsAnswered));
        await WaitForLateAnswersAsync();
        await _bots[^1].StopAsync();
    }

    /// <summary>What is acknowledged before its answer has that a while later; what has not come by then, the verdict names.</summary>
    private async Task WaitForLateAnswersAsync()
    {
        for (var tries = 0; tries < 200 && _people.Any(person => person.Judge().Count > 0); tries++)
        {
            await Task.Delay(100);
        }
    }

    private IEnumerable<string> Judge() =>
    [
        .. _people.SelectMany(person => person.Judge()),
        .. _nudged.Select((person, i) => (person.Name, Count: NudgesOf(i))).Where(nudge => nudge.Count != 1).Select(nudge => $"{nudge.Name} was nudged {nudge.Count} times"),
        .. _slack.Violations.Select(violation => violation.ToString()),
        .. _slack.Broadcasts.Select(broadcast => broadcast.ToString()),

        // A form that comes too late is no fault of its payload.
        .. _slack.Refusals.Where(refusal => refusal.Error is not ("expired_trigger_id" or "used_url")).Select(refusal => refusal.ToString()),

        // How often an address was used, a next life of the bot can't know: it may find out once.
        .. _slack.Refusals.Where(refusal => refusal.Error is "used_url").GroupBy(refusal => refusal.Whose).SelectMany(refusals => refusals.Skip(1)).Select(refusal => $"{refusal} by {refusal.Whose}"),
    ];

    private int NudgesOf(int i)
    {
        var text = FaultNudges.TextOf(i + 1);
        return _slack.DirectWith(_nudged[i]).FromBot.Count(message => message.Metadata is not null && message.Shown.Contains(text, StringComparison.Ordinal));
    }

    private async Task DisturbAsync()
    {
        var ends = _random.Next(6, 10);
        var restart = _random.Next(3) > 0 ? _random.Next(ends) : -1;
        for (var i = 0; i < ends; i++)
        {
            await Task.Delay(_random.Next(20, 160));
            await (i == restart ? RestartAsync() : Task.Run(Disturb));
        }

        await Task.Delay(_random.Next(100, 300));
    }

    private void Disturb()
    {
        var faults = _slack.Faults;
        switch (_random.Next(9))
        {
            case 0 or 1 or 2:
                var (method, kind, times) = (Methods[_random.Next(Methods.Length)], (FaultKind)_random.Next(7), _random.Next(1, 4));
                _log.Note($"Fault: {times} x {method} {kind}");
                faults.Next(method, new Fault(kind) { Delay = TimeSpan.FromMilliseconds(_random.Next(10, 300)) }, times);
                break;
            case 3:
                var (share, any) = (_random.NextDouble() / 3, (FaultKind)_random.Next(7));
                _log.Note($"Fault: {share:P0} of all calls {any}");
                faults.Chance("*", share, new Fault(any) { Delay = TimeSpan.FromMilliseconds(_random.Next(10, 120)) });
                break;
            case 4:
                faults.Duplicates = _random.NextDouble();
                faults.DuplicatesUnderNewId = _random.NextDouble();
                _log.Note("Fault: duplicates");
                break;
            case 5:
                faults.HelloDelay = TimeSpan.FromMilliseconds(_random.Next(200));
                faults.DisconnectBeforeHello = _random.Next(2) == 0 ? Reasons[_random.Next(Reasons.Length)] : null;
                _log.Note($"Fault: hello late by {faults.HelloDelay.TotalMilliseconds} ms, {faults.DisconnectBeforeHello} before it");
                break;
            case 6:
                faults.RefuseUpgrade(_random.Next(2) == 0 ? 408 : 503);
                _log.Note("Fault: an upgrade is refused");
                break;
            default:
                DisturbDelivery();
                break;
        }
    }

    private void DisturbDelivery()
    {
        if (_isOverHttp)
        {
            _slack.Faults.LostAnswers = _random.NextDouble() / 3;
            _log.Note($"Fault: {_slack.Faults.LostAnswers:P0} of the bot's answers get lost");
        }
        else
        {
            DisturbSocket();
        }
    }

    private void DisturbSocket()
    {
        if (_slack.OpenSockets is not { Count: > 0 } open)
        {
            return;
        }

        var socket = open[_random.Next(open.Count)];
        Action[] ends = [socket.Abort, socket.Abort, socket.GoHalfOpen, socket.GoHalfOpen, socket.Warn, socket.Refresh, socket.DisableLink, socket.CloseNow];
        var end = ends[_random.Next(ends.Length)];
        _log.Note($"Fault: socket {socket.Number} {end.Method.Name}");
        end();
    }

    private async Task RestartAsync()
    {
        var old = _bots[^1];
        var database = _folder.File($"bot{_bots.Count - 1}.db");
        if (_random.Next(3) == 0)
        {
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

    private async Task StartBotAsync(string database) => _bots.Add(await FaultBot.StartAsync(_slack, _time, database, _log, _isOverHttp));

    private Task WaitForBotAsync() => _isOverHttp ? Task.CompletedTask : _slack.WaitForSocketsAsync();
}
