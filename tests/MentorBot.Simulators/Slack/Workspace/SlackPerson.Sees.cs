namespace MentorBot.Simulators.Slack;

/// <content>What a person sees and presses.</content>
public sealed partial class SlackPerson
{
    /// <summary>What they can read in a channel, their own ephemeral messages included; oldest first.</summary>
    public IReadOnlyList<SlackMessage> Sees(SlackChannel channel) =>
        _slack.Workspace.Read(() => channel.IsSeenBy(this) ? channel.All.Where(message => message.OnlyFor is null || message.OnlyFor == this).ToList() : []);

    /// <summary>Waits for a message of the bot that says this.</summary>
    public Task<SlackMessage> WaitForAsync(SlackChannel channel, string containing) =>
        _slack.WaitForAsync($"{Name} sees \"{containing}\" in {channel.Name}", () => Sees(channel).LastOrDefault(message => message.IsFromBot && (message.Shown.Contains(containing, StringComparison.Ordinal) || message.Text.Contains(containing, StringComparison.Ordinal))));

    /// <summary>Waits for a message of the bot in the conversation with it.</summary>
    public Task<SlackMessage> WaitForDirectAsync(string containing) => WaitForAsync(_slack.DirectWith(this), containing);

    /// <summary>Waits until a modal is open.</summary>
    /// <param name="title">The title that it has; any when null.</param>
    public Task<SlackView> WaitForModalAsync(string? title = null) =>
        _slack.WaitForAsync($"{Name} sees a modal {title}", () => Modal is { } modal && (title is null || modal.Title == title) ? modal : null);

    /// <summary>Waits until the home tab says this.</summary>
    public Task<SlackView> WaitForHomeAsync(string containing = "") =>
        _slack.WaitForAsync($"{Name}'s home says \"{containing}\"", () => Home is { } home && home.Shown.Contains(containing, StringComparison.Ordinal) ? home : null);

    /// <summary>Presses a button in a message, a modal or the home tab.</summary>
    /// <param name="what">The words on it or its action_id.</param>
    public Task<SlackInteraction> PressAsync(SlackSurface surface, string what)
    {
        var element = surface.Element(what);
        return element.Type == "button"
            ? _slack.Interactions.ActAsync(this, surface, element, [])
            : throw new InvalidOperationException($"{what} is a {element.Type} and no button.");
    }

    /// <summary>Chooses in a select, checkboxes, radio buttons, an overflow menu or a picker; no value clears it.</summary>
    /// <param name="what">Its action_id, block_id or label.</param>
    /// <param name="values">The values of the options, or the words on them.</param>
    public Task<SlackInteraction> ChooseAsync(SlackSurface surface, string what, params string[] values) => _slack.Interactions.ActAsync(this, surface, surface.Element(what), values);

    /// <summary>Puts something into a field of a modal; nobody hears of it before the form is sent.</summary>
    /// <param name="what">Its label, action_id or block_id.</param>
    public void Fills(SlackView view, string what, params string[] values)
    {
        var element = view.Element(what);
        var state = ElementState.Of(element, values);
        _slack.Workspace.Change(() => view.Values[(element.BlockId, element.ActionId)] = state);
    }

    /// <summary>Sends the modal on top.</summary>
    public Task<SlackInteraction> SubmitsAsync(SlackView view) => _slack.Interactions.SubmitAsync(this, view);

    /// <summary>Closes a modal by its button, or the whole stack by the X.</summary>
    public Task<SlackInteraction?> ClosesAsync(SlackView view, bool byX = false) => _slack.Interactions.CloseAsync(this, view, byX);

    /// <summary>Types into a field whose options the app looks up.</summary>
    public Task<SlackInteraction> SearchesAsync(SlackSurface surface, string what, string typed) => _slack.Interactions.SuggestAsync(this, surface, surface.Element(what), typed);

    /// <summary>Uses a shortcut of the lightning menu.</summary>
    public Task<SlackInteraction> UsesShortcutAsync(string callbackId) => _slack.Interactions.ShortcutAsync(this, callbackId);

    /// <summary>Uses a shortcut of a message's menu.</summary>
    public Task<SlackInteraction> UsesShortcutAsync(string callbackId, SlackMessage message) => _slack.Interactions.MessageShortcutAsync(this, callbackId, message);
}
