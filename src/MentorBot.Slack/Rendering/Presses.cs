using System.Collections.Immutable;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Rendering;

/// <summary>Reads what was pressed or chosen back into the token and the values that the block was rendered from.</summary>
internal static class Presses
{
    /// <summary>Null where nothing of ours was pressed, or nothing changed.</summary>
    public static (string Token, ImmutableArray<string> Values)? Read(BlockAction action) => throw new NotSupportedException();
}
