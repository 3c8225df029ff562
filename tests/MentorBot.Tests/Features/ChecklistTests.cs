using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract class ChecklistTests : IDisposable
{
    private protected TestBot Bot { get; } = new();

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Reply> StartShared() => Bot.Press("checklist.shared:risk-mitigation");

    private protected Task<Reply> Tick(string user = "ana", params string[] changes) => Bot.Press("checklist.tick:1", user, values: [.. changes]);

    public sealed class Started : ChecklistTests
    {
        [Fact]
        public async Task OffersToStartItForMeOrForTheChannel()
        {
            (await Bot.Say("/mentor checklist risk-mitigation")).Labels().ShouldBe(["Start it for me", "Start it in this channel", "Post it as text"]);
            (await Bot.Say("/mentor checklist risk-mitigation", place: Some.DirectWith("ana"))).Labels().ShouldBe(["Start it for me"]);
        }

        [Fact]
        public async Task ShowsMineToMeAlone()
        {
            var run = await Bot.Press("checklist.mine:risk-mitigation");
            run.Post.ShouldBeNull();
            run.Delivery.ShouldBe(Delivery.Update);
            run.Text().ShouldContain(".................... 0 of 7");
            run.Text().ShouldContain("Started Wed 4 Mar 2026 · only you can see it");
        }

        [Fact]
        public async Task PostsASharedOneInTheChannel()
        {
            var run = await StartShared();
            run.Text().ShouldBe("Started. Everybody in this channel can tick it.");
            run.PostText().ShouldContain("Started by Ana on Wed 4 Mar 2026 · everybody here can tick");
        }

        [Fact]
        public async Task ListsWhatIsOpenFirst()
        {
            await StartShared();
            await Bot.Press("checklist.mine:project-onboarding");
            await Tick(changes: "+1");
            var list = await Bot.Say("/mentor checklist");
            list.Text().ShouldStartWith("Being worked through\n====================\n\n- ");
            list.Text().ShouldContain("· 0 of 10 · yours · started Wed 4 Mar 2026");
            list.Text().ShouldContain("· 1 of 7 · in this channel · started Wed 4 Mar 2026");
            var chosen = await Bot.Press(list.Token("Go on with one"), values: "1");
            (await Bot.Press(chosen.Token("Show it in the channel again"))).PostText().ShouldContain("1 of 7");
        }

        [Fact]
        public async Task ListsForNobodyElseWhatIsMine()
        {
            await Bot.Press("checklist.mine:project-onboarding");
            (await Bot.Say("/mentor checklist", user: "ben")).Text().ShouldNotContain("Being worked through");
            (await Bot.Say("/mentor checklist", place: Some.Random)).Text().ShouldContain("Being worked through");
        }

        [Fact]
        public async Task NamesTheNearestWhereTheIdIsUnknown() =>
            (await Bot.Say("/mentor checklist onbording")).Text().ShouldStartWith("I have no checklist called “onbording”. Closest to it:");
    }

    public sealed class Ticked : ChecklistTests
    {
        [Fact]
        public async Task ShowsWhoTickedAndWhen()
        {
            await StartShared();
            var run = await Tick("ben", "+2");
            run.Delivery.ShouldBe(Delivery.Update);
            run.Ticks().Items[1].Done.ShouldBeTrue();
            PlainText.Of(run.Ticks().Items[1].Detail!).ShouldBe("Ben, Wed 4 Mar 2026, 09:00 UTC");
            run.Text().ShouldContain("1 of 7");
        }

        [Fact]
        public async Task CountsTheFirstTickOnly()
        {
            await StartShared();
            await Tick("ben", "+2");
            Bot.Time.Advance(TimeSpan.FromMinutes(5));
            PlainText.Of((await Tick("cleo", "+2")).Ticks().Items[1].Detail!).ShouldBe("Ben, Wed 4 Mar 2026, 09:00 UTC");
        }

        [Fact]
        public async Task LosesNothingWhenManyTickAtOnce()
        {
            await StartShared();
            await Task.WhenAll(Enumerable.Range(1, 6).Select(number => Task.Run(() => Tick($"u{number}", $"+{number}"))));
            (await Tick()).Text().ShouldContain("6 of 7");
        }

        [Fact]
        public async Task TakesATickBack()
        {
            await StartShared();
            await Tick("ben", "+2", "+3");
            var run = await Tick("cleo", "-2");
            run.Text().ShouldContain("1 of 7");
            run.Ticks().Items[1].Detail.ShouldBeNull();
        }

        [Theory]
        [InlineData("+0")]
        [InlineData("+8")]
        [InlineData("+")]
        [InlineData("2")]
        [InlineData("+two")]
        [InlineData("+99999999999")]
        [InlineData("")]
        public async Task ChangesNothingForAnItemThatThereIsNot(string change)
        {
            await StartShared();
            (await Tick("ana", change)).Text().ShouldContain("0 of 7");
        }

        [Fact]
        public async Task IsClosedByTheLastTickAndCanBeReopened()
        {
            await StartShared();
            var closed = await Tick("ben", [.. Enumerable.Range(1, 7).Select(number => $"+{number}")]);
            closed.Text().ShouldContain("All done, Wed 4 Mar 2026, 09:00.");
            closed.Ticks().Token.ShouldBeNull();
            closed.Labels().ShouldBe(["Reopen"]);

            (await Bot.Press(closed.Token("Reopen"))).Labels().ShouldBe(["Close"]);
            (await Tick("ana", "-7")).Text().ShouldContain("6 of 7");
        }

        [Fact]
        public async Task IsPutAwayUnfinished()
        {
            var open = await StartShared();
            (await Bot.Press(open.Token("Close"))).Text().ShouldContain("Closed, Wed 4 Mar 2026, 09:00.");
            (await Bot.Say("/mentor checklist")).Text().ShouldNotContain("Being worked through");
        }
    }

    public sealed class Detailed : ChecklistTests
    {
        [Fact]
        public async Task KeepsANoteAPersonAndADay()
        {
            await Bot.Say("/mentor help", user: "ben");
            var run = await StartShared();
            var form = await Bot.Open(run.Token("Note, person or due date"), values: "3");
            form.Title.ShouldBe("Item 3");
            var changed = await Bot.Submit(form.Token, Some.Values(("note", "Ask **legal** first"), ("assignee", "ben"), ("due", "in 3 days")));
            PlainText.Of(changed.Ticks().Items[2].Detail!).ShouldBe("for @Ben · due Sat 7 Mar 2026 · Ana: Ask **legal** first");
            (await Bot.Open(form.Token)).Fields.Select(field => field.Value).ShouldBe(["Ask **legal** first", "ben", "2026-03-07"]);
        }

        [Fact]
        public async Task TakesThemAway()
        {
            await StartShared();
            await Bot.Submit("checklist.item:1:3:0", Some.Values(("note", "x"), ("due", "Friday")));
            (await Bot.Submit("checklist.item:1:3:1", Some.Values(("note", "")))).Ticks().Items[2].Detail.ShouldBeNull();
        }

        [Fact]
        public async Task SaysWhyTheItemMatters()
        {
            var run = await StartShared();
            var why = Bot.Checklists.All[1].Items[2].Why;
            (await Bot.Open(run.Token("Note, person or due date"), values: "3")).Field("note").Hint.ShouldBe(Limits.Shorten(why, Limits.FieldHint));
        }

        [Fact]
        public async Task NamesWhatSomebodyElseWroteMeanwhileAndKeepsOnesOwnWords()
        {
            await Bot.Say("/mentor help", user: "ben");
            var run = await StartShared();
            var mine = await Bot.Open(run.Token("Note, person or due date"), values: "3");
            var theirs = await Bot.Open(run.Token("Note, person or due date"), user: "ben", values: "3");
            await Bot.Submit(theirs.Token, Some.Values(("note", "Ben was here"), ("assignee", "ben"), ("due", "")), user: "ben");

            var again = await Bot.SubmitPage(mine.Token, Some.Values(("note", "Ana was here"), ("assignee", ""), ("due", "")));
            again.Problems.ShouldBe(
                new Dictionary<string, string>
                {
                    ["note"] = "Meanwhile somebody made this “Ben was here”. Save once more to have it as you write it here.",
                    ["assignee"] = "Meanwhile somebody made this “Ben”. Save once more to have it as you write it here.",
                },
                ignoreOrder: true);
            again.Field("note").Value.ShouldBe("Ana was here");
            Bot.Checklists.All[1].Items[2].Note.ShouldBe("Ben was here");

            Bot.Restart();
            (await Bot.Open(again.ResumeToken)).Field("note").Value.ShouldBe("Ana was here");
            var saved = await Bot.Submit(again.Token, Some.Values(("note", "Ana was here"), ("assignee", "ben"), ("due", "")));
            PlainText.Of(saved.Ticks().Items[2].Detail!).ShouldBe("for @Ben · Ana: Ana was here");
            Bot.KeptForms.Kept.ShouldBeEmpty();
        }

        [Fact]
        public async Task LetsTwoPeopleWriteTheSame()
        {
            await StartShared();
            await Bot.Submit("checklist.item:1:3:0", Some.Values(("note", "x")), user: "ben");
            PlainText.Of((await Bot.Submit("checklist.item:1:3:0", Some.Values(("note", "x")))).Ticks().Items[2].Detail!).ShouldBe("Ben: x");
        }

        [Fact]
        public async Task ChecksTheRevisionStillAfterAMistakeInAField()
        {
            await StartShared();
            await Bot.Submit("checklist.item:1:3:0", Some.Values(("note", "x")), user: "ben");
            var again = await Bot.SubmitPage("checklist.item:1:3:0", Some.Values(("note", "y"), ("due", "whenever")));
            again.Problems.Keys.ShouldBe(["due"]);
            (await Bot.SubmitPage(again.Token, Some.Values(("note", "y"), ("due", "Friday")))).Problems.Keys.ShouldBe(["note", "due"], ignoreOrder: true);
        }

        [Fact]
        public async Task SaysBesideTheFieldWhatIsWrong()
        {
            await StartShared();
            (await Bot.SubmitPage("checklist.item:1:3:0", Some.Values(("due", "whenever")))).Problems["due"]
                .ShouldBe("Write a day as 2026-03-31, 31 March, tomorrow, Friday or in 3 days.");
        }

        [Theory]
        [InlineData("99")]
        [InlineData("x")]
        [InlineData("")]
        public async Task AnswersAnItemThatThereIsNot(string number)
        {
            var run = await StartShared();
            (await Bot.Press(run.Token("Note, person or due date"), values: number)).Text().ShouldBe("That checklist has no such item.");
        }
    }

    public sealed class KeptApart : ChecklistTests
    {
        [Theory]
        [InlineData("checklist.tick:1")]
        [InlineData("checklist.pick:1")]
        [InlineData("checklist.item:1:1:0")]
        [InlineData("checklist.close:1")]
        [InlineData("checklist.reopen:1")]
        [InlineData("checklist.repost:1")]
        public async Task RefusesASharedOneElsewhere(string token)
        {
            await StartShared();
            (await Bot.Press(token, place: Some.Random, values: "+1")).Text().ShouldBe("That checklist belongs to another channel. Open it there.");
        }

        [Theory]
        [InlineData("checklist.tick:1")]
        [InlineData("checklist.pick:1")]
        [InlineData("checklist.item:1:1:0")]
        [InlineData("checklist.close:1")]
        [InlineData("checklist.repost:1")]
        public async Task RefusesSomebodyElsesOwn(string token)
        {
            await Bot.Press("checklist.mine:risk-mitigation");
            (await Bot.Press(token, user: "ben", role: Role.Admin, values: "+1")).Text().ShouldBe("That checklist is somebody's own. You can start one for yourself.");
        }

        [Fact]
        public async Task NeverPostsWhatIsMine()
        {
            await Bot.Press("checklist.mine:risk-mitigation");
            (await Bot.Press("checklist.repost:1")).Post.ShouldBeNull();
        }

        [Fact]
        public async Task KnowsNothingOfAnotherWorkspace()
        {
            await StartShared();
            var other = new Workspace("test", "other");
            var stranger = Some.Sender() with { Identity = new Identity(other, "ana"), Place = new Place(other, "general") };
            (await Bot.Handle(new Core.Commands.Press(stranger, "checklist.tick:1", ["+1"]))).ShouldBeOfType<Reply>().Text()
                .ShouldBe("That checklist is gone. /mentor checklist shows the ones there are.");
        }
    }
}
