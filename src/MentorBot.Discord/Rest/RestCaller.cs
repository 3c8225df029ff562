using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using MentorBot.Core.Platforms;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Rest;

/// <summary>Makes a call in its turn, again where that is safe, and says what Discord answered.</summary>
internal sealed partial class RestCaller(RestTransport transport, RateLimits limits, Breaker breaker, RestOptions options, TimeProvider time, ILogger log)
{
    private const int Attempts = 3;

    /// <summary>A limit is waited for as often as the patience allows, but not in a circle.</summary>
    private const int MostLimits = 20;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan ShortestPatience = TimeSpan.FromSeconds(1);

    private int _isTokenDead;

    /// <param name="read">Null where the answer lacks what was asked for.</param>
    public async Task<ApiAnswer<T>> CallAsync<TReply, T>(RestCall call, JsonTypeInfo<TReply> type, Func<TReply, T?> read, CancellationToken cancellationToken)
        where TReply : class
        where T : class
    {
        var (exchange, error) = await ExchangeAsync(call, cancellationToken);
        if (error is null && exchange!.Read(type) is { } reply && read(reply) is { } value)
        {
            return ApiAnswer.Ok(value);
        }

        // Discord took it, but what it said about it can't be read.
        return ApiAnswer.Failed<T>(error ?? new ApiError(ApiErrorKind.Unknown, RestErrors.Unreadable));
    }

    public async Task<ApiAnswer<Nothing>> CallAsync(RestCall call, CancellationToken cancellationToken)
    {
        var (_, error) = await ExchangeAsync(call, cancellationToken);
        return error is null ? ApiAnswer.Ok(new Nothing()) : ApiAnswer.Failed<Nothing>(error);
    }

