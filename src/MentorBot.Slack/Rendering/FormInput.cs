using System.Globalization;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Wire;
using NodaTime.Text;

namespace MentorBot.Slack.Rendering;

/// <summary>One field of a form as an input of a modal, and what was filled into it.</summary>
/// <remarks>Slack refuses a view whose initial value a picker can't show: such a one, and what is too long, stands in the hint.</remarks>
internal static class FormInput
{
    public const string ActionId = "value";

    // A hint has to hold the field's own, too.
    private const int LongestMention = 200;

    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static InputBlock Of(FormField field)
    {
        var value = string.IsNullOrWhiteSpace(field.Value) ? null : field.Value;
        var (element, isShown) = Element(field, value);
        var hint = (field.Hint, value) switch
        {
            ({ } own, { } given) when !isShown => $"{own} {Given(field, given)}",
            (null, { } given) when !isShown => Given(field, given),
            _ => field.Hint,
        };
        return new InputBlock(
            SlackText.Plain(field.Label, SlackLimits.Label),
            element,
            string.IsNullOrWhiteSpace(hint) ? null : SlackText.Plain(hint, SlackLimits.Label),
            !field.Required) { BlockId = field.Name };
    }

    /// <summary>The one value that an element of its type has, in the form in which a field carries it.</summary>
    public static string? Read(BlockAction element) =>
        element.Value
        ?? element.SelectedOption?.Value
        ?? element.SelectedUser
        ?? element.SelectedConversation
        ?? element.SelectedChannel
        ?? element.SelectedDate
        ?? element.SelectedTime;

    private static (BlockElement Element, bool IsShown) Element(FormField field, string? value) => field switch
    {
        TextField => Text(value, multiline: false),
        LongTextField => Text(value, multiline: true),
        ChoiceField choice => Choice(choice, value),
        NumberField => Number(value),
        DateField => Date(value),
        TimeField => TimeOfDay(value),
        PersonField => Person(value),
        ChannelField => Channel(value),
        _ => throw new InvalidOperationException($"Slack asks nothing for a {field.GetType().Name}."),
    };

    private static (BlockElement, bool) Text(string? value, bool multiline)
    {
        var initial = value is null ? null : value[..TextCut.Within(value, SlackLimits.InputValue)];

        // A single line would lose the breaks that are in it already.
        var lines = multiline || value?.Contains('\n', StringComparison.Ordinal) == true;
        return (new PlainTextInputElement(lines, SlackLimits.InputValue, initial) { ActionId = ActionId }, initial?.Length == value?.Length);
    }

    private static (BlockElement, bool) Choice(ChoiceField field, string? value)
    {
        var options = Presses.Options(field.Choices);
        var chosen = options.FirstOrDefault(option => string.Equals(option.Value, value, StringComparison.OrdinalIgnoreCase));
        return (new StaticSelectElement(options, null, chosen) { ActionId = ActionId }, chosen is not null);
    }

    private static (BlockElement, bool) Number(string? value)
    {
        var initial = decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
        return (new NumberInputElement(true, initial) { ActionId = ActionId }, initial is not null);
    }

    private static (BlockElement, bool) Date(string? value)
    {
        var initial = value is not null && LocalDatePattern.Iso.Parse(value).Success ? value : null;
        return (new DatePickerElement(initial) { ActionId = ActionId }, initial is not null);
    }

    private static (BlockElement, bool) TimeOfDay(string? value)
    {
        var initial = value is not null && Time.Parse(value).Success ? value : null;
        return (new TimePickerElement(initial) { ActionId = ActionId }, initial is not null);
    }

    private static (BlockElement, bool) Person(string? value)
    {
        var initial = value is not null && References.IsUserId(value) ? value : null;
        return (new UsersSelectElement(initial) { ActionId = ActionId }, initial is not null);
    }

    private static (BlockElement, bool) Channel(string? value)
    {
        var initial = value is not null && References.IsChannelId(value) ? value : null;
        return (new ConversationsSelectElement(initial, new ConversationFilter(["public", "private"])) { ActionId = ActionId }, initial is not null);
    }

    private static string Given(FormField field, string value) => field is TextField or LongTextField
        ? $"Only the beginning of what you wrote fits: it has {value.Length} characters, and a form here takes {SlackLimits.InputValue}."
        : $"So far: {Limits.Shorten(value, LongestMention)}";
}
