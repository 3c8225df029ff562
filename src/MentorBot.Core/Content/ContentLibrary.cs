using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Content;

/// <summary>A content folder with mistakes in it: refuses to start, naming each file, line and column.</summary>
public sealed class ContentException(ImmutableArray<ContentProblem> problems)
    : Exception($"The content has {problems.Length} problem{(problems.Length == 1 ? "" : "s")}:\n{string.Join('\n', problems)}")
{
    public ImmutableArray<ContentProblem> Problems => problems;
}

/// <summary>How a team's own folder stands.</summary>
/// <param name="Files">The files that are live; none where the folder was broken from the start.</param>
/// <param name="Content">What they change; null where none are live.</param>
/// <param name="Problems">What is wrong with the folder as it stands now: then what is live is older.</param>
public sealed record TeamState(string Folder, ImmutableArray<ContentFile> Files, TeamContent? Content, ImmutableArray<ContentProblem> Problems);

/// <summary>Holds the content that is live, and takes in what is edited while the bot runs.</summary>
public sealed partial class ContentLibrary
{
    private readonly string _folder;
    private readonly string? _teamFolder;
    private readonly ILogger<ContentLibrary> _log;
    private volatile IReadOnlyList<ContentItem> _builtIn;
    private volatile ContentPack _pack;
    private volatile TeamState? _team;
    private long _stamp;

    /// <param name="teamFolder">Where a team's own content is; null where it has none.</param>
    /// <exception cref="ContentException">The built-in folder can't be used as it is. A broken team's folder is no reason not to start.</exception>
    public ContentLibrary(string folder, ILogger<ContentLibrary> log, string? teamFolder = null)
    {
        _folder = folder;
        _teamFolder = teamFolder;
        _log = log;
        _stamp = Stamp();
        (_builtIn, var problems) = ContentLoader.Read(folder);
        if (!problems.IsEmpty)
        {
            throw new ContentException(problems);
        }

        (var pack, _team) = Merged();
        _pack = pack ?? new ContentPack(_builtIn);
    }

    /// <summary>The content to answer from; take it once for an answer, so that the answer is all of one piece.</summary>
    public ContentPack Pack => _pack;

    /// <summary>The team's part of it; null where the team has no folder.</summary>
    public TeamState? Team => _team;

    /// <summary>Reads the folders again if a file changed. A bad edit is logged, and the last good version stays live.</summary>
    public void Refresh()
    {
        var stamp = Stamp();
        if (stamp == _stamp)
        {
            return;
        }

        _stamp = stamp;
        var (builtIn, problems) = ContentLoader.Read(_folder);
        if (!problems.IsEmpty)
        {
            LogRefused(string.Join('\n', problems));
            return;
        }

        _builtIn = builtIn;
        (var pack, _team) = Merged();
        if (pack is null)
        {
            LogRefused(string.Join('\n', _team!.Problems));
            return;
        }

        if (_pack.IsPrepared)
        {
            // Nobody who searches has to wait for an edit.
            pack.Prepare();
        }

        _pack = pack;
        LogLive(pack.Items.Length);
    }

    /// <summary>Makes a version of the team's files live that was good before; false where it no longer goes with the built-in content.</summary>
    internal bool Recall(ImmutableArray<ContentFile> files)
    {
        var problems = new List<ContentProblem>();
        if (_team is not { } team || TeamContent.Merge(_builtIn, files, team.Folder, problems) is not var (pack, content))
        {
            return false;
        }

        _pack = pack;
        _team = team with { Files = files, Content = content };
        return true;
    }

    /// <summary>The built-in content with the team's; without a pack where the team's folder is broken.</summary>
    private (ContentPack? Pack, TeamState? Team) Merged()
    {
        if (_teamFolder is null)
        {
            return (new ContentPack(_builtIn), null);
        }

        var problems = new List<ContentProblem>();
        var files = TeamContent.Read(_teamFolder, problems);
        return problems.Count == 0 && TeamContent.Merge(_builtIn, files, _teamFolder, problems) is var (pack, content)
            ? (pack, new TeamState(_teamFolder, files, content, []))
            : (null, (_team ?? new TeamState(_teamFolder, [], null, [])) with { Problems = ContentLoader.InOrder(problems) });
    }

    /// <summary>Changes whenever something is added, edited or removed that the loader looks at: names, sizes and times of writing, in no order.</summary>
    private long Stamp()
    {
        long stamp = 17;
        foreach (var entry in ContentLoader.Watched(_folder).Concat(_teamFolder is null ? [] : ContentLoader.Watched(_teamFolder)))
        {
            try
            {
                stamp += entry is FileInfo file ? HashCode.Combine(file.FullName, file.Length, file.LastWriteTimeUtc) : HashCode.Combine(entry.FullName);
            }
            catch (FileNotFoundException)
            {
                // Removed between being listed and being looked at: the next look sees the folder without it.
                stamp++;
            }
        }

        return stamp;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Content read again: {Count} items are live")]
    private partial void LogLive(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The edited content has mistakes, so the last good version stays live:\n{Problems}")]
    private partial void LogRefused(string problems);
}
