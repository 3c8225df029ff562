using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>Answers the methods of the Web API under Slack's rules for tokens, bodies, scopes and rates.</summary>
internal sealed class WebApi
{
    private const string OpenConnections = "apps.connections.open";

    private readonly SlackSimulator _slack;
    private readonly RateLimits _rates;
    private readonly Dictionary<string, ApiMethod> _methods;
    private long _requests;

    public WebApi(SlackSimulator slack)
    {
        _slack = slack;
        _rates = new RateLimits(slack.Options);
        _methods = new[] { AppMethods.All, ChatMethods.All, ConversationMethods.All, PeopleMethods.All, ViewMethods.All, FileMethods.All, ScheduleMethods.All }
            .SelectMany(methods => methods)
            .ToDictionary(method => method.Name, StringComparer.Ordinal);
    }

    public async Task AnswerAsync(HttpContext context, string name)
    {
        var response = context.Response;
        response.Headers["x-slack-req-id"] = $"sim{Interlocked.Increment(ref _requests):x}";
        response.Headers["x-oauth-scopes"] = string.Join(',', _slack.Options.Scopes);
        var fault = _slack.Faults.Take(name);
        JsonElement arguments = default;
        SlackError? error = null;
        JsonObject? answer = null;
        try
        {
            if (!_methods.TryGetValue(name, out var method))
            {
                throw new SlackError("unknown_method");
            }

            arguments = await ApiCall.ReadAsync(context, method.TakesJson);
            if (fault is { IsBefore: true })
            {
                throw fault.ToError();
            }

            if (fault is { Kind: FaultKind.Slow } slow)
            {
                await Task.Delay(slow.Delay);
            }

            answer = Answer(context, method, new ApiCall(_slack, name, arguments));
            error = fault is { IsAfter: true } ? fault.ToError() : null;
        }
        catch (SlackError refused)
        {
            error = refused;
        }

        _slack.RecordCall(name, arguments, error);
        if (fault is { DropsConnection: true })
        {
            context.Abort();
            return;
        }

        await WriteAsync(response, error, answer);
    }

    private JsonObject Answer(HttpContext context, ApiMethod method, ApiCall call)
    {
        Authorize(context, method, call);
        if (_rates.Check(method.Name, method.PerMinute) is { } wait)
        {
            throw RateLimited(wait);
        }

        if (method.Scope is { } scope)
        {
            context.Response.Headers["x-accepted-oauth-scopes"] = scope;
            call.Needs(scope);
        }

        if (method.Name == "chat.postMessage" && call.Text("channel") is { } channel && _rates.CheckChannel(channel) is { } pause)
        {
            throw RateLimited(pause);
        }

        var answer = method.Answer(call);
        if (call.Warnings.Count > 0)
        {
            answer["warning"] = string.Join(',', call.Warnings);
            (answer["response_metadata"] ??= new JsonObject())["warnings"] = new JsonArray([.. call.Warnings.Select(warning => JsonValue.Create(warning))]);
        }

        return answer;
    }

    private void Authorize(HttpContext context, ApiMethod method, ApiCall call)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var isApp = method.Name == OpenConnections;
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : isApp ? null : call.Text("token");
        if (isApp && !HttpMethods.IsPost(context.Request.Method))
        {
            throw new SlackError("insecure_request");
        }

        if (string.IsNullOrEmpty(token))
        {
            throw new SlackError("not_authed");
        }

        var (wanted, other) = isApp ? (_slack.AppToken, _slack.BotToken) : (_slack.BotToken, _slack.AppToken);
        if (token == other)
        {
            throw new SlackError("not_allowed_token_type");
        }

        if (token != wanted)
        {
            throw new SlackError("invalid_auth");
        }

        if (!isApp && _slack.DeadTokenError is { } dead)
        {
            throw new SlackError(dead);
        }
    }

    private static SlackError RateLimited(int seconds) => new("ratelimited", 429) { RetryAfter = seconds };

    private static Task WriteAsync(HttpResponse response, SlackError? error, JsonObject? answer)
    {
        response.ContentType = "application/json; charset=utf-8";
        if (error is not null)
        {
            response.StatusCode = error.Status;
            if (error.RetryAfter is { } seconds)
            {
                response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return response.WriteAsync(error.ToJson().ToJsonString());
        }

        answer!.Insert(0, "ok", true);
        return response.WriteAsync(answer.ToJsonString());
    }
}
