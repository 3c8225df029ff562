using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns what the bot says into Block Kit, within every limit of Slack.</summary>
internal static class MessageRenderer
{
    /// <summary>A message, or several in order where one can't hold it all; none where there are only files.</summary>
    public static RenderedBlocks Render(ImmutableArray<Block> blocks)
    {
        var rendered = AsTheyAre(blocks);
        return rendered.Messages.Length <= SlackLimits.MessagesOfAReply ? rendered : AsTheyAre(LongMessage.InAFile(blocks, "Slack"));
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
}
