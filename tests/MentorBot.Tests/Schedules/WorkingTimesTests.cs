using MentorBot.Core.Content;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Schedules;

public class WorkingTimesTests
{
    private static readonly LocalDate Monday = new(2026, 3, 9);

    [Fact]
    public void ATeamsDaysOffAreItsOwnWhateverAnotherCallsIts()
    {
        var tuesday = Monday.PlusDays(1);
        var times = new WorkingTimes(new InMemoryPersonalTime(), new InMemoryTeamTime(), new ContentLibrary(Repository.Data, new CollectingLog().For<ContentLibrary>()));

        times.Of(Off((Monday, "Picnic"), (tuesday, "Rest"))).Calendar.Holidays.NameOf(tuesday).ShouldBe("Rest");
        var other = times.Of(Off((Monday, $"Picnic],[{tuesday}, Rest"))).Calendar.Holidays;

        other.NameOf(tuesday).ShouldBeNull();
        other.NameOf(Monday).ShouldBe($"Picnic],[{tuesday}, Rest");
    }

    private static TeamTime Off(params (LocalDate Date, string Name)[] days) => new()
    {
        Added = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(days.Select(day => KeyValuePair.Create(day.Date, day.Name))),
    };
}
