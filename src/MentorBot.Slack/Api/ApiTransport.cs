using System.Globalization;
using System.Net;

namespace MentorBot.Slack.Api;

/// <summary>What came of one request.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Fault">Why there was none.</param>
internal sealed record Exchange(int Status, ReadOnlyMemory<byte> Body, string? RequestId, TimeSpan? RetryAfter, string? Scopes, string? Fault)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public static Exchange Failed(string fault) => new(0, default, null, null, null, fault);
}

/// <summary>Puts requests on the wire; what goes wrong there becomes a value that says whether the request may have arrived.</summary>
internal sealed class ApiTransport(HttpClient http, TimeProvider time)
{
    private const int LargestAnswer = 8 * 1024 * 1024;

    /// <summary>Slack: no redirects are to be followed; what is a secret goes to the one address that it is meant for.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(4),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
        DefaultRequestVersion = HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async Task<Exchange> SendAsync(HttpRequestMessage request, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new Exchange((int)response.StatusCode, body, Header(response, "x-slack-req-id"), RetryAfter(response), Header(response, "x-oauth-scopes"), null);
        }
        catch (HttpRequestException fault)
        {
            var isUnsent = fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return Exchange.Failed(isUnsent ? ApiErrors.Unreachable : ApiErrors.ConnectionLost);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Without one of ours it is the handler's, for a connection that was never made.
            return Exchange.Failed(!late.IsCancellationRequested && fault.InnerException is TimeoutException ? ApiErrors.Unreachable : ApiErrors.TimedOut);
        }
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        double.TryParse(Header(response, "Retry-After"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
