using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>A person's own page.</summary>
public sealed class HomeTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task WelcomesSomebodyWhoHasNothingYet() => (await Home()).Text().ShouldBe(
        """
        Hello, Ana
        ==========

        Only you see this page. New here? /mentor start takes two minutes.

        My plan today
        =============

        You're not on a plan. A plan brings you one small step a day, with something to show for each.

        Start a plan: PLANS

        ----------------------------------------

        My checklists
        =============

        You work through none at the moment.

        [Start one]

        ----------------------------------------

        What comes to me next
        =====================

        Nothing is planned to come to you by itself.

        ----------------------------------------

        My settings
        ===========

        Zone: UTC
        Working time: Mon–Fri, 09:00–18:00
        Quiet hours: none
        Away: no days to come

        [Change]  [Days away]  [Pause everything]

        ----------------------------------------

        What do you need?
        =================

        [Find something]  [Scripts]  [Say it better]  [Stand-up answer]  [Evidence]

        [Score something]

        Everything I can do: /mentor help
        """.Replace("PLANS", string.Join(" | ", _bot.Pack.All<Plan>().Select(plan => plan.Title)), StringComparison.Ordinal));

    [Fact]
    public async Task StartsAPlan()
    {
        var select = (await Home()).All().OfType<Select>().Single(select => select.Label == "Start a plan");
        (await Press(select.Token, "mindset-shift")).Labels().ShouldContain("Enrol");
    }

    [Fact]
    public async Task ShowsTodaysStepAndTakesItAsDone()
    {
        await Enrol("senior-in-7-days");
        var home = await Home();
        home.Text().ShouldContain("My plan today\n=============\n\nStep 1 of 7: ");
        home.Labels().ShouldContain("Done");
        home.Text().ShouldContain("What comes to me next\n=====================\n\n- Wed 4 Mar 2026, 09:30 · ");
        (await _bot.Open(home.Token("Done"), place: Some.DirectWith("ana"))).Title.ShouldBe("Done! Note your proof");
        (await Home()).Text().ShouldContain("My plan today\n=============\n\nToday's step is done.\n\n- ");
    }

    [Fact]
    public async Task ShowsWhatIsPausedAndResumesIt()
    {
        await Enrol("senior-in-7-days");
        await _bot.Say("/mentor plan pause");
        (await Home()).Text().ShouldContain("is paused, so nothing of it comes until you resume it.\n\n[Resume it]");
        await _bot.Press((await Home()).Token("Resume it"), place: Some.DirectWith("ana"));
        (await Home()).Text().ShouldContain("Step 1 of 7: ");

        await _bot.Press((await Home()).Token("Pause everything"), place: Some.DirectWith("ana"));
        (await Home()).Text().ShouldContain("You have paused everything, so nothing comes until you resume.");
        (await Home()).Labels().ShouldContain("Resume");
    }

    [Fact]
    public async Task ShowsMyListsAndTheItemsThatIHaveOfOthers()
    {
        await _bot.Handle(Some.Line("hello", "ben"));
        await _bot.Press("checklist.mine:project-onboarding");
        var mine = _bot.Checklists.All.Keys.Max();
        await _bot.Press("checklist.tick:" + mine, values: ["+1", "+2"]);
        await _bot.Press("checklist.shared:risk-mitigation", "ben");
        var shared = _bot.Checklists.All.Keys.Max();
        await _bot.Submit($"checklist.item:{shared}:1:0", Some.Values(("assignee", "ana"), ("due", "in 2 days")), user: "ben");
        await _bot.Submit($"checklist.item:{shared}:2:0", Some.Values(("assignee", "ana"), ("due", "tomorrow")), user: "ben");
        await _bot.Submit($"checklist.item:{shared}:3:0", Some.Values(("assignee", "ana")), user: "ben");
        await _bot.Submit($"checklist.item:{shared}:4:0", Some.Values(("assignee", "ben"), ("due", "tomorrow")), user: "ben");
        _bot.Time.Advance(TimeSpan.FromDays(2));

        var home = await Home();
        var (own, risks) = (_bot.Checklists.All[mine], _bot.Checklists.All[shared]);
        home.Text().ShouldContain(
            $"""
            - {own.Title} · 2 of {own.Items.Count} done
            - {risks.Items[1].Text} · {risks.Title} · was due Thu 5 Mar 2026
            - {risks.Items[0].Text} · {risks.Title} · due today
            - {risks.Items[2].Text} · {risks.Title} · yours to do

            Open one: {own.Title} | {risks.Title}
            """);
        var select = home.All().OfType<Select>().Single(select => select.Label == "Open one");
        (await Press(select.Token, select.Options[1].Value)).Blocks[0].ShouldBe(new Heading(risks.Title));
        (await Press(select.Token, select.Options[0].Value)).Blocks[0].ShouldBe(new Heading(own.Title));
    }

    [Fact]
    public async Task ShowsThreeNudgesAtMostAndTheNextDaysAway()
    {
        await Enrol("senior-in-7-days");
        await _bot.Say("/mentor away 20 Dec - 2 Jan");
        await _bot.Say("/mentor away 10 March");
        var text = (await Home()).Text();
        text.Split("What comes to me next")[1].Split("My settings")[0].Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)).ShouldBe(3);
        text.ShouldContain("Away: Tue 10 Mar 2026\n");
    }

    [Theory]
    [InlineData("Scripts", "Scripts")]
    [InlineData("Evidence", "Your evidence")]
    [InlineData("Start one", "Checklists")]
    public async Task AnswersAsTheCommandDoes(string button, string heading) =>
        (await _bot.Press((await Home()).Token(button), place: Some.DirectWith("ana"))).Blocks[0].ShouldBe(new Heading(heading));

    [Fact]
    public async Task AsksForWordsToSayBetter()
    {
        var form = await _bot.Open((await Home()).Token("Say it better"));
        (await _bot.Submit(form.Token, Some.Values(("text", "it works on my machine")))).Text().ShouldStartWith("Instead of “It works on my machine.” say:");
    }

    [Fact]
    public async Task SaysWhyThereIsNoStandUpToAnswer() =>
        (await _bot.Press((await Home()).Token("Stand-up answer"), place: Some.DirectWith("ana"))).Text().ShouldStartWith("You take part in no stand-up");

    [Theory]
    [InlineData("home.do:data")]
    [InlineData("home.do:data export")]
    [InlineData("home.do:team settings")]
    [InlineData("home.do:plan stop")]
    [InlineData("home.do:start")]
    [InlineData("home.do:nothing")]
    public async Task DoesOnlyWhatItsButtonsAskFor(string token) =>
        (await _bot.Press(token, role: Core.People.Role.Admin)).Text().ShouldStartWith("That button is from an older message and no longer leads anywhere.");

    /// <summary>Its buttons go past the look at the role that a typed command gets.</summary>
    [Fact]
    public void DoesOnlyWhatEverybodyMay() =>
        HomeFeature.Commands.ShouldAllBe(name => _bot.Map.FindCommand(name)!.Definition.MinimumRole == Core.People.Role.Member);

    [Fact]
    public async Task FitsAPageWhateverSomebodyHas()
    {
        foreach (var plan in _bot.Pack.All<Plan>())
        {
            using var bot = new TestBot();
            await bot.Handle(Some.Submission($"plan.enrol:{plan.Id}", Some.Values([.. plan.Questions.Select(question => (question.Name, question.Example)), ("nudge-time", "09:30"), ("first-day", "2026-03-04")])));
            foreach (var checklist in bot.Pack.All<Checklist>().Take(8))
            {
                await bot.Press($"checklist.mine:{checklist.Id}");
                var run = bot.Checklists.All[bot.Checklists.All.Keys.Max()];
                foreach (var item in run.Items.Take(5))
                {
                    await bot.Submit($"checklist.item:{run.Id}:{item.Number}:0", Some.Values(("due", "in 3 days")));
                }

                bot.Time.Advance(TimeSpan.FromMinutes(1));
            }

            for (var day = 0; day < 30; day++)
            {
                var home = (await bot.Handle(new HomeVisit(Some.Sender(place: Some.DirectWith("ana"))))).ShouldBeOfType<Reply>();
                home.ShouldKeepTheLimits($"{plan.Id} on day {day}");
                home.Blocks.Length.ShouldBeLessThanOrEqualTo(60);
                home.Text().Length.ShouldBeLessThanOrEqualTo(6_000, $"{plan.Id} on day {day}");
                bot.Time.Advance(TimeSpan.FromDays(1));
            }

            bot.Log.Errors.ShouldBeEmpty();
        }
    }

    private async Task<Reply> Home() => (await _bot.Handle(new HomeVisit(Some.Sender(place: Some.DirectWith("ana"))))).ShouldBeOfType<Reply>();

    private Task<Reply> Press(string token, string value) => _bot.Press(token, place: Some.DirectWith("ana"), values: value);

    private async Task Enrol(string plan) =>
        await _bot.Handle(Some.Submission($"plan.enrol:{plan}", Some.Values([.. _bot.Pack.Find<Plan>(plan)!.Questions.Select(question => (question.Name, question.Example)), ("nudge-time", "09:30"), ("first-day", "2026-03-04")])));
}
