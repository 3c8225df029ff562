namespace MentorBot.Simulators.Discord;

/// <content>What a person does with the bot.</content>
public sealed partial class DiscordPerson
{
    /// <summary>Types a slash command, as the client lets them by what the bot registered.</summary>
    /// <param name="line">Such as "/mentor script name:difficult talk lang:en".</param>
    /// <param name="channel">Null is the conversation with the bot.</param>
    public Task<DiscordInteraction> TypesAsync(string line, DiscordChannel? channel = null)
    {
        channel ??= _discord.DirectWith(this);
        MustSee(channel);
        var typed = CommandLine.Parse(_discord, this, channel, line, isCompleting: false);
        return typed.Error is { } error ? Task.FromResult(DiscordInteraction.Refused(this, channel, error)) : _discord.Interactions.CommandAsync(this, channel, typed, isAutocomplete: false);
    }

    /// <summary>Types as far as the line goes, and looks at what is offered for its last option.</summary>
    public Task<DiscordInteraction> CompletesAsync(string line, DiscordChannel? channel = null)
    {
        channel ??= _discord.DirectWith(this);
        MustSee(channel);
        var typed = CommandLine.Parse(_discord, this, channel, line, isCompleting: true);
        return typed.Error is { } error ? Task.FromResult(DiscordInteraction.Refused(this, channel, error)) : _discord.Interactions.CommandAsync(this, channel, typed, isAutocomplete: true);
    }

    /// <summary>Uses a command of a message's menu.</summary>
    public Task<DiscordInteraction> UsesOnMessageAsync(string name, DiscordMessage message)
    {
        MustSee(message.Channel);
        return _discord.Commands.Find(message.Channel, CommandType.Message, name, this) is { } command
            ? _discord.Interactions.OnMessageAsync(this, message, command)
            : Task.FromResult(DiscordInteraction.Refused(this, message.Channel, $"There is no \"{name}\" in the menu of a message."));
    }

    /// <summary>Uses a command of a person's menu.</summary>
    public Task<DiscordInteraction> UsesOnPersonAsync(string name, DiscordPerson person, DiscordChannel channel)
    {
        MustSee(channel);
        return _discord.Commands.Find(channel, CommandType.User, name, this) is { } command
            ? _discord.Interactions.OnPersonAsync(this, channel, person, command)
            : Task.FromResult(DiscordInteraction.Refused(this, channel, $"There is no \"{name}\" in the menu of a person."));
    }

    /// <summary>Presses a button in a message.</summary>
    /// <param name="what">The words on it or its custom_id.</param>
    public Task<DiscordInteraction> PressAsync(DiscordMessage message, string what)
    {
        MustSee(message);
        var component = message.Component(what);
        return component.Type != ComponentType.Button ? throw new InvalidOperationException($"{what} is a {component.Type} and no button.")
            : component.Url is not null ? throw new InvalidOperationException($"{what} is a link, which tells the bot nothing.")
            : component.IsDisabled ? throw new InvalidOperationException($"{what} is disabled.")
            : _discord.Interactions.ComponentAsync(this, message, component, values: null);
    }

    /// <summary>Chooses in a select of a message.</summary>
    /// <param name="what">Its custom_id or placeholder.</param>
    /// <param name="values">Values or labels of options; in the selects of people, roles and channels their names or ids.</param>
    public Task<DiscordInteraction> ChoosesAsync(DiscordMessage message, string what, params string[] values)
    {
        MustSee(message);
        var component = message.Component(what);
        if (component.IsDisabled)
        {
            throw new InvalidOperationException($"{what} is disabled.");
        }

        return _discord.Interactions.ComponentAsync(this, message, component, Selections.Of(_discord, message.Channel, component, values));
    }

    /// <summary>Puts something into a field of a modal; nobody hears of it before the modal is sent.</summary>
    /// <param name="what">Its label or custom_id.</param>
    /// <param name="values">One text, or the options that are chosen; none clears it. A checkbox takes "true".</param>
    public void Fills(DiscordModal modal, string what, params string[] values)
    {
        var field = modal.Field(what);
        _discord.World.Change(() => modal.Values[field.CustomId!] = field.IsSelect ? Selections.Of(_discord, modal.Interaction.Channel, field, values) : values);
    }

    /// <summary>Sends the modal; the client's own checks come first and are in <see cref="DiscordModal.Errors"/>.</summary>
    public Task<DiscordInteraction> SubmitsAsync(DiscordModal modal) => _discord.Interactions.SubmitAsync(this, modal);

    /// <summary>Closes a modal, of which nobody hears.</summary>
    public void Cancels(DiscordModal modal) => _discord.World.Change(() => Modal = Modal == modal ? null : Modal);

    private void MustSee(DiscordMessage message)
    {
        MustSee(message.Channel);
        if (message.IsDeleted || (message.OnlyFor is not null && message.OnlyFor != this))
        {
            throw new InvalidOperationException($"{Name} does not see this message.");
        }
    }
}
