using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rendering;

/// <summary>Turns what the bot says into components, within every limit of Discord.</summary>
internal static class MessageRenderer
{
    /// <summary>A message, or several in order where one can't hold it all; none where there is nothing to show.</summary>
    public static RenderedBlocks Render(ImmutableArray<Block> blocks, Showing? showing = null)
    {
        var shown = showing ?? Showing.ToAnybody;
        var rendered = AsTheyAre(blocks, shown);
        return rendered.Messages.Length <= DiscordLimits.MessagesOfAReply ? rendered : AsTheyAre(LongMessage.InAFile(blocks, "Discord", shown.Zone), shown);
    }

    private static RenderedBlocks AsTheyAre(ImmutableArray<Block> blocks, Showing showing)
    {
        var rendering = new BlockRendering(showing);
        foreach (var block in blocks)
        {
            rendering.Add(block);
        }

        return new RenderedBlocks([.. rendering.Finish().Select(Message)], rendering.Files());
    }

    private static DiscordMessage Message(ImmutableArray<Part> parts) => new(
        ImmutableArray.CreateRange(parts, part => part.Component),
        [.. parts.Select(part => part.File).OfType<FileBlock>()],
        [.. parts.SelectMany(part => part.Mentions).Distinct(StringComparer.Ordinal).Take(DiscordLimits.Mentions)]);
}
