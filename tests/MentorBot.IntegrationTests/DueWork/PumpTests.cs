using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Node;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class PumpContract(Engine engine) : DueTest(engine)
{
    [Fact]
    public async Task AFailureIsTriedAgainUntilItArrives()
    {
        var failures = 3;
        Chat.Answer = _ => failures-- > 0 ? new TryLater(null, "the platform has a fault") : null;
        var schedule = await PromptAsync("FREQ=DAILY;COUNT=1");

        await LiveUntilAsync(2, 12);

        Chat.Sent.Count.ShouldBe(1);
        (await Outbox.PastAsync(schedule.Id, 1, Ct))[0].Attempts.ShouldBe(3);
        Feature.Heard.ShouldHaveSingleItem().Entry.Status.ShouldBe(EntryStatus.Sent);
    }

    [Fact]
    public async Task TheLastFailureIsToldWithItsReason()
    {
        Chat.Answer = _ => new TryLater(null, "the platform has a fault");
        var schedule = await PromptAsync("FREQ=DAILY;COUNT=1", lateness: ScheduleKind.Weekly);

        await LiveUntilAsync(3, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Failed late: the platform has a fault"]);
        Feature.Heard.ShouldHaveSingleItem().Failure.ShouldBe(Refusal.GaveUp);
    }

    [Theory]
    [InlineData(Refusal.DirectMessagesClosed)]
    [InlineData(Refusal.PlaceGone)]
    public async Task ARefusalIsFinalAndToldAtOnce(Refusal why)
    {
        Chat.Answer = _ => new Refused(why, "the platform said no");
        var schedule = await PromptAsync("FREQ=DAILY;COUNT=1");

        await LiveUntilAsync(2, 12);

        (await LedgerAsync(schedule)).ShouldBe(["03-02 Failed: the platform said no"]);
        Feature.Heard.ShouldHaveSingleItem().Failure.ShouldBe(why);
    }

    [Fact]
    public async Task OneThatFailsHoldsUpNoneOfTheOthers()
    {
        Feature.Compose = request => request.Entry.Key.Recipient is PlaceRecipient { Place.Channel: "C1" } ? throw new InvalidOperationException() : null;
        Chat.Answer = message => message.Place!.Value.Channel == "C2" ? throw new HttpRequestException() : null;
        foreach (var channel in Enumerable.Range(1, 5))
        {
            await PromptAsync("FREQ=DAILY;COUNT=1", channel: $"C{channel}");
        }

        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        await NewPump().PumpAsync(Ct);

        Chat.Sent.Select(message => message.Place!.Value.Channel).Order().ShouldBe(["C3", "C4", "C5"]);
    }

    [Fact]
    public async Task ABrokenScheduleHoldsUpNoneOfTheOthers()
    {
        var broken = await PromptAsync(channel: "C1");
        await PromptAsync(channel: "C2");
        await ChangeAsync("UPDATE schedules SET zone = 'Atlantis/Capital' WHERE id = @Id", new { broken.Id });

        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        await NewPump().PumpAsync(Ct);

        Chat.Sent.ShouldHaveSingleItem().Place!.Value.Channel.ShouldBe("C2");
    }

    [Fact]
    public async Task RetryAfterStopsTheLaneForAsLong()
    {
        var asked = false;
        Chat.Answer = _ => !asked && (asked = true) ? new TryLater(Duration.FromMilliseconds(300), "slow down") : null;
        await PromptAsync("FREQ=DAILY;COUNT=1");
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        var pump = NewPump();
        await pump.PumpAsync(Ct);
        Chat.Sent.ShouldBeEmpty();

        Clock.Now += Duration.FromSeconds(1);
        var waited = System.Diagnostics.Stopwatch.StartNew();
        await pump.PumpAsync(Ct);

        Chat.Sent.Count.ShouldBe(1);
        waited.ElapsedMilliseconds.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task WithoutAnAnswerItIsLookedForAndFound()
    {
        Chat.Answer = message =>
        {
            Chat.Sent.Enqueue(message);
            return new NoAnswer("no answer in time");
        };
        var schedule = await PromptAsync("FREQ=DAILY;COUNT=1");

        await LiveUntilAsync(2, 12);

        Chat.Sent.Count.ShouldBe(1);
        (await LedgerAsync(schedule)).ShouldBe([$"03-02 Sent: {OutboxReasons.FoundAfterwards}"]);
    }

    [Fact]
    public async Task WithoutAnAnswerAndNotThereItIsSentAgain()
    {
        var lost = true;
        Chat.Answer = _ => lost && !(lost = false) ? new NoAnswer("no answer in time") : null;
        await PromptAsync("FREQ=DAILY;COUNT=1");

        await LiveUntilAsync(2, 12);

        Chat.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhereItCannotBeLookedAPostIsSentAtMostOnceAndADirectMessageAtLeastOnce()
    {
        Chat.Look = _ => Presence.CannotTell;
        var first = new HashSet<long>();
        Chat.Answer = message => first.Add(message.EntryId) ? new NoAnswer("no answer in time") : null;
        var post = await PromptAsync("FREQ=DAILY;COUNT=1");
        var message = await NudgeAsync(await InBerlinAsync("ada"), "FREQ=DAILY;COUNT=1");

        await LiveUntilAsync(2, 12);

        (await LedgerAsync(post)).ShouldBe([$"03-02 Failed: {OutboxReasons.MayHaveCome}"]);
        (await LedgerAsync(message)).ShouldBe([$"03-02 Sent: {OutboxReasons.MayHaveComeTwice}"]);
    }

    [Fact]
    public async Task WhatADeadNodeHadOnTheWireIsSettledByLooking()
    {
        PumpOptions = new PumpOptions { Lease = Duration.FromSeconds(1), SendPatience = Duration.FromMilliseconds(50) };
        await PromptAsync("FREQ=DAILY;COUNT=1");
        Clock.Now = InBerlin(2, 9);
        await TickAsync();

        // It dies after the request and before the record.
        var dying = NewPump(new DyingOutbox(OutboxWork));
        await Eventually.HoldsAsync("it is sent", TimeSpan.FromSeconds(10), async () =>
        {
            await dying.PumpAsync(Ct);
            return Chat.Sent.Count == 1;
        });
        (await ListAsync<string>("SELECT status FROM outbox WHERE status = 'Sent'")).ShouldBeEmpty();

        var pump = NewPump();
        await Eventually.HoldsAsync("the entry is settled", TimeSpan.FromSeconds(10), async () =>
        {
            // What was on the wire may still be on its way, so it is not looked for at once.
            Clock.Now += Duration.FromSeconds(1);
            await pump.PumpAsync(Ct);
            return (await ListAsync<string>("SELECT status FROM outbox"))[0] == "Sent";
        });
        Chat.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ASecondPressOfSnoozeDoesNothingAndTheSlotStays()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));
        await LiveUntilAsync(2, 9, 5);
        var entry = (await Outbox.PastAsync(schedule.Id, 1, Ct))[0];

        var snoozed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Outbox.SnoozeAsync(entry.Id, InBerlin(2, 9, 25), Ct))));
        await LiveUntilAsync(3, 12);

        snoozed.Count(one => one is not null).ShouldBe(1);
        (await LedgerAsync(schedule)).ShouldBe(["03-02 Sent: on its day", "03-02#1 Sent: snoozed", "03-03 Sent: on its day"]);
        (await Outbox.PastAsync(schedule.Id, 3, Ct))[1].SentAt.ShouldBe(InBerlin(2, 9, 25));
    }

    [Fact]
    public async Task WhatWasStoppedBeforeItWentDoesNotGo()
    {
        var schedule = await PromptAsync();
        Clock.Now = InBerlin(2, 9);
        await TickAsync();

        await Schedules.EndAsync([schedule.Id], "stopped", Ct);
        await NewPump().PumpAsync(Ct);
        await LiveUntilAsync(5, 12);

        Chat.Sent.ShouldBeEmpty();
        (await LedgerAsync(schedule)).ShouldBe(["03-02 Skipped: stopped"]);
    }

    [Fact]
    public async Task TwoNodesSendEachOnce()
    {
        foreach (var channel in Enumerable.Range(1, 200))
        {
            await PromptAsync("FREQ=DAILY;COUNT=1", channel: $"C{channel}");
        }

        Clock.Now = InBerlin(2, 9);
        var nodes = Enumerable.Range(0, 3).Select(_ => NewPump()).ToArray();

        await Task.WhenAll(nodes.Select(node => Task.Run(async () =>
        {
            await TickAsync();
            await node.PumpAsync(Ct);
        })));
        await nodes[0].PumpAsync(Ct);

        Chat.Sent.GroupBy(message => message.Place!.Value.Channel).ShouldAllBe(group => group.Count() == 1);
        (await ListAsync<long>("SELECT COUNT(*) FROM outbox")).ShouldBe([200]);
    }

    [Fact]
    public async Task AStopWaitsForWhatIsOnTheWireAndLeavesTheRestForLater()
    {
        using var stop = new CancellationTokenSource();
        PumpOptions = new PumpOptions { Wires = 4 };
        Chat.Answer = _ =>
        {
            stop.Cancel();
            return null;
        };
        foreach (var channel in Enumerable.Range(1, 50))
        {
            await PromptAsync("FREQ=DAILY;COUNT=1", channel: $"C{channel}");
        }

        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        var pump = NewPump();
        await pump.StartDueAsync(stop.Token);
        await pump.StopAsync(Ct);

        (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'Sent'")).ShouldBe([Chat.Sent.Count]);
        (await ListAsync<string>("SELECT status FROM outbox WHERE status NOT IN ('Sent', 'Pending')")).ShouldBeEmpty();

        // Another node goes on once the lane is free.
        Chat.Answer = _ => null;
        var other = NewPump();
        await Eventually.HoldsAsync("all are sent", TimeSpan.FromSeconds(10), async () =>
        {
            await other.PumpAsync(Ct);
            return Chat.Sent.Count == 50;
        });
        Chat.Sent.Select(message => message.EntryId).Distinct().Count().ShouldBe(50);
    }

    /// <summary>Stores nothing of what was sent, as if the process had ended.</summary>
    private sealed class DyingOutbox(IOutboxWork inner) : OutboxDecorator(inner)
    {
        public override Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken) =>
            moves.OfType<ToSent>().Any() ? throw new IOException("dead") : base.WriteAsync(right, moves, cancellationToken);
    }
}

public sealed class PumpOnSqliteTests() : PumpContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class PumpOnPostgreSqlTests(PostgresServer server) : PumpContract(new PostgreSql(server));
