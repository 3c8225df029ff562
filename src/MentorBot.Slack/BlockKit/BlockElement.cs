using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Slack.BlockKit;

/// <summary>Something to press, choose or fill in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ButtonElement), "button")]
[JsonDerivedType(typeof(StaticSelectElement), "static_select")]
[JsonDerivedType(typeof(CheckboxesElement), "checkboxes")]
[JsonDerivedType(typeof(PlainTextInputElement), "plain_text_input")]
[JsonDerivedType(typeof(NumberInputElement), "number_input")]
[JsonDerivedType(typeof(DatePickerElement), "datepicker")]
[JsonDerivedType(typeof(TimePickerElement), "timepicker")]
[JsonDerivedType(typeof(UsersSelectElement), "users_select")]
[JsonDerivedType(typeof(ConversationsSelectElement), "conversations_select")]
internal abstract record BlockElement
{
    /// <summary>Unique in its block; at most 255 characters.</summary>
    public required string ActionId { get; init; }
}

/// <param name="Text">Plain, at most 75 characters.</param>
/// <param name="Value">At most 2,000 characters; comes back as it is.</param>
/// <param name="Style"><c>primary</c> or <c>danger</c>; null for neither.</param>
internal sealed record ButtonElement(TextObject Text, string Value, string? Style) : BlockElement;

/// <param name="Options">At most 100.</param>
/// <param name="Placeholder">Plain, at most 150 characters.</param>
/// <param name="InitialOption">One of the options.</param>
internal sealed record StaticSelectElement(ImmutableArray<Option> Options, TextObject? Placeholder, Option? InitialOption) : BlockElement;

/// <param name="Options">At most 10.</param>
/// <param name="InitialOptions">Some of the options, at least one; null for none.</param>
internal sealed record CheckboxesElement(ImmutableArray<Option> Options, ImmutableArray<Option>? InitialOptions) : BlockElement;

/// <param name="MaxLength">At most 3,000.</param>
internal sealed record PlainTextInputElement(bool Multiline, int MaxLength, string? InitialValue) : BlockElement;

internal sealed record NumberInputElement(bool IsDecimalAllowed, string? InitialValue) : BlockElement;

/// <param name="InitialDate"><c>2026-11-22</c></param>
internal sealed record DatePickerElement(string? InitialDate) : BlockElement;

/// <param name="InitialTime"><c>09:30</c></param>
internal sealed record TimePickerElement(string? InitialTime) : BlockElement;

internal sealed record UsersSelectElement(string? InitialUser) : BlockElement;

internal sealed record ConversationsSelectElement(string? InitialConversation, ConversationFilter Filter) : BlockElement;

/// <param name="Include">Out of <c>public</c>, <c>private</c>, <c>im</c> and <c>mpim</c>.</param>
internal sealed record ConversationFilter(ImmutableArray<string> Include);
