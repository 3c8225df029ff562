using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

/// <summary>What the habits, the questions and the drills have to serve, row by row.</summary>
public sealed class PracticeInventoryTests
{
    private const string Role = "Backend Developers: The Invisible Architects of Digital Experiences";

    private static readonly string[] Helps = ["prepare-for-an-interview", "questions-to-ask", "negotiate-pay"];

    private static readonly ContentPack Pack = ContentLoader.Load(Repository.Data).Pack!;

    [Theory]
    [InlineData("hardest-code", "behavioural", "Solving problems, Not giving up", "STAR")]
    [InlineData("several-projects", "behavioural", "Managing time, Being organised, Telling people early", "tool")]
    [InlineData("made-it-faster", "behavioural", "Analysing, Effect on performance, Effect on the business", "numbers")]
    [InlineData("rest-or-graphql", "technical", "Understanding API design, Weighing pros and cons", "strong and its weak side")]
    [InlineData("database-migrations", "technical", "Managing databases, Deploying without downtime", "method")]
    [InlineData("slow-api", "technical", "Finding bottlenecks, Choosing the right remedy", "concrete")]
    [InlineData("failed-deployment", "situational", "Keeping calm in a crisis, Searching in order", "one step after the other")]
    [InlineData("pulled-both-ways", "situational", "Settling conflicts, Communicating, Managing expectations", "what you'd deliver")]
    public void HasTheQuestionWithWhatItAssessesAndItsTip(string id, string kind, string assesses, string tip)
    {
        var question = Pack.Find<Question>(id).ShouldNotBeNull();
        question.Type.Id.ShouldBe(kind);
        string.Join(", ", question.Assesses).ShouldBe(assesses);
        question.Tip.Plain.ShouldContain(tip);
        question.Source.ShouldBe(Role);
    }

    [Fact]
    public void HasThreeQuestionsOfEveryKindForEveryLevel()
    {
        Pack.All<Question>().Count().ShouldBe(27);
        Pack.All<Question>().GroupBy(question => (question.Type.Id, question.Level)).Select(pool => pool.Count()).ShouldBe(Enumerable.Repeat(3, 9));
    }

    [Theory]
    [InlineData("behavioural", "Situation, Task, Action, Result")]
    [InlineData("technical", "The short answer, How it works, What it costs, Where you met it")]
    [InlineData("situational", "The first thing you do, Whom you tell, and what, What you do then, How it doesn't come again")]
    public void AsksForThePartsOfAnAnswer(string kind, string parts) =>
        string.Join(", ", Pack.Find<QuestionKind>(kind).ShouldNotBeNull().Parts.Select(part => part.Label)).ShouldBe(parts);

    [Fact]
    public void LeadsFromEveryKindToPreparingToWhatToAskAndToTheSalary() =>
        Pack.All<QuestionKind>().ShouldAllBe(kind => !Helps.Except(kind.LeadsTo.Select(next => next.Id)).Any());

    [Fact]
    public void HasTheEightHabitsInTheOrderInWhichTheyAreSaid() =>
        Pack.All<Habit>().OrderBy(habit => habit.Rank).Select(habit => habit.Title).ShouldBe(
            ["No ask", "No owner", "No date", "Blame", "A risk in the fog", "Too many apologies", "Hedging", "Jargon"]);

    [Fact]
    public void RewritesEveryHabitInThreeTones()
    {
        var parts = Pack.All<Habit>().SelectMany(habit => habit.Rewrites).ToList();
        parts.Count.ShouldBe(24);
        parts.ShouldAllBe(part => Pack.Find<Phrase>(part.Id) != null && !part.Text.Blanks.IsEmpty);
        parts.Select(part => part.Text.Source).ShouldBeUnique();
    }

    [Theory]
    [InlineData("deadline-drill", "deadline-pushback")]
    [InlineData("scope-drill", "scope-creep-no")]
    [InlineData("salary-drill", "salary-negotiation")]
    [InlineData("stakeholders-drill", "stakeholder-alignment")]
    [InlineData("incident-drill", "incident-update")]
    public void HasTheDrillAndTheScriptThatHelps(string id, string script)
    {
        var drill = Pack.Find<Drill>(id).ShouldNotBeNull();
        drill.LeadsTo[0].Id.ShouldBe(script);
        drill.Scenes.ShouldAllBe(scene => scene.Moves.Select(move => move.Tactic).Distinct().Count() == scene.Moves.Length);
    }

    [Fact]
    public void RewardsNoDetour()
    {
        // Whoever goes wrong and comes back is never ahead of whoever didn't.
        foreach (var drill in Pack.All<Drill>())
        {
            var ways = Ways(drill, []).ToList();
            ways.Max(way => way.Sum(move => move.Points)).ShouldBe(drill.Map.Best);
            ways.Where(way => way.Sum(move => move.Points) == drill.Map.Best).ShouldAllBe(way => way.All(move => move.Points == 3));
            ways.ShouldAllBe(way => way.Count >= 4 && way.Count <= 6);
        }

        static IEnumerable<IReadOnlyList<DrillMove>> Ways(Drill drill, List<int> choices)
        {
            var (made, scene, _) = drill.Map.Follow(choices)!.Value;
            return scene is null ? [made] : Enumerable.Range(0, scene.Moves.Length).SelectMany(choice => Ways(drill, [.. choices, choice]));
        }
    }

    [Fact]
    public void ReadsLikeAColleague() =>
        Pack.Items.Where(item => item is Habit or Question or QuestionKind or Drill).ShouldAllBe(item => !item.Written.Contains('!'));

    [Theory]
    [InlineData("behavioural interview questions", "behavioural")]
    [InlineData("role play about a deadline", "deadline-drill")]
    [InlineData("REST or GraphQL", "rest-or-graphql")]
    [InlineData("role play about a raise", "salary-drill")]
    public void IsFoundByItsWords(string asked, string expected) =>
        Pack.Search<ContentItem>(asked, 6).Select(item => item.Id).FirstOrDefault().ShouldBe(expected, string.Join(", ", Pack.Search<ContentItem>(asked, 6).Select(item => item.Id)));
}
