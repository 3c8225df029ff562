using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;

namespace MentorBot.Tests.Discord.Support;

/// <summary>Discord's JSON with its letters as they are, to be read in a test.</summary>
internal static class Readable
{
    public static readonly DiscordJson Json = new(new JsonSerializerOptions(DiscordJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Components(ImmutableArray<Component> components) => JsonSerializer.Serialize(components, Json.ImmutableArrayComponent);

    /// <summary>The components of the one message that the blocks become.</summary>
    public static string Of(params ImmutableArray<Block> blocks) => Components(MessageRenderer.Render(blocks).Messages.ShouldHaveSingleItem().Components);

    /// <summary>The one text display that the blocks become.</summary>
    public static string TextOf(params ImmutableArray<Block> blocks) =>
        MessageRenderer.Render(blocks).Messages.ShouldHaveSingleItem().Components.ShouldHaveSingleItem().ShouldBeOfType<TextDisplay>().Content;

    public static JsonElement Element(ImmutableArray<Component> components) => JsonDocument.Parse(JsonSerializer.Serialize(components, DiscordJson.Default.ImmutableArrayComponent)).RootElement;
}
