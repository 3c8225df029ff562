using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MentorBot.Discord.Rest;

/// <summary>What came of one request.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="IsJson">The answer is the API's own, and not of something that stands before it.</param>
/// <param name="Fault">Why there was none.</param>
internal sealed record Exchange(int Status, ReadOnlyMemory<byte> Body, bool IsJson, RateHeaders? Rate, string? Fault)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public static Exchange Failed(string fault) => new(0, default, false, null, fault);

    /// <summary>Null where it can't be read.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Body.IsEmpty ? null : JsonSerializer.Deserialize(Body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Puts requests on the wire; what goes wrong there becomes a value that says whether the request may have arrived.</summary>
internal sealed class RestTransport(HttpMessageInvoker http, Uri address, string token, TimeProvider time)
{
    private const int LargestAnswer = 8 * 1024 * 1024;

    /// <summary>Discord: without such a name, which has an address and a version, a request may be kept out.</summary>
    public static readonly string UserAgent = $"DiscordBot ({ProjectAddress}, {Self.GetName().Version!.ToString(3)})";

    private static Assembly Self => typeof(RestTransport).Assembly;

    private readonly AuthenticationHeaderValue _authorization = new("Bot", token);

    /// <summary>No redirects are followed: what is a secret goes to the one address that it is meant for. Answers are too small to be worth packing, and nobody traces the calls.</summary>
    public static HttpMessageInvoker CreateInvoker() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(4),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    });

    /// <summary>Where the project says that it is to be found, in Directory.Build.props.</summary>
    private static string ProjectAddress => Self.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "RepositoryUrl").Value!;

    public async Task<Exchange> SendAsync(RestCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Route.Method, new Uri($"{address.AbsoluteUri}{call.Path}")) { Content = call.Content?.Invoke(), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (call.Route.Kind == RouteKind.Bot)
        {
            request.Headers.Authorization = _authorization;
        }

        using var over = new CancellationTokenSource(patience, time);
        await using var ended = cancellationToken.UnsafeRegister(static over => ((CancellationTokenSource)over!).Cancel(), over);
        try
        {
            using var response = await http.SendAsync(request, over.Token);
            var body = response.StatusCode == HttpStatusCode.NoContent ? [] : await ReadAsync(response.Content, over.Token);
            return new Exchange((int)response.StatusCode, body, body is [(byte)'{' or (byte)'[', ..], RateHeaders.Of(response.Headers), null);
        }
        catch (HttpRequestException fault)
        {
            var isUnsent = fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return Exchange.Failed(isUnsent ? RestErrors.Unreachable : RestErrors.ConnectionLost);
        }
        catch (IOException)
        {
            return Exchange.Failed(RestErrors.ConnectionLost);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Without one of ours it is the handler's, for a connection that was never made.
            return Exchange.Failed(!over.IsCancellationRequested && fault.InnerException is TimeoutException ? RestErrors.Unreachable : RestErrors.TimedOut);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
        return await content.ReadAsByteArrayAsync(cancellationToken);
    }
}
