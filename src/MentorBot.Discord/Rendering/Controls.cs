using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Discord.Wire;
using NodaTime;

namespace MentorBot.Discord.Rendering;

/// <summary>Makes what people press and choose from; <see cref="Presses"/> reads it back.</summary>
internal sealed class Controls(string? guild)
{
    private const int Secondary = 2;
    private const int Primary = 1;
    private const int Danger = 4;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _ticks;

    /// <param name="buttons">At most five.</param>
    public ActionRow Row(Button[] buttons) => new([.. buttons.Select(button => new ButtonComponent(
        button.Style switch
        {
            ButtonStyle.Primary => Primary,
            ButtonStyle.Danger => Danger,
            _ => Secondary,
        },
        DiscordText.Label(button.Label, DiscordLimits.ButtonLabel),
        IdOf(button.Token)))]);

    public ActionRow Select(Select select) =>
        new([new StringSelect(IdOf(select.Token), Options(select.Options), DiscordText.Label(select.Label, DiscordLimits.Placeholder))]);

    /// <summary>Items to tick off: what is done is chosen already, and any number can be.</summary>
    /// <param name="group">At most 25.</param>
    public ActionRow Ticks(string token, TickItem[] group, DateTimeZone? zone)
    {
        var id = CustomIds.OfTicks(token, guild, ++_ticks);
        var options = group.Select(item => new SelectOption(DiscordText.Label(PlainText.Of(item.Text, zone), DiscordLimits.Option), item.Key, Default: item.Done ? true : null));
        return new([new StringSelect(id, [.. options], "Tick what is done", MinValues: 0, MaxValues: group.Length)]);
    }

    public static ImmutableArray<SelectOption> Options(ImmutableArray<Choice> choices, string? chosen = null) =>
        [.. choices.Take(DiscordLimits.SelectOptions).Select(choice => new SelectOption(
            DiscordText.Label(choice.Label, DiscordLimits.Option),
            choice.Value,
            Default: string.Equals(choice.Value, chosen, StringComparison.OrdinalIgnoreCase) ? true : null))];

    /// <summary>Discord: a custom_id is unique in its message.</summary>
    private string IdOf(string token)
    {
        var id = CustomIds.Of(token, guild);
        for (var i = 2; !_ids.Add(id); i++)
        {
            id = CustomIds.Again(token, guild, i);
        }

        return id;
    }
}
