using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Has something go wrong at Discord's end.</summary>
internal sealed class FaultStorm(DiscordSimulator discord, Random random, FaultLog log)
{
    private static readonly string[] Routes =
    [
        "POST /interactions/{interaction}/{token}/callback",
        "POST /interactions/{interaction}/{token}/callback",
        "POST /interactions/{interaction}/{token}/callback",
        "PATCH /webhooks/{app}/{token}/messages/@original",
        "POST /webhooks/{app}/{token}",
        "POST /channels/{channel}/messages",
        "POST /channels/{channel}/messages",
        "GET /channels/{channel}/messages",
        "POST /users/@me/channels",
        "GET /gateway/bot",
        "GET /applications/@me",
        "*",
    ];

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.UserRateLimit, FaultKind.SharedRateLimit, FaultKind.GlobalRateLimit, FaultKind.HiddenRateLimit, FaultKind.HtmlRateLimit, FaultKind.Error500,
        FaultKind.Error502, FaultKind.Error500After, FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Slow, FaultKind.SlowAfter,
    ];

    /// <summary>All but those after which nobody may come back.</summary>
    private static readonly int[] Codes = [1000, 1001, 1006, 1012, 4000, 4001, 4002, 4003, 4005, 4006, 4007, 4008, 4009];

    public void Strike()
    {
        var faults = discord.Faults;
        switch (random.Next(11))
        {
            case 0 or 1 or 2:
                var (route, fault, times) = (One(Routes), Fault(), random.Next(1, 4));
                log.Note($"Fault: {times} x {route} {fault.Kind}");
                faults.Next(route, fault, times);
                break;
            case 3:
                var (share, any) = (random.NextDouble() / 3, Fault());
                log.Note($"Fault: {share:P0} of all requests {any.Kind}");
                faults.Chance("*", share, any);
                break;
            case 4:
                (faults.Duplicates, faults.Fragments) = (random.NextDouble(), random.NextDouble());
                log.Note("Fault: duplicates and fragments");
                break;
            case 5:
                StrikeConnecting(faults);
                break;
            default:
                StrikeSocket();
                break;
        }
    }

    /// <summary>Has what is posted take so long that Discord has to be told to wait.</summary>
    public void Detain()
    {
        log.Note("Fault: nothing is posted in time");
        discord.Faults.Next("POST /channels/{channel}/messages", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromSeconds(1) }, times: 4);
    }

    /// <summary>Strikes who connects next, which somebody has to for that.</summary>
    private void StrikeConnecting(FaultPlan faults)
    {
        switch (random.Next(5))
        {
            case 0:
                faults.HelloDelay = TimeSpan.FromMilliseconds(random.Next(200));
                log.Note($"Fault: hello late by {faults.HelloDelay.TotalMilliseconds} ms");
                break;
            case 1:
                faults.ReconnectBeforeHello();
                log.Note("Fault: reconnect before hello");
                break;
            case 2:
                var status = One([429, 500, 502, 503]);
                faults.RefuseUpgrade(status, random.Next(1, 3));
                log.Note($"Fault: upgrades refused with {status}");
                break;
            case 3:
                var code = One(Codes);
                faults.CloseOnConnect(code);
                log.Note($"Fault: {code} in place of hello");
                break;
            default:
                var (resumable, times) = (random.Next(2) == 0, random.Next(1, 4));
                faults.InvalidSession(times, resumable);
                log.Note($"Fault: {times} x invalid session, resumable {resumable}");
                break;
        }

        StrikeSocket();
    }

    private void StrikeSocket()
    {
        if (discord.OpenSockets is not { Count: > 0 } open)
        {
            return;
        }

        var socket = open[random.Next(open.Count)];
        var code = One(Codes);
        (string Name, Action End)[] ends =
        [
            ("dropped", socket.Abort),
            ("half open", socket.GoHalfOpen),
            ("swallows ACKs", () => socket.SwallowsAcks = true),
            ("op 7", socket.Reconnect),
            ("op 9 true", () => socket.InvalidateSession(resumable: true)),
            ("op 9 false", () => socket.InvalidateSession(resumable: false)),
            ("op 1", () => Array.ForEach(new int[random.Next(1, 10)], _ => socket.AsksForHeartbeat())),
            ($"closed with {code}", () => socket.Close(code)),
            ($"closed with {code}", () => socket.Close(code)),
        ];
        var (name, end) = ends[random.Next(ends.Length)];
        log.Note($"Fault: socket {socket.Number} {name}");
        end();
    }

    private Fault Fault() => new(One(Kinds)) { Delay = TimeSpan.FromMilliseconds(random.Next(10, 300)), RetryAfterSeconds = (random.NextDouble() * 3) + 0.2 };

    private T One<T>(T[] all) => all[random.Next(all.Length)];
}
