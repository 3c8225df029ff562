using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class SearchTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Theory]
    [InlineData("résumé", "achievements-on-a-resume")]
    [InlineData("resumé bullet", "resume-bullet")]
    [InlineData("RESUME", "achievements-on-a-resume")]
    [InlineData("resumes", "achievements-on-a-resume")]
    [InlineData("resume’s", "achievements-on-a-resume")]
    public void OverlooksAccentsCaseAndEndings(string asked, string first)
    {
        var found = _bot.Pack.Search<ContentItem>(asked, 3);
        found[0].Id.ShouldBe(first);
        found.Select(item => item.Id).ShouldContain("resume-bullet");
    }

    [Fact]
    public void FindsAPostponedDeadlineByItsShortestName() =>
        _bot.Pack.Search<ContentItem>("push back deadline", 1).ShouldHaveSingleItem().Id.ShouldBe("deadline-pushback");

    [Theory]
    [InlineData("zzzzqqqq")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("!!! ???")]
    [InlineData("💥💥💥")]
    [InlineData("hi")]
    [InlineData("Hello there")]
    [InlineData("thanks")]
    [InlineData("good morning")]
    [InlineData("how are you")]
    [InlineData("pizza recipe")]
    [InlineData("what is the best pizza recipe")]
    [InlineData("zzzzqqqq what should i do about it")]
    [InlineData("who will win the football match on sunday")]
    [InlineData("what should i do if the cat is on the sofa")]
    public void FindsNothingWithoutFailing(string asked) =>
        _bot.Pack.Search<ContentItem>(asked, 6).ShouldBeEmpty();

    [Theory]
    [InlineData("it fell over last night and customers cannot log in", "incident-update")]
    [InlineData("there is no way that I hit the milestone", "deadline-pushback")]
    [InlineData("codereview", "lgtm")]
    public void UnderstandsWordsThatNoItemUses(string asked, string expected) =>
        _bot.Pack.Search<ContentItem>(asked, 3).Select(item => item.Id).ShouldContain(expected);

    [Theory]
    [InlineData("I don't want to live any more")]
    [InlineData("i want to die")]
    [InlineData("i am thinking about killing myself")]
    [InlineData("since the layoff I wish I wouldn't wake up")]
    [InlineData("suicide")]
    [InlineData("my colleague wrote that he does not want to live")]
    public void KnowsWhenSomebodyNeedsAPersonAndNotABot(string asked) => _bot.Pack.Search<ContentItem>(asked, 1).ShouldHaveSingleItem().Id.ShouldBe("not-wanting-to-live");

    /// <summary>As with a team's own, for which nobody has written what people ask.</summary>
    [Fact]
    public void PutsWhatNobodyIsKnownToHaveAskedForFirstWhereItsWordsFit()
    {
        var own = _bot.Pack.All<Script>().First() with { Id = "vpn-access", Title = "Get access to the VPN", Synonyms = ["vpn access"], When = new Prose("You can't reach the servers.", "You can't reach the servers.") };
        new ContentPack([.. _bot.Pack.Items, own]).Search<ContentItem>("how do I get access to the vpn", 1).ShouldHaveSingleItem().Id.ShouldBe("vpn-access");
    }

    [Theory]
    [InlineData("how do i kill a process")]
    [InlineData("this deadline kills me")]
    [InlineData("the server died again")]
    [InlineData("I don't want to work here any more")]
    [InlineData("remove dead code")]
    public void TakesHardWordsAboutWorkForWhatTheyAre(string asked) => _bot.Pack.Search<ContentItem>(asked, 1).Select(item => item.Id).ShouldNotContain("not-wanting-to-live");

    [Fact]
    public void TakesAWordForAnotherOnlyWhereTheVocabularySaysSo()
    {
        var item = new Script { Id = "a", Title = "Mend the roof", Version = 1, Source = "x", Tags = [], Synonyms = [], When = Plain("x"), Why = Plain("x"), Body = Template.Stored("x"), Objections = [] };
        var words = new Vocabulary { Id = "words", Title = "Words", Version = 1, Source = "x", Tags = [], Synonyms = [], When = Plain("x"), Forms = ["leak leaking leaked"], Groups = [new WordGroup { Name = "repair", Words = ["repair", "mend", "patch up"] }] };
        new ContentPack([item]).Search<ContentItem>("repair", 1).ShouldBeEmpty();
        new ContentPack([item, words]).Search<ContentItem>("patched up my roof", 1).ShouldHaveSingleItem();
        new ContentPack([item, words]).Search<ContentItem>("words", 1).ShouldBeEmpty("the vocabulary itself is nothing to open");

        static Prose Plain(string text) => new(text, text);
    }

    [Fact]
    public void FindsNothingForHalvesOfPairsWithoutFailing() =>
        _bot.Pack.Search<ContentItem>("\ud800 zz\ud800qq \udc00", 6).ShouldBeEmpty();

    [Fact]
    public async Task AnswersKindlyWhenNothingIsFound() =>
        (await _bot.Say("/mentor find zzzzqqqq")).Text().ShouldStartWith("I have nothing for “zzzzqqqq” yet. Try it in other words, or look at what people come for most:\n\nWhat people come for: ");
}
