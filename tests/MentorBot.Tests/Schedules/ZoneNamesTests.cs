using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.TimeZones;

namespace MentorBot.Tests.Schedules;

public class ZoneNamesTests
{
    private static readonly Instant Winter = Instant.FromUtc(2026, 11, 22, 9, 0);
    private static readonly Instant Summer = Instant.FromUtc(2026, 7, 1, 9, 0);

    [Theory]
    [InlineData("lisbon", "Europe/Lisbon")]
    [InlineData("new york", "America/New_York")]
    [InlineData("New_York", "America/New_York")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    [InlineData("calcutta", "Asia/Kolkata")]
    [InlineData("amsterdam", "Europe/Amsterdam")]
    [InlineData("Oslo", "Europe/Oslo")]
    [InlineData("München", "Europe/Berlin")]
    [InlineData("munich", "Europe/Berlin")]
    [InlineData("são paulo", "America/Sao_Paulo")]
    [InlineData("bangalore", "Asia/Kolkata")]
    [InlineData("CET", "Europe/Berlin")]
    [InlineData("est", "America/New_York")]
    [InlineData("PT", "America/Los_Angeles")]
    [InlineData("gmt", "Europe/London")]
    [InlineData("utc", "Etc/UTC")]
    [InlineData("IST", "Asia/Kolkata")]
    [InlineData("uk", "Europe/London")]
    [InlineData("germany", "Europe/Berlin")]
    [InlineData("Deutschland", "Europe/Berlin")]
    [InlineData("united states", "America/New_York")]
    [InlineData("pacific", "America/Los_Angeles")]
    [InlineData("portugal", "Europe/Lisbon")]
    [InlineData("azores", "Atlantic/Azores")]
    [InlineData("lisbn", "Europe/Lisbon")]
    [InlineData("berln", "Europe/Berlin")]
    [InlineData("new yrok", "America/New_York")]
    [InlineData("singapor", "Asia/Singapore")]
    [InlineData("germny", "Europe/Berlin")]
    [InlineData("UTC+1", "Europe/Berlin")]
    [InlineData("+5:30", "Asia/Kolkata")]
    [InlineData("-08:00", "America/Los_Angeles")]
    public void FindsAZoneByWhatPeopleType(string typed, string id) => ZoneNames.Complete(typed, Winter)[0].Value.ShouldBe(id);

    [Fact]
    public void ShowsTheOffsetOfNow()
    {
        ZoneNames.Complete("lisbon", Winter)[0].Label.ShouldBe("Lisbon, Portugal (UTC+00:00)");
        ZoneNames.Complete("lisbon", Summer)[0].Label.ShouldBe("Lisbon, Portugal (UTC+01:00)");
        ZoneNames.Complete("st johns", Winter)[0].Label.ShouldBe("St Johns, Canada (UTC-03:30)");
    }

    [Fact]
    public void ListsAllZonesOfAnAbbreviation() =>
        ZoneNames.Complete("IST", Winter).Take(3).Select(choice => choice.Value).ShouldBe(["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"], ignoreOrder: true);

    [Fact]
    public void OffersTheBestKnownZonesBeforeAnythingIsTyped() =>
        ZoneNames.Complete(" ", Winter).Select(choice => choice.Value).ShouldContain("Europe/Berlin");

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("xyzzyxyzzy")]
    [InlineData("/")]
    [InlineData("UTC+99")]
    [InlineData("+25:99")]
    [InlineData("\0\uFFFF 東京 \"';--")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z")]
    public void IsNeverAnErrorAndNeverMoreThanAListHolds(string typed)
    {
        var choices = ZoneNames.Complete(typed, Winter);

        choices.Count.ShouldBeLessThanOrEqualTo(Limits.SelectOptions);
        choices.ShouldAllBe(choice => choice.Label.Length <= Limits.ChoiceLabel && DateTimeZoneProviders.Tzdb.GetZoneOrNull(choice.Value) != null);
        choices.Select(choice => choice.Value).ShouldBeUnique();
    }

    [Fact]
    public void FindsEveryZoneOfTheTableByItsIdAndByItsCity()
    {
        foreach (var location in TzdbDateTimeZoneSource.Default.ZoneLocations!)
        {
            ZoneNames.Find(location.ZoneId)!.Id.ShouldBe(location.ZoneId);
            ZoneNames.Complete(location.ZoneId, Winter)[0].Value.ShouldBe(location.ZoneId);
            var city = location.ZoneId.Split('/')[^1];
            ZoneNames.Complete(city, Winter).Select(choice => choice.Value).ShouldContain(location.ZoneId, city);
        }
    }

    [Theory]
    [InlineData("Lisbon", "Europe/Lisbon")]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("Etc/GMT+5", "Etc/GMT+5")]
    [InlineData("etc/gmt-5", "Etc/GMT-5")]
    [InlineData("UTC", "Etc/UTC")]
    [InlineData("germany", null)]
    [InlineData("CET", null)]
    [InlineData("nowhere", null)]
    public void NamesAZoneOnlyWhereThereIsNoDoubt(string typed, string? id) => ZoneNames.Find(typed)?.Id.ShouldBe(id);
}
