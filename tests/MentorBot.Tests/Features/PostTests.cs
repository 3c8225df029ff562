using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public abstract class PostTests : IDisposable
{
    private protected const string HandOver = "I'm not the best one for this, so let me connect you with Ben. I'll pass on what you've told me, so you won't have to start again.";

    private protected const string Gone = "I no longer have that text: it was deleted, or its author has erased their data. Nothing was changed.";

    private protected TestBot Bot { get; } = new();

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Reply> Preview() => Bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")));

    private protected async Task<Reply> Posted() => await Bot.Press((await Preview()).Token("Post here"));

    public sealed class Prepared : PostTests
    {
        [Fact]
        public async Task PreviewsATemplateWithItsBlanks()
        {
            var preview = await Bot.Say("/mentor post weekly-status");
            preview.Text().ShouldContain("> Week of [week]\n> \n> Where we are: [summary]");
            preview.Labels().ShouldBe(["Fill in", "Post with its blanks", "Copy", "Change the words", "Discard"]);
        }

        [Fact]
        public async Task PreviewsAChecklistAsANumberedList() =>
            (await Bot.Say("/mentor post risk-mitigation")).Text().ShouldContain("> 1. ");

        [Fact]
        public async Task TellsAPersonInADirectConversationWhereToPost()
        {
            var preview = await Bot.Submit("text.fill:hand-over", Some.Values(("person", "Ben")), place: Some.DirectWith("ana"));
            preview.Text().ShouldContain("Here it is. To post it, ask me in the channel that should read it.");
            preview.Labels().ShouldBe(["Edit", "Copy", "Change the words", "Discard"]);
        }

        [Fact]
        public async Task SaysSoWhereNothingHasThatName() =>
            (await Bot.Say("/mentor post zzzzqqqq")).Text().ShouldStartWith("I have no template called “zzzzqqqq”. These are the ones I have:\n\nOpen a template: ");

        [Fact]
        public async Task NamesTheNearest()
        {
            var near = await Bot.Say("/mentor post the friday report");
            near.Text().ShouldStartWith("I have no template called “the friday report”. Closest to it:");
            (await Bot.Press(near.Token("Weekly status report"))).Labels().ShouldContain("Fill in");
        }

        [Fact]
        public async Task CopiesTheTextAlone() =>
            (await Bot.Press((await Preview()).Token("Copy"))).Blocks.ShouldHaveSingleItem().ShouldBe(new CodeBlock(HandOver));

        [Fact]
        public async Task GoesAwayWhenItIsDiscarded()
        {
            var preview = await Preview();
            var gone = await Bot.Press(preview.Token("Discard"));
            gone.Blocks.ShouldBeEmpty();
            gone.Delivery.ShouldBe(Delivery.Remove);
            (await Bot.Press(preview.Token("Post here"))).Post.ShouldBeNull();
        }

        [Fact]
        public async Task BelongsToTheOneWhoPreparedIt()
        {
            var refused = await Bot.Press((await Preview()).Token("Post here"), user: "ben");
            refused.Post.ShouldBeNull();
            refused.Text().ShouldBe("Only Ana can do that: it's their post.");
        }

        [Fact]
        public async Task KeepsItsWordingWhenTheLibraryChanges()
        {
            var preview = await Preview();
            Bot.Posts.All[1] = Bot.Posts.All[1] with { ItemId = "no-longer-there", Body = "As {it-was} then." };
            (await Bot.Press(preview.Token("Post here"))).PostText().ShouldStartWith("As [it was] then.");
            (await Bot.Open("text.blanks:1")).Fields.ShouldHaveSingleItem().Label.ShouldBe("it was");
        }
    }

    public sealed class PostedOnce : PostTests
    {
        [Fact]
        public async Task SaysSoAtTheSecondPressAndPostsAgainWhenAsked()
        {
            var preview = await Preview();
            (await Bot.Press(preview.Token("Post here"))).PostText().ShouldStartWith(HandOver);

            var second = await Bot.Press(preview.Token("Post here"));
            second.Post.ShouldBeNull();
            second.Text().ShouldBe("I've posted that already, or tried to. If it isn't there, post it once more.\n\n[Post it once more]");
            (await Bot.Press(second.Token("Post it once more"))).PostText().ShouldStartWith(HandOver);
        }

        [Fact]
        public async Task PostsOnceWhenManyPressesComeAtOnce()
        {
            var token = (await Preview()).Token("Post here");
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Bot.Press(token))));
            answers.Count(answer => answer.Post is not null).ShouldBe(1);
        }

        [Fact]
        public async Task IsEditedByItsAuthor()
        {
            var form = await Bot.Open((await Posted()).Token("Edit"));
            form.Field("person").Value.ShouldBe("Ben");
            var edited = await Bot.Submit(form.Token, Some.Values(("person", "Cleo")));
            edited.Delivery.ShouldBe(Delivery.Update);
            edited.Text().ShouldStartWith("I'm not the best one for this, so let me connect you with Cleo.");
            edited.Text().ShouldContain("Posted by Ana");
        }

        [Fact]
        public async Task IsEditedByNobodyElseNotEvenAnAdmin()
        {
            var posted = await Posted();
            (await Bot.Press(posted.Token("Edit"), user: "ben", role: Role.Admin)).Text().ShouldBe("Only Ana can do that: it's their post.");
            (await Bot.Submit(posted.Token("Edit"), Some.Values(("person", "Cleo")), user: "ben")).Text().ShouldBe(
                """
                Only Ana can do that: it's their post.

                What you wrote, so that it isn't lost:

                Cleo
                """);
        }

        [Fact]
        public async Task IsDeletedByItsAuthor()
        {
            var posted = await Posted();
            var deleted = await Bot.Press(posted.Token("Delete"));
            deleted.Delivery.ShouldBe(Delivery.Remove);
            deleted.Text().ShouldBe($"Deleted for everybody. This is what it said:\n\n{HandOver}");
            (await Bot.Press(posted.Token("Edit"))).Text().ShouldBe(Gone);
            Bot.Posts.All.ShouldBeEmpty();
        }

        [Fact]
        public async Task IsDeletedByAnAdminAndByNobodyElse()
        {
            var posted = await Posted();
            (await Bot.Press(posted.Token("Delete"), user: "ben", role: Role.Lead)).Text().ShouldBe("Only the person who posted this, or an admin, can delete it.");
            (await Bot.Press(posted.Token("Delete"), user: "cleo", role: Role.Admin)).Delivery.ShouldBe(Delivery.Remove);
        }

        [Theory]
        [InlineData("post.publish:1")]
        [InlineData("post.again:1")]
        [InlineData("post.copy:1")]
        [InlineData("text.blanks:1")]
        [InlineData("text.words:1")]
        [InlineData("post.delete:1")]
        public async Task IsNotKnownInAnotherWorkspace(string token)
        {
            await Posted();
            var other = new Workspace("test", "other");
            var stranger = Some.Sender() with { Identity = new Identity(other, "ana"), Place = new Place(other, "general") };
            var answer = (await Bot.Handle(new Core.Commands.Press(stranger, token, []))).ShouldBeOfType<Reply>();
            answer.Post.ShouldBeNull();
            answer.Text().ShouldBe(Gone);
        }
    }

    public sealed class InOnesOwnWords : PostTests
    {
        [Fact]
        public async Task TakesTheWordsLetterForLetter()
        {
            var form = await Bot.Open((await Preview()).Token("Change the words"));
            form.Fields.ShouldHaveSingleItem().Value.ShouldBe(HandOver);
            var preview = await Bot.Submit(form.Token, Some.Values(("words", "Ask **Ben**.\n\n{date} <!channel>\nis {x}")));
            var posted = await Bot.Press(preview.Token("Post here"));
            posted.Post!.Value.OfType<Paragraph>().Select(paragraph => paragraph.Text.Spans.ShouldHaveSingleItem())
                .ShouldBe([new TextSpan("Ask **Ben**."), new TextSpan("{date} <!channel>\nis {x}")]);
        }

        [Fact]
        public async Task EditsTheWordsAndNoLongerTheBlanks()
        {
            var form = await Bot.Open((await Preview()).Token("Change the words"));
            var preview = await Bot.Submit(form.Token, Some.Values(("words", "Ask Ben.")));
            preview.Labels().ShouldBe(["Post here", "Copy", "Change the words", "Discard"]);
            var posted = await Bot.Press(preview.Token("Post here"));
            (await Bot.Open(posted.Token("Edit"))).Fields.ShouldHaveSingleItem().Value.ShouldBe("Ask Ben.");
        }

        [Fact]
        public async Task AreNotLostToAnOlderMessageThatStillOffersTheBlanks()
        {
            var form = await Bot.Open((await Preview()).Token("Change the words"));
            await Bot.Submit(form.Token, Some.Values(("words", "Ask Ben.")));
            (await Bot.Open("text.blanks:1")).Fields.ShouldHaveSingleItem().Value.ShouldBe("Ask Ben.");
            Bot.Posts.All[1].Words.ShouldBe("Ask Ben.");
        }

        [Fact]
        public async Task IsWhatAnEditOfBlanksOpensWhereThereAreNone()
        {
            await Bot.Say("/mentor post risk-mitigation");
            (await Bot.Open("text.blanks:1")).Fields.ShouldHaveSingleItem().Name.ShouldBe("words");
        }
    }
}
