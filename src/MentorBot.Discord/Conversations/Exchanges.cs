using System.Text.Json;
using System.Text.Json.Serialization;
using MentorBot.Core.Commands;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Begins exchanges, and promises the answer of those that Discord has to wait for.</summary>
internal sealed class Exchanges(IDiscordApi api, Promises promises, FeatureMap map)
{
    public Exchange Begin(Interaction interaction) =>
        new(api, interaction, Origin.Of(interaction, interaction.GuildId ?? Asking.GuildIn(interaction))) { Pledge = PledgeAsync };

    private Task<PromiseInHand> PledgeAsync(Exchange exchange)
    {
        var (origin, interaction) = (exchange.Origin, exchange.Interaction);
        var way = new Way(interaction.ApplicationId, interaction.Token, origin.Guild, origin.IsDirect);
        var (about, form) = AboutOf(interaction);
        return promises.MakeAsync(Self.IdentityOf(origin.Guild ?? string.Empty, origin.User), about, form, way.Write());
    }

    private (string About, string? Form) AboutOf(Interaction interaction) => interaction switch
    {
        { Type: InteractionType.Component } => (Promise.Press, null),
        { Type: InteractionType.ModalSubmit, Data.CustomId: { } customId } => (Promise.Submission, CustomIds.Read(customId).Token),
        { Data: { } data } when ChosenOptions.ShortcutOf(map.Shortcuts, data) is { } shortcut => ($"“{shortcut.Title}”", null),
        { Data: { } data } when ChosenOptions.Read(data) is { } chosen => ($"{CommandDefinition.Root} {chosen.Name}", null),
        _ => (CommandDefinition.Root, null),
    };
}

/// <summary>How somebody can be told later: by the interaction's token for as long as Discord takes it, or in their direct conversation.</summary>
internal sealed record Way(string App, string Token, string? Guild, bool IsDirect)
{
    public string Write() => JsonSerializer.Serialize(this, WayJson.Default.Way);

    /// <summary>Null where it is of an older version.</summary>
    public static Way? Read(string written)
    {
        try
        {
            return JsonSerializer.Deserialize(written, WayJson.Default.Way);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Way))]
internal sealed partial class WayJson : JsonSerializerContext;
