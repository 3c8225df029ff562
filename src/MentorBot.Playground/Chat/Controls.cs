using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Playground.Chat;

/// <summary>What can be pressed in a message: a press of anything else was made up.</summary>
internal static class Controls
{
    /// <summary>True where one of the controls sends this token with these values.</summary>
    public static bool Offer(ImmutableArray<Block> blocks, string token, ImmutableArray<string> values) => blocks.Any(block => block switch
    {
        Buttons buttons => values.IsEmpty && buttons.Items.Any(button => button.Token == token),
        Select select => select.Token == token && values.Length == 1 && select.Options.Any(option => option.Value == values[0]),
        TickList ticks => ticks.Token == token && !values.IsEmpty && values.All(value => ticks.Items.Any(item => Changes(item, value))),
        Quote quote => Offer(quote.Blocks, token, values),
        _ => false,
    });

    /// <summary>True where a button opens a form again as it was left, which its token says behind the form's own.</summary>
    public static bool LeadBackInto(ImmutableArray<Block> blocks, string form) =>
        blocks.OfType<Buttons>().SelectMany(buttons => buttons.Items).Any(button => button.Token.Length > form.Length && button.Token.StartsWith(form, StringComparison.Ordinal));

    private static bool Changes(TickItem item, string? value) => value is ['+' or '-', .. var key] && key == item.Key;
}
