using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Items of checklists that fall due, from the form to the message, by the whole bot.</summary>
public abstract class DueItemContract(Engine engine) : DueTest(engine)
{
    private const string Item = "checklist.item:1:1";

    private ServiceProvider NewBot() => new ServiceCollection()
        .AddLogging()
        .AddMetrics()
        .AddMentor()
        .AddStorage(Options)
        .AddSingleton(Database)
        .AddSingleton<IClock>(Clock)
        .AddSingleton<IMessenger>(Chat)
        .AddSingleton(new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance))
        .BuildServiceProvider();

    private static async Task<Reply> SayAsync(ServiceProvider bot, string who, string line) =>
        (await bot.GetRequiredService<Dispatcher>().HandleAsync(new TypedLine(From(who), line), Ct)).ShouldBeOfType<Reply>();

    private static async Task<Reply> PressAsync(ServiceProvider bot, string who, string token, params string[] values) =>
        (await bot.GetRequiredService<Dispatcher>().HandleAsync(new Press(From(who), token, [.. values]), Ct)).ShouldBeOfType<Reply>();

    private static async Task WriteAsync(ServiceProvider bot, string who, int revision, string to, string due) =>
        (await bot.GetRequiredService<Dispatcher>().HandleAsync(new Submission(From(who), $"{Item}:{revision}", Values(("assignee", to), ("due", due)), Page: null), Ct)).ShouldBeOfType<Reply>();

    private static Sender From(string who) => new(new Identity(Team, who), who, Channel, Role.Member, DateTimeZone.Utc);

    /// <summary>Ada starts a list in the channel and gives its first item to Ben; both live in Berlin.</summary>
    private static async Task GiveAsync(ServiceProvider bot, string due)
    {
        await SayAsync(bot, "ada", "settings zone:berlin");
        await SayAsync(bot, "ben", "settings zone:berlin");
        await PressAsync(bot, "ada", "checklist.shared:risk-mitigation");
        await WriteAsync(bot, "ada", 0, "ben", due);
    }

    private async Task LiveAsync(ServiceProvider bot, int day, int hour)
    {
        while (await bot.GetRequiredService<IDueWork>().NextInstantAsync([Team.Platform], Ct) is { } next && next <= InBerlin(day, hour))
        {
            Clock.Now = Instant.Max(Clock.Now, next);
            await bot.GetRequiredService<Ticker>().TickAsync(Ct);
            await bot.GetRequiredService<Pump>().PumpAsync(Ct);
        }

        Clock.Now = InBerlin(day, hour);
    }

    private async Task<string[]> LedgerOfAsync(string who)
    {
        var person = (await People.FindAsync(new Identity(Team, who), Ct))!.Id;
        return
        [
            .. (await Outbox.PastAsync(new PersonRecipient(Team, person), 10, Ct)).Reverse()
                .Select(entry => $"{entry.Key.Date:MM-dd}{(entry.Key.Sequence > 0 ? $"#{entry.Key.Sequence}" : "")} {entry.Status}: {entry.Reason}"),
        ];
    }

    [Fact]
    public async Task ComesOnceAndOnTheNextDayWhereItsOwnIsFree()
    {
        await using var bot = NewBot();
        await Teams.AddDaysOffAsync(Team, [new Holiday(new LocalDate(2026, 3, 9), "Team day")], Ct);
        await GiveAsync(bot, "2026-03-09");
        await LiveAsync(bot, 10, 9);
        Chat.Sent.ShouldBeEmpty();
        await LiveAsync(bot, 31, 9);
        (await LedgerOfAsync("ben")).ShouldBe(["03-09 Sent: moved to 2026-03-10, holiday: Team day"]);
        var sent = Chat.Sent.ShouldHaveSingleItem();
        sent.User!.Value.UserId.ShouldBe("ben");
        PlainText.Of(sent.Blocks).ShouldContain("ada gave it to you in the checklist Deal with project risks.");
    }

    [Fact]
    public async Task ComesOnTheFirstDayBackFromAnAbsence()
    {
        await using var bot = NewBot();
        await GiveAsync(bot, "2026-03-04");
        await SayAsync(bot, "ben", "away 2026-03-03..2026-03-06");
        await LiveAsync(bot, 9, 9);
        Chat.Sent.ShouldBeEmpty();

        // They stay away longer than they thought.
        await SayAsync(bot, "ben", "away 2026-03-09..2026-03-10");
        await LiveAsync(bot, 10, 23);
        Chat.Sent.ShouldBeEmpty();
        await LiveAsync(bot, 11, 12);
        var ledger = await LedgerOfAsync("ben");
        ledger.Length.ShouldBe(2);
        ledger[0].ShouldBe("03-04 Skipped: away");
        ledger[1].ShouldStartWith("03-04#1 Sent: ");
        PlainText.Of(Chat.Sent.ShouldHaveSingleItem().Blocks).ShouldStartWith("This was due on Wed 4 Mar 2026\n");
    }

    [Fact]
    public async Task ComesToWhoHasItNowAndToNobodyOnceItIsTicked()
    {
        await using var bot = NewBot();
        await GiveAsync(bot, "2026-03-04");
        await WriteAsync(bot, "ben", 1, "ada", "2026-03-05");
        await LiveAsync(bot, 4, 20);
        Chat.Sent.ShouldBeEmpty();
        await LiveAsync(bot, 5, 20);
        Chat.Sent.ShouldHaveSingleItem().User!.Value.UserId.ShouldBe("ada");
        (await LedgerOfAsync("ben")).ShouldBeEmpty();

        await WriteAsync(bot, "ada", 2, "ben", "2026-03-09");
        await PressAsync(bot, "ada", "checklist.tick:1", "+1");
        await LiveAsync(bot, 10, 20);
        (await LedgerOfAsync("ben")).ShouldBe(["03-09 Skipped: it is done already"]);
    }

    [Fact]
    public async Task IsSnoozedAndStopped()
    {
        await using var bot = NewBot();
        await GiveAsync(bot, "2026-03-04");
        await LiveAsync(bot, 4, 10);
        var entry = Chat.Sent.ShouldHaveSingleItem().EntryId;
        (await PressAsync(bot, "ben", $"checklist.snooze:{entry}", "tomorrow")).Blocks.ShouldHaveSingleItem();
        await LiveAsync(bot, 5, 10);
        Chat.Sent.Count.ShouldBe(2);
        await PressAsync(bot, "ben", $"checklist.snooze:{Chat.Sent.Last().EntryId}", "1-hour");
        await PressAsync(bot, "ben", $"checklist.stop:{entry}");
        await LiveAsync(bot, 9, 10);
        (await LedgerOfAsync("ben")).ShouldBe(["03-04 Sent: on its day", "03-04#1 Sent: snoozed", "03-04#2 Skipped: you stopped it"]);
    }

    [Fact]
    public async Task ComesSoonWithinTheirHoursToWhoIsGivenItOnceItsHourIsOver()
    {
        await using var bot = NewBot();
        Clock.Now = InBerlin(3, 19);
        await GiveAsync(bot, "2026-03-03");
        await LiveAsync(bot, 4, 8);
        Chat.Sent.ShouldBeEmpty();
        await LiveAsync(bot, 4, 10);
        (await LedgerOfAsync("ben")).ShouldHaveSingleItem().ShouldStartWith("03-03 Sent: ");
    }

    [Fact]
    public async Task GoesToTheChannelWhereTheirDirectMessagesAreClosed()
    {
        await using var bot = NewBot();
        Chat.Answer = message => message.User is null ? null : new Refused(Refusal.DirectMessagesClosed, "no direct messages");
        await GiveAsync(bot, "2026-03-04");
        await LiveAsync(bot, 4, 20);
        var told = Chat.Sent.ShouldHaveSingleItem();
        told.Place.ShouldBe(Channel);
        PlainText.Of(told.Blocks).ShouldEndWith("in Deal with project risks is due, and I couldn't tell ben: they take no direct messages from me. Please tell them yourself, or give it to somebody else.");
    }

    [Fact]
    public async Task NotesThatSomebodyWasThere()
    {
        await using var bot = NewBot();
        await SayAsync(bot, "ada", "help");
        var ada = (await People.FindAsync(new Identity(Team, "ada"), Ct))!.Id;
        await Eventually.HoldsAsync("she was noted", TimeSpan.FromSeconds(10), async () => (await Personal.ExportAsync(ada, Ct)).Any(row => row["kind"] is "attention" && row["lastSeen"] is "2026-03-02T07:00:00Z"));
    }

    [Fact]
    public async Task KeepsWhatAPersonSetAboutQuietAndWhereTheyStayed()
    {
        var ada = await PersonAsync("ada");
        var set = new PersonalTime { Zone = Berlin, NoQuiet = true, DeclinedZone = DateTimeZoneProviders.Tzdb["Europe/Lisbon"] };
        await Personal.ChangeAsync(ada, set, Ct);
        (await Personal.OfAsync(ada, Ct)).ShouldBe(set);
        await Personal.ChangeAsync(ada, set with { NoQuiet = false, DeclinedZone = null }, Ct);
        (await Personal.OfAsync(ada, Ct)).ShouldBe(new PersonalTime { Zone = Berlin });
    }

    [Fact]
    public async Task TheTeamsQuietHoursHoldNobodyWhoWantsNone()
    {
        await Teams.ChangeAsync(Team, new TeamTime { Quiet = new DailyHours(new LocalTime(9, 0), new LocalTime(12, 0)) }, Ct);
        var (ada, ben) = (await InBerlinAsync("ada", new PersonalTime { NoQuiet = true }), await InBerlinAsync("ben"));
        await NudgeAsync(ada);
        await NudgeAsync(ben, subject: 2);
        await LiveUntilAsync(2, 11);
        Chat.Sent.ShouldHaveSingleItem().User!.Value.UserId.ShouldBe("ada");
    }
}

public sealed class DueItemOnSqliteTests() : DueItemContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class DueItemOnPostgreSqlTests(PostgresServer server) : DueItemContract(new PostgreSql(server));
