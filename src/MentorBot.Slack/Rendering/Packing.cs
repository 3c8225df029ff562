using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Counts what a block takes of a message's room.</summary>
internal static class Packing
{
    /// <summary>Slack: one table in a message.</summary>
    public static Packing<LayoutBlock> Of(int mostBlocks, int mostText) => new(new Extent(mostBlocks, mostText, Scarce: 1));

    /// <param name="length">How much text the block shows.</param>
    /// <param name="stays">It belongs to the block before it, as a button does to what it is about.</param>
    /// <param name="leads">It belongs to the block after it, as a heading does.</param>
    public static void Add(this Packing<LayoutBlock> packing, LayoutBlock block, int length, bool stays = false, bool leads = false) =>
        packing.Add(block, new Extent(1, length, Scarce: block is TableBlock ? 1 : 0), stays, leads);
}
