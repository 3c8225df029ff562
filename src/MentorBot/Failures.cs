using System.Data.Common;
using MentorBot.Core.Content;
using MentorBot.Discord;
using MentorBot.Playground;
using MentorBot.Slack;
using MentorBot.Storage;

namespace MentorBot;

/// <summary>What the operator has to put right before the program can go on; the message says what.</summary>
public sealed class SettingsException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Turns what an operator can put right into a message and an exit code.</summary>
internal static class Failures
{
    public static async Task<int> ExplainAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (exception is SettingsException or ContentException or StorageException or PlaygroundException or SlackException or DiscordException or DbException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception is DbException ? $"The database could not do it: {exception.Message}" : exception.Message);
            return 1;
        }
    }
}
