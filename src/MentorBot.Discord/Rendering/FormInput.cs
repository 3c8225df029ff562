using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>One field of a form as an input of a modal.</summary>
/// <remarks>What an input can't show of the value that it has already stands in its description.</remarks>
internal static class FormInput
{
    private const int Short = 1;
    private const int LongText = 2;

    private static readonly ImmutableArray<int> Channels = [0, 5, 10, 11, 12];

    /// <param name="problem">What to mend in it.</param>
    /// <param name="isDirect">Discord: in a direct conversation a select of people has the two of it, and one of channels none.</param>
    public static LabelComponent Of(FormField field, string? problem, bool isDirect)
    {
        var value = string.IsNullOrWhiteSpace(field.Value) ? null : DiscordText.Clean(field.Value);
        var (input, isShown) = Input(field, value, isDirect);
        string?[] notes = [problem is null ? null : $"⚠ {problem}", value is null || isShown ? null : Given(field, value), field.Hint];
        var description = string.Join(' ', notes.Where(note => !string.IsNullOrWhiteSpace(note)));
        return new LabelComponent(
            DiscordText.Label(field.Label, DiscordLimits.Label),
            description.Length == 0 ? null : DiscordText.Label(description, DiscordLimits.Description),
            input);
    }

    private static (Component Input, bool IsShown) Input(FormField field, string? value, bool isDirect) => field switch
    {
        TextField => Text(field, value, Short, null),
        LongTextField => Text(field, value, LongText, null),
        ChoiceField choice => Choice(choice, value),
        NumberField => Text(field, value, Short, "A number, such as 3 or 2.5"),
        DateField { LooksBack: true } => Text(field, value, Short, "A day, such as 2026-11-20, yesterday or 3 March"),
        DateField => Text(field, value, Short, "A day, such as 2026-11-22, tomorrow or 3 March"),
        TimeField => Text(field, value, Short, "A time, such as 09:30 or 4 pm"),
        PersonField when isDirect => Text(field, value, Short, "me, or a person's ID: right-click them, then Copy User ID"),
        PersonField => Person(field, value),
        ChannelField when isDirect => Text(field, value, Short, "A channel's ID: right-click it, then Copy Channel ID"),
        ChannelField => Channel(field, value),
        _ => throw new InvalidOperationException($"Discord asks nothing for a {field.GetType().Name}."),
    };

    private static (Component, bool) Text(FormField field, string? value, int style, string? placeholder)
    {
        // A single line would lose the breaks that are in it already.
        var lines = value?.Contains('\n', StringComparison.Ordinal) == true ? LongText : style;
        var initial = value is null ? null : value[..TextCut.Within(value, DiscordLimits.InputValue)];
        return (new TextInput(field.Name, lines, initial, placeholder, DiscordLimits.InputValue, field.Required), initial?.Length == value?.Length);
    }

    private static (Component, bool) Choice(ChoiceField field, string? value)
    {
        var options = Controls.Options(field.Choices, value);
        return (new StringSelect(field.Name, options, MinValues: field.Required ? null : 0, MaxValues: 1, Required: field.Required), options.Any(option => option.Default == true));
    }

    private static (Component, bool) Person(FormField field, string? value)
    {
        var isShown = value is not null && References.IsSnowflake(value);
        return (new UserSelect(field.Name, isShown ? [new DefaultValue(value!, "user")] : null, field.Required, field.Required ? null : 0, 1), isShown);
    }

    private static (Component, bool) Channel(FormField field, string? value)
    {
        var isShown = value is not null && References.IsSnowflake(value);
        return (new ChannelSelect(field.Name, Channels, isShown ? [new DefaultValue(value!, "channel")] : null, field.Required, field.Required ? null : 0, 1), isShown);
    }

    private static string Given(FormField field, string value) => field is TextField or LongTextField
        ? $"Only the beginning fits: it has {value.Length} characters, and a form takes {DiscordLimits.InputValue}."
        : $"So far: {Limits.Shorten(value, DiscordLimits.Description / 2)}";
}
