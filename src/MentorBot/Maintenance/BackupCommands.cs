using System.CommandLine;
using MentorBot.Core;
using MentorBot.Hosting;
using MentorBot.Storage;

namespace MentorBot.Maintenance;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>: the stored data in one file, whichever engine holds it.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup(string[] overrides)
    {
        var file = new Argument<string>("file") { Description = "The file to write." };
        var command = new Command("backup", "Write all that is stored to a file. The bot may go on running.") { file };
        command.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(async () =>
        {
            var settings = SettingsReader.Read(SettingsReader.Configuration(overrides));
            await using var database = new Database(settings.Storage);
            await database.OpenExistingAsync(cancellationToken);
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            await new Backup(database, new TimeProviderClock(TimeProvider.System)).WriteFileAsync(path, cancellationToken);
            Console.WriteLine($"Written to {path}, {new FileInfo(path).Length} bytes.");
            return 0;
        }));
        return command;
    }

    public static Command CreateRestore(string[] overrides)
    {
        var file = new Argument<string>("file") { Description = "A file that backup wrote." };
        var command = new Command("restore", "Put a backup in place of all that is stored. Stop the bot first.") { file };
        command.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(async () =>
        {
            var settings = SettingsReader.Read(SettingsReader.Configuration(overrides));
            using var lease = StorageStart.TakeLease(settings.Storage);
            await using var archive = File.OpenRead(parsed.GetRequiredValue(file));
            await using var database = new Database(settings.Storage);
            await database.OpenAsync(cancellationToken);
            await new Backup(database, new TimeProviderClock(TimeProvider.System)).RestoreAsync(archive, cancellationToken);
            Console.WriteLine("Restored.");
            return 0;
        }));
        return command;
    }
}
