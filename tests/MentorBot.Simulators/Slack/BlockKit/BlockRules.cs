using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>The blocks, each by its own rules.</summary>
internal static class BlockRules
{
    private const int MostId = 255;
    private const int MostMarkdown = 12_000;
    private const int MostUrl = 3_000;
    private const int MostAltText = 2_000;

    /// <param name="isMessage">Some blocks are for messages only.</param>
    public static void Block(BlockNode block, bool isMessage)
    {
        if (!block.IsObject)
        {
            block.Fail("must be an object");
            return;
        }

        if (block.String("block_id", MostId) is { } id && !block.Report.BlockIds.Add(id))
        {
            block.Child("block_id")!.Fail($"block_id must be unique: {id}");
        }

        switch (block.Type)
        {
            case "section":
                Section(block);
                break;
            case "header":
                block.Only("block_id", "text");
                ObjectRules.Text(block, "text", 150, isPlain: true);
                break;
            case "divider":
                block.Only("block_id");
                break;
            case "context":
                Context(block);
                break;
            case "actions":
                Actions(block);
                break;
            case "image":
                Image(block, hasTitle: true);
                break;
            case "input":
                Input(block);
                break;
            case "rich_text":
                block.Only("block_id", "elements");
                RichTextRules.Elements(block);
                break;
            case "markdown" when isMessage:
                block.Only("block_id", "text");
                block.Report.MarkdownCharacters += block.String("text", MostMarkdown, isNeeded: true)?.Length ?? 0;
                break;
            case "table" when isMessage:
                block.Report.Tables++;
                TableRules.Table(block);
                break;
            default:
                block.Fail($"unsupported type: {block.Type ?? "none"}");
                break;
        }
    }

    public static void Image(BlockNode image, bool hasTitle)
    {
        if (hasTitle)
        {
            image.Only("block_id", "image_url", "slack_file", "alt_text", "title");
            ObjectRules.Text(image, "title", MostAltText, isPlain: true, isNeeded: false);
        }
        else
        {
            image.Only("image_url", "slack_file", "alt_text");
        }

        image.String("alt_text", MostAltText, isNeeded: true);
        if (image.Has("image_url") == image.Has("slack_file"))
        {
            image.Fail("must have either image_url or slack_file");
        }

        image.Url("image_url", MostUrl);
    }

    private static void Section(BlockNode section)
    {
        section.Only("block_id", "text", "fields", "accessory", "expand");
        section.Flag("expand");
        if (!section.Has("text") && !section.Has("fields"))
        {
            section.Fail("missing required field: text");
        }

        ObjectRules.Text(section, "text", ObjectRules.MostText, isPlain: false, isNeeded: false);
        foreach (var field in section.Array("fields", 1, 10, isNeeded: false))
        {
            ObjectRules.Text(field, 2_000, isPlain: false);
        }

        if (section.Child("accessory") is { } accessory)
        {
            ElementRules.Element(accessory, "section");
        }
    }

    private static void Context(BlockNode context)
    {
        context.Only("block_id", "elements");
        foreach (var element in context.Array("elements", 1, 10))
        {
            if (element.Type == "image")
            {
                Image(element, hasTitle: false);
            }
            else
            {
                ObjectRules.Text(element, ObjectRules.MostText, isPlain: false);
            }
        }
    }

    private static void Actions(BlockNode actions)
    {
        actions.Only("block_id", "elements");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in actions.Array("elements", 1, 25))
        {
            ElementRules.Element(element, "actions");
            if (element.Child("action_id") is { Json.ValueKind: JsonValueKind.String } id && !ids.Add(id.Json.GetString()!))
            {
                id.Fail($"action_id must be unique within its block: {id.Json.GetString()}");
            }
        }
    }

    private static void Input(BlockNode input)
    {
        input.Report.HasInput = true;
        input.Only("block_id", "label", "element", "dispatch_action", "hint", "optional");
        ObjectRules.Text(input, "label", 2_000, isPlain: true);
        ObjectRules.Text(input, "hint", 2_000, isPlain: true, isNeeded: false);
        input.Flag("dispatch_action");
        input.Flag("optional");
        if (input.Child("element") is { } element)
        {
            ElementRules.Element(element, "input");
        }
        else
        {
            input.Fail("missing required field: element");
        }
    }
}
