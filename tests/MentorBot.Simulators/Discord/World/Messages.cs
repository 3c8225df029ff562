using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Makes, changes and deletes messages, and has the gateway tell of them.</summary>
internal sealed class Messages(DiscordSimulator discord)
{
    /// <summary>A message of a person.</summary>
    public DiscordMessage Say(DiscordPerson person, DiscordChannel channel, string text, DiscordMessage? replyTo)
    {
        var message = new DiscordMessage(discord, channel, person, discord.Snowflakes.Next()) { At = discord.Options.Time.GetUtcNow(), Content = text, ReplyTo = replyTo };
        Mentions.Account(discord, message, allowed: null, isAnswer: false, notifies: true);
        discord.World.Change(() => channel.All.Add(message));
        Tell("MESSAGE_CREATE", message);
        return message;
    }

    /// <summary>A message of the bot that nobody asked for.</summary>
    public DiscordMessage Post(DiscordChannel channel, MessageBody body, string? nonce, DiscordMessage? replyTo)
    {
        var message = new DiscordMessage(discord, channel, discord.BotUser, discord.Snowflakes.Next())
        {
            At = discord.Options.Time.GetUtcNow(),
            Flags = body.Flags,
            Nonce = nonce,
            ReplyTo = replyTo,
        };
        body.ApplyTo(message, channel.PermissionsOf(discord.BotUser).HasFlag(DiscordPermissions.EmbedLinks));
        Mentions.Account(discord, message, body.AllowedMentions, isAnswer: false, notifies: true);
        discord.World.Change(() => channel.All.Add(message));
        Tell("MESSAGE_CREATE", message);
        return message;
    }

    /// <summary>A message that answers an interaction.</summary>
    public DiscordMessage Answer(DiscordInteraction interaction, MessageBody body, int flags)
    {
        var isEphemeral = (flags & DiscordMessage.Ephemeral) != 0;
        var message = new DiscordMessage(discord, interaction.Channel, discord.BotUser, discord.Snowflakes.Next())
        {
            At = discord.Options.Time.GetUtcNow(),
            Flags = flags,
            Interaction = interaction,
            OnlyFor = isEphemeral ? interaction.Person : null,
        };
        body.ApplyTo(message);
        if (!discord.Options.Remembers)
        {
            return message;
        }

        Mentions.Account(discord, message, body.AllowedMentions, isAnswer: true, notifies: true);
        discord.World.Change(() => message.Channel.All.Add(message));
        Tell("MESSAGE_CREATE", message);
        return message;
    }

    /// <summary>Changes a message of the bot.</summary>
    public void Edit(DiscordMessage message, MessageBody body)
    {
        discord.World.Change(() =>
        {
            body.ApplyTo(message);

            // Discord: of the flags an edit sets SUPPRESS_EMBEDS and Components V2, which stays for ever.
            const int settable = 4 | DiscordMessage.ComponentsV2;
            message.Flags = (message.Flags & ~DiscordMessage.Loading) | (body.Flags & settable);
            message.EditedAt = discord.Options.Time.GetUtcNow();
        });
        Mentions.Account(discord, message, body.AllowedMentions, isAnswer: message.Interaction is not null, notifies: false);
        Tell("MESSAGE_UPDATE", message);
    }

    public void Delete(DiscordMessage message)
    {
        discord.World.Change(() =>
        {
            message.IsDeleted = true;
            message.Channel.All.Remove(message);
        });
        if (!message.IsEphemeral)
        {
            discord.Gateway.Dispatch("MESSAGE_DELETE", Intent(message), () =>
            {
                var json = new JsonObject { ["id"] = message.Id, ["channel_id"] = message.Channel.Id };
                if (message.Channel.Guild is { } guild)
                {
                    json["guild_id"] = guild.Id;
                }

                return json;
            });
        }
    }

    private static long Intent(DiscordMessage message) => message.Channel.IsDirect ? Intents.DirectMessages : Intents.GuildMessages;

    /// <summary>Discord: content is there in direct messages, in the bot's own, in those that mention it, and with the privileged intent.</summary>
    private void Tell(string type, DiscordMessage message)
    {
        if (message.IsEphemeral || message.Channel.Guild is { HasBot: false } || !message.Channel.IsDirect && !discord.BotUser.CanSee(message.Channel))
        {
            return;
        }

        discord.Gateway.Dispatch(type, Intent(message), () =>
        {
            var mayRead = message.IsFromBot || message.Channel.IsDirect || message.Mentioned.Contains(discord.BotUser) || (discord.Options.PrivilegedIntents & Intents.MessageContent) != 0;
            var json = message.ToJson(mayRead);
            json["channel_type"] = (int)message.Channel.Type;
            if (message.Channel.Guild is { } guild)
            {
                json["guild_id"] = guild.Id;
                json["member"] = guild.Member(message.Author)?.ToJson(withUser: false);
            }

            return json;
        });
    }
}
