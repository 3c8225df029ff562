using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Node;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class RefreshContract(Engine engine) : DueTest(engine)
{
    private string _words = "nobody has answered";

    [Fact]
    public async Task AMessageIsReplacedByWhatIsTrueNow()
    {
        var key = await SentAsync();
        _words = "Ada has answered";

        (await Outbox.RefreshAsync(key, Ct)).ShouldBeTrue();
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(Clock.Now);
        await Node.PumpAsync(Ct);

        var sent = Chat.Sent.ShouldHaveSingleItem();
        Chat.Updated.ShouldBe([($"m{sent.EntryId}", "Ada has answered")]);
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldBeNull();
        (await StatusesAsync()).ShouldBe(["Sent"]);
        Feature.Heard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatHasNotGoneSaysWhatIsTrueWhenItGoes()
    {
        var key = await DueAsync();

        (await Outbox.RefreshAsync(key, Ct)).ShouldBeFalse();
        (await Outbox.RefreshAsync(key with { Sequence = 5 }, Ct)).ShouldBeFalse();
        await Node.PumpAsync(Ct);

        Chat.Texts.ShouldBe(["nobody has answered"]);
        Chat.Updated.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatChangesWhileItIsOnTheWireIsPutRightAfterwards()
    {
        var key = await DueAsync();
        bool? wasSent = null;
        Chat.Meanwhile = async () =>
        {
            _words = "Ada has answered";
            wasSent ??= await Outbox.RefreshAsync(key, Ct);
        };

        await Node.PumpAsync(Ct);

        wasSent.ShouldBe(false);
        Chat.Texts.ShouldBe(["nobody has answered"]);
        Chat.Updated.Select(update => update.Text).ShouldBe(["Ada has answered"]);
    }

    [Fact]
    public async Task AskingTwiceBeforehandReplacesItOnce()
    {
        var key = await SentAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Outbox.RefreshAsync(key, Ct))));

        await Node.PumpAsync(Ct);

        Chat.Updated.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhoAsksMeanwhileIsNotOverlooked()
    {
        var key = await SentAsync();
        await Outbox.RefreshAsync(key, Ct);
        var answers = new Queue<string>(["Ada has answered", "Ada and Bob have answered"]);
        Chat.Meanwhile = async () =>
        {
            if (answers.TryDequeue(out var words))
            {
                _words = words;
                await Outbox.RefreshAsync(key, Ct);
            }
        };

        await Node.PumpAsync(Ct);

        Chat.Updated.Select(update => update.Text).ShouldBe(["nobody has answered", "Ada has answered", "Ada and Bob have answered"]);
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ABusyPlatformIsTriedAgainLater()
    {
        var failures = 3;
        Chat.UpdateAnswer = _ => failures-- switch { 3 => new TryLater(null, "a fault"), 2 => new NoAnswer("no answer in time"), 1 => throw new HttpRequestException(), _ => null };
        await Outbox.RefreshAsync(await SentAsync(), Ct);

        await Node.PumpAsync(Ct);
        Chat.Updated.ShouldBeEmpty();
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldNotBeNull().ShouldBeGreaterThan(Clock.Now);
        await LiveUntilAsync(2, 12);

        Chat.Updated.Count.ShouldBe(1);
        failures.ShouldBe(-1);
    }

    [Fact]
    public async Task AFaultThatStaysIsGivenUpAndTheEntryStaysSent()
    {
        var tries = 0;
        Chat.UpdateAnswer = _ =>
        {
            tries++;
            return new TryLater(null, "a fault");
        };
        await Outbox.RefreshAsync(await SentAsync(), Ct);

        await LiveUntilAsync(4, 12);

        tries.ShouldBe(PumpOptions.Attempts);
        (await StatusesAsync()).ShouldBe(["Sent"]);
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task ARefusalOrNothingToSayLeavesTheMessageAsItIs()
    {
        var key = await SentAsync();
        Chat.UpdateAnswer = _ => new Refused(Refusal.PlaceGone, "the message was deleted");
        await Outbox.RefreshAsync(key, Ct);
        await Node.PumpAsync(Ct);
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldBeNull();

        Chat.UpdateAnswer = _ => null;
        Feature.Compose = _ => new NothingToSend("it is over");
        await Outbox.RefreshAsync(key, Ct);
        await Node.PumpAsync(Ct);

        Chat.Updated.ShouldBeEmpty();
        (await Work.NextInstantAsync([Chat.Platform], Ct)).ShouldBeNull();
        (await StatusesAsync()).ShouldBe(["Sent"]);
    }

    [Fact]
    public async Task ACrashOnTheWayJustDoesItAgain()
    {
        PumpOptions = new PumpOptions { Lease = Duration.FromSeconds(1), SendPatience = Duration.FromMilliseconds(50) };
        var key = await SentAsync();
        await Outbox.RefreshAsync(key, Ct);

        var dying = NewPump(new DyingOutbox(OutboxWork));
        await Eventually.HoldsAsync("it is replaced", TimeSpan.FromSeconds(10), async () =>
        {
            await dying.PumpAsync(Ct);
            return !Chat.Updated.IsEmpty;
        });
        var pump = NewPump();
        await Eventually.HoldsAsync("it is replaced again", TimeSpan.FromSeconds(10), async () =>
        {
            await pump.PumpAsync(Ct);
            return await Work.NextInstantAsync([Chat.Platform], Ct) is null;
        });

        Chat.Updated.Count.ShouldBe(2);
    }

    [Fact]
    public async Task APartOfADigestIsReplacedWithTheWholeOfIt()
    {
        Feature.Compose = request => new ComposedMessage([new Paragraph($"{request.Schedule.Subject}: {_words}")]);
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", subject: 1);
        var second = await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", subject: 2);
        var key = new EntryKey(second.Id, "nudge", second.Recipient, new LocalDate(2026, 3, 2));
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        bool? wasSent = null;
        Chat.Meanwhile = async () => wasSent ??= await Outbox.RefreshAsync(key, Ct);
        await Node.PumpAsync(Ct);
        _words = "Ada has answered";

        (await Outbox.RefreshAsync(key, Ct)).ShouldBeTrue();
        await Node.PumpAsync(Ct);

        wasSent.ShouldBe(false);
        Chat.Updated.Select(update => update.Text).ShouldBe(
            ["1: nobody has answered | 2: nobody has answered", "1: Ada has answered | 2: Ada has answered"]);
    }

    [Fact]
    public async Task WhatWasFoundAfterACrashCanBeReplaced()
    {
        Chat.Answer = message =>
        {
            Chat.Sent.Enqueue(message);
            return new NoAnswer("no answer in time");
        };
        var key = await DueAsync();
        await LiveUntilAsync(2, 12);

        await Outbox.RefreshAsync(key, Ct);
        await Node.PumpAsync(Ct);

        Chat.Updated.ShouldHaveSingleItem().MessageId.ShouldBe($"m{Chat.Sent.Single().EntryId}");
    }

    private async Task<EntryKey> DueAsync()
    {
        Feature.Compose = _ => new ComposedMessage([new Paragraph(_words)]);
        var schedule = await PromptAsync("FREQ=DAILY;COUNT=1");
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        return new EntryKey(schedule.Id, "prompt", schedule.Recipient, new LocalDate(2026, 3, 2));
    }

    private async Task<EntryKey> SentAsync()
    {
        var key = await DueAsync();
        await Node.PumpAsync(Ct);
        return key;
    }

    private Task<IReadOnlyList<string>> StatusesAsync() => ListAsync<string>("SELECT status FROM outbox");

    /// <summary>Stores nothing of what was replaced, and does nothing more, as if the process had ended.</summary>
    private sealed class DyingOutbox(IOutboxWork inner) : OutboxDecorator(inner)
    {
        private bool _isDead;

        public override Task<IReadOnlyList<StaleEntry>> ClaimStaleAsync(LaneRight right, Instant now, int limit, CancellationToken cancellationToken) =>
            _isDead ? Task.FromResult<IReadOnlyList<StaleEntry>>([]) : base.ClaimStaleAsync(right, now, limit, cancellationToken);

        public override Task<IReadOnlySet<long>> WriteAsync(LaneRight right, IReadOnlyList<EntryMove> moves, CancellationToken cancellationToken)
        {
            _isDead |= moves.OfType<ToFresh>().Any();
            return _isDead ? throw new IOException("dead") : base.WriteAsync(right, moves, cancellationToken);
        }
    }
}

public sealed class RefreshOnSqliteTests() : RefreshContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class RefreshOnPostgreSqlTests(PostgresServer server) : RefreshContract(new PostgreSql(server));
