using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns what the bot says into Block Kit, within every limit of Slack.</summary>
internal static class MessageRenderer
{
    private const string LongMessage = "message.txt";

    /// <summary>A message, or several in order where one can't hold it all; none where there are only files.</summary>
    public static RenderedBlocks Render(ImmutableArray<Block> blocks)
    {
        var rendered = AsTheyAre(blocks);
        return rendered.Messages.Length <= SlackLimits.MessagesOfAReply ? rendered : AsTheyAre(WithAFile(blocks));
    }

    private static RenderedBlocks AsTheyAre(ImmutableArray<Block> blocks)
    {
        var rendering = new BlockRendering(inView: false);
        foreach (var block in blocks)
        {
            rendering.Add(block);
        }

        return new RenderedBlocks(ImmutableArray.CreateRange(rendering.Finish(), layout => new SlackMessage(FallbackText.Of(layout), layout)), rendering.Files());
    }

    /// <summary>
    /// What is to be read goes into a file. What is to be pressed stays, whatever its number: without it nobody could go on. So does
    /// a small line, such as the one that says who posted it.
    /// </summary>
    private static ImmutableArray<Block> WithAFile(ImmutableArray<Block> blocks)
    {
        var file = new FileBlock(LongMessage, "text/plain", Encoding.UTF8.GetBytes(PlainText.Of(blocks.Where(block => !Stays(block) && block is not FileBlock))));
        return
        [
            .. blocks.OfType<Heading>().Take(1),
            new Paragraph($"This is more than Slack shows well in messages. All of it is in the file {LongMessage}."),
            file,
            .. blocks.Where(block => Stays(block) || block is FileBlock),
        ];
    }

    private static bool Stays(Block block) => block is Buttons or Select or ContextLine or TickList { Token: not null };
}
