using System.Runtime.Versioning;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Phrases;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class TeamContentTests : IDisposable
{
    private const string LeadingPage =
        """
        id: how-to-ask
        title: How to ask
        version: 1
        source: MentorBot
        tags: [asking]
        synonyms: [asking well]
        questions: [How do I ask?]
        short: Early, and with what you tried.
        leads-to: [ask-early]
        """;

    private readonly ContentFolder _builtIn = new ContentFolder().With("scripts/ask-early.yaml", ContentFolder.GoodScript).With("phrases/no-idea.yaml", ContentFolder.GoodPhrase);
    private readonly ContentFolder _own = new();
    private readonly InMemoryTeamContent _store = new();
    private readonly CollectingLog _log = new();

    public void Dispose()
    {
        _builtIn.Dispose();
        _own.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void AddsReplacesAndHides()
    {
        _own.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("title: Ask early", "title: Ask us early", StringComparison.Ordinal))
            .With("phrases/not-yet.yaml", ContentFolder.GoodPhrase.Replace("id: no-idea", "id: not-yet", StringComparison.Ordinal))
            .With("hidden.yaml", "hide: [phrase/no-idea]");
        var library = Library();
        library.Pack.Items.Select(item => $"{item.Id}: {item.Title}").ShouldBe(["ask-early: Ask us early", "not-yet: Have no idea"], ignoreOrder: true);
        library.Team!.Problems.ShouldBeEmpty();
        library.Pack.Search<ContentItem>("no idea", 3).ShouldHaveSingleItem().Id.ShouldBe("not-yet");
    }

    [Fact]
    public void LeadsNowhereWhereTheTeamHidWhatItLedTo()
    {
        _builtIn.With("answers/how-to-ask.yaml", LeadingPage);
        _own.With("hidden.yaml", "hide:\n  - script/ask-early");
        var pack = Library().Pack;
        ReadingCards.Of(pack.Find<AnsweredQuestion>("how-to-ask")!, pack).Labels().ShouldBeEmpty();
    }

    [Fact]
    public async Task OffersNoScriptThatTheTeamHid()
    {
        _builtIn.With("phrases/no-idea.yaml", ContentFolder.GoodPhrase + "\nscript: ask-early");
        using var before = TestBot.With(new SayFeature(Library()));
        (await before.Say("/mentor say no idea")).Labels().ShouldBe(["The whole script", "Copy", "Post as it is"]);

        _own.With("hidden.yaml", "hide: [script/ask-early]");
        using var bot = TestBot.With(new SayFeature(Library()));
        (await bot.Say("/mentor say no idea")).Labels().ShouldBe(["Copy", "Post as it is"]);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "hidden.yaml", "hide: [no-idea]", "hidden.yaml:1:8: `no-idea` names nothing that could be hidden. Expected a kind and an id, such as script/hand-over; the kinds are script, checklist, " },
        { "hidden.yaml", "hidden: [phrase/no-idea]", "hidden.yaml:1:1: `hidden` is no key here." },
        { "hidden.yaml", "hide: [script/mine]", "hidden.yaml:1:8: `script/mine` is hidden here, and a file of yours replaces it. Expected one of the two." },
        { "scripts/mine.yaml", "id: mine", "scripts/mine.yaml:1:1: `title` is missing" },
        { "phrases/ask-early.yaml", ContentFolder.GoodPhrase.Replace("no-idea", "ask-early", StringComparison.Ordinal), "phrases/ask-early.yaml:1:1: The built-in script has the id `ask-early`. Expected an id of its own, or a script to replace that one." },
        { "recipes/cake.yaml", "id: cake", "recipes:1:1: No kind of content has this folder." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void NamesTheFileTheLineAndTheColumnOfAMistake(string path, string text, string expected)
    {
        if (text.Contains("script/mine", StringComparison.Ordinal))
        {
            _builtIn.With("scripts/mine.yaml", Mine);
            _own.With("scripts/mine.yaml", Mine);
        }

        _own.With(path, text);
        var library = Library();
        library.Team!.Problems.Select(problem => Path.GetRelativePath(_own.Folder, problem.ToString())).ShouldContain(problem => problem.StartsWith(expected, StringComparison.Ordinal));
        library.Pack.Items.Length.ShouldBeGreaterThanOrEqualTo(2, "a broken team's folder leaves the built-in content");
    }

    [Fact]
    public void OverlooksWhatIsHiddenAndIsNotThereAnyMore()
    {
        _own.With("hidden.yaml", "hide: [phrase/no-idea, script/long-gone]");
        var team = Library().Team!;
        team.Problems.ShouldBeEmpty();
        team.Content!.HiddenGone.ShouldBe(["script/long-gone"]);
    }

    [Fact]
    public async Task StartsOnTheLastGoodVersionWhereTheFolderIsBroken()
    {
        _own.With("scripts/mine.yaml", Mine);
        await StartAsync();

        _own.With("scripts/mine.yaml", "id: mine");
        var library = await StartAsync();

        library.Pack.Find<Script>("mine").ShouldNotBeNull().Title.ShouldBe("Mine");
        library.Team!.Problems.ShouldNotBeEmpty();
        _log.Lines.ShouldHaveSingleItem().Message.ShouldStartWith($"The team's content has mistakes, so its last good version is live:\n{_own.Folder}/scripts/mine.yaml:1:1: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StartsOnTheLastGoodVersionWhereTheFolderIsAwayOrEmpty(bool empty)
    {
        _own.With("scripts/mine.yaml", Mine);
        await StartAsync();
        Directory.Delete(_own.Folder, recursive: true);
        if (empty)
        {
            Directory.CreateDirectory(_own.Folder);
        }

        (await StartAsync()).Pack.Find<Script>("mine").ShouldNotBeNull();
        Directory.CreateDirectory(_own.Folder);
    }

    [Fact]
    public async Task GoesBackToTheLastGoodVersionWhileTheBuiltInContentIsAway()
    {
        _own.With("scripts/mine.yaml", Mine);
        await StartAsync();

        _own.With("scripts/mine.yaml", "id: mine");
        var library = Library();
        Directory.Delete(_builtIn.Folder, recursive: true);
        await new TeamMemory(library, _store, _log.For<TeamMemory>()).StartAsync(CancellationToken.None);
        library.Pack.Find<Script>("mine").ShouldNotBeNull();
        Directory.CreateDirectory(_builtIn.Folder);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void StartsOnTheBuiltInContentWhereTheFolderCannotBeListed()
    {
        _own.With("scripts/mine.yaml", Mine);
        File.SetUnixFileMode(_builtIn.Folder, (UnixFileMode)0b111_101_101);
        var library = Library();
        _own.WhileClosed(() => library = Library());
        library.Pack.Items.Length.ShouldBe(2);
        library.Team!.Problems.ShouldHaveSingleItem().ToString().ShouldStartWith($"{_own.Folder}:1:1: The folder can't be read: Access to the path '{_own.Folder}' is denied.");
    }

    [Fact]
    public async Task StartsOnTheBuiltInContentWhereNoGoodVersionIsKnown()
    {
        _own.With("scripts/mine.yaml", "id: mine");
        var library = await StartAsync();
        library.Pack.Items.Length.ShouldBe(2);
        _store.Kept.ShouldBeEmpty();
        _log.Lines.ShouldHaveSingleItem().Message.ShouldStartWith("The team's content has mistakes, and no good version of it is known");
    }

    [Fact]
    public async Task TakesAnEditInAndKeepsItAndNoBrokenOne()
    {
        _own.With("scripts/mine.yaml", Mine);
        var library = Library();
        var memory = new TeamMemory(library, _store, _log.For<TeamMemory>());
        await memory.StartAsync(CancellationToken.None);

        _own.With("scripts/mine.yaml", Mine.Replace("title: Mine", "title: Mine again", StringComparison.Ordinal));
        library.Refresh();
        await memory.KeepAsync(CancellationToken.None);
        library.Pack.Find<Script>("mine").ShouldNotBeNull().Title.ShouldBe("Mine again");
        _store.Kept.ShouldHaveSingleItem().Text.ShouldContain("title: Mine again");

        _own.With("scripts/mine.yaml", "id: mine");
        library.Refresh();
        await memory.KeepAsync(CancellationToken.None);
        library.Pack.Find<Script>("mine").ShouldNotBeNull().Title.ShouldBe("Mine again");
        library.Team!.Problems.ShouldNotBeEmpty();
        _store.Kept.ShouldHaveSingleItem().Text.ShouldContain("title: Mine again");

        _own.With("scripts/mine.yaml", Mine);
        library.Refresh();
        library.Team!.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task ShowsAdminsWhatItDoesAndWhatIsWrong()
    {
        _own.With("scripts/ask-early.yaml", ContentFolder.GoodScript)
            .With("scripts/mine.yaml", Mine)
            .With("hidden.yaml", "hide: [phrase/no-idea, phrase/long-gone]");
        var library = Library();
        using var bot = TestBot.With(new TeamContentFeature(library));
        (await bot.Say("/mentor team content", role: Role.Admin)).Text().ShouldBe(
            $"""
            The team's content
            ==================

            Read from {_own.Folder}

            Added (1)

            - Mine · script/mine, version 1

            Replaced (1)

            - Ask early · script/ask-early, version 1

            Hidden (1)

            - Have no idea · phrase/no-idea, version 1

            To be hidden, but not there any more (1)

            - phrase/long-gone
            """);

        _own.With("scripts/mine.yaml", "id: mine");
        library.Refresh();
        var broken = (await bot.Say("/mentor team content", role: Role.Admin)).Text();
        broken.ShouldContain("The folder has mistakes. Its last good version is live. When they are mended, the folder goes live within seconds.");
        broken.ShouldContain("- scripts/mine.yaml:1:1: `title` is missing");
        broken.ShouldContain("Added (1)");
    }

    [Fact]
    public async Task CountsAllMistakesAndNamesTheFirstTen()
    {
        foreach (var number in Enumerable.Range(10, 40))
        {
            _own.With($"scripts/mine-{number}.yaml", "just words");
        }

        using var bot = TestBot.With(new TeamContentFeature(Library()));
        var text = (await bot.Say("/mentor team content", role: Role.Admin)).Text();
        text.ShouldContain("Mistakes (40)\n\n- scripts/mine-10.yaml:1:1: Expected the keys id, ");
        text.ShouldContain("- scripts/mine-19.yaml:1:1: ");
        text.ShouldNotContain("mine-20");
        text.ShouldEndWith("\n- and 30 more");
    }

    [Fact]
    public async Task TellsAdminsOnTheirOwnPageThatItIsBrokenAndNobodyElse()
    {
        _own.With("scripts/mine.yaml", "id: mine");
        var library = Library();
        var page = new TeamContentFeature(library);
        var shown = await page.ShowAsync(Ana(Role.Admin), CancellationToken.None);
        PlainText.Of([.. shown]).ShouldStartWith("The team's content has mistakes\n===============================\n\nNo good version of it is known, so the built-in content is live without it. /mentor team content names them.");
        (await page.ShowAsync(Ana(Role.Lead), CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TellsThatThereIsNoneAndHowToHaveOne()
    {
        using var bot = new TestBot();
        (await bot.Say("/mentor team content", role: Role.Admin)).Text().ShouldContain("There is none: everything I say comes with me. With Content:TeamFolder set to a folder of yours");
        (await bot.Say("/mentor team content", role: Role.Lead)).Text().ShouldStartWith("That needs the role admin here");
    }

    [Fact]
    public void TellsWhatAnUpgradeChanges()
    {
        _builtIn.With("scripts/used.yaml", Mine.Replace("mine", "used", StringComparison.Ordinal)).With("scripts/gone.yaml", Mine.Replace("mine", "gone", StringComparison.Ordinal));
        _own.With("scripts/ask-early.yaml", ContentFolder.GoodScript).With("scripts/gone.yaml", Mine.Replace("mine", "gone", StringComparison.Ordinal)).With("hidden.yaml", "hide: [phrase/no-idea]");
        var seen = PackChanges.Seen(BuiltIn().Items);
        Changes(seen).Told().ShouldBe("Nothing has changed since you looked last.\n");

        _builtIn.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("version: 1", "version: 2", StringComparison.Ordinal))
            .With("scripts/used.yaml", Mine.Replace("mine", "used", StringComparison.Ordinal).Replace("title: Mine", "title: Used", StringComparison.Ordinal))
            .With("scripts/fresh.yaml", Mine.Replace("mine", "fresh", StringComparison.Ordinal));
        _builtIn.Remove("scripts/gone.yaml");
        _builtIn.Remove("phrases/no-idea.yaml");
        Changes(seen).Told().ShouldBe(
            """
            Changed under what you replace; see whether yours should follow:
              script/ask-early (version 1, now 2)
            Gone under what you replace; yours stays, as an item of its own:
              script/gone
            Hidden by you, and gone; it can be taken out of hidden.yaml:
              phrase/no-idea
            New:
              script/fresh
            Changed, and used as it comes:
              script/used (still version 1, its words changed)
            When you have looked at it, run `content diff --accept`.

            """);
    }

    [Fact]
    public void GoesByTheLaterOfTwoLinesThatNoteTheSame()
    {
        _own.With("hidden.yaml", "hide: [phrase/no-idea]");
        var seen = PackChanges.Seen(BuiltIn().Items);
        Changes($"script/ask-early 1 000000000000\n{seen}").Told().ShouldBe("Nothing has changed since you looked last.\n");
    }

    private static string Mine { get; } = ContentFolder.GoodScript.Replace("ask-early", "mine", StringComparison.Ordinal).Replace("Ask early", "Mine", StringComparison.Ordinal);

    private static Caller Ana(Role role) => new(new Person(new PersonId(1), new Identity(Some.Team, "ana"), "Ana", role), Some.General, role, NodaTime.DateTimeZone.Utc);

    private PackChanges Changes(string seen) => PackChanges.Between(seen, BuiltIn().Items, TeamContent.Load(BuiltIn(), _own.Folder).Content!);

    private ContentPack BuiltIn() => ContentLoader.Load(_builtIn.Folder).Pack!;

    private ContentLibrary Library() => new(_builtIn.Folder, _log.For<ContentLibrary>(), _own.Folder);

    private async Task<ContentLibrary> StartAsync()
    {
        var library = Library();
        await new TeamMemory(library, _store, _log.For<TeamMemory>()).StartAsync(CancellationToken.None);
        return library;
    }
}
