using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MentorBot.Playground.Http;

/// <summary>Lets only the playground's own pages talk to it, and turns what goes wrong into a sentence.</summary>
/// <remarks>
/// Any page in the person's browser can send requests to this machine, and a name that an attacker owns can be made
/// to lead here (DNS rebinding). So the address that the browser believes to be at must be one of ours, and a page
/// that sends something must come from that same address. An address in numbers is always ours: no name leads to it.
/// </remarks>
internal sealed partial class RequestGuard(PlaygroundOptions options, ILogger<RequestGuard> log)
{
    private readonly string[] _ownNames = options.AllowRemote
        ? ["localhost", BindingAddress.Parse(options.Url).Host, Environment.MachineName, $"{Environment.MachineName}.local"]
        : ["localhost"];

    private readonly string _hint = options.AllowRemote
        ? " Open it by this machine's name or number, or put the name that you use into Playground:Url."
        : string.Empty;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SetHeaders(context.Response.Headers);
        try
        {
            if (!IsOurs(context.Request.Host) || !IsFromUs(context.Request))
            {
                throw new Refusal(StatusCodes.Status403Forbidden, "The playground answers only to its own page at its own address." + _hint);
            }

            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has gone, so there is nobody to tell.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var (status, sentence) = Explain(exception);
            if (status == StatusCodes.Status500InternalServerError)
            {
                LogFailure(exception, context.Request.Path);
            }

            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new ErrorAnswer(sentence), PlaygroundJson.Default.ErrorAnswer, cancellationToken: context.RequestAborted);
        }
    }

    private static (int Status, string Sentence) Explain(Exception exception) => exception switch
    {
        Refusal refusal => (refusal.Status, refusal.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, "That is more than I can take at once. Try a shorter text."),
        BadHttpRequestException or JsonException => (StatusCodes.Status400BadRequest, "I can't read that request. Reload the page and try again."),
        _ => (StatusCodes.Status500InternalServerError, "Something went wrong on my side. Please try again."),
    };

    private static void SetHeaders(IHeaderDictionary headers)
    {
        // Pictures in messages may come from elsewhere on the web; nothing else may.
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: https:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    private bool IsOurs(HostString host) =>
        _ownNames.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var address) && (options.AllowRemote || IPAddress.IsLoopback(address)));

    private static bool IsFromUs(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin]
            ? request.Headers.Origin.Count == 0
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Error, Message = "The playground failed at {Path}")]
    private partial void LogFailure(Exception exception, string path);
}
