using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Content;

/// <summary>A content folder with mistakes in it: refuses to start, naming each file, line and column.</summary>
public sealed class ContentException(ImmutableArray<ContentProblem> problems)
    : Exception($"The content has {problems.Length} problem{(problems.Length == 1 ? "" : "s")}:\n{string.Join('\n', problems)}")
{
    public ImmutableArray<ContentProblem> Problems => problems;
}

/// <summary>Holds the content that is live, and takes in what is edited while the bot runs.</summary>
public sealed partial class ContentLibrary
{
    private readonly string _folder;
    private readonly ILogger<ContentLibrary> _log;
    private volatile ContentPack _pack;
    private long _stamp;

    /// <exception cref="ContentException">The folder can't be used as it is.</exception>
    public ContentLibrary(string folder, ILogger<ContentLibrary> log)
    {
        _folder = folder;
        _log = log;
        _stamp = Stamp();
        var (pack, problems) = ContentLoader.Load(folder);
        _pack = pack ?? throw new ContentException(problems);
    }

    /// <summary>The content to answer from; take it once for an answer, so that the answer is all of one piece.</summary>
    public ContentPack Pack => _pack;

    /// <summary>Reads the folder again if a file changed. A bad edit is logged, and the last good version stays live.</summary>
    public void Refresh()
    {
        var stamp = Stamp();
        if (stamp == _stamp)
        {
            return;
        }

        _stamp = stamp;
        var (pack, problems) = ContentLoader.Load(_folder);
        if (pack is null)
        {
            LogRefused(string.Join('\n', problems));
            return;
        }

        _pack = pack;
        LogLive(pack.Items.Length);
    }

    /// <summary>Changes whenever something is added, edited or removed that the loader looks at: names, sizes and times of writing, in no order.</summary>
    private long Stamp()
    {
        long stamp = 17;
        foreach (var entry in ContentLoader.Watched(_folder))
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
