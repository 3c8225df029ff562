using System.Collections.Immutable;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rest;

/// <summary>
/// Writes a message's key into the ids of its first two components, where it is found again after Discord has forgotten the nonce.
/// Far above the small ids that Discord gives by itself, and never equal to each other.
/// </summary>
internal static class MessageKey
{
    private const int FirstBits = 30;
    private const int SecondBits = 29;

    public static (int First, int Second) IdsOf(long key) =>
        ((int)(key & ((1L << FirstBits) - 1)) + (1 << FirstBits), (int)((key >> FirstBits) & ((1L << SecondBits) - 1)) + (1 << SecondBits));

    public static ImmutableArray<Component> Write(ImmutableArray<Component> components, long key)
    {
        if (components.IsDefaultOrEmpty)
        {
            return components;
        }

        var (first, second) = IdsOf(key);

        // A separator that shows no line is not seen after the last component.
        var next = components.Length > 1 ? components[1] : new Separator(Divider: false, Spacing: 1);
        return [components[0] with { Id = first }, next with { Id = second }, .. components.Skip(2)];
    }

    public static bool IsIn(HistoryMessage message, long key)
    {
        var (first, second) = IdsOf(key);
        return message.Components is [var one, var other, ..] && one.Id == first && other.Id == second;
    }
}
