using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace MentorBot.Simulators.Discord;

/// <summary>Holds a request's body to Discord's OpenAPI file, and to the rules that are not in it.</summary>
internal sealed class Judge(SimulatorOptions options)
{
    private const int SuppressEmbeds = 4;
    private const int OnEdit = SuppressEmbeds | DiscordMessage.ComponentsV2;
    private const int OnPost = SuppressEmbeds | DiscordMessage.SuppressNotifications | DiscordMessage.ComponentsV2;
    private const int OnAnswer = OnPost | DiscordMessage.Ephemeral;

    private static readonly string[] Legacy = ["content", "embeds", "poll"];

    private readonly Specification? _specification = options.Judging == Judging.Off || !options.UsesSpecification ? null : Specification.Find(options.SpecificationPath);
    private readonly ConcurrentDictionary<(long, long), bool> _good = new();

    public bool HasSpecification => _specification is not null;

    public void Check(RestCall call)
    {
        if (options.Judging == Judging.Off || (!call.HasBody && call.Route.Method is not ("POST" or "PUT" or "PATCH")))
        {
            return;
        }

        if (options.Judging == Judging.EveryPayload || call.Files.Count > 0)
        {
            CheckBody(call);
            return;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(call.Bytes.Span, hash);
        var key = (BitConverter.ToInt64(hash) ^ call.Route.Name.GetHashCode(StringComparison.Ordinal), BitConverter.ToInt64(hash[8..]));
        if (!_good.ContainsKey(key))
        {
            CheckBody(call);
            _good[key] = true;
        }
    }

    /// <summary>Holds an edit to what the message is already.</summary>
    public static void AgainstMessage(DiscordMessage message, MessageBody body)
    {
        var problems = new List<Problem>();
        var node = new Node(body.Json, "", problems);
        var isV2 = message.UsesComponentsV2 || (body.Flags & DiscordMessage.ComponentsV2) != 0;
        if (message.UsesComponentsV2)
        {
            foreach (var name in Legacy.Where(name => node.Text(name) is { Length: > 0 } || node.Items(name).Count > 0))
            {
                node.Fail(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", $"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
            }
        }
        else if (isV2 && ((message.Content.Length > 0 && !body.HasContent) || (message.Embeds.Count > 0 && !body.HasEmbeds)))
        {
            // Discord: to switch, the same edit nulls content and empties embeds.
            node.Fail(message.Content.Length > 0 ? "content" : "embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "What the message has must be emptied by the edit that sets MessageFlags.IS_COMPONENTS_V2");
        }

        if (body.HasComponents && (body.Flags & DiscordMessage.ComponentsV2) == 0)
        {
            ComponentRules.Check(node, isV2);
        }

        Refuse(problems);
        var hasContent = body.HasContent ? body.Content.Trim().Length > 0 : message.Content.Length > 0;
        var hasEmbeds = body.HasEmbeds ? body.Embeds.Count > 0 : message.Embeds.Count > 0;
        var hasComponents = body.HasComponents ? node.Items("components").Count > 0 : message.Components.Count > 0;
        if (!hasContent && !hasEmbeds && !hasComponents && body.FilesAfter(message.Files).Count == 0)
        {
            throw new DiscordError(400, 50006, "Cannot send an empty message");
        }
    }

    /// <summary>Refuses when anything is wrong, each place once.</summary>
    private static void Refuse(List<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw DiscordError.InvalidForm([.. problems.DistinctBy(problem => problem.Path)]);
        }
    }

    private void CheckBody(RestCall call)
    {
        var problems = new List<Problem>();
        _specification?.Check(call.Route, call.Body, problems);
        var body = new Node(call.Body, "", problems);
        switch (call.Route.Name)
        {
            case "POST /interactions/{interaction}/{token}/callback":
                CheckCallback(body, call);
                break;
            case "POST /channels/{channel}/messages":
                MessageRules.Check(body, OnPost, isNew: true, call.Files);
                break;
            case "POST /webhooks/{app}/{token}":
                MessageRules.Check(body, OnAnswer, isNew: true, call.Files);
                break;
            case "PATCH /channels/{channel}/messages/{message}":
            case "PATCH /webhooks/{app}/{token}/messages/@original":
            case "PATCH /webhooks/{app}/{token}/messages/{message}":
                MessageRules.Check(body, OnEdit, isNew: false, call.Files);
                break;
            case "PUT /applications/{app}/commands":
                CommandRules.Check(body, isGlobal: true);
                break;
            case "PUT /applications/{app}/guilds/{guild}/commands":
                CommandRules.Check(body, isGlobal: false);
                break;
            case "POST /users/@me/channels":
                body.Limit("recipient_id", 1, 20, isNeeded: true);
                break;
        }

        Refuse(problems);
    }

    private static void CheckCallback(Node body, RestCall call)
    {
        var data = body.Child("data");
        switch (body.Number("type"))
        {
            case 4:
                if (!data.IsObject)
                {
                    throw new DiscordError(400, 50006, "Cannot send an empty message");
                }

                MessageRules.Check(data, OnAnswer, isNew: true, call.Files);
                break;
            case 5:
                if (data.IsObject && data.Json.EnumerateObject().Any(member => member.Name != "flags" && member.Value.ValueKind != JsonValueKind.Null))
                {
                    data.Fail("DEFERRED_RESPONSE_FLAGS_ONLY", "A deferred answer takes the flag EPHEMERAL and nothing else.");
                }

                if (((data.Number("flags") ?? 0) & ~DiscordMessage.Ephemeral) != 0)
                {
                    data.Fail("flags", "MESSAGE_FLAGS_INVALID", "A deferred answer takes the flag EPHEMERAL and nothing else.");
                }

                break;
            case 7:
                MessageRules.Check(data, OnEdit, isNew: false, call.Files);
                if (data.IsObject && call.Discord.Interactions.Find(call["token"])?.Source is { } source && body.Problems.Count == 0)
                {
                    AgainstMessage(source, new MessageBody(data.Json, call.Files));
                }

                break;
            case 8:
                if (!data.IsObject || !data.Has("choices"))
                {
                    body.Fail("data.choices", "BASE_TYPE_REQUIRED", "This field is required");
                }

                CommandRules.CheckChoices(data, isText: false, isDefinition: false);
                break;
            case 9:
                if (data.IsObject)
                {
                    ModalRules.Check(data);
                }
                else
                {
                    body.Require("data");
                }

                break;
        }
    }
}
