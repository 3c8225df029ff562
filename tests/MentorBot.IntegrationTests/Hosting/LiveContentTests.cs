using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class LiveContentTests : IDisposable
{
    // The two seconds that are promised are held by ContentRefresherTests; here is the whole program, on a machine that
    // runs other tests as well.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly string _content;
    private readonly string _script;

    public LiveContentTests()
    {
        _content = _folder.CopyContent();
        _script = Path.Combine(_content, "scripts", "deadline-pushback.yaml");
    }

    [Fact]
    public async Task AnswersFromAFileThatWasEdited()
    {
        await using var bot = await StartAsync();

        await EditAsync("title: Push back on a deadline", "title: Say no to a date");

        await Eventually.HoldsAsync("the new title is live", Patience, async () => await TitleAsync(bot) == "Say no to a date");
        await bot.Playground.TypeAsync("ana", "general", "/mentor script deadline-pushback");
        (await bot.Playground.ReadAsync("ana", "general")).ShouldContain("Say no to a date");
    }

    [Fact]
    public async Task TakesInAFileThatIsNewAndLetsGoOfOneThatIsRemoved()
    {
        await using var bot = await StartAsync();

        var text = await File.ReadAllTextAsync(_script);
        await File.WriteAllTextAsync(Path.Combine(_content, "scripts", "another.yaml"), text.Replace("id: deadline-pushback", "id: another", StringComparison.Ordinal));
        await Eventually.HoldsAsync("the new file is live", Patience, async () => (await ReadyAsync(bot)).Contains($"{TempFolder.ContentItems + 1} content items", StringComparison.Ordinal));

        File.Delete(Path.Combine(_content, "scripts", "another.yaml"));
        await Eventually.HoldsAsync("the file is gone", Patience, async () => (await ReadyAsync(bot)).Contains($"{TempFolder.ContentItems} content items", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeepsTheLastGoodVersionOverABadEditAndSaysWhatIsWrong()
    {
        await using var bot = await StartAsync();

        await EditAsync("version: 1", "version: one");
        await Eventually.HoldsAsync("the mistake is in the log", Patience, () => Task.FromResult(bot.Output.Contains($"{_script}:4:", StringComparison.Ordinal)));
        bot.Output.ShouldContain("the last good version stays live");
        (await TitleAsync(bot)).ShouldBe("Push back on a deadline");
        (await ReadyAsync(bot)).ShouldContain($"{TempFolder.ContentItems} content items");

        await EditAsync("version: one", "version: 2");
        await Eventually.HoldsAsync("the mended file is live", Patience, () => Task.FromResult(bot.Output.Contains($"Content read again: {TempFolder.ContentItems} items are live", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task KeepsAnsweringWhileTheFolderIsGone()
    {
        await using var bot = await StartAsync();

        Directory.Move(_content, _content + "-away");
        await Eventually.HoldsAsync("the log says so", Patience, () => Task.FromResult(bot.Output.Contains("There is no such folder", StringComparison.Ordinal)));
        (await TitleAsync(bot)).ShouldBe("Push back on a deadline");

        Directory.Move(_content + "-away", _content);
        await EditAsync("title: Push back on a deadline", "title: Say no to a date");
        await Eventually.HoldsAsync("the folder is read again", Patience, async () => await TitleAsync(bot) == "Say no to a date");
    }

    public void Dispose() => _folder.Dispose();

    private Task<BotProcess> StartAsync() => BotProcess.StartAsync(_folder, $"--Content:Folder={_content}");

    private async Task EditAsync(string before, string after)
    {
        var text = await File.ReadAllTextAsync(_script);
        text.ShouldContain(before);
        await File.WriteAllTextAsync(_script, text.Replace(before, after, StringComparison.Ordinal));
    }

    private static Task<string> ReadyAsync(BotProcess bot) => bot.Health.GetStringAsync(new Uri("/readyz", UriKind.Relative));

    /// <summary>Asked by completion, which is not held to so many a minute.</summary>
    private static async Task<string?> TitleAsync(BotProcess bot) => (await bot.Playground.CompleteAsync("/mentor script deadline-push"))[0];
}
