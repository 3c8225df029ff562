using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed partial class ScoreTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task AsksWhatToScoreWith()
    {
        var chooser = await _bot.Say("/mentor score");

        chooser.Text().ShouldStartWith(
            """
            What do you want to score?
            ==========================

            - Bug priority · /mentor score bug-priority
              Several bugs are open, and somebody asks which of them gets fixed first.
            """);
        var card = await _bot.Press(chooser.Token("Open a rubric"), values: "task-priority");
        card.Labels().ShouldBe(["Score one", "Your list", "This channel's list"]);
        card.Text().ShouldContain("How the number is made: Impact × Urgency × Risk ÷ Effort.");
        (await _bot.Open(card.Token("Score one"))).Token.ShouldBe("score.fill:task-priority:0");
    }

    [Fact]
    public async Task AsksOneQuestionACriterionWithItsLevelsDescribed()
    {
        var form = (await _bot.Handle(Some.Line("/mentor score task-priority"))).ShouldBeOfType<Form>();

        form.Fields.Select(field => field.Label).ShouldBe(["The task", "Impact", "Urgency", "Risk", "Effort"]);
        form.Field("level-urgency").ShouldBeOfType<ChoiceField>().Choices.Select(choice => choice.Label).ShouldBe(
        [
            "Low: no date; it keeps for a quarter",
            "Medium: within the month",
            "High: within the week",
            "Critical: today; every hour costs",
        ]);
        form.Field("level-urgency").Hint.ShouldBe("How soon does it have to be there?");
    }

    [Fact]
    public async Task AsksFourteenSkillsOnPagesOfFiveAndNoName()
    {
        var form = (await _bot.Handle(Some.Line("/mentor score skills-matrix"))).ShouldBeOfType<Form>();

        form.Pages.Select(page => page.Fields.Length).ShouldBe([5, 5, 4]);
        form.Fields.ShouldAllBe(field => field is ChoiceField);
    }

    [Fact]
    public async Task GivesTheScoreWithItsFormulaAndTheReasons()
    {
        (await Task("Card payments fail", "high", "critical", "medium", "high")).Text().ShouldBe(
            """
            Card payments fail: 8
            =====================

            Do it next. Give it the next free slot and a date.

            - Impact ███ High, 3 of 3 · it moves a number that the business watches
            - Urgency ████ Critical, 4 of 4 · today; every hour costs
            - Risk ██░ Medium, 2 of 3 · it gets harder or dearer with time
            - Effort ███ High, 3 of 3, divides · weeks, or several people

            How it comes about: Impact 3 × Urgency 4 × Risk 2 ÷ Effort 3 = 8

            What lifts it: Impact (High), Urgency (Critical). What holds it down: Effort (High).

            [Share with the channel]  [Score it again]  [Your list]  [Delete]

            Only you see it, until you share it · scored Wed 4 Mar 2026, 09:00 · task-priority, version 1
            """);
    }

    [Theory]
    [InlineData("high", "critical", "high", "low", "36: Do it now")]
    [InlineData("medium", "medium", "medium", "medium", "4: Put it in line")]
    [InlineData("low", "low", "low", "high", "0.33: Leave it")]
    public async Task NamesWhatTheNumberMeans(string impact, string urgency, string risk, string effort, string expected)
    {
        await Task("One", impact, urgency, risk, effort);
        var sheet = _bot.Scores.All.ShouldHaveSingleItem().Sheet;
        $"{sheet.Shown}: {sheet.Band}".ShouldBe(expected);
    }

    [Fact]
    public async Task SaysWhereNothingStandsOut()
    {
        var rubric = _bot.Pack.Find<Rubric>("employer-scorecard").ShouldNotBeNull();
        (await Score("employer-scorecard", "Initech", [.. rubric.Criteria.Select(criterion => (criterion.Id, rubric.LevelsOf(criterion)[1].Id))])).Text()
            .ShouldContain("\n\nNothing stands out: every answer is near the middle.\n\n");
    }

    [Fact]
    public async Task ScoresBugs()
    {
        var answer = await Score("bug-priority", "Lost orders", ("severity", "loss"), ("frequency", "rarely"), ("impact", "some"), ("business-value", "revenue"), ("technical-risk", "complex"));

        answer.Text().ShouldContain("How it comes about: Severity 4 × Frequency 1 × Impact 2 × Business value 4 ÷ Technical risk 2 = 16");
        answer.Text().ShouldContain("Fix it this sprint. It goes in before new work");
    }

    [Fact]
    public async Task WeighsWhatAnEmployerOffers()
    {
        var rubric = _bot.Pack.Find<Rubric>("employer-scorecard").ShouldNotBeNull();
        var answer = await Score("employer-scorecard", "Initech", [.. rubric.Criteria.Select(criterion => (criterion.Id, rubric.LevelsOf(criterion)[criterion.Id == "deadlines" ? 0 : 2].Id))]);

        answer.Text().ShouldStartWith("Initech: 88%\n============\n\nA place to grow. Go for it and ask about the one or two low points before you sign.\n\nHow they work\n");
        answer.Text().ShouldContain("- Dates can be met ░░ Red flag, 0 of 2, counts 3 times · they are handed down, and people's evenings give\n");
        answer.Text().ShouldContain("How it comes about: How they work 12 + How they treat people 16 + What they pay 16 = 44 of 50 points, which is 88%");
        answer.Text().ShouldContain("What lifts it: Mistakes are learnt from (Good), People decide how they work (Good), Pay fits your experience (Above). What holds it down: Dates can be met (Red flag).");
    }

    [Fact]
    public async Task ShowsSkillsAsBarsWithWhatTheNextRungTakes()
    {
        var answer = await Skills("backend", ("databases", "senior"), ("cloud", "junior"));

        answer.Text().ShouldStartWith(
            """
            Skills matrix, your own: 40%
            ============================

            Around backend developer. Own something whole and pick two skills to take further.

            Technical

            - Node.js ██░░░ Backend developer, 2 of 5
            - Databases ███░░ Senior, 3 of 5
            - API development ██░░░ Backend developer, 2 of 5
            - Cloud █░░░░ Junior, 1 of 5

            Analytical

            """);
        answer.Text().ShouldContain("How it comes about: Technical 8 + Analytical 6 + Leadership and communication 8 + Emerging 6 = 28 of 70 points, which is 40%");
        answer.Text().ShouldContain("Half of the answers or more reach Backend developer. What is missing to Senior: Cloud (Junior), Node.js (Backend developer), API development (Backend developer), ");
        (await Skills("vp")).Text().ShouldContain("Half of the answers or more reach VP. There is no rung above it.");
    }

    [Fact]
    public async Task TellsOthersTheLastTimeThatSomebodyScoredThemselves()
    {
        await Skills("junior");
        await Skills("senior");
        var ana = await _bot.People.FindOrAddAsync(Some.Identity("ana"), "Ana", CancellationToken.None);

        (await _bot.Scores.LatestAsync(Some.Team, ana.Id, "skills-matrix", CancellationToken.None)).ShouldNotBeNull().Sheet.Picks.ShouldAllBe(pick => pick.LevelTitle == "Senior");
        (await _bot.Scores.LatestAsync(Some.Team, ana.Id, "task-priority", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task ScoredAgainUnderTheSameNameShowsWhatChanged()
    {
        await Task("Search is slow", "medium", "low", "low", "low");
        _bot.Time.Advance(TimeSpan.FromDays(7));
        var again = await Task("  search IS  slow ", "high", "high", "low", "low");

        again.Text().ShouldContain(
            """
            Since Wed 4 Mar 2026: 2 → 9.

            - Impact: Medium → High
            - Urgency: Low → High
            """);
        (await _bot.Press(again.Token("History"))).Text().ShouldStartWith(
            """
            search IS slow: history
            =======================

            - Wed 11 Mar 2026: 9, Do it next
              Impact: Medium → High · Urgency: Low → High
            - Wed 4 Mar 2026: 2, Leave it

            Look at one: 9 · Do it next · 11 Mar 2026 | 2 · Leave it · 4 Mar 2026
            """);
    }

    [Fact]
    public async Task BeginsAgainWithWhatWasPicked()
    {
        var first = await Task("Search is slow", "medium", "low", "high", "low");

        var form = await _bot.Open(first.Token("Score it again"));

        form.Fields.Select(field => field.Value).ShouldBe(["Search is slow", "medium", "low", "high", "low"]);
        (await _bot.Open(first.Token("Score it again"), "ben")).Fields.ShouldAllBe(field => field.Value == null);
    }

    [Fact]
    public async Task NotesNothingNewWhereEveryAnswerIsTheSame()
    {
        await Task("Search is slow", "medium", "low", "low", "low");

        (await Task("Search is slow", "medium", "low", "low", "low")).Text().ShouldStartWith("Every answer is as it was the last time, so I've noted nothing new.\n\nSearch is slow: 2\n");
        _bot.Scores.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AsksForAShorterNameAndKeepsTheAnswers()
    {
        var form = (await _bot.Handle(Some.Submission("score.fill:task-priority:0", Answers(new string('n', 81), ("impact", "low"), ("urgency", "low"), ("risk", "low"), ("effort", "low"))))).ShouldBeOfType<Form>();

        form.Problems["name"].ShouldBe("This has 81 characters. A name of 80 or less can be told apart in a list.");
        form.Field("level-effort").Value.ShouldBe("low");
        _bot.Scores.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task ComesClosestToANameThatNothingHas()
    {
        (await _bot.Say("/mentor score bug triage")).Text().ShouldStartWith("I have no rubric called “bug triage”. Closest to it:\n\n- Bug priority");
        (await _bot.Press("score.fill:no-such:0")).Text().ShouldStartWith("That one isn't in my library any more.");
    }

    [Theory]
    [InlineData("rank my tasks", "task-priority")]
    [InlineData("which bug first", "bug-priority")]
    [InlineData("compare job offers", "employer-scorecard")]
    [InlineData("rate my skills", "skills-matrix")]
    public async Task IsFoundByWhatPeopleWrite(string asked, string id) =>
        (await _bot.Say($"/mentor find {asked}")).Text().Split('\n')[2].ShouldEndWith($"/mentor score {id}");

    private Task<Reply> Task(string name, string impact, string urgency, string risk, string effort) =>
        Score("task-priority", name, ("impact", impact), ("urgency", urgency), ("risk", risk), ("effort", effort));

    private Task<Reply> Score(string rubric, string name, params (string Criterion, string Level)[] picks) =>
        _bot.Submit($"score.fill:{rubric}:0", Answers(name, picks));

    /// <summary>Every skill at one rung, but for some.</summary>
    private Task<Reply> Skills(string rung, params (string Skill, string Rung)[] others)
    {
        var picks = _bot.Pack.Find<Rubric>("skills-matrix")!.Criteria.ToDictionary(criterion => $"level-{criterion.Id}", _ => rung, StringComparer.Ordinal);
        foreach (var (skill, other) in others)
        {
            picks[$"level-{skill}"] = other;
        }

        return _bot.Submit("score.fill:skills-matrix:0", picks);
    }

    private static Dictionary<string, string> Answers(string name, params (string Criterion, string Level)[] picks) =>
        picks.Select(pick => (Name: $"level-{pick.Criterion}", Value: pick.Level)).Append((Name: "name", Value: name)).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
