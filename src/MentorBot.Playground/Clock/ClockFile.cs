using System.Globalization;
using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>Keeps beside the room's log how far the bot's clock is ahead of the real time, so that a restart goes on from it.</summary>
public sealed class ClockFile(PlaygroundOptions options)
{
    public string Path { get; } = options.LogFile + ".clock";

    /// <summary>How far it is ahead; nothing where nobody has ever moved it.</summary>
    public Duration Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(Path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Duration.Zero;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlaygroundException($"The playground's clock can't be read from {Path}, beside Playground:LogFile: {exception.Message}", exception);
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= Farthest
            ? Duration.FromMilliseconds(milliseconds)
            : throw new PlaygroundException($"The playground's clock can't be read: {Path} holds something else than the milliseconds by which it is ahead. Write 0 there for the real time.");
    }

    public void Write(Duration ahead)
    {
        // Moved over the old file: a crash in between leaves one of the two whole.
        var fresh = Path + ".new";
        File.WriteAllText(fresh, ((long)Math.Ceiling(ahead.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture));
        File.Move(fresh, Path, overwrite: true);
    }

    // A thousand years: beyond what anybody jumps, within what every calendar can say.
    private const long Farthest = 1000L * 366 * 24 * 60 * 60 * 1000;
}
