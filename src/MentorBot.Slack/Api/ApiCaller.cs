using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MentorBot.Core.Platforms;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Api;

/// <summary>One call as it is to be made.</summary>
/// <param name="Place">The channel of a post, or a response_url, which have limits of their own.</param>
/// <param name="IsDue">The bot sends by itself; nobody waits for it.</param>
internal sealed record ApiCall(ApiMethod Method, Uri Address, string? Token, Func<HttpContent> Content, string? Place = null, bool IsDue = false)
{
    public TimeSpan? Patience { get; init; }
}

/// <summary>Makes a call in its turn, again where that is safe, and says what Slack answered.</summary>
internal sealed partial class ApiCaller(ApiTransport transport, ApiLimits limits, ApiOptions options, TimeProvider time, ILogger log)
{
    private const int Attempts = 3;
    private const int LongestDetail = 500;

    /// <param name="read">Null where the answer lacks what was asked for.</param>
    public async Task<ApiAnswer<T>> CallAsync<TReply, T>(ApiCall call, JsonTypeInfo<TReply> type, Func<TReply, Exchange, T?> read, CancellationToken cancellationToken)
        where TReply : ApiReply
        where T : class
    {
        var (exchange, error) = await ExchangeAsync(call, cancellationToken);
        if (error is null && Parse(exchange!, type) is { } reply && read(reply, exchange!) is { } value)
        {
            return ApiAnswer.Ok<T>(value);
        }

        // Slack took it, but what it said about it can't be read.
        return ApiAnswer.Failed<T>(error ?? new ApiError(ApiErrorKind.Unknown, ApiErrors.Unreadable));
    }

    /// <summary>The exchange in which Slack agreed, or the error.</summary>
    public async Task<(Exchange? Exchange, ApiError? Error)> ExchangeAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var isDoubtful = false;
        ApiError? error = null;
        for (var attempt = 1; ; attempt++)
        {
            var (turn, wait) = await limits.TakeAsync(call.Method, call.Place, call.IsDue, cancellationToken);
            if (turn is null)
            {
                error ??= new ApiError(ApiErrorKind.Later, ApiErrors.NoTurn);
                return (null, Log(call, wait is { } rest ? error with { After = Duration.FromTimeSpan(rest) } : error, null));
            }

            Exchange exchange;
            try
            {
                exchange = await SendAsync(call, cancellationToken);
            }
            finally
            {
                turn.Done();
            }

            error = ErrorOf(exchange);
            if (error is null || (isDoubtful && IsDoneAlready(call.Method, error)))
            {
                return (exchange, null);
            }

            isDoubtful |= error.Kind == ApiErrorKind.Unknown;
            var isLimit = IsLimit(exchange, error);
            if (isLimit)
            {
                limits.Pause(call.Method, call.Place, Rest(exchange));
            }

            if (!MayRepeat(call, error, isLimit) || attempt == Attempts || time.GetElapsedTime(started) + Backoff(attempt) > options.Patience)
            {
                return (null, Log(call, Final(call, error), exchange.RequestId));
            }

            if (!isLimit)
            {
                await Task.Delay(Backoff(attempt), time, cancellationToken);
            }
        }
    }

    private static ApiError? ErrorOf(Exchange exchange)
    {
        if (exchange.Fault is { } fault)
        {
            return new ApiError(ApiErrors.KindOf(fault), fault);
        }

        var after = exchange.RetryAfter is { } retry ? Duration.FromTimeSpan(retry) : (Duration?)null;
        if (exchange.Status == 429)
        {
            return new ApiError(ApiErrorKind.Later, ApiErrors.RateLimited, after);
        }

        var reply = Parse(exchange, ApiJson.Default.ApiReply);
        if (reply?.Error is { Length: > 0 } code)
        {
            // Slack: an error may come with any status; a fault of the server's own is not made certain by its word.
            var kind = exchange.Status >= 500 ? ApiErrorKind.Unknown : ApiErrors.KindOf(code);
            return new ApiError(kind, code, after, Detail(reply));
        }

        if (!exchange.IsSuccess)
        {
            return new ApiError(ApiErrors.KindOf(exchange.Status), $"http_{exchange.Status}", after);
        }

        // Where there is no JSON, as from a response_url, the status says it.
        return reply is { Ok: false } ? new ApiError(ApiErrorKind.Unknown, ApiErrors.Unreadable) : null;
    }

    private static TReply? Parse<TReply>(Exchange exchange, JsonTypeInfo<TReply> type)
        where TReply : ApiReply
    {
        try
        {
            return exchange.Body.IsEmpty || exchange.Body.Span[0] != '{' ? null : JsonSerializer.Deserialize(exchange.Body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The call was made before, in an attempt whose answer never came.</summary>
    private static bool IsDoneAlready(ApiMethod method, ApiError error) => method == ApiMethod.Delete && error.Code == "message_not_found";

    private static bool IsLimit(Exchange exchange, ApiError error) => exchange.Status == 429 || error.Code is ApiErrors.RateLimited or "rate_limited" or "message_limit_exceeded";

    private static bool MayRepeat(ApiCall call, ApiError error, bool isLimit) =>
        isLimit || error.Code == ApiErrors.Unreachable || (error.Kind == ApiErrorKind.Unknown && call.Method.IsRepeatable);

    /// <summary>What may be repeated without harm is worth another try, whatever came of it.</summary>
    private static ApiError Final(ApiCall call, ApiError error) =>
        error.Kind == ApiErrorKind.Unknown && call.Method.IsRepeatable ? error with { Kind = ApiErrorKind.Later } : error;

    private static string? Detail(ApiReply reply)
    {
        var detail = reply.Needed ?? (reply.ResponseMetadata?.Messages is { Count: > 0 } messages ? string.Join(' ', messages) : null);
        return detail?.Length > LongestDetail ? detail[..LongestDetail] : detail;
    }

    private async Task<Exchange> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Address) { Content = call.Content() };
        if (call.Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Token);
        }

        return await transport.SendAsync(request, call.Patience ?? options.RequestPatience, cancellationToken);
    }

    private TimeSpan Backoff(int attempt) => Jittered(options.FirstBackoff * Math.Pow(4, attempt - 1));

    /// <summary>As long as Slack asked and a little longer, so that not everybody comes back at once.</summary>
    private TimeSpan Rest(Exchange exchange) => Jittered(exchange.RetryAfter ?? options.UsualRest);

    private static TimeSpan Jittered(TimeSpan span) => span * (1 + (RandomNumberGenerator.GetInt32(100) / 1_000.0));

    private ApiError Log(ApiCall call, ApiError error, string? requestId)
    {
        var level = error.Kind is ApiErrorKind.Later or ApiErrorKind.Over or ApiErrorKind.PersonGone or ApiErrorKind.DirectMessagesClosed ? LogLevel.Information : LogLevel.Warning;
        Failed(level, call.Method.Name, error.Code, error.Kind, requestId ?? "-", error.Kind == ApiErrorKind.Invalid ? error.Detail ?? "-" : "-");
        return error;
    }

    [LoggerMessage(Message = "Slack's {Method} failed with {Code} ({Kind}), request {RequestId}: {Detail}")]
    private partial void Failed(LogLevel level, string method, string code, ApiErrorKind kind, string requestId, string detail);
}
