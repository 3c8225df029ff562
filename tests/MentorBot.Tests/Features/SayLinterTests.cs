using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Phrases;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

/// <summary>What a draft is told: the habits that weaken it, each with a rewrite in three tones.</summary>
public sealed class SayLinterTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task MarksWhatWeakensADraftAndRewritesItInThreeTones()
    {
        var answer = await _bot.Say("/mentor say You broke the export. Please fix it by Friday, Ana will test it.");
        answer.Text().ShouldBe(
            """
            Blame · “You broke”
            People who are accused defend themselves, and nobody mends anything meanwhile. What happened is enough; who did it they know.

            - Plain: [event], and as a result [effect]. I'd like us to prevent it by [next time].
            - Warm: I know this wasn't meant to happen: [event], and then [effect]. It could have been any of us. How about [next time]?
            - Firm: [event]. That meant [effect], and it can't happen again. From now on we prevent it by [next time].

            Fill one in or copy it: Blame, plain | Blame, warm | Blame, firm

            I read your words and forgot them. Nothing of them is stored.
            """);
        answer.Delivery.ShouldBe(Delivery.Private);
        answer.Post.ShouldBeNull();
    }

    [Theory]
    [InlineData("The nightly import has been failing since Tuesday", "No ask · “The nightly import has been failing since Tuesday”")]
    [InlineData("Someone should really look at the flaky tests by Monday", "No owner · “Someone should really look at the flaky tests by Monday”")]
    [InlineData("Hi Ana. Can you look at my pull request when you get a chance?", "No date · “Can you look at my pull request when you get a chance?”")]
    [InlineData("It went down because of you, so please mend it by noon", "Blame · “because of you”")]
    [InlineData("There might be some issues with the migration on Friday", "A risk in the fog · “There might be some issues”")]
    [InlineData("Sorry for the noise. I'm sorry that it took all day, it is done by noon", "Too many apologies · “Sorry”")]
    [InlineData("I was wondering, perhaps we could cache the prices today", "Hedging · “I was wondering”, “perhaps”")]
    [InlineData("We leverage our ecosystem and circled back with them on Monday", "Jargon · “leverage”, “ecosystem”, “circled back”")]
    public async Task KnowsEightHabits(string draft, string mark) => (await Point(draft)).Text().ShouldContain(mark);

    [Fact]
    public async Task KnowsOtherFormsOfTheSameWords() =>
        (await Point("He is streamlining things, that will be finished on Tuesday.")).Text().ShouldContain("Jargon · “streamlining”");

    [Theory]
    [InlineData("I think we roll back now and look at the cause tomorrow morning.", "Hedging")]
    [InlineData("I think we roll back now, and I think the cause can wait until tomorrow.", "Hedging · “I think”")]
    public async Task LetsASofteningWordPassOnce(string draft, string title)
    {
        var text = (await Point(draft)).Text();
        (text.Contains(title, StringComparison.Ordinal) == title.Contains('·')).ShouldBeTrue(text);
    }

    [Theory]
    [InlineData("Good morning")]
    [InlineData("Thanks a lot")]
    [InlineData("I will miss")]
    [InlineData("Thank you all so much, I will miss you and the risk of lunch with you")]
    [InlineData("Welcome to the team, we will have a great time together")]
    [InlineData("Happy birthday Ana, we need to celebrate this with cake")]
    public async Task AsksNothingOfACourtesy(string text)
    {
        var answer = (await Point(text)).Text();
        answer.ShouldNotContain("No ask ·");
        answer.ShouldNotContain("No owner ·");
        answer.ShouldNotContain("No date ·");
    }

    [Fact]
    public async Task SeesAWordOfThanksBeforeARequestAsJustThat() =>
        (await Point("Thanks for yesterday. Can you send me the new report about the outage?")).Text().ShouldContain("No date · “Can you send me the new report about the outage?”");

    [Theory]
    [InlineData("Can you review the import by 14:30? It has no tests yet.")]
    [InlineData("Can you review the import on the 3rd? It has no tests yet.")]
    [InlineData("Can you review the import tomorrow? It has no tests yet.")]
    public async Task SeesADateHoweverItIsWritten(string draft) => (await Point(draft)).Text().ShouldNotContain("No date");

    [Theory]
    [InlineData("We need to renew the certificate by Friday", true)]
    [InlineData("We need to renew the certificate by Friday, Jonas will do it", false)]
    [InlineData("We need to renew the certificate by Friday, I'll do it", false)]
    [InlineData("We need to renew the certificate by Friday @jonas", false)]
    public async Task SeesWhoseItIs(string draft, bool isMissing) =>
        (await Point(draft)).Text().Contains("No owner · “We need to renew the certificate by Friday”", StringComparison.Ordinal).ShouldBe(isMissing);

    [Fact]
    public async Task SaysWhatIsGoodAboutACleanDraft() =>
        (await Point("The import fails since Tuesday. Jonas, could you check its login by Thursday noon?")).Text().ShouldBe(
            """
            Send it. Good: it says what you want, it says by when.

            I read your words and forgot them. Nothing of them is stored.
            """);

    [Fact]
    public async Task LetsAPlainMessagePass() =>
        (await Point("The release of this afternoon went well and all numbers look as they did before.")).Text().ShouldStartWith("Send it. It's plain, and nobody has to guess what you mean.");

    [Fact]
    public async Task PutsThePhrasesOfTheBankFirstAndMarksTheirWordsNoSecondTime()
    {
        var text = (await Point("Sorry to bother you, sorry, that's not my job. Someone should perhaps look into the export soon, you broke it.")).Text();
        text.Split("\n\n").Where(block => block.StartsWith("Instead of", StringComparison.Ordinal) || block.Contains(" · “", StringComparison.Ordinal)).Select(block => block.Split('\n')[0]).ShouldBe(
        [
            "Instead of “sorry to bother you” say:",
            "Instead of “not my job” say:",
            "No owner · “Someone should perhaps look into the export soon, you broke it.”",
            "No date · “Someone should perhaps look into the export soon, you broke it.”",
        ]);
        text.ShouldNotContain("Too many apologies");
        text.ShouldContain("Also in it: blame, hedging. Mend these first and show me again.");
    }

    [Fact]
    public async Task FillsARewriteInLikeAnyPhrase()
    {
        var answer = await Point("You never test your changes, please do it by Friday.");
        var chooser = answer.All().OfType<Select>().ShouldHaveSingleItem();
        chooser.Options.Select(option => option.Value).ShouldBe(["blame-plain", "blame-warm", "blame-firm"]);
        var card = await _bot.Press(chooser.Token, values: "blame-firm");
        card.Text().ShouldStartWith("Instead of “You never test your changes and now production is broken because of you.” say:\n\n> [event]. That meant [effect]");

        var form = await _bot.Open(card.Token("Fill in"));
        form.Fields.Select(field => field.Label).ShouldBe(["What happened", "What came of it", "What would prevent it"]);
        var preview = await _bot.Submit(form.Token, Some.Values(("event", "The change went live without its migration"), ("effect", "checkout failed for 20 minutes"), ("next-time", "running it in the pipeline")));
        preview.Text().ShouldContain("> The change went live without its migration. That meant checkout failed for 20 minutes, and it can't happen again. From now on we prevent it by running it in the pipeline.");
    }

    [Fact]
    public async Task ReadsTextFromPeopleAsTextAlone()
    {
        var quote = (await Point("<!channel> *Someone should* look at [this](https://evil.example) by Monday")).All().OfType<Paragraph>().First().Text;
        quote.Spans.ShouldAllBe(span => span is TextSpan);
        PlainText.Of(quote).ShouldContain("“<!channel> *Someone should* look at [this](https://evil.example) by Monday”");
    }

    [Fact]
    public async Task SaysHowMuchOfALongTextItRead()
    {
        var answer = await Point(string.Concat(Enumerable.Repeat("The import writes one more row here and there. ", 400)) + "You broke it.");
        answer.Text().ShouldStartWith("That's a long one, so I read its first 500 words. Show me the rest by itself, or ask whether anybody will read it.");
        answer.Text().ShouldNotContain("Blame");
    }

    [Fact]
    public async Task AsksForTheDraftInAForm()
    {
        var form = await _bot.Open(SayFeature.Words.Token());
        (await _bot.Submit(form.Token, Some.Values(("text", "You broke it, so please mend it by noon")))).Text().ShouldStartWith("Blame · “You broke”");
    }

    [Fact]
    public async Task StoresNothingOfADraft()
    {
        const string Draft = "Someone should perhaps look into the export soon, you broke it.";
        await _bot.Say($"/mentor say {Draft}");
        await Point(Draft);
        var form = await _bot.Open(SayFeature.Words.Token());
        await _bot.Submit(form.Token, Some.Values(("text", Draft)));

        _bot.KeptForms.Kept.ShouldBeEmpty();
        _bot.Answers.All.ShouldBeEmpty();
        _bot.Posts.All.ShouldBeEmpty();
        _bot.Evidence.All.ShouldBeEmpty();
        _bot.Practice.All.ShouldBeEmpty();
        _bot.Log.Lines.ShouldAllBe(line => !line.ToString().Contains("look into", StringComparison.Ordinal));
    }

    /// <summary>Of the hundreds of phrases that are looked for, none is taken apart again for a draft.</summary>
    [Fact]
    public void NeedsLittleMemoryForADraft()
    {
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(30_000);

        void Read()
        {
            var text = new WrittenText("Sorry to bother you, but that's not my job. Could someone look into it soon?");
            Marked.Of(text, _bot.Pack.All<Habit>(), SaidPhrases.In(text, _bot.Pack.All<Phrase>())).Marks.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("words: [maybe]", "words: []", "Expected either `words` and `repeated`, which show the habit, or `missing`, which says what it leaves out.")]
    [InlineData("plain: Do {what}.", "plain: |\n  Do {what}.\n\n  Now.", "`plain` has several paragraphs or a list. Expected one paragraph.")]
    [InlineData("{what}, please.", "{that}, please.", "The text has the blank {that}, but `placeholders` doesn't declare it. Expected one of: what.")]
    public void RefusesAHabitThatIsIncomplete(string good, string bad, string problem)
    {
        const string Habit =
            """
            id: softening
            title: Softening
            version: 1
            source: MentorBot
            tags: [asking]
            synonyms: []
            rank: 1
            instead-of: Maybe do it.
            why: It weakens.
            words: [maybe]
            placeholders:
              - { name: what, label: What, hint: In a few words, example: it }
            plain: Do {what}.
            warm: Do {what}, please.
            firm: Do {what} now.
            """;
        using var folder = new ContentFolder();
        folder.With("habits/softening.yaml", Habit).Problems().ShouldBeEmpty();
        folder.With("habits/softening.yaml", Habit.Replace(good, bad, StringComparison.Ordinal)).Problems().ShouldHaveSingleItem().ShouldContain(problem);
    }

    private async Task<Reply> Point(string text) =>
        (await _bot.Handle(new UsedShortcut(Some.Sender(), SayFeature.ShortcutName, new PointedMessage(text, null, null)))).ShouldBeOfType<Reply>();
}
