using System.Net;
using System.Text;
using System.Web;
using MentorBot.Slack;
using MentorBot.Slack.Api;
using MentorBot.Slack.Conversations;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Slack.Support;

/// <summary>One request as it would have gone over the wire.</summary>
internal sealed record SentCall(Uri Address, string? Authorization, string? ContentType, string Body)
{
    public string Method => Address.Segments[^1];

    public string? this[string argument] => HttpUtility.ParseQueryString(Body)[argument];
}

/// <summary>Answers the calls of the Web API by a script: one answer after another, the last one for ever.</summary>
internal sealed class ScriptedSlack : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private Func<HttpResponseMessage> _last = () => Json("""{"ok":true}""");

    public List<SentCall> Calls { get; } = [];

    public TimerClock Time { get; } = new();

    public CollectingLog Log { get; } = new();

    public Installation Installation => field ??= new(Log.For<Installation>());

    public ISlackApi Api(ApiOptions? options = null) => SlackApi.Create(
        new SlackOptions { BotToken = "xoxb-bot", AppToken = "xapp-app" },
        options ?? new ApiOptions { FirstBackoff = TimeSpan.Zero },
        Installation,
        new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan },
        Time,
        Log.For<SlackApi>());

    public ScriptedSlack Answers(string json, int status = 200, params (string Name, string Value)[] headers) => Answers(() =>
    {
        var response = Json(json, status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    });

    public ScriptedSlack Fails(Exception fault) => Answers(() => throw fault);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add(new SentCall(request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body));
        if (_answers.TryDequeue(out var answer))
        {
            _last = answer;
        }

        return _last();
    }

    private static HttpResponseMessage Json(string json, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private ScriptedSlack Answers(Func<HttpResponseMessage> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }
}
