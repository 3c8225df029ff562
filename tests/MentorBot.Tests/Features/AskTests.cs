using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class AskTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task AnswersInShortAndLeadsOnToWhatHelps()
    {
        var answer = await _bot.Say("/mentor ask can I become a developer without university");
        answer.Text().ShouldStartWith(
            """
            Do I need a computer science degree for this job?
            ========================================

            No. It helps, and some employers still ask for it, but plenty of good backend developers came through courses, bootcamps or on their own.

            - What you do need is solid programming, and the will to go on learning for as long as you work.
            """);
        answer.Text().ShouldContain("\n\nFrom: What I Wish I Knew Before Becoming a Backend Developer · need-a-degree, version 1");
        answer.Labels().ShouldBe(["Courses to begin with", "Four books worth your evenings", "Open source to join"]);
        (await _bot.Press(answer.Token("Open source to join"))).Text().ShouldContain("\n- Mend a sentence in the docs\n");
    }

    [Theory]
    [InlineData("need-a-degree")]
    [InlineData("NEED-A-DEGREE")]
    [InlineData("Can I become a developer without a degree?")]
    [InlineData("can i become a developer without a degree")]
    [InlineData("“Can I become a developer without a degree?”")]
    public async Task TakesAnIdOrAQuestionAtItsWord(string asked)
    {
        var answer = await _bot.Say($"/mentor ask {asked}");
        answer.Blocks[0].ShouldBe(new Heading("Do I need a computer science degree for this job?"));
        answer.All().OfType<Select>().ShouldBeEmpty();
    }

    [Fact]
    public async Task OffersTheClosestOthers()
    {
        var answer = await _bot.Say("/mentor ask how do I get ready for a coding interview");
        answer.Blocks[0].ShouldBe(new Heading("How do I prepare for a technical interview?"));
        var others = answer.All().OfType<Select>().ShouldHaveSingleItem();
        others.Label.ShouldBe("Or did you mean one of these?");
        others.Options.Length.ShouldBeInRange(1, 3);
        others.Options.ShouldNotContain(option => option.Value == "prepare-for-an-interview");
        var script = await _bot.Press(others.Token, values: "leadership-story");
        script.Labels().ShouldContain("Fill in");
    }

    [Fact]
    public async Task BringsTheScriptWhereThatIsWhatHelps() =>
        (await _bot.Say("/mentor ask how can I push back a deadline?")).Labels().ShouldContain("Fill in");

    [Fact]
    public async Task SaysSoWhereItHasNoAnswerAndShowsWhatOthersAsk()
    {
        var answer = await _bot.Say("/mentor ask zzzzqqqq");
        answer.Text().ShouldStartWith("I have no answer to “zzzzqqqq” yet. Try it in other words, or look at what others ask:\n\nWhat others ask: ");
        var others = answer.All().OfType<Select>().ShouldHaveSingleItem();
        others.Options[0].Value.ShouldBe(_bot.Pack.MostAsked<AnsweredQuestion>().First().Id, "what is asked most comes first");
        (await _bot.Press(others.Token, values: others.Options[^1].Value)).Text().ShouldContain($" · {others.Options[^1].Value}, version ");
    }

    [Theory]
    [InlineData("ask", "I have no answer to “who is to carry the boxes to the other building” that I'm sure of.")]
    [InlineData("find", "I have nothing for “who is to carry the boxes to the other building” that I'm sure of.")]
    public async Task GuessesWhereItIsSureOfNothing(string command, string said)
    {
        const string Asked = "who is to carry the boxes to the other building";
        _bot.Pack.Search<ContentItem>(Asked, 1).ShouldBeEmpty();
        var answer = await _bot.Say($"/mentor {command} {Asked}");
        answer.Text().ShouldStartWith($"{said} If it's none of these, try it in other words.\n\nIs it one of these?: ");
        var guesses = answer.All().OfType<Select>().ShouldHaveSingleItem();
        guesses.Options.Length.ShouldBeInRange(1, 5);
        (await _bot.Press(guesses.Token, values: guesses.Options[0].Value)).Text().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("i want to die")]
    [InlineData("I don't want to live any more")]
    public async Task OffersNothingElseInAnEmergency(string asked)
    {
        var answer = await _bot.Say($"/mentor ask {asked}");
        answer.Text().ShouldContain("Please talk to a person now, not to a bot.");
        answer.All().OfType<Select>().ShouldBeEmpty();
        (await _bot.Say($"/mentor find {asked}")).All().OfType<ItemList>().ShouldHaveSingleItem().Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SaysWhatIsMissingWhereNothingIsAsked() =>
        (await _bot.Say("/mentor ask")).Text().ShouldStartWith("One thing is missing: question, what you'd like to know, in your own words.\n\nIt goes like this: /mentor ask QUESTION");

    [Fact]
    public async Task FindsAnswersBesideAllElse()
    {
        var found = await _bot.Say("/mentor find without university");
        found.Text().ShouldContain("1. Do I need a degree? · /mentor ask need-a-degree\n");
        (await _bot.Press(found.Token("Do I need a degree?"))).Blocks[0].ShouldBe(new Heading("Do I need a computer science degree for this job?"));
    }

    [Fact]
    public void CompletesQuestions()
    {
        var complete = _bot.Map.Commands.Single(command => command.Name == "ask").Options[0].Complete!;
        complete("degree").Select(choice => choice.Label).ShouldContain("Do I need a computer science degree for this job?");
        complete("").Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task AnswersEveryQuestionThatItSuggests()
    {
        foreach (var item in _bot.Pack.All<ReadingItem>())
        {
            foreach (var question in item.Questions)
            {
                _bot.Time.Advance(TimeSpan.FromSeconds(3));
                (await _bot.Say($"/mentor ask {question}")).Text().ShouldContain($" · {item.Id}, version ", Case.Sensitive, question);
            }
        }
    }
}
