using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class AskedTests : IDisposable
{
    private const string Of = """
        id: asked-here
        title: How people ask
        version: 1
        source: MentorBot
        tags: [search]
        synonyms: []
        when: What people write.
        for:

        """;

    private readonly ContentFolder _folder = new ContentFolder().With("scripts/ask-early.yaml", ContentFolder.GoodScript);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RecognisesAQuestionByThoseThatOthersAsked()
    {
        var (roof, boat) = (Item("roof", "Mend the roof"), Item("boat", "Paint the boat"));
        var asked = Asked(
            "asked",
            For("roof", "water drips on my bed", "there is water on the floor again", "rain drips through the ceiling", "drips all over the floor"),
            For("boat", "she looks shabby at the pier", "how to look smart at the pier", "shabby hull this season", "smart colours for the season"));
        const string question = "it drips through, what do I do";
        new ContentPack([roof, boat]).Search<ContentItem>(question, 2).ShouldBeEmpty();
        var pack = new ContentPack([roof, boat, asked]);
        pack.Search<ContentItem>(question, 1).ShouldHaveSingleItem().ShouldBe(roof);
        pack.Search<ContentItem>("shabby again this season", 1).ShouldHaveSingleItem().ShouldBe(boat);
        pack.Search<ContentItem>("is there the floor", 1).ShouldHaveSingleItem().ShouldBe(roof, "small words tell, too, beside one that means something");
        pack.Search<ContentItem>("is there the zeppelin", 1).ShouldBeEmpty("though not beside one that nobody ever said");
        pack.Search<ContentItem>("what is it", 1).ShouldBeEmpty("but not by themselves");
        pack.Search<ContentItem>("asked", 1).ShouldBeEmpty("what was asked is nothing to open");
    }

    [Theory]
    [InlineData(false, "roof")]
    [InlineData(true, "boat")]
    public void LearnsMoreFromWhoeverKnewNothingOfTheLibrary(bool unprompted, string expected)
    {
        var written = Asked("written", For("roof", "it drips", "she drips", "they drip"));
        var said = Asked("said", For("boat", "he drips", "you drip")) with { Unprompted = unprompted };
        new ContentPack([Item("roof", "Mend the roof"), Item("boat", "Paint the boat"), written, said]).Search<ContentItem>("drips", 1).ShouldHaveSingleItem().Id.ShouldBe(expected);
    }

    [Fact]
    public void KeepsSilentWhereNothingHelpsUnlessATeamHasItsOwn()
    {
        var (roof, lunch) = (Item("roof", "Mend the roof"), Item("lunch", "Order lunch for the team"));
        var asked = Asked("asked", For("roof", "water drips on my bed at night", "rain drips through the ceiling", "it drips on the bed again"));
        var silent = asked with { ForNothing = new TextLines("what is for lunch at night\nwho orders lunch again\nthe tap drips at lunch\nlunch at the pier") };
        const string question = "lunch drips again at night";
        new ContentPack([roof, asked]).Search<ContentItem>(question, 1).ShouldHaveSingleItem().ShouldBe(roof);
        new ContentPack([roof, silent]).Search<ContentItem>(question, 1).ShouldBeEmpty();
        new ContentPack([roof, silent]).Search<ContentItem>("rain drips through the ceiling", 1).ShouldHaveSingleItem().ShouldBe(roof);
        new ContentPack([roof, lunch, silent]).Search<ContentItem>("order lunch", 1).ShouldHaveSingleItem().ShouldBe(lunch);
    }

    [Fact]
    public void FindsWhatNobodyAskedForByItsWordsStill()
    {
        _folder.With("phrases/no-idea.yaml", ContentFolder.GoodPhrase);
        ContentLoader.Load(_folder.Folder).Pack!.Search<ContentItem>("clueless", 1).ShouldHaveSingleItem().Id.ShouldBe("no-idea");
    }

    [Fact]
    public void ReadsALineForEachQuestion()
    {
        _folder.With("asked/asked-here.yaml", Of + "  - item: ask-early\n    lines: |\n      who does that: them or us?\n\n      \"not us\" # or is it\n");
        ContentLoader.Load(_folder.Folder).Pack!.Find<Asked>("asked-here")!.For.ShouldHaveSingleItem().Lines.All.ShouldBe(["who does that: them or us?", "\"not us\" # or is it"]);
    }

    [Theory]
    [InlineData("  - item: nowhere\n    lines: |\n      where to\n", "asked-here.yaml:9:11: `nowhere` leads nowhere. Expected the id of another item that people can open.")]
    [InlineData("  - item: ask-early\n    lines: |\n      where to\n  - item: ask-early\n    lines: |\n      and then\n", "asked-here.yaml:12:11: `ask-early` is there twice. Expected each item once.")]
    [InlineData("  - item: ask-early\n    lines: |\n      where to\n      where to\n", "asked-here.yaml:9:5: `where to` is there twice. Expected each line once.")]
    [InlineData("  - item: ask-early\n", "asked-here.yaml:9:5: `lines` is missing: what people write who need it, a question or a remark in each line. The more of them differ, the more is learned.")]
    [InlineData("  - item: ask-early\n    lines: |\n      where to\nfor-nothing: |\n  where to\n", "asked-here.yaml:1:1: `where to` is there twice. Expected each line once.")]
    [InlineData("  []\n", "asked-here.yaml:1:1: Nobody asks anything here. Expected `for`, `for-nothing` or both.")]
    [InlineData("  - item: ask-early\n    lines:\n      - where to\n", "asked-here.yaml:11:7: Expected text, found a list.")]
    public void SaysWhatIsWrong(string entries, string expected)
    {
        _folder.With("asked/asked-here.yaml", Of + entries);
        _folder.Problems().ShouldHaveSingleItem().ShouldEndWith(expected);
    }

    private static Asked Asked(string id, params AskedFor[] whom) =>
        new() { Id = id, Title = "Asked", Version = 1, Source = "x", Tags = [], Synonyms = [], When = Plain("x"), For = [.. whom] };

    private static AskedFor For(string id, params string[] lines) => new() { Item = new Reference(id, default), Lines = new TextLines(string.Join('\n', lines)) };

    private static Script Item(string id, string title) =>
        new() { Id = id, Title = title, Version = 1, Source = "x", Tags = [], Synonyms = [], When = Plain("x"), Why = Plain("x"), Body = Template.Stored("x"), Objections = [] };

    private static Prose Plain(string text) => new(text, text);
}
