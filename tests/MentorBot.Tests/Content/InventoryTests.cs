using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

/// <summary>What the content pack has to serve, item by item.</summary>
public sealed class InventoryTests
{
    private static readonly ContentPack Pack = ContentLoader.Load(Repository.Data).Pack!;

    [Theory]
    [InlineData("stakeholder-alignment", "priority-a, priority-b, time, budget, resources, recommended-priority, rationale, positive-outcome, other-priority-handling")]
    [InlineData("leadership-story", "company, problem, action, positive-outcome, lesson-learned")]
    [InlineData("deadline-pushback", "date, new-date, feature")]
    [InlineData("salary-negotiation", "company, desired-range, key-skills")]
    [InlineData("scope-creep-no", "request, impact-time, impact-budget, impact-resources, alternative, boundary, escalation")]
    [InlineData("resume-bullet", "what-you-built, metric-and-change, business-result, period")]
    [InlineData("incident-update", "timeframe")]
    [InlineData("investigating-update", "timeframe")]
    [InlineData("will-find-out", "timeframe")]
    [InlineData("hand-over", "person")]
    public void HasTheScriptWithItsPlaceholders(string id, string placeholders)
    {
        var script = Pack.Find<Script>(id).ShouldNotBeNull();
        string.Join(", ", script.Placeholders.Select(placeholder => placeholder.Name)).ShouldBe(placeholders);
        script.Placeholders.ShouldAllBe(placeholder => placeholder.Required);
    }

    [Theory]
    [InlineData("risk-mitigation", 7)]
    [InlineData("project-onboarding", 10)]
    [InlineData("scope-creep-steps", 5)]
    [InlineData("team-habits", 5)]
    public void HasTheChecklistWithItsItems(string id, int items)
    {
        var checklist = Pack.Find<Checklist>(id).ShouldNotBeNull();
        checklist.Items.Length.ShouldBe(items);
        checklist.Items.Select(item => item.Text).ShouldBeUnique();
    }

    [Fact]
    public void AsksQuestionsForEveryHabit() =>
        Pack.Find<Checklist>("team-habits").ShouldNotBeNull().Items.ShouldAllBe(item => item.Questions.Length >= 3);

    [Theory]
    [InlineData("daily-standup", Rhythm.Daily, "15 minutes", "progress, plan, blockers")]
    [InlineData("weekly-status", Rhythm.Weekly, "one page", "week, summary, risks, milestones")]
    [InlineData("monthly-stakeholder", Rhythm.Monthly, "1 hour", "month, status, kpis, decisions")]
    [InlineData("ad-hoc-update", Rhythm.OnDemand, "a few lines", "what-happened, impact, next-step, next-update")]
    public void HasTheCadenceWithItsTemplate(string id, Rhythm rhythm, string length, string placeholders)
    {
        var cadence = Pack.Find<Cadence>(id).ShouldNotBeNull();
        cadence.Rhythm.ShouldBe(rhythm);
        cadence.Length.ShouldBe(length);
        string.Join(", ", cadence.Placeholders.Select(placeholder => placeholder.Name)).ShouldBe(placeholders);
    }

    [Fact]
    public void HasTheServicesKpisWithTheirTargetsForTheMonthlyMeeting()
    {
        var dashboard = Pack.Find<Dashboard>(Pack.Find<Cadence>("monthly-stakeholder").ShouldNotBeNull().Dashboard.ShouldNotBeNull().Id).ShouldNotBeNull();

        dashboard.Id.ShouldBe("service-kpis");
        dashboard.Groups.Select(group => $"{group.Title}: {string.Join(", ", group.Kpis.Select(kpi => $"{kpi.Title} {kpi.Target ?? "of the team's own"}"))}").ShouldBe(
        [
            "System: Response time under 200 ms, Error rate under 0.1%, Uptime at least 99.99%",
            "Database: Query time under 50 ms, Database load under 70%",
            "Security: Vulnerabilities exactly 0, Time to patch under 24 h",
            "Scalability: Peak load capacity of the team's own, Scaling response under 15 min",
        ]);
    }

    [Theory]
    [InlineData("refactor", "area, extra, time", null)]
    [InlineData("system-down", "timeframe", "incident-update")]
    [InlineData("working-on-it", "timeframe", "investigating-update")]
    [InlineData("not-my-job", "person", "hand-over")]
    [InlineData("dont-know", "timeframe", "will-find-out")]
    public void HasThePhraseOfTheLanguageBank(string id, string placeholders, string? script)
    {
        var phrase = Pack.Find<Phrase>(id).ShouldNotBeNull();
        string.Join(", ", phrase.Placeholders.Select(placeholder => placeholder.Name)).ShouldBe(placeholders);
        phrase.Script?.Id.ShouldBe(script);
    }

