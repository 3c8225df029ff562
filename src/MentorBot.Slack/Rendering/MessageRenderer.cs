using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Slack.Rendering;

/// <summary>Turns what the bot says into Block Kit, within every limit of Slack.</summary>
internal static class MessageRenderer
{
    /// <summary>A message, or several in order where one can't hold it all.</summary>
    public static RenderedBlocks Render(ImmutableArray<Block> blocks) => throw new NotSupportedException();
}
