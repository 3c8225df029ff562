using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>The form in which somebody notes a piece of evidence.</summary>
public sealed class EvidenceNoteTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task NotesAnotherEachTimeItIsAdded()
    {
        var list = await _bot.Say("/mentor evidence");
        var first = await _bot.Open(list.Token("Add"));
        _bot.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await _bot.Open(list.Token("Add"));
        await _bot.Submit(first.Token, Some.Values(("what", "One"), ("date", "today")));
        await _bot.Submit(second.Token, Some.Values(("what", "Two"), ("date", "today")));
        _bot.Evidence.All.Select(one => one.What).ShouldBe(["One", "Two"]);
    }

    [Fact]
    public async Task OpensAFormThatWasSavedWithWhatItKept()
    {
        var token = (await _bot.Open((await _bot.Say("/mentor evidence")).Token("Add"))).Token;
        await _bot.Submit(token, Some.Values(("what", "Halved the build time"), ("impact", "All of us"), ("date", "2 March")));

        var again = await _bot.Open(token);
        (again.Field("what").Value, again.Field("impact").Value, again.Field("date").Value).ShouldBe(("Halved the build time", "All of us", "2026-03-02"));
        (await _bot.Submit(token, Some.Values(("what", "Halved the build time"), ("impact", "All of us"), ("date", "3 March")))).Text()
            .ShouldStartWith("Kept as evidence of Tue 3 Mar 2026: Halved the build time");
        _bot.Evidence.All.ShouldHaveSingleItem().Date.ShouldBe(new LocalDate(2026, 3, 3));
    }

    [Fact]
    public async Task CountsDaysWhereThePersonIs()
    {
        // In Tokyo it is Thursday already.
        _bot.Time.Advance(TimeSpan.FromHours(9));
        await _bot.PersonalTimes.ChangeAsync((await _bot.People.FindOrAddAsync(Some.Identity("ana"), "Ana", CancellationToken.None)).Id, new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }, CancellationToken.None);
        (await _bot.Submit((await _bot.Open("evidence.add")).Token, Some.Values(("what", "Calmed the outage"), ("date", "yesterday")))).Text().ShouldStartWith("Kept as evidence of Wed 4 Mar 2026");
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("next friday")]
    [InlineData("2027-03-04")]
    public async Task TakesNoEvidenceOfADayToCome(string date)
    {
        var form = await _bot.Open("evidence.add");
        (await _bot.SubmitPage(form.Token, Some.Values(("what", "Calmed the outage"), ("date", date)))).Problems["date"]
            .ShouldBe("That day is still to come. Write the day on which it was, such as yesterday or 3 March.");
        _bot.Evidence.All.ShouldBeEmpty();
    }
}