    private async Task<(Exchange? Exchange, ApiError? Error)> ExchangeAsync(RestCall call, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var isDoubtful = false;
        var limited = 0;
        ApiError? error = null;
        for (var attempt = 1; ;)
        {
            var (exchange, refusal) = await AttemptAsync(call, Left(), cancellationToken);
            if (exchange is null)
            {
                // What is known of an earlier attempt says more than that there was no turn for another.
                return (null, Told(call, Final(call, error is null ? refusal! : error with { After = refusal!.After ?? error.After }, isDoubtful)));
            }

            error = RestJudgement.ErrorOf(exchange, call.Route.Kind);
            if (error is null || (isDoubtful && IsDone(call, error)))
            {
                return (exchange, null);
            }

            isDoubtful |= error.Kind == ApiErrorKind.Unknown;
            TimeSpan? wait;
            if (exchange.Status == 429 && error.Code != RestErrors.Blocked)
            {
                wait = ++limited < MostLimits ? AfterLimit(call, exchange, error) : null;

                // What holds for one route is no reason to leave Discord alone altogether.
                error = RestJudgement.IsGlobal(exchange) ? error : error with { After = null };
            }
            else
            {
                wait = MayRepeat(call, error) && attempt++ < Attempts ? Backoff(attempt - 1) : null;
            }

            Heed(call, exchange, error);
            if (wait is not { } rest || rest >= Left())
            {
                return (null, Told(call, Final(call, error, isDoubtful)));
            }

            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellationToken);
            }
        }

        TimeSpan Left() => options.Patience - time.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
    }

    /// <summary>The exchange, or why there was none.</summary>
    private async Task<(Exchange? Exchange, ApiError? Refusal)> AttemptAsync(RestCall call, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (call.Route.Kind == RouteKind.Bot && Volatile.Read(ref _isTokenDead) != 0)
        {
            return (null, new ApiError(ApiErrorKind.TokenDead, RestErrors.TokenDead));
        }

        if (breaker.OpenFor(call.Route.Kind) is { } open)
        {
            return (null, new ApiError(ApiErrorKind.Later, RestErrors.TooManyInvalid, Duration.FromTimeSpan(open)));
        }

        if (call.Route.Kind == RouteKind.Callback)
        {
            return (await transport.SendAsync(call, Patience(call, patience), cancellationToken), null);
        }

        var began = time.GetTimestamp();
        var (turn, wait) = await limits.TakeAsync(call, patience, cancellationToken);
        if (turn is null)
        {
            return (null, new ApiError(ApiErrorKind.Later, RestErrors.NoTurn, wait is { } all ? Duration.FromTimeSpan(all) : null));
        }

        Exchange? exchange = null;
        try
        {
            return (exchange = await transport.SendAsync(call, Patience(call, patience - time.GetElapsedTime(began)), cancellationToken), null);
        }
        finally
        {
            turn.Done(exchange?.Rate);
        }
    }

    private TimeSpan Patience(RestCall call, TimeSpan left) =>
        call.Patience ?? (call.Route.Kind == RouteKind.Callback ? options.AnswerPatience : left < ShortestPatience ? ShortestPatience : left < options.RequestPatience ? left : options.RequestPatience);

    /// <summary>Sees to it that nothing more is sent that Discord would not take, and says how long this call waits beside.</summary>
    private TimeSpan? AfterLimit(RestCall call, Exchange exchange, ApiError error)
    {
        var rest = Jittered(error.After?.ToTimeSpan() is { } asked && asked > ShortestRest ? asked : error.After is null ? options.UsualRest : ShortestRest);
        if (RestJudgement.IsGlobal(exchange))
        {
            limits.PauseAll(rest);
            return call.Route.Kind == RouteKind.Bot ? TimeSpan.Zero : rest;
        }

        // Discord: shared with other bots, or a limit within the limit; others on the route have room. A first answer has no turn to wait for.
        if (RestJudgement.IsShared(exchange) || exchange.Rate?.Remaining > 0 || call.Route.Kind == RouteKind.Callback)
        {
            return rest;
        }

        limits.Pause(call, rest);
        return TimeSpan.Zero;
    }

    private void Heed(RestCall call, Exchange exchange, ApiError error)
    {
        if (exchange.Status is 401 or 403 || (exchange.Status == 429 && !RestJudgement.IsShared(exchange)))
        {
            breaker.CountInvalid();
        }

        if (error.Code == RestErrors.Blocked)
        {
            var asked = exchange.Rate?.RetryAfter ?? TimeSpan.Zero;
            breaker.Block(exchange.Status, asked > options.BlockedRest ? asked : options.BlockedRest);
        }
        else if (error is { Kind: ApiErrorKind.TokenDead } && Interlocked.Exchange(ref _isTokenDead, 1) == 0)
        {
            Revoked();
        }
        else if (error.Code == RestErrors.OpeningTooFast)
        {
            limits.Pause(call, options.OpeningRest);
        }
    }

    /// <summary>Whether an attempt of which nobody knew was the one that did it.</summary>
    private static bool IsDone(RestCall call, ApiError error) =>
        (call.Route.Method == HttpMethod.Delete && error.Code == RestErrors.UnknownMessage) || (call.Route.Kind == RouteKind.Callback && error.Code == RestErrors.Acknowledged);

    private static bool MayRepeat(RestCall call, ApiError error) =>
        error.Code == RestErrors.Unreachable || (error.Kind == ApiErrorKind.Unknown && call.Route.Repetition != Repetition.Never);

    /// <summary>What may be repeated without harm at any time is worth another try, whatever came of it; of what else was in doubt, a limit tells nothing.</summary>
    private static ApiError Final(RestCall call, ApiError error, bool isDoubtful) => error.Kind switch
    {
        ApiErrorKind.Unknown when call.Route.Repetition == Repetition.Always => error with { Kind = ApiErrorKind.Later },
        ApiErrorKind.Later when isDoubtful && call.Route.Repetition != Repetition.Always => error with { Kind = ApiErrorKind.Unknown },
        _ => error,
    };

    private TimeSpan Backoff(int attempt) => Jittered(options.FirstBackoff * Math.Pow(4, attempt - 1));

    /// <summary>As long as was asked and a little longer, so that not everybody comes back at once.</summary>
    private static TimeSpan Jittered(TimeSpan span) => span * (1 + (RandomNumberGenerator.GetInt32(100) / 1_000.0));

    private ApiError Told(RestCall call, ApiError error)
    {
        if (error.Code != RestErrors.TokenDead)
        {
            var level = error.Kind is ApiErrorKind.Later or ApiErrorKind.Over or ApiErrorKind.PersonGone or ApiErrorKind.DirectMessagesClosed ? LogLevel.Information : LogLevel.Warning;
            Failed(level, call.Route.Name, error.Code, error.Kind, error.Detail ?? "-");
        }

        return error;
    }

    [LoggerMessage(Message = "Discord's {Route} failed with {Code} ({Kind}): {Detail}")]
    private partial void Failed(LogLevel level, string route, string code, ApiErrorKind kind, string detail);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Discord doesn't take Discord:Token any more; nothing is sent with it until MentorBot is started again. Copy a new one from discord.com/developers/applications → your app → Bot → Reset Token")]
    private partial void Revoked();
}
