using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>Items of checklists that fall due. The bot's clock stands at nine on a Wednesday, the 4th of March.</summary>
public abstract partial class DueItemTests : IDisposable
{
    private protected TestBot Bot { get; } = new();

    private protected IScheduledFeature Feature => Bot.Scheduled(DueItems.Feature);

    private protected Schedule Only => Bot.Schedules.All.ShouldHaveSingleItem();

    private protected static readonly PersonId Ana = new(1);

    private protected static readonly PersonId Ben = new(2);

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static LocalDate March(int day) => new(2026, 3, day);

    /// <summary>Ana starts a list in the channel and gives its third item to somebody.</summary>
    private protected async Task Give(string to = "ben", string due = "2026-03-05", string note = "")
    {
        await Bot.Say("/mentor help");
        await Bot.Say("/mentor help", user: "ben");
        await Bot.Press("checklist.shared:risk-mitigation");
        await Write(0, to, due, note);
    }

    private protected Task<Reply> Write(int revision, string to, string due, string note = "", string by = "ana") =>
        Bot.Submit($"checklist.item:1:3:{revision}", Some.Values(("note", note), ("assignee", to), ("due", due)), user: by);

    private protected async Task<(Composition Composed, OutboxEntry Entry)> Due(Schedule? schedule = null, bool askToEase = false)
    {
        schedule ??= Bot.Schedules.All[^1];
        var entry = Bot.Schedules.Due(schedule, schedule.When.Start);
        return (await Compose(entry, schedule, askToEase), entry);
    }

    /// <summary>Composes an entry as the engine has it composed: the schedule goes along with the entry's recipient.</summary>
    private protected Task<Composition> Compose(OutboxEntry entry, Schedule schedule, bool askToEase = false) =>
        new Composer([Feature]).ComposeAsync(new ClaimedEntry(entry, schedule with { Recipient = entry.Key.Recipient }, null, []) { AsksToEase = askToEase }, CancellationToken.None);

    /// <summary>Has the item come at half past nine on its day, and returns what Ben reads.</summary>
    private protected async Task<Reply> Come(bool askToEase = false)
    {
        Bot.Time.Advance(TimeSpan.FromHours(24.5));
        var (composed, entry) = await Due(askToEase: askToEase);
        await Feature.SettledAsync(Bot.Schedules.Settle(entry, EntryStatus.Sent), Bot.Schedules.All[^1], null, CancellationToken.None);
        return new Reply(((ComposedMessage)composed).Blocks);
    }

    private protected Task<Reply> PressAsBen(string token, params string[] values) => Bot.Press(token, "ben", Some.DirectWith("ben"), values: [.. values]);

    public sealed class Scheduled : DueItemTests
    {
        [Fact]
        public async Task ComesOnceOnItsDayAtTheNudgeTimeOfWhoHasItInTheirZone()
        {
            Bot.PersonalTimes.All[Ben] = new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Europe/Lisbon"], NudgeTime = new LocalTime(10, 15) };
            await Give(due: "2026-03-31");
            Only.ShouldSatisfyAllConditions(
                () => (Only.Feature, Only.Subject, Only.Kind).ShouldBe(("checklist", 1, "item-3")),
                () => Only.Recipient.ShouldBe(new PersonRecipient(Some.Team, Ben)),
                () => Only.Owner.ShouldBe(Ana),
                () => Only.FollowsZone.ShouldBeTrue(),
                () => Only.NextDueAt.ShouldBe(Instant.FromUtc(2026, 3, 31, 9, 15)),
                () => Only.When.From(March(1)).Select(one => one.Date).ShouldBe([March(31)]));
        }

