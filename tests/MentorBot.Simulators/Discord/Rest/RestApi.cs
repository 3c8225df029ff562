using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Discord;

/// <summary>Answers the REST API under Discord's rules for headers, tokens, rates and bodies.</summary>
internal sealed class RestApi
{
    public const string Root = "/api/v10/";

    private const string CloudflarePage = "<html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head><body>Error 1015: You are being rate limited</body></html>";

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private readonly DiscordSimulator _discord;
    private readonly ILookup<(string Method, int Segments), RestRoute> _routes;
    private readonly RestRoute _callback;

    public RestApi(DiscordSimulator discord)
    {
        _discord = discord;
        var all = AppRoutes.Routes.Concat(ChannelRoutes.Routes).Concat(Webhooks.Routes).ToList();
        _routes = all.ToLookup(route => (route.Method, route.Segments.Length));
        _callback = all.Single(route => route.Template.EndsWith("/callback", StringComparison.Ordinal));
        Limits = new RateLimits(discord.Options);
    }

    public RateLimits Limits { get; }

    public async Task AnswerAsync(HttpContext context)
    {
        if (_discord.IsDown)
        {
            context.Abort();
            return;
        }

        var (route, found) = Find(context.Request);
        var fault = _discord.Faults.Take(route?.Name ?? "*");
        RestCall? call = null;
        RestAnswer answer = default;
        DiscordError? error = null;
        try
        {
            if (fault is { Kind: FaultKind.DropBefore })
            {
                context.Abort();
                return;
            }

            if (fault is { Kind: FaultKind.Slow })
            {
                await Task.Delay(fault.Delay);
            }

            RequestRules.Check(_discord, context.Request, route, Limits);
            call = new RestCall(_discord, context.Request, route!, found!);
            await call.ReadAsync();
            answer = Answer(context, call, fault);
            error = fault is { Kind: FaultKind.Error500After } ? Injected(fault) : null;
        }
        catch (DiscordError refused)
        {
            error = refused;
        }
        catch (BadHttpRequestException)
        {
            return;
        }

        Record(context, route, call, error?.Status ?? answer.Status, error);
        if (fault is { Kind: FaultKind.DropAfter })
        {
            context.Abort();
            return;
        }

        if (fault is { Kind: FaultKind.SlowAfter })
        {
            await Task.Delay(fault.Delay);
        }

        await WriteAsync(context.Response, answer, error);
    }

    private RestAnswer Answer(HttpContext context, RestCall call, Fault? fault)
    {
        if (fault is { IsAfter: false, Kind: not FaultKind.Slow })
        {
            if (call.Route.Bucket is { } bucket && fault.Kind is FaultKind.UserRateLimit or FaultKind.SharedRateLimit or FaultKind.HiddenRateLimit)
            {
                var remaining = fault.Kind == FaultKind.HiddenRateLimit ? bucket.Limit - 1 : 0;
                var wait = TimeSpan.FromSeconds(fault.RetryAfterSeconds);
                RateLimits.Write(context.Response.Headers, bucket, new BucketState(IsFull: true, bucket.Limit, remaining, _discord.Options.Time.GetUtcNow() + wait, wait));
            }

            throw Injected(fault);
        }

        if (call.Route.NeedsToken && Limits.CheckGlobal() is { } pause)
        {
            throw DiscordError.RateLimited(pause, "global");
        }

        if (call.Route.Bucket is { } counted)
        {
            var state = Limits.Count(counted, call.Major);
            RateLimits.Write(context.Response.Headers, counted, state);
            if (state.IsFull)
            {
                throw DiscordError.RateLimited(state.ResetsAfter.TotalSeconds, "user");
            }
        }

        _discord.Judge.Check(call);
        return call.Route.Answer(call);
    }

    private (RestRoute? Route, Dictionary<string, string>? Found) Find(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return default;
        }

        var segments = path[Root.Length..].Split('/');
        if (segments.Length == 4 && segments[0] == "interactions" && _callback.Match(request.Method, segments) is { } quick)
        {
            return (_callback, quick);
        }

        foreach (var route in _routes[(request.Method, segments.Length)])
        {
            if (route.Match(request.Method, segments) is { } found)
            {
                return (route, found);
            }
        }

        return default;
    }

    private static DiscordError Injected(Fault fault) => fault.Kind switch
    {
        FaultKind.UserRateLimit or FaultKind.HiddenRateLimit => Limited(fault, "user"),
        FaultKind.SharedRateLimit => Limited(fault, "shared"),
        FaultKind.GlobalRateLimit => Limited(fault, "global"),
        FaultKind.HtmlRateLimit => new DiscordError(429, 0, "Cloudflare") { IsInjected = true, Html = CloudflarePage },
        FaultKind.Refuse => new DiscordError(fault.Status, fault.Code, fault.Message) { IsInjected = true },
        FaultKind.Error502 => new DiscordError(502, 0, "Bad Gateway") { IsInjected = true, Html = "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>" },
        _ => new DiscordError(500, 0, "Internal Server Error") { IsInjected = true },
    };

    private static DiscordError Limited(Fault fault, string scope) =>
        new(429, 0, scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.") { RetryAfter = fault.RetryAfterSeconds, Scope = scope, IsInjected = true };

    private void Record(HttpContext context, RestRoute? route, RestCall? call, int status, DiscordError? error)
    {
        _discord.Seen.CountRequest();
        var name = route?.Name ?? $"{context.Request.Method} {context.Request.Path}";
        if (error is not null)
        {
            Limits.CountInvalid(error);
            if (error.Status == 429)
            {
                _discord.Seen.CountRateLimit();
            }
            else if (!error.IsInjected)
            {
                _discord.Seen.Add(new DiscordRefusal(name, error.Status, error.Code, error.Message, [.. error.Problems.Select(problem => problem.ToString())]));
            }
        }

        if (_discord.Options.Remembers)
        {
            _discord.Seen.Add(new DiscordRequest(name, context.Request.Path.Value ?? "", _discord.Options.Time.GetUtcNow(), call?.Body ?? Nothing, status, error?.Code ?? 0)
            {
                HasToken = context.Request.Headers.Authorization.Count > 0,
            });
        }
    }

    private static Task WriteAsync(HttpResponse response, RestAnswer answer, DiscordError? error)
    {
        if (error?.Html is { } page)
        {
            response.StatusCode = error.Status;
            response.ContentType = "text/html; charset=UTF-8";
            return response.WriteAsync(page);
        }

        // Cloudflare's own answers have no Via.
        response.Headers.Via = "1.1 google";
        if (error is not null)
        {
            response.StatusCode = error.Status;
            if (error.RetryAfter is not null)
            {
                response.Headers.RetryAfter = error.RetryAfterHeader();
                response.Headers["X-RateLimit-Scope"] = error.Scope;
                if (error.Scope == "global")
                {
                    response.Headers["X-RateLimit-Global"] = "true";
                }
            }

            return WriteAsync(response, error.ToJson().ToJsonString());
        }

        response.StatusCode = answer.Status;
        return answer.Json is null ? Task.CompletedTask : WriteAsync(response, answer.Json.ToJsonString());
    }

    private static async Task WriteAsync(HttpResponse response, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        response.ContentType = "application/json";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes);
    }
}
