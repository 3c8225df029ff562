using FsCheck;
using FsCheck.Fluent;
using MentorBot.Core.Schedules;
using Microsoft.FSharp.Core;
using NodaTime;

namespace MentorBot.Tests.Schedules;

public class RecurrencePropertyTests
{
    private const int DaysToWalk = 1_200;

    private static readonly LocalDate Epoch = new(2024, 1, 1);

    private static readonly Arbitrary<Case> Cases = Arb.From(
        from text in Rules()
        from start in Gen.Choose(0, 800)
        from ahead in Gen.Choose(-30, DaysToWalk - 1)
        select new Case(text, Epoch.PlusDays(start), ahead));

    [Fact]
    public void FindsTheSameDatesAsAWalkFromDayToDay() => Holds(1_000, one =>
    {
        var rule = Recurrence.Of(one.Rule);
        var end = one.Start.PlusDays(DaysToWalk);

        rule.Dates(one.Start, one.Start).TakeWhile(date => date < end).ShouldBe(new NaiveRecurrence(rule).Walk(one.Start, end), one.ToString());
    });

    [Fact]
    public void FindsTheSameNextDateAsAWalkFromDayToDay() => Holds(1_000, one =>
    {
        var rule = Recurrence.Of(one.Rule);
        var from = one.Start.PlusDays(one.Ahead);
        var end = one.Start.PlusDays(DaysToWalk);
        var walked = new NaiveRecurrence(rule).Walk(one.Start, end).Where(date => date >= from).Select(date => (LocalDate?)date).FirstOrDefault();

        var next = rule.Next(one.Start, from);
        (next < end ? next : null).ShouldBe(walked, one.ToString());
    });

    [Fact]
    public void ReadsBackWhatItWrites() => Holds(1_000, one =>
    {
        var rule = Recurrence.Of(one.Rule);

        Recurrence.Of(rule.ToString()).ShouldBe(rule);
        Recurrence.Of(rule.ToString()).ToString().ShouldBe(rule.ToString());
    });

