using System.Collections.Concurrent;
using System.Diagnostics;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.TimeZones;
using Xunit.Abstractions;

namespace MentorBot.Tests.Schedules;

public class ZoneSweepTests(ITestOutputHelper output)
{
    private const long SecondsOfADay = 86_400;

    private static readonly LocalDate First = new(2024, 1, 1);
    private static readonly LocalDate Last = new(2035, 12, 31);
    private static readonly LocalTime[] Times = [new(0, 0), new(2, 30), new(9, 0), new(23, 30)];

    [Fact]
    public void FiresOnceADateAtTheDocumentedInstantInEveryZone()
    {
        var watch = Stopwatch.StartNew();
        var wrong = new ConcurrentQueue<string>();
        var checkedCount = 0L;
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        Parallel.ForEach(ids, id =>
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            foreach (var time in Times)
            {
                Interlocked.Add(ref checkedCount, Check(zone, time, First, Last, wrong.Enqueue));
            }
        });

        wrong.Take(20).ShouldBeEmpty();
        checkedCount.ShouldBe(ids.Count * Times.Length * (Period.DaysBetween(First, Last) + 1L));
        output.WriteLine($"{ids.Count} zones of tzdb {TzdbDateTimeZoneSource.Default.VersionId}, {checkedCount:N0} occurrences, {watch.Elapsed.TotalSeconds:F1} s");
    }

    [Theory]
    [InlineData("Pacific/Apia", 2011)]
    [InlineData("Pacific/Kwajalein", 1993)]
    [InlineData("America/Sao_Paulo", 2017)]
    [InlineData("Asia/Gaza", 2023)]
    [InlineData("Africa/Monrovia", 1972)]
    [InlineData("Europe/Warsaw", 1940)]
    public void FiresOnceADateInYearsWithOddChanges(string id, int year)
    {
        var wrong = new List<string>();
        foreach (var time in Times)
        {
            Check(DateTimeZoneProviders.Tzdb[id], time, new LocalDate(year, 1, 1), new LocalDate(year, 12, 31), wrong.Add);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void LeadsFromInstantToInstantWithoutLosingOrRepeatingADate()
    {
        foreach (var id in (string[])["Europe/Berlin", "America/Nuuk", "Africa/Casablanca", "Antarctica/Troll", "Australia/Lord_Howe", "Pacific/Chatham"])
        {
            var schedule = new LocalSchedule(Recurrence.Of("FREQ=DAILY"), First, new LocalTime(23, 30), DateTimeZoneProviders.Tzdb[id]);
            var date = First;
            var instant = schedule.At(First) - Duration.Epsilon;
            for (var day = 0; day < 800; day++, date = date.PlusDays(1))
            {
                var next = schedule.After(instant).First();
                next.Date.ShouldBe(date, id);
                instant = next.At;
            }
        }
    }

    /// <summary>
    /// Compares a daily schedule with a walk through the zone's intervals in plain seconds: a local time belongs to the first
    /// interval that holds it or, where none does, to the begin of the next one.
    /// </summary>
    private static long Check(DateTimeZone zone, LocalTime time, LocalDate first, LocalDate last, Action<string> report)
    {
        var intervals = zone.GetZoneIntervals(Noon(first.PlusDays(-3)), Noon(last.PlusDays(3)))
            .Select(interval => (
                Start: interval.HasStart ? interval.Start.ToUnixTimeSeconds() : long.MinValue / 2,
                End: interval.HasEnd ? interval.End.ToUnixTimeSeconds() : long.MaxValue / 2,
                Offset: (long)interval.WallOffset.Seconds))
            .ToArray();
        var date = first;
        var local = Noon(first).ToUnixTimeSeconds() - (SecondsOfADay / 2) + (time.TickOfDay / NodaConstants.TicksPerSecond);
        var current = 0;
        var count = 0L;
        foreach (var occurrence in new LocalSchedule(Recurrence.Of("FREQ=DAILY"), first, time, zone).From(first).TakeWhile(one => one.Date <= last))
        {
            while (intervals[current].End + intervals[current].Offset <= local)
            {
                current++;
            }

            var (start, _, offset) = intervals[current];
            var expected = Math.Max(local - offset, start);
            if (occurrence.Date != date || occurrence.At.ToUnixTimeTicks() != expected * NodaConstants.TicksPerSecond)
            {
                report($"{zone.Id} {date} {time}: {occurrence} instead of {Instant.FromUnixTimeSeconds(expected)}");
            }

            date = date.PlusDays(1);
            local += SecondsOfADay;
            count++;
        }

        return count;
    }

    private static Instant Noon(LocalDate date) => date.At(new LocalTime(12, 0)).InUtc().ToInstant();
}
