using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

/// <summary>What the pages to read have to serve, row by row.</summary>
public sealed class LibraryInventoryTests
{
    private static readonly ContentPack Pack = ContentLoader.Load(Repository.Data).Pack!;

    [Theory]
    [InlineData("most important skills senior backend developer", "senior-skills")]
    [InlineData("demonstrate leadership skills as a backend developer", "show-leadership")]
    [InlineData("difference between backend developer and senior backend developer", "senior-difference")]
    [InlineData("how important is communication", "why-communication")]
    [InlineData("improve my communication skills", "better-communication")]
    [InlineData("common mistakes trying to move into senior roles", "mistakes-towards-senior")]
    [InlineData("showcase my achievements on my resume", "achievements-on-a-resume")]
    [InlineData("questions should I ask during an interview", "questions-to-ask")]
    [InlineData("prepare for a technical interview", "prepare-for-an-interview")]
    [InlineData("best way to negotiate my salary for a senior role", "negotiate-pay")]
    [InlineData("stay up-to-date with the latest trends", "stay-up-to-date")]
    [InlineData("key performance indicators senior backend developers", "senior-kpis")]
    [InlineData("most important skills for a backend developer", "developer-skills")]
    [InlineData("improve my backend development skills", "improve-skills")]
    [InlineData("difference between a frontend developer and a backend developer", "frontend-or-backend")]
    [InlineData("average salary for a backend developer", "pay")]
    [InlineData("prepare for a backend developer interview", "prepare-for-an-interview")]
    [InlineData("common mistakes that backend developers make", "common-mistakes")]
    [InlineData("best tools for backend developers", "tools")]
    [InlineData("how important is a computer science degree", "need-a-degree")]
    [InlineData("up-to-date with backend development technologies", "stay-up-to-date")]
    [InlineData("good open-source projects to contribute to", "open-source")]
    [InlineData("common security vulnerabilities", "security")]
    [InlineData("best practices for clean and maintainable code", "clean-code")]
    [InlineData("collaborate with other teams within a company", "work-with-other-teams")]
    [InlineData("common challenges faced by backend developers", "common-challenges")]
    [InlineData("typical career progression", "ladder")]
    [InlineData("what's it like to be a backend developer", "what-it-is-like")]
    [InlineData("backend developer work environment", "work-environment")]
    [InlineData("working conditions", "work-environment")]
    [InlineData("how hard is it to be a backend developer", "how-hard-is-it")]
    [InlineData("is a backend developer a good career path", "good-career")]
    public void AnswersTheQuestionByItsOwnWords(string asked, string expected) =>
        Pack.Search<ContentItem>(asked, 6).Select(item => item.Id).FirstOrDefault().ShouldBe(expected, string.Join(", ", Pack.Search<ContentItem>(asked, 6).Select(item => item.Id)));

    [Theory]
    [InlineData("hiring-scan-senior", 5)]
    [InlineData("hiring-scan-developer", 8)]
    [InlineData("candidate-red-flags", 5)]
    [InlineData("interview-red-flags", 4)]
    [InlineData("toxic-team-red-flags", 7)]
    [InlineData("fatal-mistake-senior", 2)]
    [InlineData("fatal-mistake-developer", 2)]
    [InlineData("common-mistakes", 7)]
    public void HasTheSignals(string id, int items) => Pack.Find<Signals>(id).ShouldNotBeNull().Items.Length.ShouldBe(items);

    [Theory]
    [InlineData("ladder", "Up 5, Across 4, Sooner 3")]
    [InlineData("role", "What it is 2, Whom it suits 3, What it changes 1, Responsibilities 12, A day 3, Challenges 2, Surroundings 2, Difficulty 1, Outlook 1")]
    [InlineData("levels", "Entry level 6, Mid level 6, Senior level 6")]
    [InlineData("specialisations", "API 3, Database 3, Cloud 3, DevOps 3, Security 3, Systems architect 3")]
    [InlineData("pay", "By employer 0, By experience 0, What it depends on 4, When you talk about it 0")]
    [InlineData("market", "Places 4, What's asked for more 4, What comes next 0")]
    [InlineData("books", "Books 4")]
    [InlineData("courses", "Courses 3")]
    [InlineData("podcasts", "Podcasts 3")]
    [InlineData("communities", "Communities 3")]
    [InlineData("tools", "Version control 3, Databases 3, APIs 3, Cloud 3, Frameworks 3, Editor, tests and pipeline 3")]
    [InlineData("thought-leaders", "People 5")]
    [InlineData("success-stories", "Stories 3")]
    [InlineData("security", "Attacks 3, Habits 4")]
    [InlineData("open-source", "Projects 4, How to begin 3")]
    [InlineData("clean-code", "Habits 7")]
    public void HasThePageWithItsSections(string id, string sections) =>
        string.Join(", ", Pack.Find<Topic>(id).ShouldNotBeNull().Sections.Select(section => $"{section.Title} {section.Points.Length}")).ShouldBe(sections);

