using System.Collections.Immutable;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>What each day brings of a plan. In March 2026 the 2nd is a Monday.</summary>
public sealed partial class PlanClockTests
{
    private static readonly ContentPack Pack = ContentLoader.Load(Repository.Data).Pack!;
    private static readonly Plan Seven = Pack.Find<Plan>("senior-in-7-days")!;
    private static readonly Plan Thirty = Pack.Find<Plan>("weakness-to-strength-30")!;

    [Fact]
    public void TakesAStepAWorkingDayAndLeavesTheWeekendOut()
    {
        var person = new Person(Seven, March(2));
        person.LiveThrough(2, 10).ShouldBe(["2: 1", "3: 2", "4: 3", "5: 4", "6: 5", "9: 6", "10: 7"]);
        person.On(March(11)).IsOver.ShouldBeTrue();
    }

    [Fact]
    public void BringsNothingBeforeItsFirstDay()
    {
        var person = new Person(Seven, March(4));
        person.On(March(3)).ShouldBe(PlanDay.Nothing);
        person.On(March(4)).Part.ShouldBe(1);
    }

    [Fact]
    public void BeginsOnTheFirstWorkingDayWhereItWasToBeginOnAWeekend()
    {
        foreach (var plan in (Plan[])[Seven, Thirty])
        {
            var person = new Person(plan, March(7));
            person.LiveThrough(7, 10).ShouldBe(["9: 1", "10: 2"]);
        }
    }

    [Fact]
    public void LeavesHolidaysOut()
    {
        var person = new Person(Seven, March(2)) { DaysOff = [March(4)] };
        person.LiveThrough(2, 11).ShouldBe(["2: 1", "3: 2", "5: 3", "6: 4", "9: 5", "10: 6", "11: 7"]);
    }

    [Fact]
    public void KeepsTheRemainingStepsOfSomebodyWhoIsAway()
    {
        var person = new Person(Seven, March(2)) { Away = new Absence(March(4), March(10)) };
        person.LiveThrough(2, 17).ShouldBe(["2: 1", "3: 2", "11: 3", "12: 4", "13: 5", "16: 6", "17: 7"]);
    }

