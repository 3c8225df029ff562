using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract class ScriptTests : IDisposable
{
    private protected static readonly Dictionary<string, string> Deadline =
        Some.Values(("date", "Friday"), ("new-date", "the 26th."), ("feature", "the **export**"));

    private protected TestBot Bot { get; } = new();

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed class Shown : ScriptTests
    {
        [Fact]
        public async Task ShowsTheTextWithWhenAndWhyAndWhatCanBeDone()
        {
            var card = await Bot.Say("/mentor script deadline-pushback");
            card.Post.ShouldBeNull();
            card.Delivery.ShouldBe(Delivery.Private);
            card.Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
            card.Text().ShouldContain("You're asked for a date that can't be met without cutting testing or security.");
            card.Text().ShouldContain("> 1. Move the date. You get all of it, tested, by [new date].");
            card.Text().ShouldContain("Why it works: You take the date seriously, say what it really costs, and hand back a choice.");
            card.Text().ShouldContain("From: What I Wish I Knew Before Becoming a Backend Developer · deadline-pushback, version 1");
            card.Labels().ShouldBe(["Fill in", "What if they push back?", "Copy", "Post as it is"]);
        }

        [Fact]
        public async Task OffersNoPostInADirectConversation() =>
            (await Bot.Say("/mentor script deadline-pushback", place: Some.DirectWith("ana"))).Labels().ShouldBe(["Fill in", "What if they push back?", "Copy"]);

        [Theory]
        [InlineData("/mentor script DEADLINE-PUSHBACK")]
        [InlineData("/mentor script id:deadline-pushback")]
        [InlineData("/mentor script \"deadline-pushback\"")]
        [InlineData("/mentor script  deadline-pushback ")]
        public async Task FindsTheIdHoweverItIsTyped(string line) =>
            (await Bot.Say(line)).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));

        [Fact]
        public async Task ListsAllWhereNoneIsNamed()
        {
            var list = await Bot.Say("/mentor script");
            list.Text().ShouldContain("- Push back on a deadline · /mentor script deadline-pushback\n  You're asked for a date that can't be met without cutting testing or security.");
            list.All().OfType<ItemList>().ShouldHaveSingleItem().Items.Length.ShouldBe(10);
        }

        [Fact]
        public async Task NamesTheNearestWhereTheIdIsUnknown()
        {
            var near = await Bot.Say("/mentor script push back the deadline");
            near.Text().ShouldStartWith("I have no script called “push back the deadline”. Closest to it:\n\n- Push back on a deadline · /mentor script deadline-pushback");
            (await Bot.Press(near.Token("Push back on a deadline"))).Blocks[0].ShouldBe(new Heading("Push back on a deadline"));
        }

        [Fact]
        public async Task CopiesTheTextAlone()
        {
            var card = await Bot.Say("/mentor script hand-over");
            (await Bot.Press(card.Token("Copy"))).Blocks.ShouldHaveSingleItem().ShouldBe(new CodeBlock(
                "I'm not the best one for this, so let me connect you with [person]. I'll pass on what you've told me, so you won't have to start again."));
        }
    }

    public sealed class FilledIn : ScriptTests
    {
        [Fact]
        public async Task AsksForEveryBlankWithItsHint()
        {
            var form = await Bot.Open((await Bot.Say("/mentor script deadline-pushback")).Token("Fill in"));
            form.Title.ShouldBe("Fill in the blanks");
            form.Submit.ShouldBe("Preview");
            form.Pages.ShouldHaveSingleItem();
            form.Fields.Select(field => field.Label).ShouldBe(["The date they want", "The date you can make", "What could be left out"]);
            form.Field("new-date").Hint.ShouldBe("A day you'd bet on, with everything tested · e.g. Friday 26 March");
        }

        [Fact]
        public async Task PreviewsTheTextWithoutABlankAndPostsNothingYet()
        {
            var preview = await Bot.Submit("text.fill:deadline-pushback", Deadline);
            preview.Post.ShouldBeNull();
            preview.Text().ShouldContain("Nobody has seen this yet. This is what the channel will read:");
            preview.Text().ShouldContain("> 1. Move the date. You get all of it, tested, by the 26th.\n> 2. Cut the scope. You get it by Friday without the **export**, and we add that afterwards.");
            preview.Text().ShouldNotContain("[date]");
            preview.Text().ShouldNotContain("{");
            preview.Labels().ShouldBe(["Post here", "Edit", "Copy", "Change the words", "Discard"]);
        }

        [Fact]
        public async Task SuggestsWhatWasUsedLastAlsoAfterARestartAndToNobodyElse()
        {
            await Bot.Submit("text.fill:deadline-pushback", Deadline);
            Bot.Restart();
            (await Bot.Open("text.fill:deadline-pushback")).Field("feature").Value.ShouldBe("the **export**");
            (await Bot.Open("text.fill:deadline-pushback", user: "ben")).Field("feature").Value.ShouldBeNull();
        }

        [Fact]
        public async Task SuggestsNothingFromTheSameBlankOfAnotherText()
        {
            await Bot.Submit("text.fill:will-find-out", Some.Values(("timeframe", "two hours")));
            (await Bot.Open("text.fill:incident-update")).Field("timeframe").Value.ShouldBeNull();
        }

        [Fact]
        public async Task SuggestsWhatWasCorrectedInAnEdit()
        {
            var preview = await Bot.Submit("text.fill:hand-over", Some.Values(("person", "Bne")));
            await Bot.Submit(preview.Token("Edit"), Some.Values(("person", "Ben")));
            (await Bot.Open("text.fill:hand-over")).Field("person").Value.ShouldBe("Ben");
        }

        [Fact]
        public async Task SuggestsItOnTheWayThroughPostAsWell()
        {
            await Bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")));
            var preview = await Bot.Say("/mentor post hand-over");
            (await Bot.Open(preview.Token("Fill in"))).Field("person").Value.ShouldBe("Ben");
        }

        [Fact]
        public async Task TakesTwoPagesForNineBlanks()
        {
            var form = await Bot.Open("text.fill:stakeholder-alignment");
            form.Pages.Select(page => page.Fields.Length).ShouldBe([5, 4]);
            var values = form.Fields.Select(field => (field.Name, Value: $"my {field.Name}")).ToArray();

            (await Bot.SubmitPage(form.Token, Some.Values(values[..5]), page: 0)).Page.ShouldBe(1);
            Bot.Restart();
            var preview = (await Bot.Submit(form.Token, Some.Values(values[5..]), page: 1)).Text();
            values.ShouldAllBe(pair => preview.Contains(pair.Value, StringComparison.Ordinal));
        }

        [Fact]
        public async Task PostsAfterARestart()
        {
            var preview = await Bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben.")));
            Bot.Restart();
            var posted = await Bot.Press(preview.Token("Post here"));
            posted.Text().ShouldBe("Posted. You can edit or delete it there.");
            posted.Delivery.ShouldBe(Delivery.Update);
            posted.PostText().ShouldBe(
                """
                I'm not the best one for this, so let me connect you with Ben. I'll pass on what you've told me, so you won't have to start again.

                Posted by Ana

                [Edit]  [Delete]
                """);
        }

        [Fact]
        public async Task LeavesNoBlankInAnyTextOfTheLibrary()
        {
            foreach (var item in Bot.Pack.Items.OfType<TemplateItem>().Where(item => !item.Placeholders.IsEmpty))
            {
                var preview = await Bot.Submit($"text.fill:{item.Id}", item.Placeholders.ToDictionary(placeholder => placeholder.Name, placeholder => placeholder.Example, StringComparer.Ordinal));
                var quote = PlainText.Of(preview.Blocks.OfType<Quote>().ShouldHaveSingleItem().Blocks);
                quote.ShouldNotContain("{", Case.Sensitive, item.Id);
                quote.ShouldNotContain("[", Case.Sensitive, item.Id);
                quote.ShouldNotContain("..", Case.Sensitive, item.Id);
                item.Placeholders.ShouldAllBe(placeholder => quote.Contains(placeholder.Example.TrimEnd('.'), StringComparison.Ordinal), item.Id);
            }
        }
    }
}
