using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public abstract partial class CadenceTests
{
    public sealed class BeginningAndClosing : CadenceTests
    {
        [Fact]
        public async Task NobodyIsRemindedOrMissingWhereNobodyWasAsked()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            var missed = Bot.Schedules.Settle(Bot.Schedules.Due(Schedule("prompt"), March(4)), EntryStatus.Skipped, "down");
            await Cadences.SettledAsync(missed, Schedule("prompt"), null, CancellationToken.None);
            At(4, 10, 30);
            (await Come(Schedule("reminder", "ben"), 4)).ShouldBe(new NothingToSend("its question was never asked"));
            At(4, 11, 30);
            (await Come(Schedule("report"), 4)).ShouldBe(new NothingToSend("its question was never asked"));
            (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None)).ShouldBeNull();
            (await Bot.Say("/mentor cadence report")).Text().ShouldStartWith("Nothing came round in #general");

            // Who answers unasked is heard, and nobody is missing beside them.
            await Answer(5);
            At(5, 11);
            Read(await Come(Schedule("report"), 5)).Text().ShouldBe("Stand-up, Thursday 5 March\n==========================\n\nAna\n\n> Progress: Merged it\n> \n> Today: Test it\n\n[Answer]");
            (await Bot.Cadences.RoundAsync(1, March(5), CancellationToken.None))!.Missing.ShouldBeEmpty();
        }

        [Fact]
        public async Task ARoundBeginsWhenItsQuestionHasGoneOut()
        {
            await StandUp();
            await Bot.Press("cadence.join:1", "ben");
            At(4, 9, 30);
            await Come(Schedule("prompt"), 4);
            At(4, 10, 30);
            Read(await Come(Schedule("reminder", "ben"), 4)).Text().ShouldStartWith("The stand-up in #general waits for your answer for Wednesday 4 March, until 11:00.");
            At(4, 11);
            Read(await Come(Schedule("report"), 4)).Text().ShouldContain("No answer: Ben");
        }

        [Fact]
        public async Task ClosesAtItsTimeWhateverBecomesOfTheReport()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 11, 40);
            await Refuse(Schedule("report"), 4, Refusal.GaveUp);
            var round = (await Bot.Cadences.RoundAsync(1, March(4), CancellationToken.None))!;
            round.ClosedAt.ShouldBe(Instant.FromUtc(2026, 3, 4, 11, 0));
            round.Missing.ShouldBe([new RoundGap(Person("ben"), false)]);
        }

        [Fact]
        public async Task AWeeklyStatusCanBeReviewedWhereItsDraftCouldNotBeSent()
        {
            await SetUp();
            await Asked(6, cadence: 2);
            At(6, 16, 30);
            await Refuse(Schedule("draft", cadence: 2), 6, Refusal.DirectMessagesClosed);
            var report = await Bot.Say("/mentor cadence report");
            report.Text().ShouldContain("- Fri 6 Mar 2026, weekly status: 0 answered\n\n[Review the weekly status]");
            (await Bot.Open(report.Token("Review the weekly status"))).Title.ShouldBe("Weekly status");
        }

        [Fact]
        public async Task WhatIsAnsweredAfterTheWindowIsLateAlsoWhereTheDraftIsHeld()
        {
            await SetUp();
            await Asked(6, cadence: 2);
            At(8, 12);
            await Bot.Submit("cadence.answer:2:20260306", Some.Values(("week", "2 March"), ("summary", "Refunds"), ("risks", "None"), ("milestones", "Transfers")), user: "ben");
            (await Bot.Say("/mentor cadence report")).Text().ShouldContain("- Fri 6 Mar 2026, weekly status: 1 answered · late: Ben");
            At(9, 9);
            await Come(Schedule("draft", cadence: 2), 6);
            (await Bot.Cadences.RoundAsync(2, March(6), CancellationToken.None))!.ClosedAt.ShouldBe(Instant.FromUtc(2026, 3, 6, 16, 0));
            (await Bot.Say("/mentor cadence report last-week")).Text().ShouldContain("- Fri 6 Mar 2026, weekly status: 1 answered · late: Ben");
        }

        [Fact]
        public async Task ARoundThatAPauseCutShortIsNotOpenForEver()
        {
            await StandUp();
            await Asked(4);
            await Answer(4);
            (await Bot.Say("/mentor cadence report")).Text().ShouldContain("- Wed 4 Mar 2026, stand-up: 1 answered · still open");
            await Bot.Say("/mentor cadence pause");
            At(4, 11, 1);
            (await Bot.Say("/mentor cadence report")).Text().ShouldContain("- Wed 4 Mar 2026, stand-up: 1 answered\n");
        }

        [Fact]
        public async Task WhoSaysAfterwardsThatTheyWereAwayIsNotMissing()
        {
            await StandUp();
            await Asked(4);
            await Bot.Press("cadence.join:1", "ben");
            At(4, 11);
            Read(await Come(Schedule("report"), 4)).Text().ShouldContain("No answer: Ben");
            (await Bot.Say("/mentor cadence report")).Text().ShouldContain("- Wed 4 Mar 2026, stand-up: 0 answered · missing: Ben");
            At(4, 11, 30);
            await Bot.Say("/mentor away today", "ben");
            (await Bot.Say("/mentor cadence report")).Text().ShouldContain("- Wed 4 Mar 2026, stand-up: 0 answered · away: Ben");
            Read(await Compose(Schedule("report"), Bot.Schedules.Entries[0])).Text().ShouldBe("Stand-up, Wednesday 4 March\n===========================\n\nNobody has answered.\n\nAway: Ben\n\n[Answer]");
        }

        [Fact]
        public async Task WhoeverLooksAfterAWeeklyStatusFromNowOnHasItsDraftToo()
        {
            await SetUp();
            await Asked(6, cadence: 2);
            await Bot.Say("hello", "ben");
            At(6, 16, 30);
            await Bot.Say("/mentor cadence hand-over <@ben> weekly");
            var draft = Bot.Schedules.Entries.Single(entry => entry.Key.Kind == "draft");
            draft.Key.ShouldBe(new EntryKey(Schedule("draft", "ben", 2).Id, "draft", new PersonRecipient(Some.Team, Person("ben")), March(6)));
            Read(await Compose(Schedule("draft", "ben", 2), draft)).Text().ShouldBe("Your weekly status\n==================\n\nNobody wrote anything this week that the weekly status in #general could be drafted from. You can write it yourself, or leave it.\n\n[Write it]  [Leave it this week]");
        }

        [Fact]
        public async Task AWeekThatIsApprovedIsDraftedForNobodyAnew()
        {
            await SetUp();
            await Asked(6, cadence: 2);
            await Bot.Say("hello", "ben");
            At(6, 16, 30);
            await Bot.Cadences.ApproveAsync(2, March(6), new ApprovedWords(Some.Values(("summary", "Refunds")), Person("ana"), Instant.FromUtc(2026, 3, 6, 16, 20)), CancellationToken.None);
            await Bot.Say("/mentor cadence hand-over <@ben> weekly");
            Bot.Schedules.Entries.ShouldNotContain(entry => entry.Key.Kind == "draft");
        }
    }
}
