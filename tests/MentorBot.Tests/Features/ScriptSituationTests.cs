using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class ScriptSituationTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task ShowsTheThreeLikeliestObjectionsWithAReplyToEach()
    {
        var answer = await _bot.Press((await _bot.Say("/mentor script deadline-pushback")).Token("What if they push back?"));
        answer.Text().ShouldBe(
            """
            If they push back: Push back on a deadline
            ========================================

            - “The date is fixed. We've already told the customer.”
              Then let's keep the date and choose together what they get on it. I'd rather you tell them early about one missing part than late about a broken whole.
            - “Can't you work a few evenings?”
              For a day or two, yes. For longer, tired people make mistakes, and mending those would cost us the time we won. Which part matters most to you by that date?
            - “The last estimate was fine, too. You're just being careful.”
              I'll gladly show you what's left and where the days go. If you see something we can leave out, we're already on the second way.

            Let them finish, and wait a breath before you reply.

            [Back to the script]
            """);
        (await _bot.Press(answer.Token("Back to the script"))).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
    }

    [Fact]
    public async Task HasThreeObjectionsToEveryScriptAndNoTwoAlike()
    {
        foreach (var script in _bot.Pack.All<Script>())
        {
            _bot.Time.Advance(TimeSpan.FromSeconds(3));
            (await _bot.Press($"script.pushback:{script.Id}")).All().OfType<ItemList>().Single().Items.Length.ShouldBe(3, script.Id);
            (script.Goals.IsEmpty || script.Counterparts.IsEmpty || script.Urgency.IsEmpty).ShouldBeFalse(script.Id);
        }

        _bot.Pack.All<Script>().SelectMany(script => script.Objections).Select(objection => objection.Says).ShouldBeUnique();
    }

    [Fact]
    public async Task AnswersKindlyWhenTheScriptIsGone() =>
        (await _bot.Press("script.pushback:long-gone")).Text().ShouldStartWith("That one isn't in my library any more.");

    [Fact]
    public async Task AsksForTheSituationInThreeChoices()
    {
        var form = await _bot.Open((await _bot.Say("/mentor script")).Token("Start from my situation"));
        form.Title.ShouldBe("Your situation");
        form.Fields.Select(field => field.Label).ShouldBe(["What do you want?", "Who is it for?", "How soon do you need it?"]);
        form.Fields.OfType<ChoiceField>().First().Choices.Select(choice => choice.Label).ShouldBe(
            ["say no", "give bad news", "show what I can do", "get people to agree", "keep people informed", "win some time", "be paid more", "move a date", "pass work on"], ignoreOrder: true);
        form.Fields.OfType<ChoiceField>().Last().Choices.Select(choice => choice.Label).ShouldBe(["right now", "in the next days", "with time to prepare"]);
    }

    [Fact]
    public async Task RanksTheScriptsAndSaysWhy()
    {
        var answer = await _bot.Submit("script.situation", Some.Values(("goal", "say no"), ("counterpart", "a customer"), ("urgency", "Soon")));
        answer.Text().ShouldStartWith(
            """
            For your situation (say no, to a customer, in the next days) these fit, the best first:

            1. Push back on a deadline · /mentor script deadline-pushback
               You're asked for a date that can't be met without cutting testing or security.
               Fits: say no, to a customer, in the next days.
            2. Say no to extra scope · /mentor script scope-creep-no
               Someone asks for something outside what was agreed, and it can't simply be squeezed in.
               Fits: say no, to a customer, in the next days.
            3. Pass a request to the right person · /mentor script hand-over
               Someone brings you a request that another person is better placed to handle.
               Fits: say no, to a customer. Not made for: in the next days.
            """);
        (await _bot.Press(answer.Token("Say no to extra scope"))).Blocks[0].ShouldBe(new Heading("Say no to extra scope"));
    }

    [Fact]
    public async Task PutsTheGoalBeforeWhomAndWhen()
    {
        var answer = await _bot.Submit("script.situation", Some.Values(("goal", "be paid more"), ("counterpart", "everybody"), ("urgency", "Now")));
        answer.Text().ShouldContain("1. Ask for a better salary offer");
        answer.Text().ShouldContain("Fits: be paid more. Not made for: to everybody, right now.");
    }

    [Fact]
    public async Task WantsAtLeastOneOfThem()
    {
        var form = await _bot.SubmitPage("script.situation", Some.Values());
        form.Problems["goal"].ShouldBe("Choose at least one of the three, so that I know where to look.");
    }
}
