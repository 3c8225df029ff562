using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>The first answer to an interaction (Discord: POST /interactions/{id}/{token}/callback).</summary>
internal static class Callbacks
{
    private const int SettableFlags = 4 | DiscordMessage.Ephemeral | DiscordMessage.SuppressNotifications | DiscordMessage.ComponentsV2;

    public static RestAnswer Answer(RestCall call)
    {
        var discord = call.Discord;
        var interaction = discord.Interactions.Find(call["token"]);
        if (interaction is null || interaction.Id != call["interaction"] || discord.Interactions.IsTokenOver(interaction))
        {
            throw Unknown();
        }

        var body = call.Body;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("type", out var sent) || !sent.TryGetInt32(out var number))
        {
            throw DiscordError.InvalidForm(new Problem("type", "BASE_TYPE_REQUIRED", "This field is required"));
        }

        var type = (AnswerType)number;
        lock (interaction.Turn)
        {
            if (interaction.Answer is not null)
            {
                throw new DiscordError(400, 40060, "Interaction has already been acknowledged.");
            }

            if (interaction.IsExpired || discord.Deadlines.IsOver(interaction))
            {
                throw Unknown();
            }

            if (!Allowed(interaction).Contains(type))
            {
                throw DiscordError.InvalidForm(new Problem("type", "BASE_TYPE_CHOICES", $"Value must be one of {{{string.Join(", ", Allowed(interaction).Select(one => (int)one))}}}."));
            }

            var data = body.TryGetProperty("data", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
            Take(discord, interaction, type, new MessageBody(data.ValueKind == JsonValueKind.Object ? data : MessageBody.Empty.Json, call.Files));
            interaction.Answer = type;
        }

        discord.Seen.CountAnswer(Stopwatch.GetElapsedTime(interaction.SentAt));
        interaction.Complete();
        return call.IsAsked("with_response") ? RestAnswer.Of(Response(interaction, type)) : RestAnswer.Nothing;
    }

    private static DiscordError Unknown() => new(404, 10062, "Unknown interaction");

    /// <summary>Which answers go with what was done (Discord: section "Interaction Callback Type").</summary>
    private static AnswerType[] Allowed(DiscordInteraction interaction) => interaction.Type switch
    {
        InteractionType.Autocomplete => [AnswerType.Choices],
        InteractionType.Component => [AnswerType.Message, AnswerType.DeferredMessage, AnswerType.DeferredUpdate, AnswerType.Update, AnswerType.Modal],
        InteractionType.Modal when interaction.Source is not null => [AnswerType.Message, AnswerType.DeferredMessage, AnswerType.DeferredUpdate, AnswerType.Update],
        InteractionType.Modal => [AnswerType.Message, AnswerType.DeferredMessage],
        _ => [AnswerType.Message, AnswerType.DeferredMessage, AnswerType.Modal],
    };

    private static void Take(DiscordSimulator discord, DiscordInteraction interaction, AnswerType type, MessageBody body)
    {
        switch (type)
        {
            case AnswerType.Message:
                interaction.Message = discord.Messages.Answer(interaction, body, body.Flags & SettableFlags);
                break;
            case AnswerType.DeferredMessage:
                interaction.Message = discord.Messages.Answer(interaction, MessageBody.Empty, (body.Flags & DiscordMessage.Ephemeral) | DiscordMessage.Loading);
                break;
            case AnswerType.DeferredUpdate:
                interaction.Message = interaction.Source;
                break;
            case AnswerType.Update:
                interaction.Message = interaction.Source;
                discord.Messages.Edit(interaction.Source!, body);
                break;
            case AnswerType.Choices:
                Offer(discord, interaction, body.Json);
                break;
            case AnswerType.Modal:
                interaction.Modal = new DiscordModal(interaction, (JsonObject)JsonNode.Parse(body.Json.GetRawText())!);
                discord.World.Change(() => interaction.Person.Modal = interaction.Modal);
                break;
        }
    }

    private static void Offer(DiscordSimulator discord, DiscordInteraction interaction, JsonElement data)
    {
        interaction.Choices = data.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array
            ? [.. choices.EnumerateArray().Select(choice => new DiscordChoice(choice.GetProperty("name").GetString()!, JsonNode.Parse(choice.GetProperty("value").GetRawText())!))]
            : [];
        discord.World.Change(() => interaction.Person.LastChoices[interaction.Focused!] = interaction.Choices);
    }

    private static JsonObject Response(DiscordInteraction interaction, AnswerType type)
    {
        var about = new JsonObject { ["id"] = interaction.Id, ["type"] = (int)interaction.Type };
        var resource = new JsonObject { ["type"] = (int)type };
        if (interaction.Message is { } message)
        {
            about["response_message_id"] = message.Id;
            about["response_message_loading"] = message.IsThinking;
            about["response_message_ephemeral"] = message.IsEphemeral;
            if (type is AnswerType.Message or AnswerType.Update)
            {
                resource["message"] = message.ToJson();
            }
        }

        return new JsonObject { ["interaction"] = about, ["resource"] = resource };
    }
}
