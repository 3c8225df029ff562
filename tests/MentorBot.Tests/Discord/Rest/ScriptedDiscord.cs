using System.Net;
using System.Text;
using MentorBot.Discord;
using MentorBot.Discord.Rest;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Rest;

/// <summary>One request as it would have gone over the wire.</summary>
internal sealed record SentCall(HttpMethod Method, Uri Address, string? Authorization, string? UserAgent, string? ContentType, string Body)
{
    public override string ToString() => $"{Method} {Address.PathAndQuery}";
}

/// <summary>Answers the calls of the REST API by a script: one answer after another, the last one for ever.</summary>
internal sealed class ScriptedDiscord : HttpMessageHandler
{
    private readonly Queue<Func<Task<HttpResponseMessage>>> _answers = new();
    private Func<Task<HttpResponseMessage>> _last = () => Task.FromResult(Json("""{"id":"1","channel_id":"2"}"""));

    public List<SentCall> Calls { get; } = [];

    public TimerClock Time { get; } = new();

    public CollectingLog Log { get; } = new();

    public IDiscordApi Api(RestOptions? options = null)
    {
        return new DiscordApi(new DiscordOptions { Token = "the-token", ApiUrl = "https://discord.test/api/v10/" }, options ?? new RestOptions { FirstBackoff = TimeSpan.Zero }, new HttpMessageInvoker(this), Time, Log.For<DiscordApi>());
    }

    public ScriptedDiscord Answers(string json, int status = 200, params (string Name, string Value)[] headers) => Answers(() => Task.FromResult(Json(json, status, headers)));

    public ScriptedDiscord Fails(Exception fault) => Answers(() => Task.FromException<HttpResponseMessage>(fault));

    /// <summary>The next answer comes when the test says so.</summary>
    public TaskCompletionSource<HttpResponseMessage> Holds()
    {
        var held = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answers(() => held.Task);
        return held;
    }

    public static HttpResponseMessage Json(string json, int status = 200, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>The headers of a limit.</summary>
    public static (string Name, string Value)[] Limit(string hash, int limit, int remaining, double reset, double resetAfter) =>
    [
        ("X-RateLimit-Bucket", hash), ("X-RateLimit-Limit", $"{limit}"), ("X-RateLimit-Remaining", $"{remaining}"), ("X-RateLimit-Reset", $"{reset}"), ("X-RateLimit-Reset-After", $"{resetAfter}"),
    ];

    /// <summary>Lets time pass until the task is done, and says how much did.</summary>
    public async Task<TimeSpan> UntilAsync(Task task)
    {
        var began = Time.GetTimestamp();
        for (var step = 0; !task.IsCompleted && step < 10_000; step++)
        {
            // What a timer wakes runs on another thread.
            await Task.Delay(1);
            if (!task.IsCompleted)
            {
                Time.Advance(TimeSpan.FromMilliseconds(20));
            }
        }

        await task;
        return Time.GetElapsedTime(began);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Func<Task<HttpResponseMessage>> answer;
        lock (Calls)
        {
            Calls.Add(new SentCall(request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Headers.TryGetValues("User-Agent", out var agent) ? string.Join(' ', agent) : null, request.Content?.Headers.ContentType?.ToString(), body));
            if (_answers.TryDequeue(out var next))
            {
                _last = next;
            }

            answer = _last;
        }

        return await answer().WaitAsync(cancellationToken);
    }

    private ScriptedDiscord Answers(Func<Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }
}
