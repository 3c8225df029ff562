using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>What every request has to bring, whatever it asks.</summary>
internal static partial class RequestRules
{
    public static void Check(DiscordSimulator discord, HttpRequest request, RestRoute? route, RateLimits limits)
    {
        if (limits.IsBanned)
        {
            throw new DiscordError(429, 0, "Cloudflare") { Html = "<html><head><title>Access denied</title></head><body>Error 1015: You are being rate limited</body></html>" };
        }

        // Discord: a missing or invalid User-Agent may be blocked.
        if (!UserAgentRegex().IsMatch(request.Headers.UserAgent.ToString()))
        {
            throw new DiscordError(403, 40333, "internal network error");
        }

        if (route is null)
        {
            throw new DiscordError(404, 0, "404: Not Found");
        }

        if (!route.NeedsToken)
        {
            if (request.Headers.Authorization.Count > 0 && route.Template != "/gateway")
            {
                discord.Seen.Add(new DiscordViolation("needless_token", $"{route.Name} needs no Authorization: without it the bot's token stays away and a 401 is about the webhook."));
            }

            return;
        }

        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Bot ", StringComparison.Ordinal) || discord.IsTokenWrong(authorization["Bot ".Length..]))
        {
            throw new DiscordError(401, 0, "401: Unauthorized");
        }
    }

    [GeneratedRegex(@"^DiscordBot \(\S+, ?\S+\)", RegexOptions.None, 1000)]
    private static partial Regex UserAgentRegex();
}
