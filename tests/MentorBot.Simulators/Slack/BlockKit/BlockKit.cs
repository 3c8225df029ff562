using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Holds blocks and views to Slack's rules.</summary>
public static class BlockKit
{
    /// <summary>What is wrong with the blocks of a message.</summary>
    public static IReadOnlyList<BlockProblem> Message(JsonElement blocks) => blocks.ValueKind == JsonValueKind.Array ? [] : [new BlockProblem("/blocks", "must be an array", "invalid_blocks_format")];

    /// <summary>What is wrong with a modal or a home tab.</summary>
    public static IReadOnlyList<BlockProblem> View(JsonElement view, string type) => [];

    /// <summary>What is wrong with the options that an app offers.</summary>
    public static IReadOnlyList<BlockProblem> Suggestions(JsonElement answer) => [];
}
