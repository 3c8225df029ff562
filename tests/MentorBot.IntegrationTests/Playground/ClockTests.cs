using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Playground;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Clock;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>The clock that people move, and what comes on the way.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    /// <summary>A Wednesday, four days before the clocks go back in Berlin.</summary>
    private static readonly Instant Start = Local(23, 10);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BringsEveryDayAtItsOwnTimeWhateverTicksBesideIt()
    {
        await using var playground = await StartAsync();
        var nudge = await NudgeAsync(playground, "ben", hour: 9, minute: 30);
        await NudgeAsync(playground, "ana", hour: 14, minute: 0);
        using var beside = new CancellationTokenSource();
        var ticking = Task.Run(async () =>
        {
            // What the scheduler and the pump's loop do, only far more often.
            while (!beside.IsCancellationRequested)
            {
                await playground.Get<Ticker>().TickAsync(default);
                await playground.Get<Pump>().StartDueAsync(default);
            }
        });

        await GoAsync(playground, "2030-10-30T10:00");
        await beside.CancelAsync();
        await ticking;

        (await SentAsync(playground, "ben")).ShouldBe([
            "nudge 1 of 10-24 on Thu 24 Oct 09:30",
            "nudge 1 of 10-25 on Fri 25 Oct 09:30",
            "nudge 1 of 10-28 on Mon 28 Oct 09:30",
            "nudge 1 of 10-29, less often? on Tue 29 Oct 09:30",
            "nudge 1 of 10-30 on Wed 30 Oct 09:30",
        ]);
        (await SentAsync(playground, "ana")).ShouldBe([
            "nudge 1 of 10-23 on Wed 23 Oct 14:00",
            "nudge 1 of 10-24 on Thu 24 Oct 14:00",
            "nudge 1 of 10-25 on Fri 25 Oct 14:00",
            "nudge 1 of 10-28, less often? on Mon 28 Oct 14:00",
            "nudge 1 of 10-29 on Tue 29 Oct 14:00",
        ]);
        (await playground.Get<ILedger>().PastAsync(nudge.Id, 100, default)).Reverse()
            .Select(entry => $"{entry.Key.Date:MM-dd} {entry.Status} {(entry.IsLate ? "late " : "")}{entry.Reason}").ShouldBe([
                "10-24 Sent on its day",
                "10-25 Sent on its day",
                "10-26 Skipped not a working day",
                "10-27 Skipped not a working day",
                "10-28 Sent on its day",
                "10-29 Sent on its day",
                "10-30 Sent on its day",
            ]);
    }

    [Fact]
    public async Task LetsHeldThingsComeWhenTheirHoursBegin()
    {
        await using var playground = await StartAsync();
        await NudgeAsync(playground, "ben", hour: 7, minute: 0);

        await GoAsync(playground, "2030-10-24T10:00");

        (await SentAsync(playground, "ben")).ShouldBe(["nudge 1 of 10-24 on Thu 24 Oct 09:00"]);
    }

    [Fact]
    public async Task DoesNotLeapOverWhatSomebodyIsAskingForAtThatMoment()
    {
        var slow = new SlowFeature();
        await using var playground = await StartAsync(services => services.AddSingleton<IFeature>(provider => slow.With(provider.GetRequiredService<ISchedules>(), provider.GetRequiredService<IClock>())));
        await PersonAsync(playground, "ben");

        var asking = playground.LineAsync("ben", "dm-ben", "/mentor slow");
        await slow.HasBegun.Task;
        (await MoveAsync(playground, "2030-10-30T10:00")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Task.Delay(200);
        slow.MayEnd.SetResult();
        await asking;
        await ArriveAsync(playground);

        (await SentAsync(playground, "ben")).ShouldContain("reminder 1 of 10-23 on Wed 23 Oct 11:00");
    }

    [Fact]
    public async Task WaitsForNobodyInAPlaceThatNothingIsSentTo()
    {
        await using var playground = await StartAsync();
        var elsewhere = new Identity(new Workspace("terminal", "local"), "ben");
        var person = await playground.Get<PeopleDirectory>().RecogniseAsync(elsewhere, "Ben", default);
        await playground.Get<ISchedules>().AddAsync(Daily(new PersonRecipient(elsewhere.Workspace, person.Id), person.Id, 12, 0), default);
        await NudgeAsync(playground, "ana", hour: 14, minute: 0);

        await GoAsync(playground, "2030-10-25T10:00");

        (await SentAsync(playground, "ana")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task GoesOnAfterARestartFromWhereItWas()
    {
        await using (var before = await StartAsync())
        {
            await NudgeAsync(before, "ben", hour: 9, minute: 30);
            await GoAsync(before, "2030-10-24T10:00");
        }

        await using var after = await RunningPlayground.StartWholeAsync(_folder.Path);
        (await NowAsync(after)).ShouldBeInRange(Local(24, 10), Local(24, 10) + Duration.FromMinutes(5));
        await GoAsync(after, "morning");

        (await SentAsync(after, "ben")).ShouldBe(["nudge 1 of 10-24 on Thu 24 Oct 09:30", "nudge 1 of 10-25 on Fri 25 Oct 09:30"]);
    }

    [Fact]
    public async Task RunsOnInRealTimeFromWhereItWasPut()
    {
        await using var playground = await StartAsync();
        await GoAsync(playground, "hour");
        var real = TimeProvider.System;
        var before = real.GetUtcNow();
        var first = await NowAsync(playground);
        var between = real.GetUtcNow();
        await Task.Delay(50);
        var then = real.GetUtcNow();

        var second = await NowAsync(playground);

        // Exactly as fast: what passed for the bot passed on the real clock, too, and a timer may be early by a part of a millisecond.
        first.ShouldBeInRange(Start + Duration.FromHours(1), Start + Duration.FromHours(1) + Duration.FromMinutes(5));
        (second - first).ShouldBeInRange(Duration.FromTimeSpan(then - between), Duration.FromTimeSpan(real.GetUtcNow() - before));
    }

    [Fact]
    public async Task KnowsTheMorningWhereAPersonLives()
    {
        await using var playground = await StartAsync();
        var ben = await PersonAsync(playground, "ben");
        await playground.Get<IPersonalTime>().ChangeAsync(ben.Id, new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }, default);
        await playground.Get<ITeamTime>().ChangeAsync(Channel.Workspace, new TeamTime { Zone = DateTimeZoneProviders.Tzdb["Europe/Lisbon"] }, default);

        (await SeeAsync(playground, "ben")).GetProperty("zone").GetString().ShouldBe("Asia/Tokyo");
        (await SeeAsync(playground, "chloe")).GetProperty("zone").GetString().ShouldBe("Europe/Lisbon");
        await GoAsync(playground, "morning", "ben");

        (await NowAsync(playground)).InZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).ToString("ddd d HH:mm", CultureInfo.InvariantCulture).ShouldBe("Thu 24 10:00");
    }

    [Theory]
    [InlineData("2030-10-23T09:59", "For me it is Wed 23 Oct 2030, 10:00 already, and my clock only goes forward. Choose a later time.")]
    [InlineData("2031-12-01T10:00", "That is more than 400 days ahead. Go there in smaller steps.")]
    [InlineData("9999-12-31T23:59", "That is more than 400 days ahead. Go there in smaller steps.")]
    [InlineData("tomorrow", "Choose a date and a time to go to.")]
    [InlineData("2031-02-30T10:00", "Choose a date and a time to go to.")]
    [InlineData("", "Choose a date and a time to go to.")]
    [InlineData(null, "Choose a date and a time to go to.")]
    public async Task RefusesKindlyWhereItCannotGo(string? to, string sentence)
    {
        await using var playground = await StartAsync();

        using var response = await MoveAsync(playground, to);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ErrorAsync(response)).ShouldBe(sentence);
        (await NowAsync(playground)).ShouldBeLessThan(Start + Duration.FromMinutes(5));
    }

    [Fact]
    public async Task MakesOneJumpAtATimeAndStopsWhereItIsAsked()
    {
        var slow = new SlowFeature();
        await using var playground = await StartAsync(services => services.AddSingleton<IFeature>(provider => slow.With(provider.GetRequiredService<ISchedules>(), provider.GetRequiredService<IClock>())));
        var asking = playground.LineAsync("ben", "dm-ben", "/mentor slow");
        await slow.HasBegun.Task;
        (await MoveAsync(playground, "hour")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var second = await MoveAsync(playground, "morning");
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ErrorAsync(second)).ShouldBe("My clock is on its way already. Wait until it is there, or stop it.");

        await playground.PostAsync("/api/clock/stop", new { @as = "ana" });
        await ArriveAsync(playground);
        (await SeeAsync(playground)).GetProperty("clock").GetProperty("note").GetString().ShouldBe("Stopped here.");
        (await NowAsync(playground)).ShouldBeLessThan(Start + Duration.FromMinutes(5));
        slow.MayEnd.SetResult();
        await asking;
    }

    [Fact]
    public async Task StopsWithAWordWhereFarTooMuchHappensOnTheWay()
    {
        await using var playground = await StartAsync(services => services.AddSingleton(provider => new ClockJump(
            provider.GetRequiredService<PlaygroundClock>(),
            provider.GetRequiredService<Moments>(),
            provider.GetRequiredService<IDueWork>(),
            provider.GetRequiredService<Ticker>(),
            provider.GetRequiredService<Pump>(),
            provider.GetServices<IMessenger>()) { Most = 3 }));
        await NudgeAsync(playground, "ben", hour: 9, minute: 30);

        await GoAsync(playground, "2030-12-24T10:00");

        (await SeeAsync(playground)).GetProperty("clock").GetProperty("note").GetString().ShouldBe("Very much happens on the way, so I stopped here after 3 moments of it. Go on whenever you like.");
        (await NowAsync(playground)).InZone(Berlin).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture).ShouldBe("Sat 26 Oct 09:30");
    }

    [Fact]
    public async Task StopsRatherThanLeaveBehindWhatCannotBeSent()
    {
        await using var playground = await StartAsync(services => services
            .AddSingleton<IDueWork>(provider => new StuckWork(Local(24, 9)))
            .AddSingleton(provider => new ClockJump(
                provider.GetRequiredService<PlaygroundClock>(),
                provider.GetRequiredService<Moments>(),
                provider.GetRequiredService<IDueWork>(),
                provider.GetRequiredService<Ticker>(),
                provider.GetRequiredService<Pump>(),
                provider.GetServices<IMessenger>()) { Patience = TimeSpan.FromMilliseconds(500) }));

        await GoAsync(playground, "2030-10-30T10:00");

        (await SeeAsync(playground)).GetProperty("clock").GetProperty("note").GetString()
            .ShouldBe("Something that is due now can't be sent, so I stopped here rather than leave it behind. Try again in a moment.");
        (await NowAsync(playground)).ShouldBeInRange(Local(24, 9), Local(24, 9) + Duration.FromMinutes(5));
    }

    [Fact]
    public async Task IsNotThereBesideAChatPlatform()
    {
        await SetAsync(Start);
        await using var playground = await RunningPlayground.StartWholeAsync(_folder.Path, isAlone: false);

        using var seen = await playground.Http.GetAsync("/api/clock?as=ana");
        using var moved = await MoveAsync(playground, "hour");
        using var stopped = await playground.Http.PostAsJsonAsync("/api/clock/stop", new { @as = "ana" });

        seen.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        moved.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        stopped.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var state = await playground.Http.GetFromJsonAsync<JsonElement>("/api/state?as=ana");
        state.TryGetProperty("clock", out _).ShouldBeFalse();
        state.GetProperty("movesClock").GetBoolean().ShouldBeFalse();
        playground.Get<IClock>().GetCurrentInstant().ShouldBeLessThan(Start - Duration.FromDays(30));
    }

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(true, "xoxb-1", null, false)]
    [InlineData(true, null, "a.b.c", false)]
    [InlineData(false, null, null, false)]
    public void IsMovedOnlyWhereThePlaygroundIsAllThereIs(bool hasPlayground, string? slack, string? discord, bool isMoved) =>
        new Settings(new(), new(), new PlaygroundOptions { Enabled = hasPlayground }, new() { BotToken = slack }, new() { Token = discord }, "http://127.0.0.1:5080", null)
            .HasMovedClock.ShouldBe(isMoved);

    [Fact]
    public async Task IsMovedOnlyOnTheMachineOnWhichTheBotRuns()
    {
        await SetAsync(Start);
        await using var playground = await RunningPlayground.StartWholeAsync(_folder.Path, url: "http://team.example:0", allowRemote: true);

        (await MovesAsync("localhost:8080")).ShouldBe((true, HttpStatusCode.OK));
        (await MovesAsync("127.0.0.1:8080")).ShouldBe((true, HttpStatusCode.OK));
        (await MovesAsync("team.example:8080")).ShouldBe((false, HttpStatusCode.Forbidden));
        (await MovesAsync("192.168.1.7:8080")).ShouldBe((false, HttpStatusCode.Forbidden));

        async Task<(bool InState, HttpStatusCode Post)> MovesAsync(string host)
        {
            await ArriveAsync(playground);
            using var ask = new HttpRequestMessage(HttpMethod.Get, "/api/state?as=ana");
            using var move = new HttpRequestMessage(HttpMethod.Post, "/api/clock") { Content = JsonContent.Create(new { @as = "ana", to = "hour" }) };
            ask.Headers.Host = move.Headers.Host = host;
            using var state = await playground.Http.SendAsync(ask);
            using var moved = await playground.Http.SendAsync(move);
            return ((await state.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("movesClock").GetBoolean(), moved.StatusCode);
        }
    }

    [Fact]
    public async Task IsGuardedLikeEverythingElse()
    {
        await using var playground = await StartAsync();

        (await StatusAsync("""{"as":"ana","to":"hour"}""", "https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("as=ana&to=hour", null, "application/x-www-form-urlencoded")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await StatusAsync("""{"as":"nobody","to":"hour"}""", null)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync("{", null)).ShouldBe(HttpStatusCode.BadRequest);
        (await NowAsync(playground)).ShouldBeLessThan(Start + Duration.FromMinutes(5));

        async Task<HttpStatusCode> StatusAsync(string body, string? origin, string type = "application/json")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/clock") { Content = new StringContent(body, Encoding.UTF8, type) };
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using var response = await playground.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task RefusesToStartOnAClockThatIsNone()
    {
        await File.WriteAllTextAsync(_folder.File("room.jsonl.clock"), "soon");

        (await Should.ThrowAsync<PlaygroundException>(() => RunningPlayground.StartWholeAsync(_folder.Path))).Message
            .ShouldBe($"The playground's clock can't be read: {_folder.File("room.jsonl.clock")} holds something else than the milliseconds by which it is ahead. Write 0 there for the real time.");
    }

    [Fact]
    public async Task IsTheClockOfTheTerminalToo()
    {
        await StoryClock.SetAsync(_folder.File("playground.jsonl"), Start);

        (await BotProcess.ChatAsync(_folder, ["--as", "Ana"], "/mentor away tomorrow")).ShouldContain("24 Oct 2030");
        (await BotProcess.ChatAsync(_folder, ["--as", "Ben", "--Playground:Enabled=false"], "/mentor away tomorrow")).ShouldNotContain("2030");
    }

    private static Instant Local(int day, int hour, int minute = 0) => new LocalDateTime(2030, 10, day, hour, minute).InZoneStrictly(Berlin).ToInstant();

    private Task SetAsync(Instant now) => StoryClock.SetAsync(_folder.File("room.jsonl"), now);

    private async Task<RunningPlayground> StartAsync(Action<IServiceCollection>? more = null)
    {
        await SetAsync(Start);
        return await RunningPlayground.StartWholeAsync(_folder.Path, more: more);
    }

    private static async Task<Person> PersonAsync(RunningPlayground playground, string id)
    {
        var person = await playground.Get<PeopleDirectory>().RecogniseAsync(new Identity(Channel.Workspace, id), id, default);
        await playground.Get<IPersonalTime>().ChangeAsync(person.Id, new PersonalTime { Zone = Berlin }, default);
        return person;
    }

    private static async Task<Schedule> NudgeAsync(RunningPlayground playground, string person, int hour, int minute)
    {
        var id = (await PersonAsync(playground, person)).Id;
        return await playground.Get<ISchedules>().AddAsync(Daily(new PersonRecipient(Channel.Workspace, id), id, hour, minute), default);
    }

    private static Schedule Daily(PersonRecipient recipient, PersonId owner, int hour, int minute) =>
        new(0, "probe", 1, "nudge", recipient, owner, new LocalSchedule(Recurrence.Of("FREQ=DAILY"), new LocalDate(2030, 10, 23), new LocalTime(hour, minute), Berlin))
        {
            WorkingDaysOnly = true,
            LateLimit = ScheduleKind.PlanNudge,
        };

    private static Task<HttpResponseMessage> MoveAsync(RunningPlayground playground, string? to, string person = "ana") =>
        playground.Http.PostAsJsonAsync("/api/clock", new { @as = person, to, zone = "Europe/Berlin" });

    private static async Task GoAsync(RunningPlayground playground, string to, string person = "ana")
    {
        using var response = await MoveAsync(playground, to, person);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        await ArriveAsync(playground);
    }

    private static Task ArriveAsync(RunningPlayground playground) => Eventually.HoldsAsync(
        "the clock is there", TimeSpan.FromSeconds(60), async () => !(await SeeAsync(playground)).GetProperty("clock").TryGetProperty("target", out _));

    private static async Task<JsonElement> SeeAsync(RunningPlayground playground, string person = "ana") =>
        await playground.Http.GetFromJsonAsync<JsonElement>($"/api/clock?as={person}&zone=Europe%2FBerlin");

    private static async Task<Instant> NowAsync(RunningPlayground playground) =>
        Instant.FromDateTimeOffset((await SeeAsync(playground)).GetProperty("clock").GetProperty("now").GetDateTimeOffset());

    private static async Task<string?> ErrorAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();

    /// <summary>What came to a person from the bot by itself, with the time that stands beside it.</summary>
    private static async Task<string[]> SentAsync(RunningPlayground playground, string person) =>
    [
        .. from message in await playground.MessagesAsync(person, Channel.DirectOf(person))
           where message.TryGetProperty("entry", out _)
           let at = Instant.FromDateTimeOffset(message.GetProperty("at").GetDateTimeOffset()).InZone(Berlin)
           select $"{message.GetProperty("blocks")[0].GetProperty("text").GetProperty("spans")[0].GetProperty("text").GetString()} on {at.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture)}",
    ];

    /// <summary>Takes its time between looking at the clock and asking for something in an hour.</summary>
    private sealed class SlowFeature : IFeature
    {
        private ISchedules? _schedules;
        private IClock? _clock;

        public TaskCompletionSource HasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowFeature With(ISchedules schedules, IClock clock)
        {
            (_schedules, _clock) = (schedules, clock);
            return this;
        }

        public void Register(FeatureMap map) => map.Command(new CommandDefinition("slow", "Takes its time"), async (request, cancellationToken) =>
        {
            var later = (_clock!.GetCurrentInstant() + Duration.FromHours(1)).InZone(Berlin);
            HasBegun.SetResult();
            await MayEnd.Task;
            var once = new LocalSchedule(Recurrence.Of("FREQ=DAILY;COUNT=1"), later.Date, later.TimeOfDay, Berlin);
            await _schedules!.AddAsync(
                new Schedule(0, "probe", 1, "reminder", new PersonRecipient(request.Caller.Workspace, request.Caller.Person.Id), request.Caller.Person.Id, once) { AskedFor = true }, cancellationToken);
            return Reply.Say("In an hour.");
        });
    }

    /// <summary>Something that stays due for good from an instant on.</summary>
    private sealed class StuckWork(Instant from) : IDueWork
    {
        public Task<int> TakeAsync(Instant now, int limit, Func<DueBatch, IReadOnlyList<ScheduleStep>> decide, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<Instant?> NextInstantAsync(IReadOnlyCollection<string> platforms, CancellationToken cancellationToken) => Task.FromResult<Instant?>(from);

        public Task<int> ForgetAsync(Instant before, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<int> RecomputeAsync(string zoneVersion, Instant now, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
