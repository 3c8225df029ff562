using System.Runtime.Versioning;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class BackupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task BringsEverythingBackAfterTheDatabaseIsLost()
    {
        await using (var bot = await BotProcess.StartAsync(_folder))
        {
            await Work.DoAsync(_folder);
            var written = await BotProcess.RunAsync(_folder, "backup", "all.backup");
            written.ExitCode.ShouldBe(0, written.Errors);
            written.Output.ShouldStartWith($"Written to {_folder.File("all.backup")}, ");
            await bot.StopAsync();
        }

        LoseTheDatabase();
        await Work.ShouldBeGoneAsync(_folder);
        LoseTheDatabase();

        var restored = await BotProcess.RunAsync(_folder, "restore", "all.backup");
        restored.ExitCode.ShouldBe(0, restored.Errors);
        await Work.ShouldBeThereAsync(_folder);
        await using var again = await BotProcess.StartAsync(_folder);
    }

    [Fact]
    public async Task RefusesToRestoreUnderARunningHost()
    {
        await BotProcess.RunAsync(_folder, "chat", "/mentor help");
        await BotProcess.RunAsync(_folder, "backup", "empty.backup");
        await using var bot = await BotProcess.StartAsync(_folder);
        await Work.DoAsync(_folder);

        var refused = await BotProcess.RunAsync(_folder, "restore", "empty.backup");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldStartWith("Another MentorBot already runs on this SQLite file. Stop it first");
        await Work.ShouldBeThereAsync(_folder);
    }

    [Fact]
    public async Task RefusesWhatIsNoBackupAndChangesNothing()
    {
        await Work.DoAsync(_folder);
        await BotProcess.RunAsync(_folder, "backup", "whole.backup");
        var whole = await File.ReadAllBytesAsync(_folder.File("whole.backup"));
        await File.WriteAllBytesAsync(_folder.File("half.backup"), whole[..(whole.Length / 2)]);
        await File.WriteAllTextAsync(_folder.File("text.backup"), "This is a shopping list.");
        await File.WriteAllTextAsync(_folder.File("empty.backup"), "");

        foreach (var file in (string[])["half.backup", "text.backup", "empty.backup"])
        {
            var refused = await BotProcess.RunAsync(_folder, "restore", file);
            refused.ExitCode.ShouldBe(1);
            refused.Errors.ShouldBe("This is not a MentorBot backup, or not the whole of one; nothing has changed.\n", file);
        }

        var missing = await BotProcess.RunAsync(_folder, "restore", "missing.backup");
        missing.ExitCode.ShouldBe(1);
        missing.Errors.ShouldContain("missing.backup");
        missing.Errors.ShouldNotContain("   at ");
        await Work.ShouldBeThereAsync(_folder);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task KeepsTheBackupToItsOwner()
    {
        await BotProcess.RunAsync(_folder, "chat", "/mentor help");
        await BotProcess.RunAsync(_folder, "backup", "all.backup");

        File.GetUnixFileMode(_folder.File("all.backup")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _folder.FileNames.ShouldNotContain(name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SaysWhereABackupCannotBeWritten()
    {
        await BotProcess.RunAsync(_folder, "chat", "/mentor help");
        var refused = await BotProcess.RunAsync(_folder, "backup", "/no/such/folder/all.backup");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("/no/such/folder");
        refused.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task RefusesToBackUpADatabaseThatIsNotThereAndMakesNone()
    {
        var refused = await BotProcess.RunAsync(_folder, "backup", "all.backup");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldBe($"There is no database at {_folder.File("mentorbot.db")}. Run this where the bot runs, or name its database with --Storage:ConnectionString.\n");
        _folder.FileNames.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private void LoseTheDatabase()
    {
        foreach (var name in _folder.FileNames.Where(name => name.StartsWith("mentorbot.db", StringComparison.Ordinal)))
        {
            File.Delete(_folder.File(name));
        }
    }
}
