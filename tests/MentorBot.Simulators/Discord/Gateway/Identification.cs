using System.Text.Json;

namespace MentorBot.Simulators.Discord;

/// <summary>The rules of an Identify.</summary>
internal static class Identification
{
    public static void Take(DiscordSimulator discord, Gateway gateway, GatewayProtocol protocol, DiscordSocket socket, JsonElement data)
    {
        if (socket is { IsResumePort: true, WasInvalidated: false })
        {
            protocol.Report("identify_url", "A fresh Identify belongs to the address of /gateway/bot, not to resume_gateway_url.");
        }

        var properties = data.GetProperty("properties");
        if (properties.GetProperty("os").GetString() is not { Length: > 0 } || properties.GetProperty("browser").GetString() is null || properties.GetProperty("device").GetString() is null)
        {
            protocol.Refuse(socket, 4002, "Error while decoding payload.");
            return;
        }

        if (discord.IsTokenWrong(data.GetProperty("token").GetString()))
        {
            protocol.Refuse(socket, 4004, "Authentication failed.");
            return;
        }

        if (!data.TryGetProperty("intents", out var bits) || !bits.TryGetInt64(out var intents) || (intents & ~Intents.Known) != 0)
        {
            protocol.Refuse(socket, 4013, "Invalid intent(s).");
            return;
        }

        if ((intents & Intents.Privileged & ~discord.Options.PrivilegedIntents) != 0)
        {
            protocol.Refuse(socket, 4014, "Disallowed intent(s).");
            return;
        }

        var shard = data.TryGetProperty("shard", out var asked) && asked.ValueKind == JsonValueKind.Array ? asked : default;
        var number = 0;
        if (shard.ValueKind == JsonValueKind.Array)
        {
            number = shard[0].GetInt32();
            if (shard.GetArrayLength() != 2 || number < 0 || number >= shard[1].GetInt32())
            {
                protocol.Refuse(socket, 4010, "Invalid shard.");
                return;
            }
        }
        else if (discord.RequiresSharding)
        {
            protocol.Refuse(socket, 4011, "Sharding required.");
            return;
        }

        Start(discord, gateway, protocol, socket, intents, number);
    }

    private static void Start(DiscordSimulator discord, Gateway gateway, GatewayProtocol protocol, DiscordSocket socket, long intents, int shard)
    {
        switch (gateway.Budget.Take(shard))
        {
            case IdentifyVerdict.Spent:
                // Discord: it ends all sessions, resets the token and mails the owner.
                protocol.Report("identify_budget", "More Identifies than session_start_limit allows: Discord resets the bot's token.");
                discord.RevokesToken();
                return;
            case IdentifyVerdict.TooSoon:
                protocol.Report("identify_concurrency", "Two Identifies of one key within five seconds.");
                protocol.Invalidate(socket, resumable: false);
                return;
        }

        if (discord.Faults.TakeInvalidSession() is { } resumable)
        {
            protocol.Invalidate(socket, resumable);
            return;
        }

        gateway.Welcome(socket, intents, shard);
    }
}
