using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public sealed class LibraryTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task FindsAndOpensTheBestFirst()
    {
        var found = await _bot.Say("/mentor find push back deadline");
        found.Text().ShouldContain("closest to “push back deadline”:\n\n1. Push back on a deadline · /mentor script deadline-pushback\n");
        found.Buttons()[0].Style.ShouldBe(ButtonStyle.Primary);
        (await _bot.Press(found.Buttons()[0].Token)).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
    }

    [Fact]
    public async Task SaysWhatIsMissingWhereNothingIsAsked() =>
        (await _bot.Say("/mentor find")).Text().ShouldStartWith("One thing is missing: text, what you need, in your own words.\n\nIt goes like this: /mentor find TEXT");

    [Fact]
    public async Task StartsWithWhatPeopleNeed()
    {
        var start = await _bot.Say("/mentor start");
        start.Blocks[0].ShouldBe(new Heading("Hello, Ana"));
        var needs = start.All().OfType<Select>().ShouldHaveSingleItem();
        needs.Label.ShouldBe("What do you need today?");
        var deadline = needs.Options.Single(option => option.Label == "I can't make the deadline");
        (await _bot.Press(needs.Token, values: deadline.Value)).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
    }

    [Fact]
    public async Task SaysWhatItBelievesAndTakesItAsTheirsInThreeSteps()
    {
        var berlin = Some.Sender(zone: DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        var start = (await _bot.Handle(new TypedLine(berlin, "/mentor start"))).ShouldBeOfType<Reply>();
        start.Text().ShouldContain(
            """
            With a plan or a reminder I come to you by myself, and only at hours that suit you. Is this right?

            Zone: Berlin (Europe/Berlin) · from your profile
            Working days: Mon–Fri
            Working hours: 09:00–18:00

            [That's right]  [Change]

            What do you need today?: 
            """.TrimEnd());
        var confirmed = (await _bot.Handle(new Press(berlin, start.Token("That's right"), []))).ShouldBeOfType<Reply>();
        confirmed.Delivery.ShouldBe(Delivery.Update);
        confirmed.Text().ShouldStartWith("Good. By myself I come to you Mon–Fri, 09:00–18:00, by the clock of Berlin. Now to what you came for.\n\nWhat do you need today?: ");
        _bot.PersonalTimes.All[new PersonId(1)].Zone!.Id.ShouldBe("Europe/Berlin");
        var needs = confirmed.All().OfType<Select>().ShouldHaveSingleItem();
        (await _bot.Press(needs.Token, values: needs.Options.Single(option => option.Label == "I want to be seen as ready for senior").Value)).Labels().ShouldContain("Enrol");
        (await _bot.Handle(new TypedLine(berlin, "/mentor start"))).ShouldBeOfType<Reply>().Labels().ShouldBe(["What's mine today"]);
    }

    [Fact]
    public async Task ChangesWhatItBelievesWithinFourSteps()
    {
        var start = await _bot.Say("/mentor start");
        start.Text().ShouldContain("Zone: UTC · the team's\n");
        var form = await _bot.Open(start.Token("Change"));
        (await _bot.Submit(form.Token, Some.Values(("zone", "lisbon"), ("hours", "8-16"), ("strength", "standard")))).Text().ShouldContain("Zone: Lisbon (Europe/Lisbon) · yours\n");
        (await _bot.Press(start.Token("That's right"))).Text().ShouldStartWith("Good. By myself I come to you Mon–Fri, 08:00–16:00, by the clock of Lisbon.");
        var needs = start.All().OfType<Select>().ShouldHaveSingleItem();
        (await _bot.Press(needs.Token, values: "deadline-pushback")).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
    }

    [Fact]
    public async Task BelievesTheTeamWhereThePlatformKnowsNoZone()
    {
        _bot.TeamTimes.All[Some.Team] = new TeamTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Dubai"], WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] };
        (await _bot.Say("/mentor start")).Text().ShouldContain("Zone: Dubai (Asia/Dubai) · the team's\nWorking days: Sun–Thu\n");
    }

    [Fact]
    public async Task SaysItBetterWithTheReason()
    {
        var card = await _bot.Say("/mentor say that's not my job");
        card.Text().ShouldStartWith(
            """
            Instead of “That's not my job.” say:

            > I'm the wrong person for this, but I'll put you in touch with [person], who can help.

            Why: It's still a no, but they walk away with a name instead of a closed door.

            [Fill in]  [The whole script]  [Copy]  [Post as it is]
            """);
        (await _bot.Press(card.Token("The whole script"))).Blocks[0].ShouldBe(new Heading("Pass a request to the right person"));
    }

    [Theory]
    [InlineData("/mentor say “It works on my machine”", "It works on my machine.")]
    [InlineData("/mentor say The system is down!!", "The system is down.")]
    [InlineData("/mentor say i dont know", "I don't know.")]
    [InlineData("/mentor say text:I'm working on it", "I'm working on it.")]
    public async Task SaysItBetterHoweverItIsTyped(string line, string insteadOf) =>
        (await _bot.Say(line)).Text().ShouldStartWith($"Instead of “{insteadOf}” say:");

    [Fact]
    public async Task SaysSoWhereItHasNothingBetter() =>
        (await _bot.Say("/mentor say zzzzqqqq")).Text().ShouldStartWith("I have nothing better for “zzzzqqqq” yet. These I do have:");

    [Fact]
    public async Task AsksFromAnywhereWhatSomebodyNeeds()
    {
        var form = await Ask();
        form.Title.ShouldBe("Ask your mentor");
        form.Fields.Select(field => (field.Label, field.Required)).ShouldBe([("What do you need?", false), ("Or in your own words", false)]);
        var need = form.Field("need").ShouldBeOfType<ChoiceField>().Choices.Single(choice => choice.Label == "I can't make the deadline");
        (await Answer(form, ("need", need.Value))).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
        (await Answer(form, ("text", "push back deadline"))).Text().ShouldStartWith("These are closest to “push back deadline”:\n\n1. Push back on a deadline");
        (await Answer(form, ("text", "zzzzqqqq"))).Text().ShouldStartWith("I have nothing for “zzzzqqqq” yet.");
        var both = await Answer(form, ("need", need.Value), ("text", "say no"));
        both.Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
        both.All().OfType<Select>().ShouldHaveSingleItem().Label.ShouldBe("And for what you wrote");
    }

    [Fact]
    public async Task AsksAgainWhereNothingIsAskedFor()
    {
        var form = await Ask();
        var again = (await _bot.Handle(Some.Submission(form.Token, Some.Values()))).ShouldBeOfType<Form>();
        again.Problems["text"].ShouldBe("Choose something, or write here what you need.");
    }

    private async Task<Form> Ask() => (await _bot.Handle(new UsedShortcut(Some.Sender(place: Some.DirectWith("ana")), "ask", null))).ShouldBeOfType<Form>();

    private Task<Reply> Answer(Form form, params (string Name, string Value)[] values) => _bot.Submit(form.Token, Some.Values(values), place: Some.DirectWith("ana"));

    [Theory]
    [InlineData("item.open:gone")]
    [InlineData("item.copy:gone")]
    [InlineData("text.fill:gone")]
    [InlineData("text.fill:risk-mitigation")]
    [InlineData("checklist.mine:gone")]
    [InlineData("checklist.mine:deadline-pushback")]
    [InlineData("item.choose")]
    public async Task AnswersWhatIsNoLongerInTheLibrary(string token) =>
        (await _bot.Press(token)).Text().ShouldBe("That one isn't in my library any more. /mentor find … finds what took its place.");
}
