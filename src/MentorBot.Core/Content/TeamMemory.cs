using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Content;

/// <summary>Starts the bot on the last good version of a team's folder where the folder is broken, and keeps each good one.</summary>
public sealed partial class TeamMemory(ContentLibrary library, ITeamContentStore store, ILogger<TeamMemory> log)
{
    private TeamState? _kept;

    /// <summary>To be called once the stored data can be read, before anybody is answered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (library.Team is not { Problems.IsEmpty: false } broken)
        {
            await KeepAsync(cancellationToken);
            return;
        }

        var files = await store.LoadAsync(cancellationToken);
        if (!files.IsEmpty && library.Recall(files))
        {
            LogRecalled(string.Join('\n', broken.Problems));
        }
        else
        {
            LogWithout(string.Join('\n', broken.Problems));
        }
    }

    /// <summary>Keeps what is live of the team, if it is good and new.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (library.Team is { Problems.IsEmpty: true } team && !ReferenceEquals(team, _kept))
        {
            await store.SaveAsync(team.Files, cancellationToken);
            _kept = team;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The team's content has mistakes, so its last good version is live:\n{Problems}")]
    private partial void LogRecalled(string problems);

    [LoggerMessage(Level = LogLevel.Error, Message = "The team's content has mistakes, and no good version of it is known, so the built-in content is live without it:\n{Problems}")]
    private partial void LogWithout(string problems);
}
