using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Holds blocks and views to Slack's rules.</summary>
public static class BlockKit
{
    private const int MostInMessage = 50;
    private const int MostInView = 100;

    /// <summary>Slack: not documented; refused at about 13 200 characters.</summary>
    private const int MostCharacters = 13_000;

    private const int MostMarkdown = 12_000;
    private const int MostHeading = 24;
    private const int MostMetadata = 3_000;
    private const int MostId = 255;

    /// <summary>What is wrong with the blocks of a message.</summary>
    /// <param name="hasTotal">Off for a response_url, which does not count the whole.</param>
    public static IReadOnlyList<BlockProblem> Message(JsonElement blocks, bool hasTotal = true)
    {
        var report = new BlockReport();
        var node = new BlockNode(report, blocks, "blocks", parent: null);
        if (!node.IsArray)
        {
            node.Fail("must be an array", "invalid_blocks_format");
            return report.Problems;
        }

        if (node.Count > MostInMessage)
        {
            node.Fail($"no more than {MostInMessage} items allowed");
        }

        foreach (var block in node.Items())
        {
            BlockRules.Block(block, isMessage: true);
        }

        if (report.Tables > 1)
        {
            node.Fail("only one table allowed", "only_one_table_allowed");
        }

        if (report.Problems.Count == 0 && hasTotal && report.Characters > MostCharacters)
        {
            node.Fail($"{report.Characters} characters are too many", "msg_blocks_too_long");
        }

        if (report.Problems.Count == 0 && report.MarkdownCharacters > MostMarkdown)
        {
            node.Fail($"no more than {MostMarkdown} characters of markdown in all", "msg_blocks_too_long");
        }

        return report.Problems;
    }

    /// <summary>What is wrong with a modal or a home tab.</summary>
    /// <param name="type">What it has to be: modal or home.</param>
    public static IReadOnlyList<BlockProblem> View(JsonElement view, string type)
    {
        var report = new BlockReport();
        var node = new BlockNode(report, view, "view", parent: null);
        if (!node.IsObject || node.Type != type)
        {
            node.Fail($"must be an object of type {type}");
            return report.Problems;
        }

        node.String("private_metadata", MostMetadata, least: 0);
        node.String("callback_id", MostId, least: 0);
        node.String("external_id", MostId, least: 0);
        foreach (var block in node.Array("blocks", 0, MostInView))
        {
            BlockRules.Block(block, isMessage: false);
        }

        if (type == "modal")
        {
            Modal(node);
        }
        else
        {
            node.Only("blocks", "private_metadata", "callback_id", "external_id");
        }

        if (report.Focused > 1)
        {
            node.Fail("only one element may have focus_on_load");
        }

        return report.Problems;
    }

    /// <summary>What is wrong with the options that an app offers for what was typed.</summary>
    public static IReadOnlyList<BlockProblem> Suggestions(JsonElement answer)
    {
        var report = new BlockReport();
        var node = new BlockNode(report, answer, "payload", parent: null);
        if (node.Has("options") == node.Has("option_groups"))
        {
            node.Fail("must have either options or option_groups", "invalid_options");
            return report.Problems;
        }

        foreach (var option in node.Array("options", 0, 100, isNeeded: false))
        {
            ObjectRules.Option(option, isPlain: true);
        }

        foreach (var group in node.Array("option_groups", 0, 100, isNeeded: false))
        {
            ObjectRules.OptionGroup(group);
        }

        return report.Problems;
    }

    private static void Modal(BlockNode modal)
    {
        modal.Only("title", "blocks", "submit", "close", "private_metadata", "callback_id", "external_id", "clear_on_close", "notify_on_close", "submit_disabled");
        ObjectRules.Text(modal, "title", MostHeading, isPlain: true);
        ObjectRules.Text(modal, "submit", MostHeading, isPlain: true, isNeeded: false);
        ObjectRules.Text(modal, "close", MostHeading, isPlain: true, isNeeded: false);
        modal.Flag("clear_on_close");
        modal.Flag("notify_on_close");
        modal.Flag("submit_disabled");
        if (modal.Report.HasInput && !modal.Has("submit"))
        {
            modal.Fail("submit is required when an input is within blocks");
        }
    }
}
