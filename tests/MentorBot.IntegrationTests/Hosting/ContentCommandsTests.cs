using MentorBot.Core.Content;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

/// <summary>What the commands for those who write content print, and the exit codes that a build goes by.</summary>
public sealed class ContentCommandsTests : IDisposable
{
    private const string Script =
        """
        id: ask-early
        title: Ask early
        version: 1
        source: MentorBot
        tags: [asking]
        synonyms: [raise a hand]
        when: Before you are stuck for a day.
        why: It costs others less.
        body: I need help.
        objections:
          - says: Ask somebody else.
            reply: Who would know?
          - says: Not now.
            reply: When would suit you?
          - says: Read the docs.
            reply: I did. They stop short of it.
        """;

    private readonly TempFolder _folder = new();
    private readonly string _content;
    private readonly string _team;

    public ContentCommandsTests()
    {
        _content = _folder.File("content");
        _team = _folder.File("team");
        Write(_content, Script);
        Write(_team, Script.Replace("Ask early", "Ask us early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FindsNoMistakeInAGoodFolder()
    {
        var check = await RunAsync("check", _content);

        (check.ExitCode, check.Output, check.Errors).ShouldBe((0, "1 items, no mistakes.\n", string.Empty));
    }

    [Fact]
    public async Task NamesEveryMistakeByFileLineAndColumn()
    {
        Write(_content, Script.Replace("version: 1", "version: one", StringComparison.Ordinal).Replace("tags: [asking]", "tags: asking", StringComparison.Ordinal));

        var check = await RunAsync("check", _content);

        var file = Path.Combine(_content, "scripts", "ask-early.yaml");
        (check.ExitCode, check.Output).ShouldBe((1, string.Empty));
        check.Errors.ShouldBe($"The content has 2 problems:\n{file}:3:10: Expected a whole number, found `one`.\n{file}:5:7: Expected a list, found `asking`.\n");
    }

    [Fact]
    public async Task ChecksAFolderThatIsNamedWhateverElseIsSetUp()
    {
        var check = await RunAsync("check", _content, "--Storage:Provider=Oracle", "--Content:TeamFolder=/no/such/folder");

        (check.ExitCode, check.Output, check.Errors).ShouldBe((0, "1 items, no mistakes.\n", string.Empty));
    }

    [Fact]
    public async Task ChecksWhatIsConfiguredWithTheTeamsOwn()
    {
        var check = await RunAsync("check", $"--Content:Folder={_content}", $"--Content:TeamFolder={_team}");
        (check.ExitCode, check.Output, check.Errors).ShouldBe((0, "1 items, no mistakes.\nThe team's: 0 added, 1 replaced, 0 hidden, no mistakes.\n", string.Empty));

        Write(_team, "id: ask-early");
        check = await RunAsync("check", _content, "--team", _team);
        check.ExitCode.ShouldBe(1);
        check.Errors.ShouldContain($"{_team}/scripts/ask-early.yaml:1:1: `title` is missing");
    }

    [Fact]
    public async Task TellsWhatAnUpgradeChangesUntilItIsAccepted()
    {
        var seen = Path.Combine(_team, PackChanges.SeenFile);
        var unknown = await DiffAsync();
        unknown.ExitCode.ShouldBe(1);
        unknown.Output.ShouldStartWith("It isn't noted yet which built-in content yours goes with.");

        var accepted = await DiffAsync("--accept");
        accepted.ExitCode.ShouldBe(0, accepted.Errors);
        accepted.Output.ShouldStartWith($"Noted in {seen}: 1 built-in items.");
        var same = await DiffAsync();
        (same.ExitCode, same.Output).ShouldBe((0, "Nothing has changed since you looked last.\n"));

        Write(_content, Script.Replace("version: 1", "version: 2", StringComparison.Ordinal));
        var changed = await DiffAsync();
        changed.ExitCode.ShouldBe(1);
        changed.Output.ShouldBe(
            """
            Changed under what you replace; see whether yours should follow:
              script/ask-early (version 1, now 2)
            When you have looked at it, run `content diff --accept`.

            """);

        (await DiffAsync("--accept")).ExitCode.ShouldBe(0);
        (await DiffAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task HasNothingToCompareWithoutATeamsFolder()
    {
        var diff = await RunAsync("diff", $"--Content:Folder={_content}");

        (diff.ExitCode, diff.Errors).ShouldBe((1, "There is no team's folder to compare with. Set Content:TeamFolder, or name it with --team.\n"));
    }

    [Fact]
    public async Task WritesTheTableBetweenItsMarks()
    {
        var table = await RunAsync("kinds", $"--Content:Folder={_content}");
        table.ExitCode.ShouldBe(0, table.Errors);
        table.Output.ShouldStartWith("| kind | folder | items | where it comes from |\n|---|---|---|---|\n| script | `data/scripts` | 1 | MentorBot |\n");

        var readme = _folder.File("README.md");
        await File.WriteAllTextAsync(readme, $"# Ours\n{KindTable.Begin}\nold\n{KindTable.End}\nThe rest\n");
        var written = await RunAsync("kinds", "--write", readme, $"--Content:Folder={_content}");
        (written.ExitCode, written.Output).ShouldBe((0, $"The table in {readme} is up to date.\n"));
        (await File.ReadAllTextAsync(readme)).ShouldBe($"# Ours\n{KindTable.Begin}\n{table.Output}{KindTable.End}\nThe rest\n");
    }

    [Fact]
    public async Task LeavesAFileWithoutThePlaceForTheTableAlone()
    {
        var readme = _folder.File("README.md");
        await File.WriteAllTextAsync(readme, "# Ours\n");

        var refused = await RunAsync("kinds", "--write", readme, $"--Content:Folder={_content}");

        (refused.ExitCode, refused.Errors).ShouldBe((1, $"{readme} has no place for the table. Expected a file with these two lines in it:\n{KindTable.Begin}\n{KindTable.End}\n"));
        (await File.ReadAllTextAsync(readme)).ShouldBe("# Ours\n");
    }

    public void Dispose() => _folder.Dispose();

    private static void Write(string folder, string script)
    {
        var file = Path.Combine(folder, "scripts", "ask-early.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, script + "\n");
    }

    private Task<Finished> DiffAsync(params string[] more) => RunAsync(["diff", "--team", _team, $"--Content:Folder={_content}", .. more]);

    private Task<Finished> RunAsync(params string[] arguments) => BotProcess.RunAsync(_folder, ["content", .. arguments]);
}