    [Fact]
    public void HasTheFiguresOfBothSources() =>
        Pack.Find<Career>("pay").ShouldNotBeNull().Sections.SelectMany(section => section.Figures).Select(figure => $"{figure.Name}: {figure.UsdAYear}").ShouldBe(
        [
            "Startup: $70,000–100,000", "Mid-size company: $90,000–130,000", "Large company: $110,000–160,000", "Tech giant: $150,000–220,000",
            "Entry level: about $80,000", "Experienced: $150,000 and more",
        ]);

    [Fact]
    public void SaysWhenFiguresOfPayAndMarketHeld() => Pack.All<Career>().Where(page => page.Id is "pay" or "market" or "role").ShouldAllBe(page => page.AsOf != null);

    [Fact]
    public void HasNothingThatIsNotListed()
    {
        Pack.All<AnsweredQuestion>().Count(answer => answer.Source != "MentorBot").ShouldBe(22);
        Pack.All<Signals>().Count().ShouldBe(8);
        Pack.All<Career>().Count().ShouldBe(6);
        Pack.All<Learning>().Count().ShouldBe(10);
        Pack.All<Rubric>().Count().ShouldBe(4);
        Pack.All<Dashboard>().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("task-priority", "Impact: Low 1, Medium 2, High 3 · Urgency: Low 1, Medium 2, High 3, Critical 4 · Risk: Low 1, Medium 2, High 3 · divided by Effort: Low 1, Medium 2, High 3")]
    [InlineData("bug-priority", "Severity: Cosmetic 1, Wrong result 2, Crash 3, Data loss or security hole 4 · Frequency: Rarely 1, Sometimes 2, Always 3 · Impact: Only us 1, Some users 2, All users 3 · Business value: Minor 1, Core 3, Revenue 4 · divided by Technical risk: Simple 1, Complex 2, May break more 3")]
    public void HasTheRubricWithItsLevels(string id, string criteria)
    {
        var rubric = Pack.Find<Rubric>(id).ShouldNotBeNull();

        rubric.Formula.ShouldBe(RubricFormula.Product);
        string.Join(" · ", rubric.Criteria.Select(criterion =>
            $"{(criterion.Divides ? "divided by " : string.Empty)}{criterion.Title}: {string.Join(", ", rubric.LevelsOf(criterion).Select(level => $"{level.Title} {level.Points}"))}")).ShouldBe(criteria);
    }

    [Fact]
    public void HasTheEmployerScorecardOfBothSources()
    {
        var rubric = Pack.Find<Rubric>("employer-scorecard").ShouldNotBeNull();

        rubric.Formula.ShouldBe(RubricFormula.WeightedPercent);
        rubric.Criteria.Select(criterion => $"{criterion.Group}: {criterion.Id} {criterion.Weight}").ShouldBe(
        [
            "How they work: documentation 2", "How they work: planned-work 2", "How they work: deadlines 3", "How they work: testing 2",
            "How they treat people: blameless 3", "How they treat people: trust 3", "How they treat people: communication 2",
            "What they pay: pay-for-experience 3", "What they pay: pay-for-skills 2", "What they pay: pay-for-place 2", "What they pay: company-size 1",
        ]);
        rubric.Criteria.Count(criterion => criterion.Group != "What they pay").ShouldBe(Pack.Find<Signals>("toxic-team-red-flags")!.Items.Length);
    }

    [Fact]
    public void HasTheSkillsMatrixAgainstTheLadder()
    {
        var rubric = Pack.Find<Rubric>("skills-matrix").ShouldNotBeNull();

        rubric.Criteria.GroupBy(criterion => criterion.Group).Select(group => $"{group.Key}: {string.Join(", ", group.Select(criterion => criterion.Title))}").ShouldBe(
        [
            "Technical: Node.js, Databases, API development, Cloud",
            "Analytical: Performance, Data analysis, Debugging",
            "Leadership and communication: Collaboration, Communication, Time management, Problem-solving",
            "Emerging: Microservices, GraphQL, Serverless",
        ]);
        rubric.Levels.Select(level => $"{level.Points} {level.Title}").ShouldBe(["1 Junior", "2 Backend developer", "3 Senior", "4 Manager", "5 VP"]);
        rubric.Subject.ShouldBeNull();
    }

    [Fact]
    public void HasTheDevelopersKpis()
    {
        var dashboard = Pack.Find<Dashboard>("developer-kpis").ShouldNotBeNull();

        dashboard.Reviewed.ShouldBe("every quarter");
        dashboard.Kpis.Select(kpi => $"{kpi.Title}: {kpi.Target}").ShouldBe(
        [
            "Review pass rate: at least 90%", "Response time: under 200 ms", "Error rate: under 1%", "Uptime: at least 99.9%",
            "Features delivered: 3 to 5 features a sprint", "User feedback: over 4 of 5",
        ]);
    }

    [Fact]
    public void IsFoundByManyWordsAndLeadsOn() =>
        Pack.All<ReadingItem>().ShouldAllBe(item => item.Synonyms.Length >= 8 && item.LeadsTo.Length > 0);

    [Fact]
    public void ReadsLikeAColleague() =>
        Pack.All<ReadingItem>().ShouldAllBe(item => !item.Written.Contains('!'));
}