    [Theory]
    [InlineData("senior-in-7-days", 7, null, "")]
    [InlineData("weakness-to-strength-30", 7, 30, "weakness, goal")]
    [InlineData("mindset-shift", 5, null, "")]
    public void HasThePlanWithItsSteps(string id, int steps, int? days, string questions)
    {
        var plan = Pack.Find<Plan>(id).ShouldNotBeNull();
        plan.Steps.Length.ShouldBe(steps);
        plan.Days.ShouldBe(days);
        string.Join(", ", plan.Questions.Select(question => question.Name)).ShouldBe(questions);
        plan.Steps.Select(step => step.Title).ShouldBeUnique();
    }

    [Fact]
    public void HasTheStepsOfThePlansInTheirOrder()
    {
        Titles("senior-in-7-days").ShouldBe(
        [
            "Share a risk and a plan for it", "Put a KPI outline in front of your manager", "Lead a technical discussion", "Mentor a junior colleague",
            "Fix an issue before anyone reports it", "Review how your project keeps people informed", "Look back and choose what's next",
        ]);
        Titles("weakness-to-strength-30").ShouldBe(
            ["Name the weakness", "Set the 30-day goal", "Make a plan", "Practise and keep track", "Build a portfolio piece", "Ask for feedback", "Document the journey"]);
        Titles("mindset-shift").Select(title => title.Split(':')[0]).ShouldBe(["Strategy", "Ownership", "Communication", "Proactivity", "Mentoring"]);

        static string[] Titles(string plan) => [.. Pack.Find<Plan>(plan)!.Steps.Select(step => step.Title)];
    }

    [Fact]
    public void HasANudgeForEveryWorkingDayThatAStageCanHave()
    {
        var plan = Pack.Find<Plan>("weakness-to-strength-30").ShouldNotBeNull();
        var from = 1;
        foreach (var step in plan.Steps)
        {
            // Of any seven days in a row five are worked.
            var days = step.Until!.Value - from + 1;
            step.Nudges.Length.ShouldBeGreaterThanOrEqualTo(Math.Min(days, (days / 7 * 5) + Math.Min(days % 7, 5)), step.Title);
            from = step.Until.Value + 1;
        }

        from.ShouldBe(31);
    }

    [Fact]
    public void HasAtLeastFifteenPhrasesOfItsOwn() => Pack.All<Phrase>().Count().ShouldBeGreaterThanOrEqualTo(20);

    [Fact]
    public void HasNothingThatIsNotListed()
    {
        Pack.All<Script>().Count().ShouldBe(10);
        Pack.All<Checklist>().Count().ShouldBe(4);
        Pack.All<Cadence>().Count().ShouldBe(4);
        Pack.All<Plan>().Count().ShouldBe(3);
    }

    [Fact]
    public void NamesTheSameInsteadOfOnlyOnce() =>
        Pack.All<Phrase>().Select(phrase => phrase.InsteadOf.ToUpperInvariant()).ShouldBeUnique();

    [Fact]
    public void FindsEveryPhraseByEachOfItsTriggers()
    {
        var misses = Pack.All<Phrase>()
            .SelectMany(phrase => phrase.Triggers.Select(trigger => trigger.Text).Append(phrase.InsteadOf).Select(trigger => (phrase.Id, Trigger: trigger)))
            .Where(pair => !Pack.Search<Phrase>(pair.Trigger, 3).Any(found => found.Id == pair.Id))
            .Select(pair => $"{pair.Trigger} -> {pair.Id}");
        misses.ShouldBeEmpty();
    }

    [Fact]
    public void FindsEveryItemByItsTitleAndEachSynonym()
    {
        var misses = Pack.Items.Where(item => item.IsForPeople)
            .SelectMany(item => item.Synonyms.Append(item.Title).Select(words => (item.Id, Words: words)))
            .Where(pair => !Pack.Search<ContentItem>(pair.Words, 4).Any(found => found.Id == pair.Id))
            .Select(pair => $"{pair.Words} -> {pair.Id}: {string.Join(", ", Pack.Search<ContentItem>(pair.Words, 4).Select(found => found.Id))}");
        misses.ShouldBeEmpty();
    }
}
