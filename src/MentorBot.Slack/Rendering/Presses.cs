using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Rendering;

/// <summary>Reads what was pressed or chosen back into the token and the values that the block was rendered from.</summary>
/// <remarks>
/// A button's token is its value, since two buttons of a row may have the same one and no action_id may come twice there. A select
/// and a group of checkboxes stand alone in their block and have the token as their action_id.
/// </remarks>
internal static class Presses
{
    public static ButtonElement Button(int position, TextObject text, Button button) => new(text, button.Token, button.Style switch
    {
        ButtonStyle.Primary => "primary",
        ButtonStyle.Danger => "danger",
        _ => null,
    })
    {
        ActionId = position.ToString(CultureInfo.InvariantCulture),
    };

    public static StaticSelectElement Select(string token, ImmutableArray<Option> options, TextObject label) => new(options, label, null) { ActionId = token };

    public static ImmutableArray<Option> Options(ImmutableArray<Choice> choices) =>
        [.. choices.Take(SlackLimits.SelectOptions).Select(choice => new Option(SlackText.Plain(choice.Label, SlackLimits.OptionText), choice.Value))];

    /// <summary>Null where nothing of ours was pressed, or nothing changed.</summary>
    public static (string Token, ImmutableArray<string> Values)? Read(BlockAction action) => action.Type switch
    {
        "button" when !string.IsNullOrEmpty(action.Value) => (action.Value, []),
        "static_select" when action is { ActionId: { Length: > 0 } token, SelectedOption: { } chosen } => (token, [chosen.Value]),
        "checkboxes" when action.ActionId is { Length: > 0 } token && Ticks.Changes(action) is { } changes => (token, changes),
        _ => null,
    };
}
