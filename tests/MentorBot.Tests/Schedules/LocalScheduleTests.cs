using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class LocalScheduleTests
{
    [Theory]

    // Both switches of Berlin: 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00.
    [InlineData("Europe/Berlin", "2026-03-28", "02:30", "2026-03-28T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-30", "02:30", "2026-03-30T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24", "02:30", "2026-10-24T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-26", "02:30", "2026-10-26T01:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28", "09:00", "2026-03-28T08:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "09:00", "2026-03-29T07:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "09:00", "2026-10-25T08:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-26", "09:00", "2026-10-26T08:00:00Z")]

    // New York: 2026-03-08 and 2026-11-01.
    [InlineData("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z")]

    // Lord Howe moves by half an hour: 2026-10-04 02:00 becomes 02:30, 2026-04-05 02:00 becomes 01:30.
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03T15:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z")]

    // Nuuk: 2026-03-28 23:00 becomes midnight, so the instant is on the 29th and the date stays the 28th.
    [InlineData("America/Nuuk", "2026-03-28", "22:59", "2026-03-29T00:59:00Z")]
    [InlineData("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:00:00Z")]
    [InlineData("America/Nuuk", "2026-03-29", "00:00", "2026-03-29T01:00:00Z")]
    [InlineData("America/Nuuk", "2026-03-29", "23:30", "2026-03-30T00:30:00Z")]

    // Cairo: the last Friday of April at midnight; back on the last Thursday of October at 24:00.
    [InlineData("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00:00Z")]
    [InlineData("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30:00Z")]

    // Casablanca goes back by an hour for Ramadan: 2026-02-15 03:00 becomes 02:00, 2026-03-22 02:00 becomes 03:00.
    [InlineData("Africa/Casablanca", "2026-02-14", "09:00", "2026-02-14T08:00:00Z")]
    [InlineData("Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30:00Z")]
    [InlineData("Africa/Casablanca", "2026-02-15", "09:00", "2026-02-15T09:00:00Z")]
    [InlineData("Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T02:00:00Z")]
    [InlineData("Africa/Casablanca", "2026-03-22", "09:00", "2026-03-22T08:00:00Z")]

    // Troll moves by two hours: 2026-03-29 01:00 becomes 03:00, 2026-10-25 03:00 becomes 01:00.
    [InlineData("Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T01:00:00Z")]
    [InlineData("Antarctica/Troll", "2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Antarctica/Troll", "2026-10-25", "02:30", "2026-10-25T00:30:00Z")]

    // Chatham: 2026-09-27 02:45 becomes 03:45, 2026-04-05 03:45 becomes 02:45.
    [InlineData("Pacific/Chatham", "2026-09-27", "02:30", "2026-09-26T13:45:00Z")]
    [InlineData("Pacific/Chatham", "2026-09-27", "03:00", "2026-09-26T14:00:00Z")]
    [InlineData("Pacific/Chatham", "2026-04-05", "03:00", "2026-04-04T13:15:00Z")]

    // Apia had no 30 December 2011.
    [InlineData("Pacific/Apia", "2011-12-29", "23:30", "2011-12-30T09:30:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "00:00", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "09:00", "2011-12-30T19:00:00Z")]

    // Kwajalein had no 21 August 1993 (tzdb; the 20th in older versions).
    [InlineData("Pacific/Kwajalein", "1993-08-21", "09:00", "1993-08-21T12:00:00Z")]

    // São Paulo skipped midnight until 2018: 2017-10-15 00:00 became 01:00; 2018-02-18 00:00 became 23:00.
    [InlineData("America/Sao_Paulo", "2017-10-15", "00:00", "2017-10-15T03:00:00Z")]
    [InlineData("America/Sao_Paulo", "2017-10-15", "00:30", "2017-10-15T03:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-17", "23:30", "2018-02-18T01:30:00Z")]
    public void FiresAtTheDocumentedInstant(string zone, string date, string time, string instant)
    {
        var schedule = new LocalSchedule(
            Recurrence.Of("FREQ=DAILY"), new LocalDate(1990, 1, 1), LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value, DateTimeZoneProviders.Tzdb[zone]);

        var next = schedule.Next(Date(date));

        next.ShouldBe(new Occurrence(Date(date), InstantPattern.General.Parse(instant).Value));
    }

    [Fact]
    public void KeepsTheDatesApartThatAClockChangePutsOnOneInstant()
    {
        var schedule = new LocalSchedule(Recurrence.Of("FREQ=DAILY"), new LocalDate(2011, 12, 1), LocalTime.Midnight, DateTimeZoneProviders.Tzdb["Pacific/Apia"]);

        schedule.From(Date("2011-12-30")).Take(2).Select(one => (one.Date.Day, one.At)).ShouldBe(
        [
            (30, Instant.FromUtc(2011, 12, 30, 10, 0)),
            (31, Instant.FromUtc(2011, 12, 30, 10, 0)),
        ]);
    }

    [Fact]
    public void GivesTheOccurrencesAfterAnInstant()
    {
        var schedule = new LocalSchedule(Recurrence.Of("FREQ=WEEKLY;BYDAY=MO"), new LocalDate(2026, 1, 1), new LocalTime(9, 0), DateTimeZoneProviders.Tzdb["Europe/Berlin"]);

        schedule.After(Instant.FromUtc(2026, 11, 23, 7, 59)).First().Date.ShouldBe(Date("2026-11-23"));
        schedule.After(Instant.FromUtc(2026, 11, 23, 8, 0)).First().Date.ShouldBe(Date("2026-11-30"));
    }

    [Fact]
    public void HasNoNextOccurrenceOnceItsRuleHasEnded() =>
        new LocalSchedule(Recurrence.Of("FREQ=DAILY;COUNT=2"), new LocalDate(2026, 1, 1), new LocalTime(9, 0), DateTimeZone.Utc).Next(Date("2026-01-03")).ShouldBeNull();

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
