using System.Globalization;
using System.Text.Json;
using MentorBot.Core.Platforms;
using NodaTime;

namespace MentorBot.Discord.Rest;

/// <summary>Reads from an exchange what went wrong.</summary>
internal static class RestJudgement
{
    private const int MostMistakes = 10;

    public static bool IsGlobal(Exchange exchange) => exchange.Rate is { IsGlobal: true } || exchange.Read(RestJson.Default.ErrorReply) is { Global: true };

    public static bool IsShared(Exchange exchange) => exchange.Rate?.Scope == "shared";

    /// <summary>Null where Discord agreed.</summary>
    public static ApiError? ErrorOf(Exchange exchange, RouteKind kind)
    {
        if (exchange.Fault is { } fault)
        {
            return new ApiError(RestErrors.KindOf(fault), fault);
        }

        if (exchange.IsSuccess)
        {
            return null;
        }

        var reply = exchange.IsJson ? exchange.Read(RestJson.Default.ErrorReply) : null;
        if (exchange.Status is 401 or 403 or 429 && (reply is null || reply.Code == RestErrors.CloudflareBlocks))
        {
            return new ApiError(ApiErrorKind.Later, RestErrors.Blocked, After(exchange, reply));
        }

        if (exchange.Status == 429)
        {
            return new ApiError(ApiErrorKind.Later, Text(reply!.Code) == RestErrors.OpeningTooFast ? RestErrors.OpeningTooFast : RestErrors.RateLimited, After(exchange, reply));
        }

        var code = reply is { Code: > 0 } ? Text(reply.Code) : $"http_{exchange.Status}";
        if (exchange.Status == 401)
        {
            // Discord: on a webhook's route it is the interaction's token that is over, not the bot's.
            return new ApiError(kind == RouteKind.Bot ? ApiErrorKind.TokenDead : ApiErrorKind.Over, code);
        }

        // A fault of the server's own is not made certain by its number.
        var what = exchange.Status >= 500 && reply?.Code != 130_000 ? ApiErrorKind.Unknown : RestErrors.KindOf(exchange.Status, reply?.Code ?? 0);
        return new ApiError(what, code, After(exchange, reply), reply is null ? null : Mistakes(reply.Errors));
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);

    private static Duration? After(Exchange exchange, ErrorReply? reply) =>
        reply?.RetryAfter is >= 0 and < 604_800 and var seconds ? Duration.FromSeconds(seconds)
        : exchange.Rate?.RetryAfter is { } header ? Duration.FromTimeSpan(header)
        : null;

    /// <summary>Where the mistakes are and of which kind; not in Discord's sentences, which may repeat what a person wrote.</summary>
    private static string? Mistakes(JsonElement errors)
    {
        var found = new List<string>();
        Gather(errors, string.Empty, found);
        return found.Count == 0 ? null : string.Join(", ", found);
    }

    private static void Gather(JsonElement at, string path, List<string> found)
    {
        if (at.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var inner in at.EnumerateObject())
        {
            if (inner.Name != "_errors")
            {
                Gather(inner.Value, path.Length == 0 ? inner.Name : $"{path}.{inner.Name}", found);
                continue;
            }

            foreach (var mistake in inner.Value.ValueKind == JsonValueKind.Array ? inner.Value.EnumerateArray() : default)
            {
                if (found.Count < MostMistakes && mistake.ValueKind == JsonValueKind.Object && mistake.TryGetProperty("code", out var code))
                {
                    found.Add($"{path}: {code}");
                }
            }
        }
    }
}