        [Theory]
        [InlineData(5, "moved to 2026-03-06, holiday: Founders' Day")]
        [InlineData(7, "moved to 2026-03-09, not a working day")]
        public async Task MovesToTheNextWorkingDayInsteadOfVanishing(int due, string reason)
        {
            await Bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(5), "Founders' Day")], CancellationToken.None);
            await Give(due: $"2026-03-0{due}");
            var time = WorkingTime.Of(Bot.TeamTimes.All[Some.Team], new Holidays([], [], Bot.TeamTimes.All[Some.Team].Added, new HashSet<LocalDate>()));
            var expected = Outlook.Next(Only, time, 5).ShouldHaveSingleItem();
            (expected.Expected, expected.Reason).ShouldBe((EntryStatus.Pending, reason));
        }

        [Fact]
        public async Task ComesOnTheFirstDayBackWhereItFellIntoAnAbsence()
        {
            await Give();
            await Bot.PersonalTimes.AddAbsenceAsync(Ben, new Absence(March(5), March(8)), CancellationToken.None);
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            var skipped = Bot.Schedules.Settle(Bot.Schedules.Due(Only, March(5)), EntryStatus.Skipped, Reasons.Away);
            await Feature.SettledAsync(skipped, Only, null, CancellationToken.None);
            await Feature.SettledAsync(skipped, Only, null, CancellationToken.None);
            var back = Bot.Schedules.Entries[1..].ShouldHaveSingleItem();
            (back.Key.Sequence, back.DueAt, back.AskedFor, back.Reason).ShouldBe((1, Instant.FromUtc(2026, 3, 9, 9, 30), false, "moved to 2026-03-09, away"));
            Bot.Time.Advance(TimeSpan.FromDays(4));
            PlainText.Of(((ComposedMessage)await Compose(back, Only)).Blocks).ShouldStartWith("This was due on Thu 5 Mar 2026\n");
        }

        [Fact]
        public async Task FollowsANewDayAndANewPerson()
        {
            await Give();
            await Write(1, "ben", "2026-03-06");
            Bot.Schedules.All.Select(one => (one.State, one.When.Start)).ShouldBe([(ScheduleState.Ended, March(5)), (ScheduleState.Active, March(6))]);
            await Write(2, "ana", "2026-03-06", by: "ben");
            Bot.Schedules.All[1].State.ShouldBe(ScheduleState.Ended);
            Bot.Schedules.All[2].Recipient.ShouldBe(new PersonRecipient(Some.Team, Ana));
            await Write(3, "", "2026-03-06");
            Bot.Schedules.All.ShouldAllBe(one => one.State == ScheduleState.Ended);
            Bot.Schedules.All.Count.ShouldBe(3);
        }

        [Fact]
        public async Task IsSaidBeforeItIsGiven()
        {
            await Bot.Press("checklist.shared:risk-mitigation");
            (await Bot.Open("checklist.item:1:3:0")).Field("assignee").Hint.ShouldBe("On its day I remind them, and say who gave it to them");
            await Bot.Press("checklist.mine:risk-mitigation");
            (await Bot.Open("checklist.item:2:3:0")).Field("assignee").Hint.ShouldBe("For you to remember: nobody else is told of your own list");
        }

        [Fact]
        public async Task ANoteChangesNothing()
        {
            await Give();
            await Write(1, "ben", "2026-03-05", "Ask legal first");
            Only.State.ShouldBe(ScheduleState.Active);
        }

        [Fact]
        public async Task AnItemOfADayThatIsHereIsSaidAtOnceToWhoWasGivenIt()
        {
            Bot.Time.Advance(TimeSpan.FromHours(2));
            await Give(due: "2026-03-04");
            var entry = Bot.Schedules.Entries.ShouldHaveSingleItem();
            (entry.DueAt, entry.AskedFor, entry.Reason).ShouldBe((Instant.FromUtc(2026, 3, 4, 11, 0), false, "its day was here already"));
            PlainText.Of(((ComposedMessage)await Compose(entry, Only)).Blocks).ShouldStartWith("This is due today\n");
        }

        [Fact]
        public async Task WhoTakesOneForTodayNeedsNoWord()
        {
            Bot.Time.Advance(TimeSpan.FromHours(2));
            await Give(to: "ana", due: "2026-03-04");
            Bot.Schedules.Entries.ShouldBeEmpty();
        }

        [Fact]
        public async Task EndsWithTheListAndComesBackWithIt()
        {
            await Give();
            await Bot.Press("checklist.close:1");
            Only.State.ShouldBe(ScheduleState.Ended);
            Bot.Schedules.Ends.ShouldBe(["the checklist was closed"]);
            await Bot.Press("checklist.reopen:1");
            Bot.Schedules.All[1].NextDate.ShouldBe(March(5));
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            PlainText.Of(((ComposedMessage)(await Due()).Composed).Blocks).ShouldContain("It's with you in the checklist Deal with project risks.");
        }

        [Fact]
        public async Task EndsWithTheLastTick()
        {
            await Give();
            await Bot.Press("checklist.tick:1", values: [.. Enumerable.Range(1, 7).Select(number => $"+{number}")]);
            Only.State.ShouldBe(ScheduleState.Ended);
        }

        [Fact]
        public async Task AnItemOfMyOwnListComesToMeWhoeverHasIt()
        {
            await Bot.Say("/mentor help");
            await Bot.Say("/mentor help", user: "ben");
            await Bot.Press("checklist.mine:risk-mitigation");
            await Write(0, "ben", "2026-03-05", "Ask on Monday");
            Only.Recipient.ShouldBe(new PersonRecipient(Some.Team, Ana));
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            var text = PlainText.Of(((ComposedMessage)(await Due()).Composed).Blocks);
            text.ShouldContain("Your note: Ask on Monday\n\nYou noted that Ben has it, in your checklist Deal with project risks.");
            text.ShouldEndWith("From your own checklist · only you can see it");
        }
    }

    public sealed class Nudged : DueItemTests
    {
        [Fact]
        public async Task SaysWhatIsDueWhoGaveItAndInWhichList()
        {
            await Give(note: "Ask **legal** first");
            var item = Bot.Checklists.All[1].Items[2].Text;
            var nudge = await Come();
            nudge.Text().ShouldBe(
                $"""
                This is due today
                =================

                {item}

                Ana noted: Ask **legal** first

                Ana gave it to you in the checklist Deal with project risks.

                [Done]  [Open the list]  [Stop this]

                Snooze: 20 minutes | 1 hour | This afternoon | Tomorrow | Next working day

                From a checklist of a channel · this message is for you alone
                """);
        }

        [Fact]
        public async Task SaysWhenOneTookItOneself()
        {
            await Give(to: "ana");
            (await Come()).Text().ShouldContain("You took it in the checklist Deal with project risks.");
        }

        [Fact]
        public async Task IsShortInADigest()
        {
            await Give();
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            var item = Bot.Checklists.All[1].Items[2].Text;
            PlainText.Of(((ComposedMessage)(await Due()).Composed).Brief!.Value).ShouldBe($"{item} · due today · Deal with project risks\n\n[Done]  [Open the list]  [Stop this]\n\nSnooze: 20 minutes | 1 hour | This afternoon | Tomorrow | Next working day");
        }

        [Fact]
        public async Task AsksForLessWhereItIsIgnored()
        {
            await Give();
            (await Come(askToEase: true)).Labels().ShouldBe(["Done", "Open the list", "Stop this", "Less often", "Another time", "Stop this one"]);
        }

        [Fact]
        public async Task AsksForLessInADigestToo()
        {
            await Give();
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            PlainText.Of(((ComposedMessage)(await Due(askToEase: true)).Composed).Brief!.Value).ShouldEndWith(
                "You've had a few of these without needing them. Less often, another time, or stop? Each is fine.\n\n[Less often]  [Another time]  [Stop this one]");
        }

        [Fact]
        public async Task NamesWhoGaveItWhoeverMovedItsDay()
        {
            await Give();
            await Write(1, "ben", "2026-03-06", by: "ben");
            Bot.Time.Advance(TimeSpan.FromHours(48.5));
            PlainText.Of(((ComposedMessage)(await Due()).Composed).Blocks).ShouldContain("Ana gave it to you in the checklist Deal with project risks.");
        }

        [Fact]
        public async Task SaysNothingOfWhatNeedsNoWord()
        {
            await Give();
            Bot.Time.Advance(TimeSpan.FromHours(24.5));
            var schedule = Only;
            await Bot.Press("checklist.tick:1", values: "+3");
            (await Due(schedule)).Composed.ShouldBe(new NothingToSend("it is done already"));
            await Bot.Press("checklist.tick:1", values: "-3");
            await Write(1, "ana", "2026-03-05");
            (await Due(schedule)).Composed.ShouldBe(new NothingToSend("somebody else has it now"));
            await Write(2, "ben", "2026-03-09");
            (await Due(schedule)).Composed.ShouldBe(new NothingToSend("it has another day now"));
            await Bot.Press("checklist.close:1");
            (await Due(schedule)).Composed.ShouldBe(new NothingToSend("the checklist is closed"));
            Bot.Checklists.All.Clear();
            (await Due(schedule)).Composed.ShouldBe(new NothingToSend("the checklist is gone"));
        }

        [Fact]
        public async Task IsCalledByItsWords()
        {
            await Give();
            (await Feature.TitleOfAsync(Only, CancellationToken.None)).ShouldBe(Limits.Shorten(Bot.Checklists.All[1].Items[2].Text, 60));
            Bot.Checklists.All.Clear();
            (await Feature.TitleOfAsync(Only, CancellationToken.None)).ShouldBe("a checklist that is gone");
        }
    }
}
