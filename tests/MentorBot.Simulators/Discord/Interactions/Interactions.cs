using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Sends what people do, and keeps what the bot may still answer.</summary>
internal sealed class Interactions(DiscordSimulator discord)
{
    private readonly ConcurrentDictionary<string, DiscordInteraction> _byToken = new(StringComparer.Ordinal);

    public Task<DiscordInteraction> CommandAsync(DiscordPerson person, DiscordChannel channel, TypedCommand typed, bool isAutocomplete)
    {
        var interaction = new DiscordInteraction(discord, isAutocomplete ? InteractionType.Autocomplete : InteractionType.Command, person, channel) { Focused = typed.Focused };
        return SendAsync(interaction, typed.Data!);
    }

    public Task<DiscordInteraction> OnMessageAsync(DiscordPerson person, DiscordMessage message, DiscordCommand command)
    {
        var data = MenuData(command, CommandType.Message, message.Id);
        data["resolved"] = new JsonObject { ["messages"] = new JsonObject { [message.Id] = message.ToJson() } };
        return SendAsync(new DiscordInteraction(discord, InteractionType.Command, person, message.Channel) { CommandType = CommandType.Message }, data);
    }

    public Task<DiscordInteraction> OnPersonAsync(DiscordPerson person, DiscordChannel channel, DiscordPerson target, DiscordCommand command)
    {
        var resolved = new JsonObject();
        Entities.Resolve(discord, channel, person, target, resolved);
        var data = MenuData(command, CommandType.User, target.Id);
        data["resolved"] = resolved;
        return SendAsync(new DiscordInteraction(discord, InteractionType.Command, person, channel) { CommandType = CommandType.User }, data);
    }

    public Task<DiscordInteraction> ComponentAsync(DiscordPerson person, DiscordMessage message, DiscordComponent component, string[]? values)
    {
        var data = new JsonObject { ["component_type"] = (int)component.Type, ["custom_id"] = component.CustomId, ["id"] = component.Id };
        if (values is not null)
        {
            data["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
            Resolve(person, message.Channel, component, values, data);
        }

        return SendAsync(new DiscordInteraction(discord, InteractionType.Component, person, message.Channel) { Source = message }, data);
    }

    public async Task<DiscordInteraction> SubmitAsync(DiscordPerson person, DiscordModal modal)
    {
        if (person.Modal != modal)
        {
            throw new InvalidOperationException($"\"{modal.Title}\" is not open.");
        }

        modal.Errors = ModalSubmission.Check(modal);
        if (modal.Errors.Count > 0)
        {
            return DiscordInteraction.Refused(person, modal.Interaction.Channel, $"The form is not complete: {string.Join(" ", modal.Errors.Select(error => $"{error.Key}: {error.Value}"))}");
        }

        var data = new JsonObject { ["custom_id"] = modal.CustomId, ["components"] = ModalSubmission.Components(modal) };
        foreach (var field in modal.Fields.Where(field => field.IsSelect))
        {
            Resolve(person, modal.Interaction.Channel, field, modal.ValueOf(field), data);
        }

        // The message is there for a modal that a component opened.
        var interaction = await SendAsync(new DiscordInteraction(discord, InteractionType.Modal, person, modal.Interaction.Channel) { Source = modal.Interaction.Source }, data);
        if (interaction.IsOk)
        {
            person.Cancels(modal);
        }

        return interaction;
    }

    public DiscordInteraction? Find(string token) => _byToken.GetValueOrDefault(token);

    /// <summary>Discord: a token is good for fifteen minutes.</summary>
    public bool IsTokenOver(DiscordInteraction interaction) => discord.Options.Time.GetUtcNow() - interaction.At > discord.Options.Scaled(15 * 60);

    /// <summary>Hears that three seconds are over.</summary>
    public void OnDeadline(DiscordInteraction interaction)
    {
        lock (interaction.Turn)
        {
            if (interaction.Answer is null)
            {
                interaction.IsExpired = true;
                interaction.Error = interaction.Type switch
                {
                    InteractionType.Component => "This interaction failed",
                    InteractionType.Modal => "Something went wrong. Try again.",
                    InteractionType.Autocomplete => "Loading options failed",
                    _ => DiscordInteraction.NoResponse,
                };
                discord.Seen.CountTimeout();
            }
        }

        interaction.Complete();
        if (!discord.Options.Remembers && interaction.Answer is not AnswerType.DeferredMessage)
        {
            Forget(interaction);
        }
    }

    public void Forget(DiscordInteraction interaction) => _byToken.TryRemove(interaction.Token, out _);

    private async Task<DiscordInteraction> SendAsync(DiscordInteraction interaction, JsonObject data)
    {
        _byToken[interaction.Token] = interaction;
        discord.Deadlines.Add(interaction);
        discord.Seen.CountDelivery();
        if (discord.InteractionsEndpointUrl is null)
        {
            // Discord: with an interactions endpoint URL the gateway is silent.
            InteractionPayload.Dispatch(discord, interaction, data);
        }

        await interaction.First;
        discord.Changed();
        return interaction;
    }

    private static JsonObject MenuData(DiscordCommand command, CommandType type, string targetId)
    {
        var data = new JsonObject { ["id"] = command.Id, ["name"] = command.Name, ["type"] = (int)type, ["target_id"] = targetId };
        if (command.Json["guild_id"] is { } guild)
        {
            data["guild_id"] = guild.DeepClone();
        }

        return data;
    }

    private void Resolve(DiscordPerson person, DiscordChannel channel, DiscordComponent select, IEnumerable<string> values, JsonObject data)
    {
        if (select.Type is not (ComponentType.UserSelect or ComponentType.RoleSelect or ComponentType.MentionableSelect or ComponentType.ChannelSelect))
        {
            return;
        }

        var resolved = data["resolved"] as JsonObject ?? [];
        foreach (var found in values.Select(value => Entities.Find(discord, channel, value, people: true, roles: true, channels: true)).OfType<object>())
        {
            Entities.Resolve(discord, channel, person, found, resolved);
        }

        data["resolved"] = resolved;
    }
}
