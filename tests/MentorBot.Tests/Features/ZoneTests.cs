using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>Where the platform tells nobody's zone, the first feature that needs it asks.</summary>
public sealed class ZoneTests : IDisposable
{
    private const string Question = "I don't know your time zone yet, so I go by UTC, which may be hours off. Which city's clock is yours? /mentor settings zone: and a few letters of it will do.";

    private readonly TestBot _bot = new();

    public ZoneTests() => _bot.TeamTimes.All.Clear();

    public void Dispose() => _bot.Dispose();

    [Theory]
    [InlineData("/mentor start")]
    [InlineData("/mentor settings")]
    [InlineData("/mentor plan today")]
    public async Task AsksOnceAndTakesACity(string line)
    {
        var asked = await _bot.Say(line);
        asked.Text().ShouldContain(Question);
        var form = await _bot.Open(asked.Token("Set my time zone"));
        (await _bot.SubmitPage(form.Token, Some.Values(("zone", "Atlantis")))).Problems["zone"].ShouldContain("Atlantis");
        (await _bot.Submit(form.Token, Some.Values(("zone", "berlin")))).Text().ShouldBe("Good. What I send you comes by the clock of Berlin.");

        (await _bot.Say(line)).Text().ShouldNotContain("I don't know your time zone yet");
        _bot.PersonalTimes.All[new PersonId(1)].Zone!.Id.ShouldBe("Europe/Berlin");
    }

    [Fact]
    public async Task AsksNobodyWhoseTeamHasOneOrWhomThePlatformSees()
    {
        (await _bot.Handle(new TypedLine(Some.Sender(zone: DateTimeZoneProviders.Tzdb["Europe/Lisbon"]), "/mentor settings"))).ShouldBeOfType<Reply>().Text().ShouldNotContain("I don't know your time zone");
        _bot.TeamTimes.All[Some.Team] = new TeamTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Dubai"] };
        (await _bot.Say("/mentor settings")).Text().ShouldNotContain("I don't know your time zone");
    }

    [Fact]
    public async Task StartsAPlanByTheClockThatItAsksFor()
    {
        var form = await _bot.Open((await _bot.Say("/mentor plan start senior-in-7-days")).Token("Enrol"));
        form.Fields.Select(field => field.Label).ShouldBe(["Your city, for its time zone", "First day", "When should it come?"]);
        (await _bot.SubmitPage(form.Token, Some.Values(("zone", "nowhere at all")))).Problems.Keys.ShouldBe(["zone"]);
        (await _bot.Submit(form.Token, Some.Values(("zone", "Lisbon")))).Text().ShouldContain("(Europe/Lisbon)");

        (await _bot.Open((await _bot.Say("/mentor plan start weakness-to-strength-30")).Token("Enrol"))).Fields.ShouldNotContain(field => field.Name == "zone");
    }

    [Fact]
    public async Task SetsUpACadenceByTheClockOfWhoSetsItUpOrElseAsks()
    {
        var zone = await FieldAsync();
        (zone.Required, zone.Value).ShouldBe((true, null));
        await _bot.Say("/mentor settings zone:lisbon");
        zone = await FieldAsync();
        (zone.Required, zone.Value).ShouldBe((false, "Europe/Lisbon"));

        async Task<FormField> FieldAsync() =>
            (await _bot.Handle(Some.Line("/mentor cadence add stand-up"))).ShouldBeOfType<Form>().Fields.Single(field => field.Name == "zone");
    }

    [Fact]
    public async Task ShowsTheirOwnPageWhereThePlatformHasNone()
    {
        var page = await _bot.Press((await _bot.Say("/mentor start")).Token("What's mine today"));
        page.Text().ShouldContain("What comes to me next");
        page.Labels().ShouldContain("Find something");
    }
}
