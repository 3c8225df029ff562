using System.Collections.Immutable;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>A control that was used, as the core knows it.</summary>
/// <param name="Guild">The guild that a control in a direct conversation is about.</param>
internal sealed record PressedControl(string Token, ImmutableArray<string> Values, string? Guild);

/// <summary>Reads what was pressed or chosen back into the token and the values that it was rendered from.</summary>
internal static class Presses
{
    private const int Button = 2;
    private const int StringSelect = 3;

    /// <summary>Null where nothing of ours was used, or nothing changed.</summary>
    /// <param name="shown">The components of the message that it was used in, as Discord sends them: they say what was ticked before.</param>
    public static PressedControl? Read(InteractionData data, JsonElement shown)
    {
        if (string.IsNullOrEmpty(data.CustomId))
        {
            return null;
        }

        var id = CustomIds.Read(data.CustomId);
        switch (data.ComponentType)
        {
            case Button:
                return new PressedControl(id.Token, [], id.Guild);

            case StringSelect when id.Ticks:
                var changes = TickList.Changes(TickedIn(shown, data.CustomId), data.Values ?? []);
                return changes.IsEmpty ? null : new PressedControl(id.Token, changes, id.Guild);

            case StringSelect when data.Values is { Count: > 0 } values:
                return new PressedControl(id.Token, [.. values], id.Guild);

            default:
                return null;
        }
    }

    private static List<string> TickedIn(JsonElement components, string customId)
    {
        var ticked = new List<string>();
        if (components.ValueKind == JsonValueKind.Array)
        {
            foreach (var component in components.EnumerateArray())
            {
                Collect(component, customId, ticked);
            }
        }

        return ticked;
    }

    private static void Collect(JsonElement component, string customId, List<string> ticked)
    {
        if (component.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (component.TryGetProperty("components", out var inner))
        {
            ticked.AddRange(TickedIn(inner, customId));
        }

        if (component.TryGetProperty("custom_id", out var id) && id.ValueEquals(customId) && component.TryGetProperty("options", out var options))
        {
            foreach (var option in options.EnumerateArray())
            {
                if (option.TryGetProperty("default", out var isChosen) && isChosen.ValueKind == JsonValueKind.True && option.GetProperty("value").GetString() is { } key)
                {
                    ticked.Add(key);
                }
            }
        }
    }
}
