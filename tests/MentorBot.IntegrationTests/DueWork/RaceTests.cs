using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Changes of somebody's time at the same moment as others decide by it, which only PostgreSQL lets them.</summary>
[Collection(PostgresServer.Collection)]
public sealed class RaceTests(PostgresServer server) : DueTest(new PostgreSql(server))
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task AMoveGivesWhatIsStoppedMeanwhileNoNextTime()
    {
        var ada = await InBerlinAsync("ada");
        var schedule = await NudgeAsync(ada);

        await WhileAsync(
            session => Schedules.EndAsync(session, Database.Engine, [schedule.Id], "stopped"),
            () => Personal.ChangeAsync(ada, new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Europe/Lisbon"] }, Ct));

        (await ListAsync<long?>("SELECT next_due_at FROM schedules")).ShouldBe([null]);
    }

    [Fact]
    public async Task NewRulesOfTheZonesGiveWhatIsStoppedMeanwhileNoNextTime()
    {
        var schedule = await NudgeAsync(await InBerlinAsync("ada"));
        await ChangeAsync("UPDATE schedules SET next_due_at = next_due_at + 3600000");

        await WhileAsync(session => Schedules.EndAsync(session, Database.Engine, [schedule.Id], "stopped"), () => Work.RecomputeAsync("2026z", Clock.Now, Ct));

        (await Schedules.FindAsync(schedule.Id, Ct))!.ShouldSatisfyAllConditions(
            known => known.State.ShouldBe(ScheduleState.Ended),
            known => known.NextDate.ShouldBeNull(),
            known => known.NextDueAt.ShouldBeNull());
    }

    [Theory]
    [InlineData("change")]
    [InlineData("add")]
    [InlineData("remove")]
    public async Task WhatAClaimHoldsByATimeThatIsChangedMeanwhileIsWoken(string change)
    {
        var ada = await InBerlinAsync("ada");
        await NudgeAsync(ada, "FREQ=DAILY;COUNT=1", hour: 8, minute: 30);
        var known = await Personal.AddAbsenceAsync(ada, new Absence(new LocalDate(2026, 3, 3), new LocalDate(2026, 3, 13)), Ct);
        Clock.Now = InBerlin(2, 8, 30);
        await TickAsync();

        await WhileAsync(
            session => Database.Engine.LockPeopleAsync(session, [ada.Value]),
            () => change switch
            {
                "change" => Personal.ChangeAsync(ada, new PersonalTime { Zone = Berlin, NoQuiet = true }, Ct),
                "add" => Personal.AddAbsenceAsync(ada, new Absence(new LocalDate(2026, 4, 1), new LocalDate(2026, 4, 2)), Ct),
                _ => Personal.RemoveAbsenceAsync(ada, known, new LocalDate(2026, 3, 2), Ct),
            },
            session => session.ExecuteAsync("UPDATE outbox SET not_before = @back WHERE status = 'Held'", new { back = InBerlin(16, 9) }));

        (await ListAsync<long>("SELECT not_before FROM outbox WHERE status = 'Held'")).ShouldBe([Clock.Now.ToUnixTimeMilliseconds()]);
    }

    private async Task<bool> IsAnyoneWaitingAsync() =>
        (await ListAsync<int>("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).Count > 0;

    /// <summary>Keeps a write open until what began after it is done or waits for it.</summary>
    /// <param name="last">What it writes then.</param>
    private async Task WhileAsync(Func<Session, Task> first, Func<Task> second, Func<Session, Task>? last = null)
    {
        using var begun = new SemaphoreSlim(0);
        using var end = new SemaphoreSlim(0);
        var writing = Database.WriteAsync(
            async session =>
            {
                await first(session);
                begun.Release();
                await end.WaitAsync(Ct);
                await (last?.Invoke(session) ?? Task.CompletedTask);
                return 0;
            },
            Ct);
        await begun.WaitAsync(Ct);
        var other = second();
        await Eventually.HoldsAsync("the other is done or waits", Patience, async () => other.IsCompleted || await IsAnyoneWaitingAsync());
        end.Release();
        await Task.WhenAll(writing, other);
    }
}
