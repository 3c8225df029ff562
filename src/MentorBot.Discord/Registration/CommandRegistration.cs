using MentorBot.Core.Commands;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Registration;

/// <summary>Registers the commands where they are others than those that were registered last.</summary>
/// <remarks>Discord: whatever is registered anew counts towards 200 a day, and clients have to load it again.</remarks>
internal sealed partial class CommandRegistration(IDiscordApi api, FeatureMap map, IPlatformMemory memory, ILogger<CommandRegistration> log)
{
    /// <summary>Null where it is done, or where only another version can do it.</summary>
    public async Task<ApiError?> RegisterAsync(string app, CancellationToken cancellationToken)
    {
        var commands = CommandTree.Of(map.Commands, map.Shortcuts);
        var name = $"{Self.Platform}:commands:{app}";
        var hash = CommandTree.HashOf(commands);
        if (await memory.FindAsync(name, cancellationToken) == hash)
        {
            LogUnchanged(commands.Length);
            return null;
        }

        var answer = await api.OverwriteCommandsAsync(app, commands, cancellationToken);
        switch (answer.Error)
        {
            case null:
                await memory.KeepAsync(name, hash, cancellationToken);
                LogRegistered(commands.Length);
                return null;
            case { Kind: ApiErrorKind.Invalid } error:
                // Our mistake; those that are registered still work.
                LogUnregistered(error.Code, error.Detail);
                return null;
            case var error:
                return error;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Discord has the bot's {Count} commands already")]
    private partial void LogUnchanged(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot's {Count} commands are registered with Discord")]
    private partial void LogRegistered(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord doesn't take the bot's commands ({Code}: {Detail}); those that it has stay")]
    private partial void LogUnregistered(string code, string? detail);
}