    [Fact]
    public void FollowsAWorkWeekThatBeginsOnSunday()
    {
        var person = new Person(Seven, March(5)) { WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] };
        person.LiveThrough(5, 9).ShouldBe(["5: 1", "8: 2", "9: 3"]);
    }

    [Fact]
    public void MovesTheRestByAWorkingDayWhereADayIsSkipped()
    {
        var person = new Person(Seven, March(5));
        person.LiveThrough(5, 5).ShouldBe(["5: 1"]);
        person.Come(March(6)).ShouldBe(new PlanDay(2, null));
        person.Skip(2, March(6));
        person.LiveThrough(7, 11).ShouldBe(["9: 2", "10: 3", "11: 4"]);
    }

    [Fact]
    public void ASkipBeforeTheNudgeMovesItToo()
    {
        var person = new Person(Seven, March(2));
        person.Skip(1, March(2));
        person.LiveThrough(3, 4).ShouldBe(["3: 1", "4: 2"]);
    }

    [Fact]
    public void SkippingDayAfterDayLosesNothing()
    {
        var person = new Person(Seven, March(2));
        for (var day = 2; day <= 6; day++)
        {
            person.Come(March(day)).Part.ShouldBe(1);
            person.Skip(1, March(day));
        }

        person.LiveThrough(9, 10).ShouldBe(["9: 1", "10: 2"]);
    }

    [Fact]
    public void OffersAnOpenStepOnceMoreBesideTheNextOne()
    {
        var person = new Person(Seven, March(2));
        person.Come(March(2)).ShouldBe(new PlanDay(1, null));
        person.Come(March(3)).ShouldBe(new PlanDay(2, 1));
        person.Come(March(4)).ShouldBe(new PlanDay(3, 2));
        person.Done(3, March(4));
        person.Come(March(5)).ShouldBe(new PlanDay(4, null));
    }

    [Fact]
    public void AStepThatIsDoneOnTheSecondDayIsStillWhatThatDayBrought()
    {
        var person = new Person(Seven, March(2));
        person.Come(March(2));
        person.Come(March(3));
        person.Done(1, March(3));
        person.On(March(3)).ShouldBe(new PlanDay(2, 1));
        person.Done(2, March(3));
        person.On(March(3)).ShouldBe(new PlanDay(2, 1));
        person.On(March(4)).ShouldBe(new PlanDay(3, null));
    }

    [Fact]
    public void BothComeBackWhereTheDayThatHadTwoIsSkipped()
    {
        var person = new Person(Seven, March(2));
        person.Come(March(2));
        person.Come(March(3)).ShouldBe(new PlanDay(2, 1));
        person.Skip(2, March(3));
        person.Come(March(4)).ShouldBe(new PlanDay(2, 1));
        person.Come(March(5)).ShouldBe(new PlanDay(3, 2));
    }

    [Fact]
    public void OffersTheLastStepOnceMoreBeforeItEnds()
    {
        var person = new Person(Seven, March(2));
        person.LiveThrough(2, 9);
        person.Come(March(10)).ShouldBe(new PlanDay(7, null));
        person.Come(March(11)).ShouldBe(new PlanDay(null, 7));
        person.On(March(12)).IsOver.ShouldBeTrue();
    }

    [Fact]
    public void AStepThatIsDoneBeforeItsNudgeIsTheOneOfThatDay()
    {
        var person = new Person(Seven, March(2));
        person.Done(1, March(2));
        person.On(March(2)).Part.ShouldBe(1);
        person.On(March(3)).Part.ShouldBe(2);
    }

    [Fact]
    public void EndsWithTheDayOnWhichTheLastOpenStepIsDone()
    {
        var person = new Person(Seven, March(2));
        person.LiveThrough(2, 9);
        person.Come(March(10));
        person.EndsWith(March(10)).ShouldBeFalse();
        person.Done(7, March(10));
        person.EndsWith(March(10)).ShouldBeTrue();
    }

    [Fact]
    public void DoesNotEndWhileAnEarlierStepCanStillBeDone()
    {
        var person = new Person(Seven, March(2));
        person.LiveThrough(2, 6);
        person.Come(March(9));
        person.Come(March(10)).ShouldBe(new PlanDay(7, 6));
        person.Done(7, March(10));
        person.EndsWith(March(10)).ShouldBeFalse();
        person.Done(6, March(10));
        person.EndsWith(March(10)).ShouldBeTrue();
    }

    [Fact]
    public void NothingComesToSomebodyWhoNeverWorks()
    {
        foreach (var plan in (Plan[])[Seven, Thirty])
        {
            new Person(plan, March(2)) { WorkingDays = [] }.On(March(9)).ShouldBe(PlanDay.Nothing);
        }
    }

    [Fact]
    public void KnowsTheStepOfEveryDay()
    {
        string.Concat(Enumerable.Range(1, 7).Select(part => PlanClock.StepOf(Seven, part))).ShouldBe("1234567");
        string.Concat(Enumerable.Range(1, 30).Select(part => PlanClock.StepOf(Thirty, part))).ShouldBe("111222333444444445555556666777");
    }

    private static LocalDate March(int day) => new(2026, 3, day);

    /// <summary>Somebody who lives through a plan day by day.</summary>
    private sealed class Person(Plan plan, LocalDate firstDay)
    {
        private Enrolment _enrolment = new(
            1,
            new PersonId(1),
            Some.General,
            plan.Id,
            plan.Title,
            plan.Written,
            ImmutableDictionary<string, string>.Empty,
            firstDay,
            new LocalTime(9, 30),
            EnrolmentState.Running,
            Instant.FromUtc(2026, 3, 1, 0, 0),
            EndedAt: null,
            Marks: []);

        public ImmutableHashSet<IsoDayOfWeek> WorkingDays { get; init; } = WorkCalendar.MondayToFriday;

        public LocalDate[] DaysOff { get; init; } = [];

        public Absence? Away { get; set; }

        public WorkCalendar Calendar => new()
        {
            WorkingDays = WorkingDays,
            Holidays = new Holidays([], [], DaysOff.ToDictionary(date => date, _ => "Day off"), ImmutableHashSet<LocalDate>.Empty),
            Absences = Away is { } away ? [away] : [],
        };

        private PlanClock Clock => new(plan, _enrolment, Calendar);

        public PlanDay On(LocalDate date) => Clock.On(date);

        public bool EndsWith(LocalDate date) => Clock.EndsWith(date);

        /// <summary>What a date brings, once it has reached the person.</summary>
        public PlanDay Come(LocalDate date)
        {
            var day = On(date);
            foreach (var part in new[] { day.Part, day.Again }.OfType<int>())
            {
                Mark(MarkKind.Offered, part, date);
            }

            return day;
        }

        public void Done(int part, LocalDate date) => Mark(MarkKind.Done, part, date);

        public void Skip(int part, LocalDate date) => Mark(MarkKind.Skipped, part, date);

        public void Mark(MarkKind kind, int part, LocalDate date) =>
            _enrolment = _enrolment with { Marks = _enrolment.Marks.Add(new PlanMark(kind, part, date, Instant.FromUtc(2026, 3, 1, 0, _enrolment.Marks.Length))) };

        /// <summary>Does all that comes on the working days of March from one day to another, each as "day: part".</summary>
        public string[] LiveThrough(int from, int to)
        {
            var lived = new List<string>();
            for (var day = from; day <= to; day++)
            {
                if (Calendar.IsAtWork(March(day)) && Come(March(day)) is { Part: { } part })
                {
                    Done(part, March(day));
                    lived.Add($"{day}: {part}");
                }
            }

            return [.. lived];
        }
    }
}
