using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Wire;

/// <summary>Reads and writes Slack's JSON without reflection; names are Slack's in snake case, and what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SlashCommand))]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(EventCallback))]
[JsonSerializable(typeof(MessageResponse))]
[JsonSerializable(typeof(ViewResponse))]
[JsonSerializable(typeof(ImmutableArray<LayoutBlock>))]
[JsonSerializable(typeof(View))]
internal sealed partial class SlackJson : JsonSerializerContext;
