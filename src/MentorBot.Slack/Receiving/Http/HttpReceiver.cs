using System.Text;
using System.Text.Json;
using MentorBot.Slack.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace MentorBot.Slack.Receiving.Http;

/// <summary>Receives what Slack posts to a public address, if it is signed.</summary>
internal sealed partial class HttpReceiver : IHostedService, IDisposable
{
    private readonly RequestSignature _signature;
    private readonly HttpOptions _options;
    private readonly Intake _intake;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public HttpReceiver(RequestSignature signature, IInbox inbox, HttpOptions options, TimeProvider time, ILogger<HttpReceiver> log)
    {
        _signature = signature;
        _options = options;
        _intake = new Intake(inbox, options.MostInFlight, time, log);
        _time = time;
        _log = log;
    }

    /// <summary>Three addresses, as the manifest has them; each takes whatever Slack posts.</summary>
    public void MapTo(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/slack/events", HandleAsync);
        routes.MapPost("/slack/commands", HandleAsync);
        routes.MapPost("/slack/interactivity", HandleAsync);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns when all that was taken in is answered; the server, which is stopped before, brings no more.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _intake.DrainAsync(_options.StopPatience);

    public void Dispose() => _intake.Dispose();

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (await ReadBodyAsync(request, context.RequestAborted) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var isForm = request.HasFormContentType;
        if (!_signature.IsGood(request.Headers[RequestSignature.TimestampHeader], request.Headers[RequestSignature.SignatureHeader], body.Span))
        {
            // Slack: its check of the certificate is not signed.
            if (!(isForm && Form(body).TryGetValue("ssl_check", out var check) && check == "1"))
            {
                BadSignature();
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }

            return;
        }

        if (!isForm && Challenge(body.Span) is { } challenge)
        {
            await WriteAsync(context.Response, writer => writer.WriteString("challenge"u8, challenge));
            return;
        }

        if (Read(body, isForm) is { } delivery)
        {
            await AnswerAsync(context, delivery);
        }
        else
        {
            // With an error Slack would only post it again.
            Ignored();
        }
    }

    private async Task AnswerAsync(HttpContext context, Delivery delivery)
    {
        var acknowledgement = new HttpAcknowledgement();
        await _intake.TakeAsync(delivery, acknowledgement, acknowledgement.Abandon, context.RequestAborted);
        var isWritten = false;
        try
        {
            // Without a body: Slack takes any as what becomes of a view, which only an empty one closes.
            if (await acknowledgement.ResponseAsync(_options.AnswerPatience, _time) is { } response)
            {
                context.Response.ContentType = "application/json; charset=utf-8";
                await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, SlackJson.Plain);
                SlackJson.Write(writer, response);
            }
            else if (acknowledgement.IsAbandoned)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }

            await context.Response.CompleteAsync();
            isWritten = !context.RequestAborted.IsCancellationRequested;
        }
        finally
        {
            acknowledgement.Written(isWritten);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > _options.LargestBody)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 4_096));
        var part = new byte[4_096];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancellationToken)) > 0)
        {
            body.Write(part, 0, read);
            if (body.Length > _options.LargestBody)
            {
                return null;
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    }

    /// <summary>Slack: asks for it back when somebody enters the address in the app's settings.</summary>
    private static string? Challenge(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SlackJson.Default.UrlVerification) is { Type: "url_verification", Challenge: { } challenge } ? challenge : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Delivery? Read(ReadOnlyMemory<byte> body, bool isForm)
    {
        try
        {
            if (!isForm)
            {
                return Deliveries.Event(body.Span);
            }

            var form = Form(body);
            return form.TryGetValue("payload", out var payload) ? Deliveries.Interaction(Encoding.UTF8.GetBytes(payload.ToString())) : Deliveries.Command(Command(form));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, StringValues> Form(ReadOnlyMemory<byte> body) => QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span));

    private static SlashCommand Command(Dictionary<string, StringValues> form)
    {
        return new SlashCommand(Of("command")!, Of("text"), Of("team_id")!, Of("channel_id")!, Of("channel_name"), Of("user_id")!, Of("response_url")!, Of("trigger_id")!);

        string? Of(string field) => form.TryGetValue(field, out var value) ? value.ToString() : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to Slack's endpoints was not signed by Slack, or not now: it is refused")]
    private partial void BadSignature();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack posted something that the bot does not understand, which is ignored")]
    private partial void Ignored();
}
