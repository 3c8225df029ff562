using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MentorBot.Simulators.Slack;

/// <summary>Posts signed requests to the app, as Slack does without Socket Mode.</summary>
internal sealed class HttpDeliveries : IDeliveries, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly SlackSimulator _slack;
    private readonly AckPayloads _payloads;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http;
    private CancellationTokenSource _life = new();
    private int _pending;

    public HttpDeliveries(SlackSimulator slack)
    {
        _slack = slack;
        _payloads = new AckPayloads(slack.Options.Acks);

        // Slack: "up to two redirects are followed".
        _http = new HttpClient(new SocketsHttpHandler { MaxAutomaticRedirections = 2 }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Slackbot 1.0 (+https://api.slack.com/robots)");
    }

    /// <summary>Where the app listens; null where nobody does.</summary>
    public Uri? Url { get; set; }

    /// <summary>How many requests wait for an answer.</summary>
    public int Pending => Volatile.Read(ref _pending);

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _life.Dispose();
        _http.Dispose();
    }

    /// <summary>Whatever the app still answers, nobody hears.</summary>
    public void EndLife()
    {
        Url = null;
        Interlocked.Exchange(ref _life, new CancellationTokenSource()).Cancel();
    }

    public async Task<Ack> DeliverAsync(Envelope envelope)
    {
        var body = envelope.Kind == EnvelopeKind.Command ? Form(envelope.Payload) : "payload=" + Uri.EscapeDataString(Encoding.UTF8.GetString(envelope.Payload));
        _slack.Seen.CountDelivery();
        envelope.SentAt = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            using var request = Signed(body, "application/x-www-form-urlencoded");
            using var response = await SendAsync(request);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return new Ack(Ack.NobodyThere, Payload: null);
            }

            var answer = await response.Content.ReadAsByteArrayAsync(_stopping.Token);
            _slack.Seen.Latency.Add(envelope.Waited);
            RepeatAtTimes(body, "application/x-www-form-urlencoded");
            return new Ack(Error: null, Read(envelope.Kind, answer, response.Content.Headers.ContentType));
        }
        catch (OperationCanceledException)
        {
            _slack.Seen.Count("timeouts");
            return new Ack(Ack.TimedOut, Payload: null);
        }
        catch (HttpRequestException)
        {
            return new Ack(Ack.NobodyThere, Payload: null);
        }
    }

    public void Raise(Envelope envelope)
    {
        _slack.Seen.Count("events");
        RepeatAtTimes(Encoding.UTF8.GetString(envelope.Payload), "application/json");
        _ = RaiseAsync(envelope);
        if (_slack.Faults.TakeDuplicate())
        {
            _ = TryAsync(envelope);
        }
    }

    /// <summary>Posts anything, signed as asked, and says with which status it was answered.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string type, string? secret, TimeSpan age, bool isSigned)
    {
        using var request = Signed(body, type, secret, age, isSigned);
        using var response = await SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(_stopping.Token));
    }

    private async Task RaiseAsync(Envelope envelope)
    {
        try
        {
            while (true)
            {
                var (reason, isLast) = await TryAsync(envelope);
                if (reason is null || isLast || envelope.Attempt >= _slack.Options.RedeliverAfter.Count)
                {
                    return;
                }

                await UntilAsync(_slack.Options.Time.GetUtcNow() + (_slack.Options.RedeliverAfter[envelope.Attempt] * _slack.Options.TimeFactor));
                envelope.Attempt++;
                envelope.Reason = reason;
            }
        }
        catch (OperationCanceledException)
        {
            // The simulator is being stopped.
        }
    }

    private async Task<(string? Reason, bool IsLast)> TryAsync(Envelope envelope)
    {
        _slack.Seen.CountDelivery();
        try
        {
            using var request = Signed(Encoding.UTF8.GetString(envelope.Payload), "application/json");
            if (envelope.Attempt > 0)
            {
                request.Headers.Add("x-slack-retry-num", envelope.Attempt.ToString(CultureInfo.InvariantCulture));
                request.Headers.Add("x-slack-retry-reason", envelope.Reason);
            }

            using var response = await SendAsync(request);
            return response.IsSuccessStatusCode ? (null, false) : ("http_error", response.Headers.Contains("x-slack-no-retry"));
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            _slack.Seen.Count("timeouts");
            return ("http_timeout", false);
        }
        catch (HttpRequestException)
        {
            return ("connection_failed", false);
        }
    }

    /// <summary>Posts it once more, as a request of its own to whose answer nobody listens.</summary>
    private void RepeatAtTimes(string body, string type)
    {
        if (_slack.Faults.TakeDuplicateUnderNewId())
        {
            _slack.Seen.CountDelivery();
            _ = RepeatAsync(body, type);
        }
    }

    private async Task RepeatAsync(string body, string type)
    {
        try
        {
            using var request = Signed(body, type);
            using var response = await SendAsync(request);
        }
        catch (Exception unheard) when (unheard is OperationCanceledException or HttpRequestException)
        {
            // As an answer would be.
        }
    }

    /// <summary>By the clock, which may be moved.</summary>
    private async Task UntilAsync(DateTimeOffset at)
    {
        while (_slack.Options.Time.GetUtcNow() < at)
        {
            await Task.Delay(Tick, _slack.Options.Time, _stopping.Token);
        }
    }

    /// <exception cref="OperationCanceledException">Slack waits no longer.</exception>
    /// <exception cref="HttpRequestException">Nobody is there, or nobody any more.</exception>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var life = Volatile.Read(ref _life);
        if (request.RequestUri is null)
        {
            throw new HttpRequestException("Nobody listens.");
        }

        using var patience = new CancellationTokenSource(_slack.Options.Scaled(3), _slack.Options.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, life.Token, _stopping.Token);
        Interlocked.Increment(ref _pending);
        try
        {
            var response = await _http.SendAsync(request, any.Token);
            if (!life.IsCancellationRequested && !_slack.Faults.TakeLostAnswer())
            {
                return response;
            }

            response.Dispose();
            throw new HttpRequestException("The answer got lost.");
        }
        catch (OperationCanceledException gone) when (life.IsCancellationRequested)
        {
            throw new HttpRequestException("The app is gone.", gone);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
            _slack.Changed();
        }
    }

    private HttpRequestMessage Signed(string body, string type, string? secret = null, TimeSpan age = default, bool isSigned = true)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (isSigned)
        {
            var at = (_slack.Options.Time.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            request.Headers.Add("X-Slack-Request-Timestamp", at);
            request.Headers.Add("X-Slack-Signature", Signature(secret ?? _slack.SigningSecret, at, body));
        }

        return request;
    }

    /// <summary>Slack: v0= and the HMAC of "v0:timestamp:body".</summary>
    public static string Signature(string secret, string timestamp, string body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    private static string Form(byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        return string.Join('&', json.RootElement.EnumerateObject().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value.GetString()!)}"));
    }

    /// <summary>Slack: a command may be answered in plain text, too.</summary>
    private AckPayload? Read(EnvelopeKind kind, byte[] answer, MediaTypeHeaderValue? type)
    {
        if (answer.Length == 0)
        {
            return null;
        }

        if (type?.MediaType == "application/json" || answer[0] == '{')
        {
            try
            {
                return _payloads.Read(answer);
            }
            catch (JsonException)
            {
                _slack.Seen.Add(new SlackViolation("bad_body", "The answer is no JSON."));
                return null;
            }
        }

        return kind == EnvelopeKind.Command ? _payloads.Read(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = Encoding.UTF8.GetString(answer) })) : null;
    }
}
