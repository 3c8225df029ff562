using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Writes INTERACTION_CREATE.</summary>
internal static class InteractionPayload
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? s_buffer;

    /// <param name="data">What is special to the kind of interaction.</param>
    public static void Dispatch(DiscordSimulator discord, DiscordInteraction interaction, JsonObject data)
    {
        // One buffer for each thread: a benchmark sends many thousands of these in a second.
        var buffer = s_buffer ??= new ArrayBufferWriter<byte>(8 * 1024);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, discord, interaction, data);
            writer.WriteEndObject();
        }

        discord.Gateway.Dispatch("INTERACTION_CREATE", intent: 0, buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, DiscordSimulator discord, DiscordInteraction interaction, JsonObject data)
    {
        var (person, channel) = (interaction.Person, interaction.Channel);
        writer.WriteNumber("version"u8, 1);
        writer.WriteNumber("type"u8, (int)interaction.Type);
        writer.WriteString("token"u8, interaction.Token);
        writer.WriteString("id"u8, interaction.Id);
        writer.WriteString("application_id"u8, discord.ApplicationId);
        writer.WriteString("locale"u8, person.Locale);
        writer.WriteString("app_permissions"u8, ((long)channel.PermissionsOf(discord.BotUser)).ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("entitlements"u8);
        writer.WriteEndArray();
        writer.WriteNumber("attachment_size_limit"u8, 10 * 1024 * 1024);
        writer.WriteNumber("context"u8, channel.Guild is null ? 1 : 0);
        writer.WriteStartObject("authorizing_integration_owners"u8);
        writer.WriteString("0"u8, channel.Guild?.Id ?? "0");
        writer.WriteEndObject();
        writer.WriteString("channel_id"u8, channel.Id);
        writer.WriteStartObject("channel"u8);
        channel.WriteTo(writer);
        writer.WriteEndObject();
        if (channel.Guild is { } guild)
        {
            writer.WriteString("guild_id"u8, guild.Id);
            writer.WriteString("guild_locale"u8, guild.Locale);
            writer.WriteStartObject("guild"u8);
            writer.WriteString("id"u8, guild.Id);
            writer.WriteString("locale"u8, guild.Locale);
            writer.WriteStartArray("features"u8);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteStartObject("member"u8);
            guild.Member(person)!.WriteTo(writer, withUser: true, channel.PermissionsOf(person));
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartObject("user"u8);
            person.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WritePropertyName("data"u8);
        data.WriteTo(writer);
        if (interaction.Source is { } source)
        {
            writer.WritePropertyName("message"u8);
            source.ToJson().WriteTo(writer);
        }
    }
}
