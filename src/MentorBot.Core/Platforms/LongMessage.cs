using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Platforms;

/// <summary>What is said where an answer is more than a few messages hold.</summary>
public static class LongMessage
{
    private const string FileName = "message.txt";

    /// <summary>
    /// What is to be read goes into a file. What is to be pressed stays, whatever its number: without it nobody could go on. So does
    /// a small line, such as the one that says who posted it.
    /// </summary>
    /// <param name="platform">Its name, as people say it.</param>
    /// <param name="zone">The reader's zone; UTC when it isn't known.</param>
    public static ImmutableArray<Block> InAFile(ImmutableArray<Block> blocks, string platform, DateTimeZone? zone = null)
    {
        var file = new FileBlock(FileName, "text/plain", Encoding.UTF8.GetBytes(PlainText.Of(blocks.Where(block => !Stays(block) && block is not FileBlock), zone)));
        return
        [
            .. blocks.OfType<Heading>().Take(1),
            new Paragraph($"This is more than {platform} shows well in messages. All of it is in the file {FileName}."),
            file,
            .. blocks.Where(block => Stays(block) || block is FileBlock),
        ];
    }

    private static bool Stays(Block block) => block is Buttons or Select or ContextLine or TickList { Token: not null };
}
