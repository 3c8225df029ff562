using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Rich text: sections, lists, quotes and preformatted text.</summary>
internal static class RichTextRules
{
    private const int MostIndent = 8;

    private static readonly string[] Styles = ["bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"];

    public static void Elements(BlockNode block)
    {
        foreach (var element in block.Array("elements", 1, int.MaxValue))
        {
            switch (element.Type)
            {
                case "rich_text_section":
                    Inline(element, "elements");
                    break;
                case "rich_text_quote":
                    Inline(element, "elements", "border");
                    break;
                case "rich_text_preformatted":
                    Inline(element, "elements", "border", "language");
                    break;
                case "rich_text_list":
                    List(element);
                    break;
                default:
                    element.Fail($"unsupported type: {element.Type ?? "none"}");
                    break;
            }
        }
    }

    private static void List(BlockNode list)
    {
        list.Only("elements", "style", "indent", "offset", "border");
        if (!list.Has("style"))
        {
            list.Fail("missing required field: style");
        }

        list.OneOf("style", "bullet", "ordered");
        list.Number("indent", 0, MostIndent);
        foreach (var item in list.Array("elements", 1, int.MaxValue))
        {
            if (item.Type == "rich_text_section")
            {
                Inline(item, "elements");
            }
            else
            {
                item.Fail("must be a rich_text_section");
            }
        }
    }

    private static void Inline(BlockNode holder, params ReadOnlySpan<string> properties)
    {
        holder.Only(properties);
        foreach (var part in holder.Array("elements", 0, int.MaxValue))
        {
            Style(part);
            switch (part.Type)
            {
                case "text":
                    part.Only("text", "style");
                    part.Report.Characters += part.String("text", int.MaxValue - 1, isNeeded: true)?.Length ?? 0;
                    break;
                case "link":
                    part.Only("url", "text", "unsafe", "style");
                    part.Url("url", 3_000, isNeeded: true);
                    part.Report.Characters += part.String("text", int.MaxValue - 1)?.Length ?? 0;
                    break;
                case "user":
                    part.Only("user_id", "style");
                    part.String("user_id", 255, isNeeded: true);
                    break;
                case "channel":
                    part.Only("channel_id", "style");
                    part.String("channel_id", 255, isNeeded: true);
                    break;
                case "usergroup":
                    part.Only("usergroup_id", "style");
                    part.String("usergroup_id", 255, isNeeded: true);
                    break;
                case "emoji":
                    part.Only("name", "unicode", "skin_tone", "style");
                    part.String("name", 255, isNeeded: true);
                    break;
                case "date":
                    part.Only("timestamp", "format", "url", "fallback", "style");
                    part.String("format", 255, isNeeded: true);
                    if (part.Child("timestamp") is not { Json.ValueKind: JsonValueKind.Number })
                    {
                        part.Fail("missing required field: timestamp");
                    }

                    break;
                case "broadcast":
                    part.Only("range", "style");
                    part.OneOf("range", "here", "channel", "everyone");
                    break;
                default:
                    part.Fail($"unsupported type: {part.Type ?? "none"}");
                    break;
            }
        }
    }

    private static void Style(BlockNode part)
    {
        if (part.Child("style") is not { } style)
        {
            return;
        }

        if (!style.IsObject)
        {
            style.Fail("must be an object");
            return;
        }

        style.Only(Styles);
        foreach (var name in Styles)
        {
            style.Flag(name);
        }
    }
}
