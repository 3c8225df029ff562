using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class SearchTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    public static TheoryData<string, string> Questions => EverydayQuestions.All;

    [Theory]
    [MemberData(nameof(Questions))]
    public void FindsWhatAPersonNeedsFirst(string asked, string expected) =>
        _bot.Pack.Search<ContentItem>(asked, 6).Select(item => item.Id).FirstOrDefault().ShouldBe(expected, string.Join(", ", _bot.Pack.Search<ContentItem>(asked, 6).Select(item => item.Id)));

    [Fact]
    public void FindsWhatNobodyTunedItFor()
    {
        // 22 of 30 come first today; a change that finds fewer has to say why.
        var misses = EverydayQuestions.HeldOut
            .Select(question => (question.Asked, question.Expected, Found: _bot.Pack.Search<ContentItem>(question.Asked, 6).Select(item => item.Id).ToList()))
            .Where(question => question.Found.FirstOrDefault() != question.Expected)
            .ToList();
        misses.Count.ShouldBeLessThanOrEqualTo(8, string.Join('\n', misses.Select(miss => $"{miss.Asked} -> {miss.Expected}: {string.Join(", ", miss.Found)}")));
    }

    [Theory]
    [InlineData("résumé")]
    [InlineData("resumé bullet")]
    [InlineData("RESUME")]
    [InlineData("resumes")]
    [InlineData("resume’s")]
    public void OverlooksAccentsCaseAndEndings(string asked) =>
        _bot.Pack.Search<ContentItem>(asked, 6)[0].Id.ShouldBe("resume-bullet");

    [Fact]
    public void FindsAPostponedDeadlineByItsShortestName() =>
        _bot.Pack.Search<ContentItem>("push back deadline", 1).ShouldHaveSingleItem().Id.ShouldBe("deadline-pushback");

    [Theory]
    [InlineData("zzzzqqqq")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("!!! ???")]
    [InlineData("💥💥💥")]
    public void FindsNothingWithoutFailing(string asked) =>
        _bot.Pack.Search<ContentItem>(asked, 6).ShouldBeEmpty();

    [Fact]
    public void FindsNothingForHalvesOfPairsWithoutFailing() =>
        _bot.Pack.Search<ContentItem>("\ud800 zz\ud800qq \udc00", 6).ShouldBeEmpty();

    [Fact]
    public async Task AnswersKindlyWhenNothingIsFound() =>
        (await _bot.Say("/mentor find zzzzqqqq")).Text().ShouldStartWith("I have nothing for “zzzzqqqq” yet. Try it in other words, or look at what people come for most:\n\nWhat people come for: ");
}
