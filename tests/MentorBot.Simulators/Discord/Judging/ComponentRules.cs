using System.Text;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's rules for the components of messages, those that are not in its OpenAPI file too.</summary>
internal static class ComponentRules
{
    private const int MostComponents = 40;
    private const int MostText = 4_000;

    /// <summary>Not documented: more bytes than this and Discord answers with 500.</summary>
    private const int MostBytes = 10_170;

    private const int BytesOfEach = 12;

    private static readonly string[] Holders = ["accessory", "component"];
    private static readonly int[] InContainer = [1, 9, 10, 12, 13, 14];
    private static readonly int[] InClassic = [1];
    private static readonly int[] OnTop = [1, 9, 10, 12, 13, 14, 17];
    private static readonly int[] Selects = [3, 5, 6, 7, 8];

    public static void Check(Node message, bool isV2)
    {
        var top = message.Items("components");
        if (!isV2 && top.Count > 5)
        {
            message.Fail("components", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
        }

        foreach (var one in top)
        {
            if (!(isV2 ? OnTop : InClassic).Contains(one.Number("type") ?? 0))
            {
                one.Fail("type", "UNION_TYPE_CHOICES", isV2 ? "This component cannot be at the top of a message." : "Value of field \"type\" must be one of (1,). Other components need the flag IS_COMPONENTS_V2.");
            }
            else
            {
                CheckOne(one);
            }
        }

        var all = top.SelectMany(Walk).ToList();
        CheckUnique(all);
        if (isV2)
        {
            CheckTotal(message, all);
        }
    }

    /// <summary>All of a tree.</summary>
    public static IEnumerable<Node> Walk(Node one)
    {
        yield return one;
        foreach (var inner in one.Items("components").SelectMany(Walk))
        {
            yield return inner;
        }

        foreach (var held in Holders.Where(one.Has).SelectMany(name => Walk(one.Child(name))))
        {
            yield return held;
        }
    }

    public static void CheckUnique(IReadOnlyList<Node> all)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<int>();
        foreach (var one in all)
        {
            if (one.Text("custom_id") is { } id && !ids.Add(id))
            {
                one.Fail("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
            }

            if (one.Number("id") is > 0 and var number && !numbers.Add(number))
            {
                one.Fail("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
            }
        }
    }

    private static void CheckOne(Node one)
    {
        switch (one.Number("type"))
        {
            case 1:
                CheckRow(one);
                break;
            case 9:
                CheckSection(one);
                break;
            case 10:
                one.Limit("content", 1, MostText, isNeeded: true);
                break;
            case 12:
                one.Count("items", 1, 10);
                foreach (var item in one.Items("items"))
                {
                    item.Limit("description", 1, 1024);
                }

                break;
            case 13 when one.Child("file").Text("url")?.StartsWith("attachment://", StringComparison.Ordinal) != true:
                one.Child("file").Fail("url", "ATTACHMENT_REFERENCE", "A file is attachment://name.");
                break;
            case 14:
                one.Range("spacing", 1, 2);
                break;
            case 17:
                CheckContainer(one);
                break;
        }
    }

    private static void CheckContainer(Node container)
    {
        container.Count("components", 1, MostComponents);
        container.Range("accent_color", 0, 0xFFFFFF);
        foreach (var child in container.Items("components"))
        {
            if (InContainer.Contains(child.Number("type") ?? 0))
            {
                CheckOne(child);
            }
            else
            {
                child.Fail("type", "UNION_TYPE_CHOICES", $"Value of field \"type\" must be one of ({string.Join(", ", InContainer)}).");
            }
        }
    }

    private static void CheckSection(Node section)
    {
        section.Count("components", 1, 3);
        foreach (var child in section.Items("components"))
        {
            if (child.Number("type") == 10)
            {
                CheckOne(child);
            }
            else
            {
                child.Fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (10,).");
            }
        }

        section.Require("accessory");
        var accessory = section.Child("accessory");
        switch (accessory.Number("type"))
        {
            case 2:
                CheckButton(accessory);
                break;
            case 11:
                accessory.Limit("description", 1, 1024);
                break;
            case not null:
                accessory.Fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 11).");
                break;
        }
    }

    private static void CheckRow(Node row)
    {
        var children = row.Items("components");
        row.Count("components", 1, 5);
        var selects = children.Count(child => Selects.Contains(child.Number("type") ?? 0));
        if (selects > 0 && children.Count > 1)
        {
            row.Fail("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
        }

        foreach (var child in children)
        {
            if (child.Number("type") == 2)
            {
                CheckButton(child);
            }
            else if (Selects.Contains(child.Number("type") ?? 0))
            {
                SelectRules.Check(child);
            }
            else
            {
                child.Fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).");
            }
        }
    }

    private static void CheckButton(Node button)
    {
        var style = button.Number("style");
        button.Limit("label", 0, 80);
        if (style is null or < 1 or > 6)
        {
            button.Fail("style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.");
            return;
        }

        if (style != 6 && string.IsNullOrEmpty(button.Text("label")) && !button.Has("emoji"))
        {
            button.Fail("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji");
        }

        if (style <= 4)
        {
            button.Limit("custom_id", 1, 100);
            if (!button.Has("custom_id"))
            {
                button.Fail("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
            }
        }
        else if (button.Has("custom_id"))
        {
            button.Fail("custom_id", "BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN", style == 5 ? "A custom id and url cannot both be specified" : "A premium button has a sku_id only");
        }

        if ((style == 5) != button.Has("url"))
        {
            button.Fail("url", style == 5 ? "BASE_TYPE_REQUIRED" : "BUTTON_COMPONENT_URL_FORBIDDEN", style == 5 ? "This field is required" : "A custom id and url cannot both be specified");
        }

        button.Limit("url", 1, 512);
        if ((style == 6) != button.Has("sku_id"))
        {
            button.Fail("sku_id", style == 6 ? "BASE_TYPE_REQUIRED" : "BUTTON_COMPONENT_SKU_FORBIDDEN", style == 6 ? "This field is required" : "Only a premium button has a sku_id");
        }
    }

    private static void CheckTotal(Node message, List<Node> all)
    {
        if (all.Count > MostComponents)
        {
            message.Fail("components", "BASE_TYPE_MAX_LENGTH", $"Must be {MostComponents} or fewer in length. ({all.Count} components, nested ones included)");
        }

        var texts = all.Where(one => one.Number("type") == 10).Select(one => one.Text("content") ?? "").ToList();
        var sum = texts.Sum(Node.Length);
        if (sum > MostText)
        {
            message.Fail("components", "COMPONENT_MAX_TOTAL_TEXT", $"The total text of all components must be {MostText} or fewer in length. ({sum})");
        }
        else if (texts.Sum(Encoding.UTF8.GetByteCount) + (texts.Count * BytesOfEach) > MostBytes)
        {
            throw new DiscordError(500, 0, "500: Internal Server Error");
        }
    }
}
