using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Entries stand for others only on the wire and once they have arrived; whatever else becomes of one, its parts go on.</summary>
public abstract class DigestContract(Engine engine) : DueTest(engine)
{
    private const string Once = "FREQ=DAILY;COUNT=1";

    [Fact]
    public async Task WhereTheFirstOfADigestIsStoppedBeforeTheRetryTheOtherComes()
    {
        var ada = await InBerlinAsync("ada");
        var first = await NudgeAsync(ada, Once, subject: 1);
        var second = await NudgeAsync(ada, Once, subject: 2);
        await FailOnceAsync();

        await Schedules.EndAsync([first.Id], "stopped", Ct);
        await LiveUntilAsync(2, 20);

        Chat.Texts.ShouldBe(["nudge 2 of 03-02"]);
        (await LedgerAsync(first)).ShouldBe(["03-02 Skipped: stopped"]);
        (await LedgerAsync(second)).ShouldBe(["03-02 Sent: on its day"]);
    }

    [Fact]
    public async Task WhereTheTimeOfADigestIsOverBeforeTheRetryEachOfItSaysSo()
    {
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, Once, subject: 1);
        var second = await NudgeAsync(ada, Once, subject: 2);
        await FailOnceAsync();

        await DownUntilAsync(3, 7);

        Chat.Sent.ShouldBeEmpty();
        (await LedgerAsync(second)).ShouldBe(["03-02 Failed: a fault"]);
        Feature.Heard.Select(heard => heard.Failure).ShouldBe([Refusal.GaveUp, Refusal.GaveUp]);
    }

    [Fact]
    public async Task APartThatCannotBeComposedAtTheRetryComesByItselfLater()
    {
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, Once, subject: 1);
        await NudgeAsync(ada, Once, subject: 2);
        await FailOnceAsync();

        var faults = 1;
        Feature.Compose = request => request.Schedule.Subject == 2 && faults-- > 0 ? throw new InvalidOperationException() : null;
        await LiveUntilAsync(2, 20);

        Chat.Texts.ShouldBe(["nudge 1 of 03-02", "nudge 2 of 03-02"]);
    }

    [Fact]
    public async Task OneThatCannotBeComposedGivesItsPlaceInTheBudgetAway()
    {
        var ada = await InBerlinAsync("ada", new PersonalTime { Strength = NudgeStrength.Light });
        await NudgeAsync(ada, Once, subject: 1);
        await NudgeAsync(ada, Once, subject: 2);
        var faults = 1;
        Feature.Compose = request => request.Schedule.Subject == 1 && faults-- > 0 ? throw new InvalidOperationException() : null;

        await LiveUntilAsync(2, 23);
        Chat.Texts.ShouldBe(["nudge 2 of 03-02"]);
        await LiveUntilAsync(3, 12);

        Chat.Texts.ShouldBe(["nudge 2 of 03-02", "nudge 1 of 03-02"]);
    }

    [Fact]
    public async Task WhereThePlatformCannotShowADigestItsPartsComeAlone()
    {
        Chat.Answer = message => message.Blocks.Length > 1 ? new Refused(Refusal.Invalid, "too much of it") : null;
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, Once, subject: 1);
        await NudgeAsync(ada, Once, subject: 2);

        await LiveUntilAsync(2, 20);

        Chat.Texts.Order().ShouldBe(["nudge 1 of 03-02", "nudge 2 of 03-02"]);
        (await ListAsync<string>("SELECT status FROM outbox")).ShouldBe(["Sent", "Sent"]);
    }

    [Fact]
    public async Task OnlyThePartThatThePlatformCannotShowFails()
    {
        Chat.Answer = message => message.Blocks.Length > 1 || message.Blocks[0] is Quote ? new Refused(Refusal.Invalid, "no such thing") : null;
        Feature.Compose = request => request.Schedule.Subject == 1 ? new ComposedMessage([new Quote([])]) : null;
        var ada = await InBerlinAsync("ada");
        var bad = await NudgeAsync(ada, Once, subject: 1);
        await NudgeAsync(ada, Once, subject: 2);

        await LiveUntilAsync(3, 20);

        Chat.Texts.ShouldBe(["nudge 2 of 03-02"]);
        (await LedgerAsync(bad)).ShouldBe(["03-02 Failed: no such thing"]);
    }

    [Fact]
    public async Task WhatIsHeldToOneTimeIsOneMessageHoweverLittleTheLaneTakes()
    {
        Chat.Limit = new LaneLimit(1, Duration.FromMilliseconds(20), 0);
        var ada = await InBerlinAsync("ada");
        foreach (var subject in Enumerable.Range(1, 3))
        {
            await NudgeAsync(ada, Once, hour: 8, minute: 30, subject: subject);
        }

        await LiveUntilAsync(2, 20);

        Chat.Texts.ShouldBe(["nudge 1 of 03-02 | nudge 2 of 03-02 | nudge 3 of 03-02"]);
    }

    [Fact]
    public async Task WhatIsAboutToBeTickedGoesInTheSameMessage()
    {
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, Once, subject: 1);
        var second = await NudgeAsync(ada, Once, subject: 2);
        await ChangeAsync("UPDATE schedules SET next_due_at = next_due_at + 1 WHERE id = @Id", new { second.Id });
        Clock.Now = InBerlin(2, 9);
        await TickAsync();

        Clock.Now += Duration.FromMilliseconds(1);
        await Node.PumpAsync(Ct);
        Chat.Sent.ShouldBeEmpty();
        Clock.Now += Duration.FromSeconds(1);
        await TickAsync();
        await Node.PumpAsync(Ct);

        Chat.Texts.ShouldBe(["nudge 1 of 03-02 | nudge 2 of 03-02"]);
    }

    [Fact]
    public async Task WhatNeverArrivedIsNotIgnored()
    {
        Chat.Answer = _ => new Refused(Refusal.NotInPlace, "no");
        await NudgeAsync(await InBerlinAsync("ada"));
        await LiveUntilAsync(4, 20);

        Chat.Answer = _ => null;
        await LiveUntilAsync(5, 20);

        Chat.Texts.ShouldBe(["nudge 1 of 03-05"]);
    }

    [Fact]
    public async Task WhoeverHasSomethingToSayAsksWhetherToComeLessOften()
    {
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, subject: 1);
        await LiveUntilAsync(4, 20);
        await NudgeAsync(ada, subject: 2);
        Feature.Compose = request => request.Schedule.Subject == 1 ? new NothingToSend("the step is done") : null;

        await LiveUntilAsync(6, 20);

        Chat.Texts.TakeLast(2).ShouldBe(["nudge 2 of 03-05, less often?", "nudge 2 of 03-06"]);
    }

    private async Task FailOnceAsync()
    {
        Clock.Now = InBerlin(2, 9);
        await TickAsync();
        Chat.Answer = _ => new TryLater(null, "a fault");
        await Node.PumpAsync(Ct);
        Chat.Answer = _ => null;
    }
}

public sealed class DigestOnSqliteTests() : DigestContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class DigestOnPostgreSqlTests(PostgresServer server) : DigestContract(new PostgreSql(server));
