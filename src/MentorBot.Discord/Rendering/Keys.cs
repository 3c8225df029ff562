using System.Globalization;
using System.Text.Json;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>Marks a message with a key, by which it is found again where nobody knows whether it arrived.</summary>
/// <remarks>
/// The nonce guards minutes. Afterwards the ids of the first two components tell: Discord keeps them, and those that it gives by itself
/// are small. They hold the key's low 59 bits.
/// </remarks>
internal static class Keys
{
    private const int FirstBits = 30;
    private const int SecondBits = 29;
    private const int FirstMark = 1 << FirstBits;
    private const int SecondMark = 1 << SecondBits;

    /// <summary>Discord: at most 25 characters.</summary>
    public static string NonceOf(long key) => key.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same message with the key in it; one of a single component gets a second one that nobody sees.</summary>
    public static DiscordMessage With(DiscordMessage message, long key)
    {
        var components = message.Components.Length == 1 ? message.Components.Add(new Separator(Divider: false, Spacing: 1)) : message.Components;
        return components.IsEmpty ? message : message with
        {
            Components = components
                .SetItem(0, components[0] with { Id = (int)(key & (FirstMark - 1)) | FirstMark })
                .SetItem(1, components[1] with { Id = (int)((key >> FirstBits) & (SecondMark - 1)) | SecondMark }),
        };
    }

    /// <summary>Whether these components, as Discord sends them, are those of the message with the key.</summary>
    public static bool IsIn(JsonElement components, long key) => Of(components) is { } kept && kept == (key & ((1L << (FirstBits + SecondBits)) - 1));

    /// <summary>What is kept of the key; null where there is none.</summary>
    public static long? Of(JsonElement components)
    {
        if (components.ValueKind != JsonValueKind.Array || components.GetArrayLength() < 2)
        {
            return null;
        }

        var (first, second) = (IdOf(components[0]), IdOf(components[1]));
        return first >= FirstMark && second is >= SecondMark and < FirstMark ? (long)(second - SecondMark) << FirstBits | (long)(first - FirstMark) : null;
    }

    private static int IdOf(JsonElement component) =>
        component.ValueKind == JsonValueKind.Object && component.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out var number) ? number : 0;
}
