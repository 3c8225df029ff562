using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>The bot itself, its commands, and looking people and places up.</summary>
internal static class AppRoutes
{
    private static readonly Bucket Reads = new("sim2b3c4d5e6f708192a3b4", 50, 1);
    private static readonly Bucket Lookups = new("sim3c4d5e6f708192a3b4c5", 5, 1);
    private static readonly Bucket Writes = new("sim6e5d4c3b2a190807f6e5", 5, 20);

    public static IEnumerable<RestRoute> Routes =>
    [
        new("GET", "/gateway", Reads, call => RestAnswer.Of(new JsonObject { ["url"] = call.Discord.GatewayUrl })),
        new("GET", "/gateway/bot", Reads, GatewayBot),
        new("GET", "/applications/@me", Reads, call => RestAnswer.Of(Application(call.Discord))),
        new("GET", "/oauth2/applications/@me", Reads, call => RestAnswer.Of(Application(call.Discord))),
        new("GET", "/users/@me", Reads, call => RestAnswer.Of(call.Discord.BotUser.ToJson(withEverything: true))),
        new("GET", "/users/@me/guilds", Lookups, Guilds),
        new("GET", "/users/{user}", Lookups, call => RestAnswer.Of((call.Discord.World.Person(call["user"]) ?? throw DiscordError.UnknownUser).ToJson())),
        new("GET", "/guilds/{guild}", Lookups, call => RestAnswer.Of(GuildOf(call).ToJson())),
        new("GET", "/guilds/{guild}/channels", Lookups, call => RestAnswer.Of(new JsonArray([.. GuildOf(call).Channels.Where(channel => !channel.IsThread).Select(channel => channel.ToJson())]))),
        new("GET", "/guilds/{guild}/roles", Lookups, call => RestAnswer.Of(new JsonArray([.. GuildOf(call).Roles.Select(role => role.ToJson())]))),
        new("GET", "/guilds/{guild}/members/{user}", Lookups, Member),
        new("GET", "/applications/{app}/commands", Reads, call => RestAnswer.Of(Json(call, call.Discord.Commands.Of(ScopeOf(call))))),
        new("PUT", "/applications/{app}/commands", Writes, Replace),
        new("GET", "/applications/{app}/guilds/{guild}/commands", Reads, call => RestAnswer.Of(Json(call, call.Discord.Commands.Of(ScopeOf(call))))),
        new("PUT", "/applications/{app}/guilds/{guild}/commands", Writes, Replace),
    ];

    private static RestAnswer GatewayBot(RestCall call)
    {
        var discord = call.Discord;
        var budget = discord.Gateway.Budget;
        return RestAnswer.Of(new JsonObject
        {
            ["url"] = discord.GatewayUrl,
            ["shards"] = discord.Shards,
            ["session_start_limit"] = new JsonObject
            {
                ["total"] = discord.Options.IdentifyTotal,
                ["remaining"] = budget.Remaining,
                ["reset_after"] = (long)budget.ResetsAfter.TotalMilliseconds,
                ["max_concurrency"] = discord.Options.MaxConcurrency,
            },
        });
    }

    private static JsonObject Application(DiscordSimulator discord) => new()
    {
        ["id"] = discord.ApplicationId,
        ["name"] = "MentorBot",
        ["icon"] = null,
        ["description"] = "",
        ["type"] = null,
        ["bot"] = discord.BotUser.ToJson(),
        ["summary"] = "",
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = discord.PublicKey,
        ["flags"] = discord.ApplicationFlags,
        ["hook"] = true,
        ["is_monetized"] = false,
        ["redirect_uris"] = new JsonArray(),
        ["interactions_endpoint_url"] = discord.InteractionsEndpointUrl,
        ["role_connections_verification_url"] = null,
        ["event_webhooks_url"] = null,
        ["event_webhooks_status"] = 1,
        ["approximate_guild_count"] = discord.World.Guilds.Count(guild => guild.HasBot),
        ["approximate_user_install_count"] = 0,
        ["integration_types_config"] = new JsonObject { ["0"] = new JsonObject { ["oauth2_install_params"] = new JsonObject { ["scopes"] = new JsonArray("applications.commands", "bot"), ["permissions"] = "0" } } },
        ["owner"] = new JsonObject { ["id"] = discord.NobodyId, ["username"] = "team", ["discriminator"] = "0", ["global_name"] = null, ["avatar"] = null, ["public_flags"] = 0 },
        ["team"] = null,
    };

    private static RestAnswer Guilds(RestCall call)
    {
        var guilds = call.Discord.World.Guilds.Where(guild => guild.HasBot).Select(guild => new JsonObject
        {
            ["id"] = guild.Id,
            ["name"] = guild.Name,
            ["icon"] = null,
            ["banner"] = null,
            ["owner"] = false,
            ["permissions"] = Entities.Bits(guild.BotRole.Permissions | guild.Everyone.Permissions),
            ["features"] = new JsonArray(),
        });
        return RestAnswer.Of(new JsonArray([.. guilds]));
    }

    private static RestAnswer Member(RestCall call)
    {
        var guild = GuildOf(call);
        var person = call.Discord.World.Person(call["user"]) ?? throw DiscordError.UnknownUser;
        return RestAnswer.Of((guild.Member(person) ?? throw new DiscordError(404, 10007, "Unknown Member")).ToJson(withUser: true));
    }

    private static RestAnswer Replace(RestCall call)
    {
        if (call.Body.ValueKind != JsonValueKind.Array)
        {
            throw DiscordError.InvalidForm(new Problem("", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"));
        }

        var commands = call.Discord.Commands.Replace(ScopeOf(call), (JsonArray)JsonNode.Parse(call.Bytes.Span)!);
        call.Discord.Changed();
        return RestAnswer.Of(Json(call, commands));
    }

    private static JsonArray Json(RestCall call, IReadOnlyList<DiscordCommand> commands)
    {
        var all = new JsonArray([.. commands.Select(command => command.Json.DeepClone())]);
        if (call.Route.Method == "GET" && !call.IsAsked("with_localizations"))
        {
            Strip(all);
        }

        return all;
    }

    /// <summary>Discord: localisations are in a list only with with_localizations=true.</summary>
    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject one)
        {
            one.Remove("name_localizations");
            one.Remove("description_localizations");
            one.ToList().ForEach(pair => Strip(pair.Value));
        }
        else if (node is JsonArray many)
        {
            many.ToList().ForEach(Strip);
        }
    }

    private static DiscordGuild GuildOf(RestCall call) =>
        call.Discord.World.Guild(call["guild"]) is { HasBot: true } guild ? guild : throw DiscordError.UnknownGuild;

    private static string ScopeOf(RestCall call)
    {
        if (call["app"] != call.Discord.ApplicationId)
        {
            throw new DiscordError(403, 20012, "You are not authorized to perform this action on this application");
        }

        return call.Route.Template.Contains("{guild}", StringComparison.Ordinal) ? call.Discord.World.Guild(call["guild"]) is { HasBot: true } guild ? guild.Id : throw DiscordError.MissingAccess : "";
    }
}
