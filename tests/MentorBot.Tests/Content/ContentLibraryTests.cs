using MentorBot.Core.Content;
using MentorBot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace MentorBot.Tests.Content;

public sealed class ContentLibraryTests : IDisposable
{
    private readonly ContentFolder _folder = new ContentFolder().With("scripts/ask-early.yaml", ContentFolder.GoodScript);
    private readonly CollectingLog _log = new();
    private readonly ContentLibrary _library;

    public ContentLibraryTests() => _library = new ContentLibrary(_folder.Folder, _log.For<ContentLibrary>());

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void RefusesToStartOnABrokenFolder()
    {
        _folder.With("scripts/ask-early.yaml", "id: ask-early").With("scripts/b.yaml", "");
        Should.Throw<ContentException>(() => new ContentLibrary(_folder.Folder, _log.For<ContentLibrary>())).Message.ShouldStartWith("The content has 10 problems:\n");
    }

    [Fact]
    public void TakesInAnEdit()
    {
        _folder.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("title: Ask early", "title: Ask at once", StringComparison.Ordinal));
        _library.Refresh();
        _library.Pack.Find<Script>("ask-early").ShouldNotBeNull().Title.ShouldBe("Ask at once");
        _log.Lines.ShouldHaveSingleItem().Message.ShouldBe("Content read again: 1 items are live");
    }

    [Fact]
    public void KeepsTheLastGoodVersionAndSaysWhyInTheLog()
    {
        var good = _library.Pack;
        _folder.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("version: 1", "version: one", StringComparison.Ordinal));
        _library.Refresh();
        _library.Pack.ShouldBeSameAs(good);
        var line = _log.Lines.ShouldHaveSingleItem();
        line.Level.ShouldBe(LogLevel.Error);
        line.Message.ShouldBe($"The edited content has mistakes, so the last good version stays live:\n{_folder.Folder}/scripts/ask-early.yaml:3:10: Expected a whole number, found `one`.");
    }

    [Fact]
    public void SaysItOnceAndGoesLiveWhenItIsMended()
    {
        _folder.With("scripts/ask-early.yaml", "id: ask-early");
        _library.Refresh();
        _library.Refresh();
        _log.Lines.Count.ShouldBe(1);
        _folder.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("title: Ask early", "title: Ask again", StringComparison.Ordinal));
        _library.Refresh();
        _library.Pack.Find<Script>("ask-early").ShouldNotBeNull().Title.ShouldBe("Ask again");
    }

    [Fact]
    public void TakesInAddedAndRemovedFiles()
    {
        _folder.With("phrases/no-idea.yaml", ContentFolder.GoodPhrase);
        _library.Refresh();
        _library.Pack.Items.Length.ShouldBe(2);
        _folder.Remove("scripts/ask-early.yaml");
        _library.Refresh();
        _library.Pack.Items.ShouldHaveSingleItem().Id.ShouldBe("no-idea");
    }

    [Fact]
    public void ReadsNothingWhereNothingChanged()
    {
        _library.Refresh();
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void KeepsTheLastGoodVersionWhileTheFolderIsEmpty()
    {
        var script = Path.Combine(_folder.Folder, "scripts");
        Directory.Delete(script, recursive: true);
        _library.Refresh();
        _library.Pack.Items.Length.ShouldBe(1);
        _log.Lines.ShouldHaveSingleItem().Message.ShouldContain("There is no item of content here.");
    }

    [Theory]
    [InlineData(".git/objects/pack")]
    [InlineData("scripts/.ask-early.yaml.swp")]
    [InlineData("scripts/ask-early.yaml~")]
    [InlineData("schemas/script.schema.json")]
    public void ReadsNothingWhereSomethingElseChanged(string path)
    {
        _folder.With(path, "x");
        _library.Refresh();
        _folder.With(path, "y");
        _library.Refresh();
        _log.Lines.Count.ShouldBeLessThanOrEqualTo(path.StartsWith("schemas", StringComparison.Ordinal) ? 1 : 0);
    }

    [Theory]
    [InlineData("stray.yaml")]
    [InlineData("scripts/ask-late.txt")]
    [InlineData("recipes/cake.yaml")]
    public void ReadsAgainWhereAFileStandsInTheWrongPlace(string path)
    {
        _folder.With(path, "x");
        _library.Refresh();
        _log.Lines.ShouldHaveSingleItem().Level.ShouldBe(LogLevel.Error);
    }

    [Fact]
    public void SurvivesTheFolderGoingAway()
    {
        Directory.Delete(_folder.Folder, recursive: true);
        _library.Refresh();
        _library.Pack.Items.Length.ShouldBe(1);
        Directory.CreateDirectory(_folder.Folder);
    }
}
