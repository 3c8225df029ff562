using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Discord.Wire;

/// <summary>Reads and writes Discord's JSON without reflection; names are Discord's in snake case, and what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(InteractionResponse))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(ImmutableArray<CommandBody>))]
[JsonSerializable(typeof(ChannelReference))]
[JsonSerializable(typeof(DiscordMessageReference))]
[JsonSerializable(typeof(GuildMember))]
[JsonSerializable(typeof(GuildReference))]
internal sealed partial class DiscordJson : JsonSerializerContext;
