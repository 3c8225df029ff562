using MentorBot.Core.Content;
using MentorBot.Core.Features.Careers;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class CareerMeTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task SaysKindlyHowToFindOut()
    {
        var answer = await _bot.Say("/mentor career me");
        answer.Text().ShouldStartWith(
            """
            Where you stand
            ===============

            I can't tell yet, since only you know it. Answer the 14 questions of the skills matrix, each with the level that fits you today.
            """);
        answer.Labels().ShouldBe(["Score yourself", "The career ladder"]);
        (await _bot.Open(answer.Token("Score yourself"))).Pages.Length.ShouldBe(3);
    }

    [Fact]
    public async Task ShowsTheRungWhatIsMissingToTheNextAndWhatHelps()
    {
        await ScoreAsync("backend", ("databases", "junior"), ("communication", "junior"), ("debugging", "senior"));
        var answer = await _bot.Say("/mentor career me");
        var text = answer.Text();
        text.ShouldContain("You're on the rung Backend developer. You build features by yourself");
        text.ShouldContain("Next is Senior backend developer. You lead projects, decide how systems are built and bring juniors on.");
        text.ShouldContain("What is missing to it, the lowest first:\n\n- Databases ");
        text.ShouldContain("- Communication ");
        text.ShouldNotContain("- Debugging ");
        text.ShouldContain("- Show senior-level work in seven days (plan), for the step to Senior\n");
        text.ShouldContain("- Get better at explaining and speaking up (answer), for Communication\n");
        answer.Labels().ShouldContain("Show senior-level work in seven days");
        (await _bot.Press(answer.Token("Show senior-level work in seven days"))).Blocks[0].ShouldBe(new Heading("Show senior-level work in seven days"));
    }

    [Fact]
    public async Task GoesByTheLastScoringAndOnlyByOnesOwn()
    {
        await ScoreAsync("junior");
        (await _bot.Say("/mentor career me")).Text().ShouldContain("You're on the rung Junior backend developer.");
        _bot.Time.Advance(TimeSpan.FromMinutes(1));
        await ScoreAsync("senior");
        (await _bot.Say("/mentor career me")).Text().ShouldContain("You're on the rung Senior backend developer.");
        (await _bot.Say("/mentor career me", user: "ben")).Text().ShouldContain("I can't tell yet, since only you know it.");
    }

    [Fact]
    public async Task SaysSoOnTheTopRung()
    {
        await ScoreAsync("vp");
        var text = (await _bot.Say("/mentor career me")).Text();
        text.ShouldContain("You're on the rung Vice president of engineering.");
        text.ShouldContain("There is no rung above it. Pass on what you know.");
    }

    [Fact]
    public async Task OffersNoLadderThatTheTeamHid()
    {
        using var own = new ContentFolder().With("hidden.yaml", "hide: [career/ladder]");
        using var bot = TestBot.With(new CareerMeFeature(new ContentLibrary(Repository.Data, _bot.Log.For<ContentLibrary>(), own.Folder), _bot.Scores));
        (await bot.Say("/mentor career me")).Labels().ShouldBe(["Score yourself"]);

        await ScoreAsync("vp");
        var answer = await bot.Say("/mentor career me");
        answer.Text().ShouldContain("You're on the rung VP. Half of your answers");
        answer.Labels().ShouldBe(["Score yourself again"]);
    }

    [Fact]
    public void LeadsFromEverySkillAndEveryRungToSomethingThatHelps()
    {
        var matrix = _bot.Pack.Find<Rubric>("skills-matrix").ShouldNotBeNull();
        matrix.Criteria.ShouldAllBe(criterion => !criterion.LeadsTo.IsEmpty);
        matrix.Levels.Skip(1).ShouldAllBe(level => !level.LeadsTo.IsEmpty);
    }

    private async Task ScoreAsync(string level, params (string Criterion, string Level)[] others)
    {
        var form = await _bot.Open("score.fill:skills-matrix:0");
        for (var page = 0; page < form.Pages.Length; page++)
        {
            var values = form.Pages[page].Fields.ToDictionary(field => field.Name, field => others.FirstOrDefault(other => field.Name == $"level-{other.Criterion}").Level ?? level, StringComparer.Ordinal);
            await _bot.Handle(Some.Submission(form.Token, values, page));
        }
    }
}
