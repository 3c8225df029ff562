using MentorBot.Core.Features.Plans;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>Plans that have days.</summary>
public sealed partial class PlanClockTests
{
    [Fact]
    public void CountsThirtyCalendarDaysAndNudgesOnTheWorkingOnes()
    {
        var person = new Person(Thirty, March(2));
        var days = person.LiveThrough(2, 31);
        days.Length.ShouldBe(22);
        days[..6].ShouldBe(["2: 1", "3: 2", "4: 3", "5: 4", "6: 5", "9: 8"]);
        days[^1].ShouldBe("31: 30");
        person.On(new LocalDate(2026, 4, 1)).IsOver.ShouldBeTrue();
    }

    [Fact]
    public void BringsTheNthNudgeOfTheStepOnItsNthWorkingDay()
    {
        var person = new Person(Thirty, March(2));
        var nths = new List<string>();
        for (var date = March(2); date <= March(31); date = date.PlusDays(1))
        {
            if (person.Calendar.IsAtWork(date) && person.Come(date) is { Part: { } part } day)
            {
                person.Done(part, date);
                nths.Add($"{PlanClock.StepOf(Thirty, part)}.{day.Nth}");
            }
        }

        // The steps end on the days 3, 6, 9, 17, 23, 27 and 30; the 2nd is day 1.
        string.Join(' ', nths).ShouldBe("1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 4.2 4.3 4.4 4.5 4.6 5.1 5.2 5.3 5.4 6.1 6.2 6.3 7.1 7.2");
    }

    [Fact]
    public void IsLengthenedByAWeekOffDayForDay()
    {
        var person = new Person(Thirty, March(2)) { Away = new Absence(March(9), March(15)) };
        var days = person.LiveThrough(2, 31);
        days[4..6].ShouldBe(["6: 5", "16: 8"]);
        days[^1].ShouldBe("31: 23");
        person.On(new LocalDate(2026, 4, 7)).Part.ShouldBe(30);
        person.On(new LocalDate(2026, 4, 8)).IsOver.ShouldBeTrue();
    }

    [Fact]
    public void ASkippedDayOfThirtyComesBackWithItsOwnNudge()
    {
        var person = new Person(Thirty, March(2));
        person.LiveThrough(2, 5);
        person.Come(March(6)).ShouldBe(new PlanDay(5, null, 2));
        person.Skip(5, March(6));
        person.Come(March(9)).ShouldBe(new PlanDay(5, null, 2));
        person.Done(5, March(9));
        person.Come(March(10)).ShouldBe(new PlanDay(6, null, 3));
    }

    [Fact]
    public void OffersAStepOfThirtyOnceMoreOnTheFirstDayOfTheNextOne()
    {
        var person = new Person(Thirty, March(2));
        person.Come(March(2)).ShouldBe(new PlanDay(1, null, 1));
        person.Come(March(3)).ShouldBe(new PlanDay(2, null, 2));
        person.Come(March(4)).ShouldBe(new PlanDay(3, null, 3));
        person.Come(March(5)).ShouldBe(new PlanDay(4, 3, 1));
        person.Come(March(6)).ShouldBe(new PlanDay(5, null, 2));
    }

    [Fact]
    public void ADayDoneIsEnoughForTheStep()
    {
        var person = new Person(Thirty, March(2));
        person.Come(March(2));
        person.Done(1, March(2));
        person.Come(March(3));
        person.Come(March(4));
        person.Come(March(5)).ShouldBe(new PlanDay(4, null, 1));
    }

    [Fact]
    public void NoStepOfThirtyGoesByWithoutAWorkedDay()
    {
        var person = new Person(Thirty, March(2)) { DaysOff = [March(9), March(10), March(30), March(31)] };
        person.LiveThrough(2, 12).ShouldBe(["2: 1", "3: 2", "4: 3", "5: 4", "6: 5", "11: 9", "12: 10"]);
        person.On(March(11)).Nth.ShouldBe(1);
        new Person(Thirty, March(2)) { DaysOff = [March(30), March(31)] }.On(new LocalDate(2026, 4, 1)).Part.ShouldBe(30);
        new Person(Thirty, March(2)) { DaysOff = [March(30), March(31)] }.On(new LocalDate(2026, 4, 2)).IsOver.ShouldBeTrue();
    }

    [Fact]
    public void APauseStopsTheCountAndTheDayThatCameStays()
    {
        var person = new Person(Thirty, March(2));
        person.LiveThrough(2, 3);
        person.Mark(MarkKind.Paused, 0, March(3));
        person.Mark(MarkKind.Resumed, 0, March(12));
        person.LiveThrough(12, 13).ShouldBe(["12: 3", "13: 4"]);
    }

    [Fact]
    public void WhatCameStaysWhatItWasWhenTheCalendarChanges()
    {
        var away = new Person(Thirty, March(2)) { Away = new Absence(March(4), March(6)) };
        away.LiveThrough(2, 10).ShouldBe(["2: 1", "3: 2", "9: 5", "10: 6"]);
        away.Away = null;
        away.On(March(11)).Part.ShouldBe(7);
    }
}
