using System.Collections.Concurrent;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Node;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>What is uncertain, unreadable or out of hand comes to an end, and only whoever has an entry in hand moves it.</summary>
public abstract class SettleContract(Engine engine) : DueTest(engine)
{
    private const string Once = "FREQ=DAILY;COUNT=1";

    [Fact]
    public async Task WhatWasNotThereAfterDaysIsJudgedLikeAllThatWaits()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        Chat.Answer = _ => new NoAnswer("no answer in time");
        await Node.PumpAsync(Ct);
        Chat.Answer = _ => null;

        await DownUntilAsync(5, 3);
        Chat.Sent.ShouldBeEmpty();
        await LiveUntilAsync(5, 20);

        Chat.Texts.ShouldBe(["nudge 1 of 03-05"]);
        (await LedgerAsync(schedule)).ShouldBe(
        [
            "03-02 Failed: the bot stopped or had no answer while it was sending, and it had not arrived",
            "03-03 Skipped: down", "03-04 Skipped: down", "03-05 Sent: on its day",
        ]);
    }

    [Fact]
    public async Task ADirectMessageThatNobodyCanTellOfIsRepeatedOnlySoOften()
    {
        var requests = 0;
        Chat.Look = _ => Presence.CannotTell;
        Chat.Answer = _ =>
        {
            requests++;
            return new NoAnswer("no answer in time");
        };
        var schedule = await NudgeAsync(await InBerlinAsync("ada"), Once);

        await LiveUntilAsync(2, 17);

        requests.ShouldBe(PumpOptions.Attempts);
        (await LedgerAsync(schedule)).ShouldBe([$"03-02 Failed late: {OutboxReasons.MayHaveCome}"]);
        Feature.Heard.ShouldHaveSingleItem().Failure.ShouldBe(Refusal.CannotTell);
    }

    [Fact]
    public async Task ALookThatFailsEachTimeComesToAnEnd()
    {
        var looks = 0;
        Chat.Look = _ =>
        {
            looks++;
            throw new HttpRequestException();
        };
        Chat.Answer = _ => new NoAnswer("no answer in time");
        var schedule = await PromptAsync(Once);

        await LiveUntilAsync(2, 17);

        looks.ShouldBe(PumpOptions.Attempts - 1);
        (await LedgerAsync(schedule)).ShouldBe([$"03-02 Failed: {OutboxReasons.MayHaveCome}"]);
    }

    [Fact]
    public async Task WhoLostTheLaneMovesNothingAnyMore()
    {
        await PromptAsync(Once);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        var (lost, holder) = (new LaneRight(Team, "A", 1), new LaneRight(Team, "B", 2));
        await OutboxWork.TryTakeLaneAsync(lost, Duration.FromSeconds(5), Clock.Now, Ct);
        var id = await WireAsync(lost);

        await Eventually.HoldsAsync("the lane is free", TimeSpan.FromSeconds(20), () => OutboxWork.TryTakeLaneAsync(holder, Duration.FromSeconds(30), Clock.Now, Ct));
        await WireAsync(holder);
        EntryMove[] late =
        [
            new ToRetry(id, Clock.Now, Counts: true, KeepsSlot: true, "a fault"), new ToUncertain(id, Clock.Now, "no answer"),
            new ToRelease(id, Clock.Now), new ToEnd(id, EntryStatus.Failed, "no", Refusal.PlaceGone),
        ];
        foreach (var move in late)
        {
            (await OutboxWork.WriteAsync(lost, [move], Ct)).ShouldBeEmpty();
        }

        (await ListAsync<string>("SELECT status FROM outbox")).ShouldBe(["Sending"]);
        (await OutboxWork.WriteAsync(holder, [new ToSent(id, "m1", Clock.Now, null)], Ct)).ShouldBe([id]);
        (await ListAsync<string>("SELECT status FROM outbox")).ShouldBe(["Sent"]);
    }

    [Fact]
    public async Task WhatMustWaitAfterAllIsNotOnTheWireMeanwhile()
    {
        await PromptAsync(Once);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        Pump? pump = null;
        var work = new WatchedOutbox(OutboxWork);
        work.OnFirstWire = () => pump!.LimiterOf(Team).Pause(Duration.FromSeconds(4));
        pump = NewPump(work);

        var pumping = pump.PumpAsync(Ct);
        await Eventually.HoldsAsync("it is taken off the wire", TimeSpan.FromSeconds(10), () => Task.FromResult(work.Moves.OfType<ToRetry>().Any()));
        var wasSent = Chat.Sent.Count;
        await pumping;

        wasSent.ShouldBe(0);
        Chat.Sent.Count.ShouldBe(1);
        (await ListAsync<int>("SELECT attempts FROM outbox")).ShouldBe([0]);
    }

    [Fact]
    public async Task WhatDidNotGoIsInNobodysHand()
    {
        await PromptAsync(Once);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        var work = new WatchedOutbox(OutboxWork) { RefusesFirstWire = true };
        await NewPump(work).PumpAsync(Ct);

        (await ListAsync<string>("SELECT status FROM outbox WHERE claim IS NULL")).ShouldBe(["Pending"]);
    }

    [Fact]
    public async Task AStopDoesNotWaitUntilThePlatformMayBeAskedAgain()
    {
        await PromptAsync(Once);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        Chat.Answer = _ => new NoAnswer("no answer in time");
        await Node.PumpAsync(Ct);
        Clock.Now += Duration.FromMinutes(1);
        Node.LimiterOf(Team).Pause(Duration.FromMinutes(5));

        using var stop = new CancellationTokenSource();
        await Node.StartDueAsync(stop.Token);
        await Task.Delay(300);
        await stop.CancelAsync();
        await Node.StopAsync(Ct).WaitAsync(TimeSpan.FromSeconds(30));

        (await ListAsync<string>("SELECT status FROM outbox")).ShouldBe(["Uncertain"]);
    }

    [Fact]
    public async Task AScheduleThatCannotBeReadHoldsUpNoneOfTheOthers()
    {
        var broken = await NudgeAsync(await InBerlinAsync("ada"), Once);
        await NudgeAsync(await InBerlinAsync("bob"), Once);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        await ChangeAsync("UPDATE schedules SET zone = 'Atlantis/Capital' WHERE id = @Id", new { broken.Id });

        await Node.PumpAsync(Ct);
        Chat.Sent.ShouldHaveSingleItem().User!.Value.UserId.ShouldBe("bob");
        (await LedgerAsync(broken)).ShouldBe(["03-02 Pending: its schedule can't be read; it is looked at again in an hour"]);

        await ChangeAsync("UPDATE schedules SET zone = 'Europe/Berlin' WHERE id = @Id", new { broken.Id });
        await LiveUntilAsync(2, 20);
        (await LedgerAsync(broken)).ShouldBe(["03-02 Sent late: late"]);
    }

    [Fact]
    public async Task OneThatIsToComeAndCannotBeReadHoldsUpNothing()
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Strength = NudgeStrength.Light });
        await NudgeAsync(ada, Once);
        var broken = await NudgeAsync(ada, Once, hour: 15, subject: 2);
        await ChangeAsync("UPDATE schedules SET zone = 'Atlantis/Capital' WHERE id = @Id", new { broken.Id });

        await LiveUntilAsync(2, 10);

        Chat.Texts.ShouldBe(["nudge 1 of 03-02"]);
    }

    [Fact]
    public async Task WhatCannotBeJudgedSaysSoInWordsForPeople()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"), Once);
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        // After the last day there is none at whose beginning this one could end.
        await ChangeAsync("UPDATE outbox SET occurrence_date = '9999-12-31'", new { });

        await Node.PumpAsync(Ct);

        (await LedgerAsync(schedule)).ShouldBe(["12-31 Held: its time can't be worked out; it is looked at again in an hour"]);
    }

    /// <summary>Claims what is due, whatever it is, and puts the first of it on the wire.</summary>
    private async Task<long> WireAsync(LaneRight right)
    {
        var claim = await OutboxWork.ClaimAsync(right, Clock.Now, 9, batch => new ClaimDecision([], [.. batch.Entries.Select(claimed => new[] { claimed })]), Ct);
        var claimed = claim!.Parcels[0][0].Entry;
        if (claimed.Status == EntryStatus.Uncertain)
        {
            await OutboxWork.WriteAsync(right, [new ToRetry(claimed.Id, Clock.Now, Counts: false, KeepsSlot: true, "not there")], Ct);
            return await WireAsync(right);
        }

        (await OutboxWork.WriteAsync(right, [new ToWire(claimed.Id, [], null, AsksToEase: false, Clock.Now)], Ct)).ShouldBe([claimed.Id]);
        return claimed.Id;
    }

    /// <summary>Notes the moves that are written, and does something just before the first goes on the wire.</summary>
    private sealed class WatchedOutbox(IOutboxWork inner) : OutboxDecorator(inner)
    {
        private int _wires;

        public ConcurrentQueue<EntryMove> Moves { get; } = new();

        public Action? OnFirstWire { get; set; }

        public bool RefusesFirstWire { get; init; }

        public override async Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken)
        {
            if (moves.OfType<ToWire>().Any() && Interlocked.Increment(ref _wires) == 1)
            {
                OnFirstWire?.Invoke();
                if (RefusesFirstWire)
                {
                    return new HashSet<long>();
                }
            }

            var written = await base.WriteAsync(right, moves, cancellationToken);
            foreach (var move in moves)
            {
                Moves.Enqueue(move);
            }

            return written;
        }
    }
}

public sealed class SettleOnSqliteTests() : SettleContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class SettleOnPostgreSqlTests(PostgresServer server) : SettleContract(new PostgreSql(server));
