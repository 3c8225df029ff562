using System.Globalization;
using System.Net.Http.Headers;

namespace MentorBot.Discord.Rest;

/// <summary>What an answer tells of the limit that its call counted towards.</summary>
/// <param name="Hash">Names the limit; routes may share one. Null where the route has none.</param>
/// <param name="Reset">When its window ends by Discord's clock, in seconds: tells one window from another.</param>
/// <param name="ResetAfter">In how long that is; needs no clock of ours to be right.</param>
/// <param name="Scope">On a 429: <c>user</c>, <c>global</c>, or <c>shared</c> with other bots.</param>
internal sealed record RateHeaders(string? Hash, int? Limit, int? Remaining, double? Reset, TimeSpan? ResetAfter, string? Scope, bool IsGlobal, TimeSpan? RetryAfter)
{
    private const double Longest = 7 * 86_400;

    public static RateHeaders? Of(HttpResponseHeaders headers)
    {
        var hash = Text(headers, "X-RateLimit-Bucket");
        var scope = Text(headers, "X-RateLimit-Scope");
        var retryAfter = Span(headers, "Retry-After");
        return hash is null && scope is null && retryAfter is null
            ? null
            : new RateHeaders(
                hash,
                (int?)Number(headers, "X-RateLimit-Limit"),
                (int?)Number(headers, "X-RateLimit-Remaining"),
                Number(headers, "X-RateLimit-Reset"),
                Span(headers, "X-RateLimit-Reset-After"),
                scope,
                scope == "global" || headers.Contains("X-RateLimit-Global"),
                retryAfter);
    }

    private static string? Text(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e12 ? number : null;

    private static TimeSpan? Span(HttpResponseHeaders headers, string name) => Number(headers, name) is <= Longest and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
