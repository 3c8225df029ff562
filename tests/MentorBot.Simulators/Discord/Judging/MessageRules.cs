namespace MentorBot.Simulators.Discord;

/// <summary>Discord's rules for messages that are not in its OpenAPI file.</summary>
internal static class MessageRules
{
    private static readonly string[] Legacy = ["content", "embeds", "sticker_ids", "poll", "shared_client_theme"];
    private static readonly string[] Kinds = ["users", "roles"];
    private static readonly string[] Filling = ["content", "embeds", "sticker_ids", "components", "poll"];

    /// <param name="flags">The flags that may be set here.</param>
    /// <param name="isNew">Whether it makes a message, which must have something in it.</param>
    public static void Check(Node message, int flags, bool isNew, IReadOnlyDictionary<int, DiscordFile> files)
    {
        var set = message.Number("flags") ?? 0;
        if ((set & ~flags) != 0)
        {
            message.Fail("flags", "MESSAGE_FLAGS_INVALID", $"These flags cannot be set here: {set & ~flags}.");
        }

        message.Limit("content", 0, 2000);
        CheckEmbeds(message);
        CheckMentions(message);
        CheckAttachments(message, files);
        if (message.Text("nonce") is { Length: > 25 })
        {
            message.Limit("nonce", 0, 25);
        }

        var isV2 = (set & DiscordMessage.ComponentsV2) != 0;
        if (isV2)
        {
            CheckLegacy(message, isNew);
        }

        // An edit that does not set the flag may be of a message that has it: the message itself tells.
        if (isNew || isV2)
        {
            ComponentRules.Check(message, isV2);
        }

        // Discord trims what is sent, so that blanks alone are nothing.
        if (isNew && message.Problems.Count == 0 && files.Count == 0 && !Array.Exists(Filling, name => IsFilled(message, name)))
        {
            throw new DiscordError(400, 50006, "Cannot send an empty message");
        }
    }

    /// <summary>Discord: with IS_COMPONENTS_V2 these are refused, on an edit unless they are emptied.</summary>
    private static void CheckLegacy(Node message, bool isNew)
    {
        foreach (var name in Legacy.Where(name => isNew ? message.Has(name) : IsFilled(message, name)))
        {
            message.Fail(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", $"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        }
    }

    private static bool IsFilled(Node message, string name) =>
        message.Text(name) is { } text ? !string.IsNullOrWhiteSpace(text) : message.Has(name) && (message.Child(name).Json.ValueKind != System.Text.Json.JsonValueKind.Array || message.Items(name).Count > 0);

    private static void CheckEmbeds(Node message)
    {
        if (!message.Has("embeds"))
        {
            return;
        }

        message.Count("embeds", 0, 10);
        var sum = 0;
        foreach (var embed in message.Items("embeds"))
        {
            Limit(embed, "title", 256);
            Limit(embed, "description", 4096);
            embed.Count("fields", 0, 25);
            Limit(embed.Child("footer"), "text", 2048);
            Limit(embed.Child("author"), "name", 256);
            foreach (var field in embed.Items("fields"))
            {
                field.Require("name");
                field.Require("value");
                Limit(field, "name", 256);
                Limit(field, "value", 1024);
            }
        }

        if (sum > 6000)
        {
            message.Fail("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
        }

        void Limit(Node node, string name, int most)
        {
            // Discord: white space at both ends is trimmed before counting.
            var length = Node.Length((node.Text(name) ?? "").Trim());
            sum += length;
            if (length > most)
            {
                node.Fail(name, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");
            }
        }
    }

    private static void CheckMentions(Node message)
    {
        var allowed = message.Child("allowed_mentions");
        foreach (var kind in Kinds)
        {
            allowed.Count(kind, 0, 100);
            if (allowed.Items(kind).Count > 0 && allowed.Items("parse").Any(one => one.Json.ValueEquals(kind)))
            {
                allowed.Fail("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            }
        }
    }

    private static void CheckAttachments(Node message, IReadOnlyDictionary<int, DiscordFile> files)
    {
        message.Count("attachments", 0, 10);
        var names = files.Values.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var attachment in message.Items("attachments"))
        {
            var id = attachment.Text("id") ?? attachment.Number("id")?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
            if (id.Length < 10 && (!int.TryParse(id, System.Globalization.CultureInfo.InvariantCulture, out var number) || !files.ContainsKey(number)))
            {
                attachment.Fail("id", "ATTACHMENT_NOT_FOUND", $"There is no files[{id}].");
            }
            else if (attachment.Text("filename") is { } name)
            {
                names.Add(name);
            }
        }

        foreach (var file in message.Items("components").SelectMany(ComponentRules.Walk).Where(one => one.Number("type") == 13))
        {
            if (files.Count > 0 && file.Child("file").Text("url") is { } url && url.StartsWith("attachment://", StringComparison.Ordinal) && !names.Contains(url["attachment://".Length..]))
            {
                file.Child("file").Fail("url", "ATTACHMENT_NOT_FOUND", $"There is no file for {url}.");
            }
        }
    }
}
