using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class ReserveContract(Engine engine) : DueTest(engine)
{
    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 5)]
    public async Task WhilePeopleTalkDueWorkLeavesRoomForTheAnswers(bool talking, int sent)
    {
        Chat.Limit = new LaneLimit(5, Duration.FromHours(1), 2);
        var ada = await InBerlinAsync("ada");
        foreach (var channel in Enumerable.Range(1, 10))
        {
            await PromptAsync("FREQ=DAILY;COUNT=1", channel: $"C{channel}");
        }

        Clock.Now = InBerlin(2, 9);
        if (talking)
        {
            // Whichever node hears it: it is in the database.
            await Personal.AttendedAsync(ada, Ct);
        }

        await TickAsync();
        using var stop = new CancellationTokenSource();
        await Node.StartDueAsync(stop.Token);
        await Eventually.HoldsAsync("what may go has gone", TimeSpan.FromSeconds(10), () => Task.FromResult(Chat.Sent.Count >= sent));
        await Task.Delay(100);

        Chat.Sent.Count.ShouldBe(sent);
        await stop.CancelAsync();
        await Node.StopAsync(Ct);
    }

    [Fact]
    public async Task WhatWasPutOffBeforeThePlatformWasAskedTakesNobodysTurn()
    {
        Chat.Limit = new LaneLimit(1, Duration.FromHours(1), 0);
        var putOff = 0;
        Chat.Answer = message => message.Place!.Value.Channel == "C9" || putOff++ >= 3 ? null : new TryLater(Duration.FromHours(2), "in turn") { HoldsLane = false, WasAsked = false };
        foreach (var channel in Enumerable.Range(1, 3))
        {
            await PromptAsync("FREQ=DAILY;COUNT=1", channel: $"C{channel}");
        }

        await PromptAsync("FREQ=DAILY;COUNT=1", minute: 1, channel: "C9");
        Clock.Now = InBerlin(2, 9, 1);
        await TickAsync();
        using var stop = new CancellationTokenSource();
        await Node.StartDueAsync(stop.Token);

        await Eventually.HoldsAsync("the one that may go has gone", TimeSpan.FromSeconds(30), () => Task.FromResult(Chat.Sent.Count == 1));
        putOff.ShouldBe(3);
        await stop.CancelAsync();
        await Node.StopAsync(Ct);
    }
}

public sealed class ReserveOnSqliteTests() : ReserveContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class ReserveOnPostgreSqlTests(PostgresServer server) : ReserveContract(new PostgreSql(server));
