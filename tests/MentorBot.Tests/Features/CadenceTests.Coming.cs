using System.Text;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public abstract partial class CadenceTests
{
    public sealed class ComingByItself : CadenceTests
    {
        [Fact]
        public async Task AsksInItsChannel()
        {
            await StandUp();
            await Answer(4, "ben");
            At(4, 9, 30);
            Read(await Come(Schedule("prompt"), 4)).Text().ShouldBe(
                """
                Stand-up for Wednesday 4 March
                ==============================

                - What moved since last time
                - What you'll do today
                - What's in your way

                It's open until 11:00. One answer is in already.

                [Answer]  [Join]  [Explain]

                Anybody may answer; only who joins is reminded, and named where an answer is missing.
                """);
        }

        [Fact]
        public async Task SaysWhenItComesLate()
        {
            await StandUp();
            var entry = Bot.Schedules.Due(Schedule("prompt"), March(4)) with { IsLate = true };
            Read(await Compose(Schedule("prompt"), entry)).Text().ShouldEndWith("Anybody may answer; only who joins is reminded, and named where an answer is missing.\n\nThis comes late: I wasn't running when it was due.");
        }

        [Fact]
        public async Task WhateverComesLateSaysSo()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 10, 45);
            var reminder = (await Compose(Schedule("reminder", "ben"), Bot.Schedules.Due(Schedule("reminder", "ben"), March(4)) with { IsLate = true })).ShouldBeOfType<ComposedMessage>();
            PlainText.Of(reminder.Blocks).ShouldEndWith("\n\nThis comes late: I wasn't running when it was due.");
            PlainText.Of(reminder.Brief!.Value).ShouldEndWith("\n\nThis comes late: I wasn't running when it was due.");
            At(4, 12);
            Read(await Compose(Schedule("report"), Bot.Schedules.Due(Schedule("report"), March(4)) with { IsLate = true })).Text()
                .ShouldBe("Stand-up, Wednesday 4 March\n===========================\n\nNobody has answered.\n\nNo answer: Ben\n\n[Answer]\n\nThis comes late: I wasn't running when it was due.");
        }

        [Fact]
        public async Task RemindsWhoTakesPartAndHasNotAnswered()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 10, 30);
            var reminder = Read(await Come(Schedule("reminder", "ben"), 4));
            reminder.Text().ShouldBe("The stand-up in #general waits for your answer for Wednesday 4 March, until 11:00.\n\n[Answer]  [Skip today]  [Leave]\n\nSnooze: 20 minutes | 1 hour");
            (await Bot.Open(reminder.Token("Answer"), "ben", Some.DirectWith("ben"))).Title.ShouldBe("For Wed 4 Mar");
        }

        [Fact]
        public async Task RemindsNobodyWhoAnsweredLeftOrIsAway()
        {
            await StandUp();
            await Asked(4);
            var schedules = new Dictionary<string, Schedule>(StringComparer.Ordinal);
            foreach (var user in (string[])["ben", "cara", "dan", "eve"])
            {
                await Bot.Press("cadence.join:1", user);
                schedules[user] = Schedule("reminder", user);
            }

            await Answer(4, "ben");
            await Bot.Press("cadence.leave:1", "cara");
            await Bot.PersonalTimes.AddAbsenceAsync(Person("dan"), new Absence(March(4), March(5)), CancellationToken.None);
            await Bot.PersonalTimes.ChangeAsync(Person("eve"), new PersonalTime { WorkingDays = [IsoDayOfWeek.Monday] }, CancellationToken.None);
            At(4, 10, 30);
            (await Come(schedules["ben"], 4)).ShouldBe(new NothingToSend("it is answered already"));
            (await Come(schedules["cara"], 4)).ShouldBe(new NothingToSend("the person has left it"));
            (await Come(schedules["dan"], 4)).ShouldBe(new NothingToSend("away"));
            (await Come(schedules["eve"], 4)).ShouldBe(new NothingToSend("away"));
            At(4, 11, 1);
            await Bot.PersonalTimes.ChangeAsync(Person("eve"), new PersonalTime(), CancellationToken.None);
            (await Come(schedules["eve"], 4)).ShouldBe(new NothingToSend("its window closed before it could go"));
        }

        [Fact]
        public async Task SnoozesWithinTheWindowAndSkipsTheDay()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 10, 30);
            var reminder = Read(await Come(Schedule("reminder", "ben"), 4));
            (await Bot.Press(reminder.Token("Snooze"), "ben", values: "1-hour")).Text().ShouldBe("It closes at 11:00, before that, so nothing was changed. A late answer is welcome, too.\n\n[Answer]");
            (await Bot.Press(reminder.Token("Snooze"), "ben", values: "20-minutes")).Text().ShouldBe("Snoozed. It comes again at 10:50.");
            (await Bot.Press(reminder.Token("Snooze"), "ben", values: "20-minutes")).Text().ShouldBe("That one is snoozed already and comes by itself.");
            (await Bot.Press(reminder.Token("Snooze"), "cara", values: "20-minutes")).Text().ShouldStartWith("That was for a round that is over, so nothing was changed.");
            Bot.Ledger.All.Enqueue(Bot.Schedules.Entries[1]);
            (await Bot.Press(reminder.Token("Skip today"), "ben")).Text().ShouldBe("All right, nothing more about Wednesday 4 March. You're named as without an answer; on days off, /mentor away keeps you out of that.\n\n[Answer after all]");
            Bot.Schedules.Entries[1].Status.ShouldBe(EntryStatus.Skipped);
            At(4, 12);
            (await Bot.Press(reminder.Token("Snooze"), "ben", values: "20-minutes")).Text().ShouldStartWith("That was for a round that is over, so nothing was changed.");
        }

        [Fact]
        public async Task AsksWhoIgnoresItWhetherItShouldComeLessOften()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 10, 30);
            Read(await Come(Schedule("reminder", "ben"), 4, askToEase: true)).Text().ShouldEndWith("You've had a few of these without needing them. Less often, another time, or stop? Leave ends them, and /mentor settings has how many come a day, and when.");
        }

        [Fact]
        public async Task SumsUpWhoSaidWhatWhoIsMissingAndWhoIsAway()
        {
            await StandUp();
            await Asked(4);
            foreach (var user in (string[])["ana", "ben", "cara", "dan"])
            {
                await Bot.Press("cadence.join:1", user);
            }

            await Bot.PersonalTimes.AddAbsenceAsync(Person("dan"), new Absence(March(4), March(5)), CancellationToken.None);
            await Answer(4, "ben", progress: "The *refund* page\nand its tests", plan: "Review", blockers: "I need access to the logs");
            await Answer(4, "ana", blockers: "Nothing.");
            At(4, 11);
            Read(await Come(Schedule("report"), 4)).Text().ShouldBe(
                """
                Stand-up, Wednesday 4 March
                ===========================

                In the way

                - Ben: I need access to the logs

                Ben

                > Progress: The *refund* page · and its tests
                > 
                > Today: Review

                Ana

                > Progress: Merged it
                > 
                > Today: Test it

                No answer: Cara

                Away: Dan

                [Answer]
                """);
            var round = (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None))!;
            round.ClosedAt.ShouldBe(Instant.FromUtc(2026, 3, 4, 11, 0));
            round.Missing.ShouldBe([new RoundGap(Person("cara"), false), new RoundGap(Person("dan"), true)]);
        }

        [Fact]
        public async Task WhoJoinsAfterwardsWasNotMissing()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 11);
            await Come(Schedule("report"), 4);
            await Bot.Press("cadence.join:1", "cara");
            Read(await Compose(Schedule("report"), Bot.Schedules.Entries[0])).Text().ShouldBe("Stand-up, Wednesday 4 March\n===========================\n\nNobody has answered.\n\nNo answer: Ben\n\n[Answer]");
        }

        [Fact]
        public async Task SaysNothingWhereNobodyTakesPartAndNobodyAnswered()
        {
            await StandUp();
            await Asked(4);
            (await Come(Schedule("report"), 4)).ShouldBe(new NothingToSend("nobody takes part, and nobody answered"));
        }

        [Fact]
        public async Task AHolidayIsNoRound()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            await Bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(4), "Founders' day")], CancellationToken.None);
            var skipped = Bot.Schedules.Settle(Bot.Schedules.Due(Schedule("report"), March(4)), EntryStatus.Skipped, "holiday: Founders' day");
            await Cadences.SettledAsync(skipped, Schedule("report"), null, CancellationToken.None);
            (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None)).ShouldBeNull();
        }

        [Fact]
        public async Task ShortensLongAnswersAndGivesTheWholeOnes()
        {
            await StandUp();
            var words = string.Join(' ', Enumerable.Repeat("word", 500));
            for (var i = 0; i < 20; i++)
            {
                await Answer(4, $"user{i}", progress: words, plan: words, blockers: words);
            }

            At(4, 11);
            var report = Read(await Come(Schedule("report"), 4));
            report.Text().Length.ShouldBeLessThan(4_000);
            report.Blocks.Length.ShouldBeLessThanOrEqualTo(40);
            report.Text().ShouldContain("And 5 more.");
            var whole = await Bot.Press(report.Token("Whole answers"));
            whole.Text().ShouldStartWith("All answers for Wednesday 4 March, in full:");
            var file = whole.Blocks.OfType<FileBlock>().ShouldHaveSingleItem();
            file.Name.ShouldBe("stand-up-2026-03-04.txt");
            Encoding.UTF8.GetString(file.Content.Span).ShouldContain($"User19\n\nProgress: {words}");
            (await Bot.Press(report.Token("Whole answers"), place: Some.DirectWith("ana"))).Text().ShouldBe("Those answers are read in their own channel. Nothing is shown here.");
        }

        [Fact]
        public async Task NamesWhatIsInTheWayOfEverybody()
        {
            await StandUp();
            for (var i = 0; i < 30; i++)
            {
                await Answer(4, $"user{i}", blockers: i < 2 ? "nothing" : $"No access {i}");
            }

            At(4, 11);
            var report = Read(await Come(Schedule("report"), 4));
            report.Text().ShouldContain("\n- User26: No access 26\n- And 3 more: Whole answers has them.\n");
            report.Text().Length.ShouldBeLessThan(4_000);
        }

        [Fact]
        public async Task TheWholeAnswersAreThoseOfAStandUpThatIsOver()
        {
            await SetUp();
            await Answer(4);
            (await Bot.Press("cadence.whole:1:20260304", "ben")).Text().ShouldBe("The round of Wednesday 4 March isn't over yet. Its answers are read together, in the report.");
            await Bot.Submit("cadence.answer:2:20260306", Some.Values(("week", "2 March"), ("summary", "For the owner alone"), ("risks", "-"), ("milestones", "x")));
            At(6, 18);
            (await Bot.Press("cadence.whole:2:20260306", "ben")).Text().ShouldBe("Those answers are read in their own channel. Nothing is shown here.");
        }

        [Fact]
        public async Task NothingComesOfAPausedOrDeletedOne()
        {
            await StandUp();
            var prompt = Schedule("prompt");
            await Bot.Say("/mentor cadence pause");
            (await Come(prompt, 4)).ShouldBe(new NothingToSend("the cadence is paused"));
            await Bot.Press("cadence.delete:1");
            (await Come(prompt, 5)).ShouldBe(new NothingToSend("the cadence has ended"));
        }

        [Theory]
        [InlineData("prompt", "stand-up")]
        [InlineData("report", "stand-up report")]
        public async Task HasATitle(string kind, string title)
        {
            await StandUp();
            (await Cadences.TitleOfAsync(Schedule(kind), CancellationToken.None)).ShouldBe(title);
        }
    }

    public sealed class Explaining : CadenceTests
    {
        [Fact]
        public async Task SaysWhatComesAndWhatCameAndWhy()
        {
            await StandUp(values: [("stand-up-days", "Wed, Thu"), ("stand-up-asks", "10:15"), ("zone", "Europe/Berlin")]);
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            await Bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(12), "Founders' day")], CancellationToken.None);
            At(4, 9, 30);
            await Come(Schedule("reminder", "ben"), 4);
            At(4, 10);
            await Come(Schedule("report"), 4);
            var explained = await Bot.Say("/mentor cadence explain", "ben");
            explained.Text().ShouldStartWith(
                """
                Stand-up: when, and why
                =======================

                Wed, Thu at 10:15, open until 11:00, reminder at 10:30, Berlin (Europe/Berlin).

                In the channel, next

                - Wed 4 Mar 2026, 09:15 · prompt · on its day
                - Thu 5 Mar 2026, 09:15 · prompt · on its day
                - Wed 11 Mar 2026, 09:15 · prompt · on its day
                - Thu 12 Mar 2026, 09:15 · prompt · not sent: holiday: Founders' day
                - Wed 18 Mar 2026, 09:15 · prompt · on its day
                """);
            explained.Text().ShouldContain("In the channel, before\n\n- Wed 4 Mar 2026, 10:00 · report · sent: on its day\n\nTo you, next\n\n- Wed 4 Mar 2026, 09:30 · reminder · on its day\n- Thu 5 Mar 2026, 09:30 · reminder · on its day");
            explained.Text().ShouldEndWith("To you, before\n\n- Wed 4 Mar 2026, 09:30 · reminder · sent: on its day\n\nTimes are those of UTC.");
            (await Bot.Press("cadence.explain:1")).Text().ShouldEndWith("Nothing of it comes to you directly. Times are those of UTC.");
        }

        [Fact]
        public async Task SaysThatItIsPaused()
        {
            await StandUp();
            await Bot.Say("/mentor cadence pause");
            (await Bot.Say("/mentor cadence explain")).Text().ShouldBe("Stand-up: when, and why\n=======================\n\nMon–Fri at 09:30, open until 11:00, reminder at 10:30, UTC.\n\nIt is paused, so nothing comes until it is resumed.\n\nNothing of it comes to you directly. Times are those of UTC.");
        }

        [Fact]
        public async Task SaysWhereThereIsNothing() =>
            (await Bot.Say("/mentor cadence explain")).Text().ShouldBe("There is nothing to explain here. /mentor cadence setup makes a rhythm for a channel.");
    }
}
