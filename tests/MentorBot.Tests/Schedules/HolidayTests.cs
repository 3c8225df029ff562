using MentorBot.Core.Content;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Tests.Schedules;

public class HolidayTests
{
    private const string Germany2024 = "01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26";
    private const string Germany2025 = "01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26";
    private const string Germany2026 = "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26";
    private const string Germany2027 = "01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26";
    private const string Germany2028 = "01-01 04-14 04-17 05-01 05-25 06-05 10-03 12-25 12-26";

    [Theory]
    [InlineData("DE", 2024, Germany2024)]
    [InlineData("DE", 2025, Germany2025)]
    [InlineData("DE", 2026, Germany2026)]
    [InlineData("DE", 2027, Germany2027)]
    [InlineData("DE", 2028, Germany2028)]
    [InlineData("ES", 2024, "01-01 01-06 03-29 05-01 08-15 10-12 11-01 12-06 12-08 12-25")]
    [InlineData("ES", 2025, "01-01 01-06 04-18 05-01 08-15 10-12 11-01 12-06 12-08 12-25")]
    [InlineData("ES", 2026, "01-01 01-06 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25")]
    [InlineData("ES", 2027, "01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25")]
    [InlineData("ES", 2028, "01-01 01-06 04-14 05-01 08-15 10-12 11-01 12-06 12-08 12-25")]
    [InlineData("FR", 2024, "01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR", 2025, "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR", 2027, "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR", 2028, "01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25")]
    [InlineData("FR-ALSACE-MOSELLE", 2026, "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26")]
    public void KnowsTheHolidaysOfACountry(string code, int year, string expected) => Days(code, year).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("DE-BW", "01-06 06-04 11-01")]
    [InlineData("DE-BY", "01-06 06-04 11-01")]
    [InlineData("DE-BY-CATHOLIC", "01-06 06-04 08-15 11-01")]
    [InlineData("DE-BE", "03-08")]
    [InlineData("DE-BB", "04-05 05-24 10-31")]
    [InlineData("DE-HB", "10-31")]
    [InlineData("DE-HH", "10-31")]
    [InlineData("DE-HE", "06-04")]
    [InlineData("DE-MV", "03-08 10-31")]
    [InlineData("DE-NI", "10-31")]
    [InlineData("DE-NW", "06-04 11-01")]
    [InlineData("DE-RP", "06-04 11-01")]
    [InlineData("DE-SL", "06-04 08-15 11-01")]
    [InlineData("DE-SN", "10-31 11-18")]
    [InlineData("DE-ST", "01-06 10-31")]
    [InlineData("DE-SH", "10-31")]
    [InlineData("DE-TH", "09-20 10-31")]
    public void KnowsWhatEachLandHasBesides(string code, string besides2026) =>
        Days(code, 2026).ShouldBe([.. Germany2026.Split(' ').Concat(besides2026.Split(' ')).Order(StringComparer.Ordinal)]);

    [Theory]
    [InlineData("DE-HE", 2024, "05-30")]
    [InlineData("DE-HE", 2025, "06-19")]
    [InlineData("DE-HE", 2027, "05-27")]
    [InlineData("DE-HE", 2028, "06-15")]
    [InlineData("DE-SN", 2024, "10-31 11-20")]
    [InlineData("DE-SN", 2025, "10-31 11-19")]
    [InlineData("DE-SN", 2027, "10-31 11-17")]
    [InlineData("DE-SN", 2028, "10-31 11-22")]
    [InlineData("DE-BE", 2018, "")]
    [InlineData("DE-BE", 2024, "03-08")]
    [InlineData("DE-BE", 2025, "03-08 05-08")]
    [InlineData("DE-BE", 2028, "03-08 06-17")]
    [InlineData("DE-MV", 2022, "10-31")]
    [InlineData("DE-MV", 2024, "03-08 10-31")]
    [InlineData("DE-HH", 2017, "10-31")]
    [InlineData("DE-BW", 2017, "01-06 06-15 10-31 11-01")]
    [InlineData("DE-NI", 2016, "")]
    public void KnowsSinceWhenALandHasADayAndWhatItHadOnce(string code, int year, string besides) =>
        Days(code, year).Except(Days("DE", year).Where(day => day != "10-31"))
            .ShouldBe(besides.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("GB-EAW", 2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27")]
    [InlineData("GB-EAW", 2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26")]
    [InlineData("GB-EAW", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")]
    [InlineData("GB-EAW", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("GB-EAW", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")]
    [InlineData("GB-EAW", 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    [InlineData("GB-EAW", 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26")]
    [InlineData("GB-EAW", 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData("GB-EAW", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData("GB-EAW", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("GB-EAW", 2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26")]
    [InlineData("GB-SCT", 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27")]
    [InlineData("GB-SCT", 2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26")]
    [InlineData("GB-SCT", 2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26")]
    [InlineData("GB-SCT", 2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26")]
    [InlineData("GB-SCT", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28")]
    [InlineData("GB-SCT", 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28")]
    [InlineData("GB-SCT", 2028, "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26")]
    [InlineData("GB-NIR", 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26")]
    [InlineData("GB-NIR", 2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26")]
    [InlineData("GB-NIR", 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28")]
    [InlineData("GB-NIR", 2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28")]
    [InlineData("GB-NIR", 2028, "01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26")]
    [InlineData("US", 2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData("US", 2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26")]
    [InlineData("US", 2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    [InlineData("US", 2024, "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25")]
    [InlineData("US", 2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25")]
    [InlineData("US", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("US", 2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    [InlineData("US", 2028, "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25")]
    public void KnowsTheWeekdaysThatAreFreeWithTheirSubstitutes(string code, int year, string expected) =>
        Days(code, year, date => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)).ShouldBe(expected.Split(' '));

    [Theory]
    [InlineData("GB-EAW", "2027-12-25", "Christmas Day")]
    [InlineData("GB-EAW", "2027-12-27", "Christmas Day (substitute day)")]
    [InlineData("GB-EAW", "2027-12-28", "Boxing Day (substitute day)")]
    [InlineData("GB-EAW", "2022-12-26", "Boxing Day")]
    [InlineData("GB-EAW", "2022-12-27", "Christmas Day (substitute day)")]
    [InlineData("US", "2027-12-31", "New Year's Day (observed)")]
    [InlineData("DE-BE", "2008-05-01", "Labour Day (Tag der Arbeit), Ascension Day (Christi Himmelfahrt)")]
    public void NamesAHoliday(string code, string date, string name) => TestContent.Holidays(code).NameOf(Date(date)).ShouldBe(name);

    [Theory]
    [InlineData("1818-03-22")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2285-03-22")]
    public void ReckonsEaster(string date) => HolidayDay.Easter(Date(date).Year).ShouldBe(Date(date));

    [Fact]
    public void JoinsCalendarsWithATeamsOwnDays()
    {
        var holidays = new Holidays(
            TestContent.HolidaySets,
            ["DE-BE", "GB-SCT", "XX-YY"],
            new Dictionary<LocalDate, string> { [Date("2026-12-24")] = "Office closed" },
            new HashSet<LocalDate> { Date("2026-10-03") });

        holidays.NameOf(Date("2026-03-08")).ShouldBe("International Women's Day (Frauentag)");
        holidays.NameOf(Date("2026-01-02")).ShouldBe("2nd January");
        holidays.NameOf(Date("2026-12-24")).ShouldBe("Office closed");
        holidays.NameOf(Date("2026-10-03")).ShouldBeNull();
        holidays.Unknown.ShouldBe(["XX-YY"]);
        holidays.Between(Date("2026-12-20"), Date("2027-01-03")).Select(holiday => holiday.Date.ToString("MM-dd", null))
            .ShouldBe(["12-24", "12-25", "12-26", "12-28", "01-01", "01-02"]);
    }

    [Fact]
    public void OffersACalendarForEachCountryAndRegion()
    {
        var calendars = TestContent.HolidaySets.SelectMany(set => set.Calendars).ToList();

        calendars.Select(choice => choice.Value).ShouldBeUnique();
        calendars.Count(choice => choice.Value.StartsWith("DE-", StringComparison.Ordinal)).ShouldBe(17);
        calendars.ShouldContain(choice => choice.Value == "GB-NIR" && choice.Label == "United Kingdom: Northern Ireland");
    }

    [Theory]
    [InlineData("25 Decembre", "`day` is `25 Decembre`. Expected a day such as `25 December`, `8 May 2025`, `Easter - 2`, `last Monday of May` or `Wednesday before 23 November`.")]
    [InlineData("31 November", "`day` is `31 November`.")]
    [InlineData("sixth Monday of May", "`day` is `sixth Monday of May`.")]
    [InlineData("last 3 of May", "`day` is `last 3 of May`.")]
    public void RefusesADayThatItCannotRead(string day, string problem) => ProblemsOf($"  - name: A day\n    day: {day}\n").ShouldContain(problem);

    [Fact]
    public void RefusesARegionThatIsNotDeclared() =>
        ProblemsOf("  - name: A day\n    day: 1 May\n    regions: [DE-XX]\n").ShouldContain("There is no region `DE-XX`. Expected one of: DE-BE.");

    [Fact]
    public void HasTheSchemaThatItsTypesSay()
    {
        var kind = ContentKind.All.Single(kind => kind.Type == typeof(HolidaySet));
        File.ReadAllText(Path.Combine(TestContent.Folder(), ContentSchema.Folder, ContentSchema.FileName(kind))).ShouldBe(ContentSchema.Of(kind));
    }

    private static string[] Days(string code, int year, Func<LocalDate, bool>? wanted = null) =>
        [.. TestContent.Holidays(code).Between(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31))
            .Where(holiday => wanted is null || wanted(holiday.Date))
            .Select(holiday => holiday.Date.ToString("MM-dd", null))];

    private static string ProblemsOf(string days)
    {
        var problems = new List<ContentProblem>();
        var text = $"""
            id: germany
            title: Germany
            version: 1
            source: A test
            tags: []
            synonyms: []
            code: DE
            note: A test.
            regions:
              - code: DE-BE
                name: Berlin
            days:
            {days}
            """;
        ContentLoader.LoadText(text, "germany.yaml", ContentKind.All.Single(kind => kind.Type == typeof(HolidaySet)), problems).ShouldBeNull();
        return string.Join('\n', problems);
    }

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
