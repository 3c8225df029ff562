using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>Something with blocks that a person looks at and presses things in.</summary>
public abstract class SlackSurface
{
    private static readonly string[] Holders = ["elements", "accessory", "element"];

    private readonly Lock _lock = new();
    private JsonElement? _source;
    private JsonArray? _blocks;

    /// <summary>The blocks, each with its block_id, as Slack hands them back; null when there are none.</summary>
    public JsonArray? Blocks
    {
        get
        {
            lock (_lock)
            {
                if (_source is { } source)
                {
                    _blocks = (JsonArray)JsonNode.Parse(source.GetRawText())!;
                    BlockIds.Fill(_blocks);
                    _source = null;
                }

                return _blocks;
            }
        }
    }

    /// <summary>All that a person reads in the blocks, a line for each text.</summary>
    public string Shown => string.Join('\n', Texts());

    /// <summary>The elements that can be used, with the block that holds each.</summary>
    public IReadOnlyList<SlackElement> Elements => [.. FindElements()];

    /// <summary>The words on the buttons.</summary>
    public IReadOnlyList<string> Buttons => [.. Elements.Where(element => element.Type == "button").Select(element => element.Text)];

    /// <summary>What a person has put into it, by block_id and action_id.</summary>
    internal Dictionary<(string Block, string Action), JsonObject> Values { get; } = [];

    protected abstract string Fallback { get; }

    internal void SetBlocks(JsonElement? blocks)
    {
        lock (_lock)
        {
            _source = blocks;
            _blocks = null;
        }
    }

    /// <summary>Finds what a person would press.</summary>
    /// <param name="what">Its action_id, the words on it, its label or its block_id.</param>
    public SlackElement Element(string what) =>
        Elements.FirstOrDefault(element => element.ActionId == what)
        ?? Elements.FirstOrDefault(element => element.Text == what)
        ?? Elements.FirstOrDefault(element => element.Label == what || element.BlockId == what)
        ?? throw new InvalidOperationException($"There is no \"{what}\" here, but: {string.Join(", ", Elements.Select(element => $"{element.ActionId} \"{element.Text}{element.Label}\""))}.");

    internal JsonObject State()
    {
        var values = new JsonObject();
        foreach (var element in Elements.Where(element => element.IsInput || ElementState.HasState(element.Type)))
        {
            var block = values[element.BlockId] as JsonObject;
            if (block is null)
            {
                values[element.BlockId] = block = [];
            }

            block[element.ActionId] = Values.TryGetValue((element.BlockId, element.ActionId), out var value) ? value.DeepClone() : ElementState.Initial(element);
        }

        return new JsonObject { ["values"] = values };
    }

    /// <summary>Slack: "input values survive only if block_id and action_id are unchanged".</summary>
    internal void KeepValuesOfKnownFields()
    {
        var kept = Elements.Select(element => (element.BlockId, element.ActionId)).ToHashSet();
        foreach (var gone in Values.Keys.Where(key => !kept.Contains(key)).ToList())
        {
            Values.Remove(gone);
        }
    }

    protected virtual string Read(string text) => text;

    private IEnumerable<SlackElement> FindElements()
    {
        foreach (var block in Blocks?.OfType<JsonObject>() ?? [])
        {
            foreach (var holder in Holders)
            {
                var held = block[holder] switch { JsonArray many => many.OfType<JsonObject>(), JsonObject one => [one], _ => [] };
                foreach (var element in held.Where(element => element["action_id"] is not null))
                {
                    yield return new SlackElement(block, element);
                }
            }
        }
    }

    private IEnumerable<string> Texts() => Blocks is null ? [Read(Fallback)] : TextsOf(Blocks);

    /// <summary>Slack reads markup in its text objects only: what stands in a rich text is shown letter for letter.</summary>
    private IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(TextsOf),
        JsonObject { } text when text["text"] is JsonValue value && value.TryGetValue<string>(out var words) => [(string?)text["type"] is "plain_text" or "mrkdwn" ? Read(words) : words],
        JsonObject named => named.Where(pair => pair.Key is not ("confirm" or "options" or "option_groups")).SelectMany(pair => TextsOf(pair.Value)),
        _ => [],
    };
}

/// <summary>Something in a block that can be pressed, chosen from or typed into.</summary>
public sealed class SlackElement
{
    internal SlackElement(JsonObject block, JsonObject element)
    {
        Block = block;
        Json = element;
    }

    public JsonObject Block { get; }

    public JsonObject Json { get; }

    public string Type => (string)Json["type"]!;

    public string ActionId => (string)Json["action_id"]!;

    public string BlockId => (string)Block["block_id"]!;

    /// <summary>The words on a button.</summary>
    public string Text => (string?)Json["text"]?["text"] ?? "";

    /// <summary>The label of a field.</summary>
    public string Label => (string?)Block["label"]?["text"] ?? "";

    public string Placeholder => (string?)Json["placeholder"]?["text"] ?? "";

    public string? Value => (string?)Json["value"];

    /// <summary>Whether it is a field of a form.</summary>
    public bool IsInput => (string?)Block["type"] == "input";

    public bool IsOptional => Block["optional"] is JsonValue optional && optional.TryGetValue<bool>(out var yes) && yes;

    /// <summary>All that can be chosen, those of groups too.</summary>
    public IReadOnlyList<JsonObject> Options =>
    [
        .. (Json["options"] as JsonArray ?? []).OfType<JsonObject>(),
        .. (Json["option_groups"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(group => (group["options"] as JsonArray ?? []).OfType<JsonObject>()),
    ];
}
