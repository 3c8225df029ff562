using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>What somebody goes through who practises for an interview.</summary>
public sealed class PracticeTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task AsksAQuestionWithWhatItAssessesAndATip()
    {
        var asked = await _bot.Say("/mentor practice hardest-code");
        asked.Text().ShouldBe(
            """
            Behavioural questions · junior

            > Tell me about a problem in code that was harder than anything you had done until then.

            It assesses: Solving problems, Not giving up
            Tip: Tell it in the four steps of STAR, and spend half of your time on what you did.

            [Answer]  [Skip]  [Your answers]

            [Tell a story about taking the lead]  [Prepare for a technical interview]  [Questions to ask the interviewer]  [Negotiate your pay]

            Say it aloud first, then write it down. Only you see your answers and your scores.
            """);
        asked.Post.ShouldBeNull();
    }

    [Theory]
    [InlineData("behavioural senior", "Behavioural questions · senior")]
    [InlineData("Behavioral", "Behavioural questions · ")]
    [InlineData("technicl junior", "Technical questions · junior")]
    [InlineData("situ mid", "Situational questions · mid")]
    [InlineData("STAR method", "Behavioural questions · ")]
    public async Task TakesAKindAndALevelHoweverTheyAreTyped(string typed, string begins) =>
        (await _bot.Say(typed.Contains("method", StringComparison.Ordinal) ? $"/mentor practice kind:\"{typed}\"" : $"/mentor practice {typed}")).Text().ShouldStartWith(begins);

    [Fact]
    public async Task TakesALevelAlone() => (await _bot.Say("/mentor practice senior")).Text().Split('\n')[0].ShouldEndWith(" questions · senior");

    [Theory]
    [InlineData("2")]
    [InlineData("+1")]
    [InlineData("junior,mid")]
    public async Task TakesNoNumberAndNoListForALevel(string typed) =>
        (await _bot.Say($"/mentor practice {typed}")).Text().ShouldStartWith($"I have no questions called “{typed}”. These kinds I do have:\n");

    [Fact]
    public async Task NamesTheKindsWhereItKnowsNone()
    {
        var answer = await _bot.Say("/mentor practice cooking");
        answer.Text().ShouldStartWith("I have no questions called “cooking”. These kinds I do have:\n\n- Behavioural questions · /mentor practice behavioural\n");
        answer.Labels().ShouldBe(["Behavioural questions", "Situational questions", "Technical questions"], ignoreOrder: true);
    }

    [Fact]
    public async Task RepeatsNoQuestionBeforeThePoolIsUsedUp()
    {
        var first = await AskAll("/mentor practice", 27);
        first.Distinct().Count().ShouldBe(27);

        // The second time round comes in the same order, whatever was asked in between of a smaller pool.
        var again = await AskAll("/mentor practice behavioural senior", 6);
        again.Take(3).Distinct().Count().ShouldBe(3);
        again.Skip(3).ShouldBe(again.Take(3));
    }

    [Fact]
    public async Task RemembersWhatWasAskedOverARestartAndOfNobodyElse()
    {
        var one = (await AskAll("/mentor practice technical mid", 2)).ToHashSet();
        _bot.Restart();
        one.Add((await AskAll("/mentor practice technical mid", 1)).Single());
        one.Count.ShouldBe(3);
        _bot.Practice.AskedCount.ShouldBe(3);
        await _bot.Say("/mentor practice technical mid", "ben");
        _bot.Practice.AskedCount.ShouldBe(4);
    }

    [Fact]
    public async Task ComesInAnOrderOfOnesOwn()
    {
        var orders = new List<string>();
        foreach (var user in (string[])["ana", "ben", "cleo", "dan"])
        {
            orders.Add(string.Join(' ', await AskAll("/mentor practice", 8, user)));
        }

        orders.Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task AsksForTheFourStepsOfAStoryAndForAScore()
    {
        var form = await _bot.Open((await _bot.Say("/mentor practice hardest-code")).Token("Answer"));
        form.Title.ShouldBe("Your answer");
        form.Pages.Select(page => string.Join(", ", page.Fields.Select(field => field.Label))).ShouldBe(["Situation, Task, Action, Result", "Solving problems, Not giving up"]);
        form.Pages[1].Fields.OfType<ChoiceField>().First().Choices.Select(choice => choice.Label).ShouldBe(
            ["1 · Not in it yet", "2 · A hint of it", "3 · There, if one looks", "4 · Clearly there", "5 · Nobody could miss it"]);
    }

    [Fact]
    public async Task AsksForOtherPartsOfATechnicalAnswer() =>
        (await _bot.Open((await _bot.Say("/mentor practice rest-or-graphql")).Token("Answer"))).Pages[0].Fields.Select(field => field.Label)
            .ShouldBe(["The short answer", "How it works", "What it costs", "Where you met it"]);

    [Fact]
    public async Task ReadsTheAnswerAndSaysWhatToMend()
    {
        var given = await Answer("hardest-code", "We fixed the parser and the team went on testing it for a while until it was fine again.", "It was much better afterwards.", "4", "3");
        given.Text().ShouldBe(
            """
            Saved. You give yourself 3.5 of 5.

            What I'd mend first:

            - Action: It has no "I". They hire you and not the team, so say which part was yours.
            - Result: Your result has no number. Even a rough one ("about a third fewer tickets") is remembered longer than "much better".

            A strong answer has:

            - You say what you tried first and why it failed. Dead ends show how you think.
            - You say when you asked for help, and what you asked.
            - It ends with something you've done differently ever since.

            [Another]  [Mend it]  [Keep as evidence]  [Your answers]

            Only you see your answers and your scores.
            """);
    }

    [Fact]
    public async Task PraisesAnAnswerThatHasItAll() =>
        (await Strong()).Text().ShouldContain("Saved. You give yourself 4.5 of 5.\n\nIt has a scene, your own part and a number at the end: that's all a story needs. Now tell it in two minutes, without looking.");

    [Fact]
    public async Task NeedsNoScore() =>
        (await Answer("hardest-code", "I did it.", "Half.", null, null)).Text().ShouldStartWith("Saved. You didn't score it, so it isn't counted in your average.");

    [Fact]
    public async Task KeepsOneAnswerWhereItIsMended()
    {
        var given = await Answer("hardest-code", "I did it.", "Half.", "2", null);
        var form = await _bot.Open(given.Token("Mend it"));
        form.Field("action").Value.ShouldBe("I did it.");
        form.Field("score-1").Value.ShouldBe("2");
        form.Field("score-2").Value.ShouldBeNull();
        await _bot.Submit(form.Token, Some.Values(("situation", "S"), ("task", "T"), ("action", "I did it again."), ("result", "A third."), ("score-1", "5")));
        _bot.Practice.All.ShouldHaveSingleItem().Parts["Action"].ShouldBe("I did it again.");
    }

    [Fact]
    public async Task ShowsTheAnswersWithTheAverageOfEachKind()
    {
        await Strong();
        await Answer("several-projects", "I sorted them.", "Two fewer.", "3", "3");
        var history = await _bot.Say("/mentor practice history");
        history.Text().ShouldStartWith(
            """
            Your answers
            ============

            Behavioural questions: 3.8 of 5 · 2 answers

            - You've had several projects on your desk at the same time. How did you decide what came f…
              Behavioural questions · mid · 3 of 5 · Wed 4 Mar 2026
            - Tell me about a problem in code that was harder than anything you had done until then.
              Behavioural questions · junior · 4.5 of 5 · Wed 4 Mar 2026
            """);
        history.Text().ShouldEndWith("Only you see your answers and your scores.");
    }

    [Fact]
    public async Task ReadsAnOldAnswerAgainAndDeletesItAfterAsking()
    {
        await Strong();
        var history = await _bot.Say("/mentor practice history");
        var select = history.All().OfType<Select>().ShouldHaveSingleItem();
        var shown = await _bot.Press(select.Token, values: select.Options[0].Value);
        shown.Text().ShouldContain("Action: I wrote a test");
        shown.Text().ShouldContain("Solving problems: 5 of 5\nNot giving up: 4 of 5");

        var ask = await _bot.Press(shown.Token("Delete"));
        ask.Text().ShouldStartWith("Delete this answer for good? Nobody else has it.");
        (await _bot.Press(ask.Token("Delete it"), "ben")).Text().ShouldStartWith("That answer isn't there any more, and nothing was changed.");
        _bot.Practice.All.Count.ShouldBe(1);
        (await _bot.Press(ask.Token("Delete it"))).Text().ShouldStartWith("It is deleted.");
        _bot.Practice.All.ShouldBeEmpty();
        (await _bot.Press(ask.Token("Delete it"))).Text().ShouldStartWith("That answer isn't there any more, and nothing was changed.");
        (await _bot.Say("/mentor practice history")).Text().ShouldContain("You haven't answered a question yet.");
    }

    [Fact]
    public async Task TurnsThePagesOfManyAnswers()
    {
        for (var i = 0; i < 12; i++)
        {
            _bot.Time.Advance(TimeSpan.FromSeconds(3));
            await Answer("hardest-code", "I did it.", "Half.", "3", "3");
        }

        var first = await _bot.Say("/mentor practice history");
        first.Labels().ShouldBe(["Practise", "Older"]);
        var second = await _bot.Press(first.Token("Older"));
        second.Labels().ShouldBe(["Practise", "Newer"]);
        second.All().OfType<Select>().Single().Options.Length.ShouldBe(2);
        (await _bot.Press(second.Token("Newer"))).Text().ShouldBe(first.Text());
    }

    [Fact]
    public async Task KeepsAStoryAsEvidenceOnce()
    {
        var given = await Strong();
        var kept = await _bot.Press(given.Token("Keep as evidence"));
        kept.Text().ShouldStartWith("Kept as evidence. Set the day on which it was, and the number that shows it:");
        kept.Text().ShouldContain("Action: I wrote a test");
        (await _bot.Press(given.Token("Keep as evidence"))).Text().ShouldStartWith("It is among your evidence already:");
        _bot.Evidence.All.ShouldHaveSingleItem().Title.ShouldBe("Tell me about a problem in code that was harder than anything you had done until then.");
    }

    [Fact]
    public async Task KeepsNoTechnicalAnswerAsEvidence()
    {
        var form = await _bot.Open((await _bot.Say("/mentor practice what-to-test")).Token("Answer"));
        (await _bot.Submit(form.Token, form.Fields.OfType<LongTextField>().ToDictionary(field => field.Name, _ => "x"))).Labels().ShouldBe(["Another", "Mend it", "Your answers"]);
    }

    [Fact]
    public async Task FindsAQuestionAndStartsIt()
    {
        var card = await _bot.Press("item.open:slow-api");
        card.Text().ShouldContain("A question to practise for an interview:");
        (await _bot.Press(card.Token("Practise it"))).Text().ShouldStartWith("Technical questions · senior\n\n> An endpoint that took 100 milliseconds takes three seconds today.");
        var kind = await _bot.Press("item.open:situational");
        (await _bot.Press(kind.Token("Practise these"))).Text().ShouldStartWith("Situational questions · ");
    }

    [Fact]
    public async Task SkipsToAnotherOfTheSamePool()
    {
        var asked = await _bot.Say("/mentor practice situational junior");
        var next = await _bot.Press(asked.Token("Skip"));
        next.Text().ShouldStartWith("Situational questions · junior");
        next.Text().ShouldNotBe(asked.Text());
    }

    [Fact]
    public async Task IsKindAboutAPoolThatIsEmpty() =>
        (await _bot.Press("practice.next:behavioural:principal")).Text().ShouldStartWith("I have no question of that kind and level. Take one of all that I have:");

    private async Task<List<string>> AskAll(string line, int count, string user = "ana")
    {
        var asked = new List<string>();
        for (var i = 0; i < count; i++)
        {
            _bot.Time.Advance(TimeSpan.FromSeconds(3));
            asked.Add((await _bot.Say(line, user)).Token("Answer").Split(':')[1]);
        }

        asked.ShouldAllBe(id => _bot.Pack.Find<Question>(id) != null);
        return asked;
    }

    private Task<Reply> Strong() => Answer(
        "hardest-code",
        "I wrote a test that failed the way customers saw it. Then I halved the code until it passed, and I asked the author about the rest.",
        "Failed orders fell from 40 a day to two, and I write such a test first today.",
        "5",
        "4",
        "Orders got lost in our shop, and nobody could say why.",
        "I was to find out where, before the sale began.");

    private async Task<Reply> Answer(string question, string action, string result, string? first, string? second, string situation = "Orders got lost in our shop, and nobody knew why.", string task = "I was to find the reason before the sale.")
    {
        _bot.Time.Advance(TimeSpan.FromSeconds(3));
        var form = await _bot.Open((await _bot.Say($"/mentor practice {question}")).Token("Answer"));
        var values = Some.Values(("situation", situation), ("task", task), ("action", action), ("result", result));
        foreach (var (name, score) in new[] { ("score-1", first), ("score-2", second) })
        {
            if (score is not null)
            {
                values[name] = score;
            }
        }

        return await _bot.Submit(form.Token, values);
    }
}