    [Fact]
    public void HoldsForAnyTextWithoutThrowing() =>
        Check.One(Settings(2_000), Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Elements("FREQ", "=", ";", "DAILY", "MONTHLY", "BYDAY", "-1", "MO", ",", "99999999999", "UNTIL", " ", "é", "\n"))), words =>
        {
            var (rule, problem) = Recurrence.Parse(string.Concat(words));
            return (rule is null) != (problem is null);
        }));

    private static void Holds(int times, Action<Case> check) => Check.One(Settings(times), Prop.ForAll(Cases, check));

    private static Config Settings(int times) => Config.QuickThrowOnFailure
        .WithMaxTest(times)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_261_122), FSharpOption<int>.None)));

    private static Gen<string> Rules() =>
        from frequency in Gen.Elements("DAILY", "WEEKLY", "MONTHLY")
        from interval in Gen.Choose(1, 5)
        from days in Gen.ArrayOf(Gen.Elements("MO", "TU", "WE", "TH", "FR", "SA", "SU"), 3)
        from nths in Gen.ArrayOf(Gen.Choose(-5, 5), 3)
        from dayCount in Gen.Choose(0, 3)
        from monthDays in Gen.ArrayOf(Gen.OneOf(Gen.Choose(1, 31), Gen.Choose(28, 31), Gen.Choose(-31, -1)), 3)
        from monthDayCount in Gen.Choose(0, 3)
        from positions in Gen.ArrayOf(Gen.Elements(1, 2, 3, -1, -2), 2)
        from positionCount in Gen.Choose(0, 2)
        from end in Gen.Elements(string.Empty, string.Empty, ";COUNT=7", ";COUNT=40", ";UNTIL=20250630")
        from weekStart in Gen.Elements(string.Empty, ";WKST=SU", ";WKST=WE")
        let byDay = days.Zip(nths, (day, nth) => frequency == "MONTHLY" && nth != 0 ? nth + day : day).Take(dayCount).ToList()
        let byMonthDay = frequency == "WEEKLY" ? [] : monthDays.Take(monthDayCount).ToList()
        let bySetPos = byDay.Count + byMonthDay.Count == 0 ? [] : positions.Take(positionCount).ToList()
        select $"FREQ={frequency};INTERVAL={interval}{List("BYDAY", byDay)}{List("BYMONTHDAY", byMonthDay)}{List("BYSETPOS", bySetPos)}{end}{weekStart}";

    private static string List<T>(string name, List<T> values) => values.Count == 0 ? string.Empty : $";{name}={string.Join(',', values)}";

    private sealed record Case(string Rule, LocalDate Start, int Ahead);

    /// <summary>Asks of each day in turn whether it matches, without any of the arithmetic of the class under test.</summary>
    private sealed class NaiveRecurrence(Recurrence rule)
    {
        public List<LocalDate> Walk(LocalDate start, LocalDate end)
        {
            var dates = new List<LocalDate>();
            for (var date = start; date < end && dates.Count < (rule.Count ?? int.MaxValue) && (rule.Until is not { } until || date <= until); date = date.PlusDays(1))
            {
                if (Chosen(date, start))
                {
                    dates.Add(date);
                }
            }

            return dates;
        }

        private bool Chosen(LocalDate date, LocalDate start)
        {
            if (!Matches(date, start))
            {
                return false;
            }

            if (rule.BySetPos.IsEmpty)
            {
                return true;
            }

            var period = Enumerable.Range(-31, 63).Select(date.PlusDays).Where(other => SamePeriod(other, date) && Matches(other, start)).ToList();
            var index = period.IndexOf(date);
            return rule.BySetPos.Contains(index + 1) || rule.BySetPos.Contains(index - period.Count);
        }

        private bool Matches(LocalDate date, LocalDate start)
        {
            var length = date.Calendar.GetDaysInMonth(date.Year, date.Month);
            var onDay = rule.ByDay.Any(day => day.Day == date.DayOfWeek
                && (day.Nth == 0 || day.Nth == 1 + ((date.Day - 1) / 7) || day.Nth == -1 - ((length - date.Day) / 7)));
            var onMonthDay = rule.ByMonthDay.Any(day => Falls(day, date.Day, length));
            var fallback = rule.Frequency switch
            {
                Frequency.Daily => true,
                Frequency.Weekly => date.DayOfWeek == start.DayOfWeek,
                _ => Falls(start.Day, date.Day, length),
            };
            return InInterval(date, start)
                && (rule.ByDay.IsEmpty || onDay)
                && (rule.ByMonthDay.IsEmpty || onMonthDay)
                && (!rule.ByDay.IsEmpty || !rule.ByMonthDay.IsEmpty || fallback);
        }

        private static bool Falls(int wanted, int day, int length) =>
            wanted == day || wanted == day - length - 1 || (wanted > length && day == length);

        private bool InInterval(LocalDate date, LocalDate start) => rule.Frequency switch
        {
            Frequency.Daily => (date - start).Days >= 0 ? Period.DaysBetween(start, date) % rule.Interval == 0 : true,
            Frequency.Weekly => Period.DaysBetween(WeekOf(start), WeekOf(date)) / 7 % rule.Interval == 0,
            _ => ((date.Year - start.Year) * 12 + date.Month - start.Month) % rule.Interval == 0,
        };

        private bool SamePeriod(LocalDate one, LocalDate other) => rule.Frequency switch
        {
            Frequency.Daily => one == other,
            Frequency.Weekly => WeekOf(one) == WeekOf(other),
            _ => (one.Year, one.Month) == (other.Year, other.Month),
        };

        private LocalDate WeekOf(LocalDate date)
        {
            while (date.DayOfWeek != rule.WeekStart)
            {
                date = date.PlusDays(-1);
            }

            return date;
        }
    }
}
