using System.Net;
using MentorBot.Core;
using MentorBot.Simulators.Slack;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Receiving.Http;
using MentorBot.Slack.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What Slack posts to a public address, and what it gets back.</summary>
public sealed class HttpModeTests : IAsyncLifetime, IDisposable
{
    private readonly TestInbox _inbox = new();
    private SlackSimulator _slack = null!;
    private WebApplication _app = null!;
    private HttpReceiver _receiver = null!;
    private Uri _address = null!;

    public async Task InitializeAsync()
    {
        _slack = await SlackSimulator.StartAsync();
        var signature = new RequestSignature(_slack.SigningSecret, new TimeProviderClock(TimeProvider.System));
        _receiver = new HttpReceiver(signature, _inbox, new HttpOptions { AnswerPatience = TimeSpan.FromSeconds(1), LargestBody = 300_000 }, TimeProvider.System, NullLogger<HttpReceiver>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _receiver.MapTo(_app);
        await _app.StartAsync();
        _address = new Uri(_app.Urls.First());
        Use("events");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _slack.DisposeAsync();
    }

    public void Dispose() => _receiver.Dispose();

    [Fact]
    public async Task AnswersACommandInTheBody()
    {
        Use("commands");
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        _inbox.Answer = _ => new MessageResponse { ResponseType = MessageResponse.InChannel, Text = "Fish &amp; chips, Zoë" };

        var typed = await ana.TypesAsync("/mentor pair + 100% of \"it\"", general);

        typed.Message!.Shown.ShouldBe("Fish & chips, Zoë");
        _inbox.Deliveries.OfType<CommandDelivery>().Single().Command
            .ShouldBe(new SlashCommand("/mentor", "pair + 100% of \"it\"", _slack.TeamId, general.Id, "general", ana.Id, typed.ResponseUrl!, typed.TriggerId!));
        _inbox.Acknowledged.ShouldBe([true]);
        _slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnswersWithNothingAtAllWhereThereIsNothingToSay()
    {
        Use("commands");
        var ana = _slack.AddPerson("ana");
        _inbox.Answer = _ => null;

        var typed = await ana.TypesAsync("/mentor", _slack.AddChannel("general", ana));

        typed.IsOk.ShouldBeTrue();
        typed.Payload.ShouldBeNull();
        typed.Message.ShouldBeNull();
    }

    [Fact]
    public async Task ReadsAnInteractionFromItsForm()
    {
        Use("interactivity");
        var ana = _slack.AddPerson("ana");

        (await ana.UsesShortcutAsync("mentor_ask")).IsOk.ShouldBeTrue();

        var used = _inbox.Deliveries.OfType<InteractionDelivery>().Single().Interaction;
        (used.Type, used.CallbackId, used.User.Id).ShouldBe(("shortcut", "mentor_ask", ana.Id));
    }

    [Fact]
    public async Task TakesEventsOnce()
    {
        _slack.AddPerson("ana").OpensHome();
        await _slack.WaitUntilAsync("the event is there", () => _inbox.Acknowledged.Length == 1);

        _inbox.Events.Single().Type.ShouldBe("app_home_opened");
        _inbox.Acknowledged.ShouldBe([true]);
    }

    [Fact]
    public async Task WantsAgainWhatNobodyAcknowledged()
    {
        const string opened = """{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_home_opened","user":"U1","tab":"home"}}""";
        _inbox.Before = _ => Task.FromException(new InvalidOperationException("Slack takes no answer."));

        (await _slack.PostsForgedAsync(opened)).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task WantsAnEventAgainThatTakesTooLong()
    {
        const string said = """{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.0","text":"hi"}}""";
        var slow = new TaskCompletionSource();
        _inbox.Before = _ => slow.Task;

        (await _slack.PostsForgedAsync(said)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        slow.SetResult();
        await _slack.WaitUntilAsync("it was to be acknowledged", () => _inbox.Acknowledged.Length == 1);
        _inbox.Acknowledged.ShouldBe([false]);
    }

    [Fact]
    public async Task ProvesThatTheAddressIsTheApps()
    {
        (await _slack.VerifiesUrlAsync()).ShouldBeTrue();
        (await _slack.ChecksSslAsync()).ShouldBe(HttpStatusCode.OK);
        _inbox.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task RefusesWhatSlackDidNotSign()
    {
        const string challenge = """{"type":"url_verification","challenge":"x"}""";
        const string command = "command=%2Fmentor&team_id=T1&channel_id=C1&user_id=U1&response_url=https%3A%2F%2Fx&trigger_id=1";
        (await _slack.PostsForgedAsync(challenge, isSigned: false)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _slack.PostsForgedAsync(challenge, secret: "another")).ShouldBe(HttpStatusCode.Unauthorized);
        (await _slack.PostsForgedAsync(challenge, age: TimeSpan.FromSeconds(310))).ShouldBe(HttpStatusCode.Unauthorized);
        (await _slack.PostsForgedAsync(challenge, age: TimeSpan.FromSeconds(-310))).ShouldBe(HttpStatusCode.Unauthorized);
        (await _slack.PostsForgedAsync(challenge, age: TimeSpan.FromSeconds(280))).ShouldBe(HttpStatusCode.OK);
        (await _slack.PostsForgedAsync(command, "application/x-www-form-urlencoded", secret: "another")).ShouldBe(HttpStatusCode.Unauthorized);
        (await _slack.PostsForgedAsync(command + "&ssl_check=0", "application/x-www-form-urlencoded", isSigned: false)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _slack.PostsForgedAsync(command + "&ssl_check=1", "application/x-www-form-urlencoded", isSigned: false)).ShouldBe(HttpStatusCode.OK);
        _inbox.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task RefusesWhatIsTooLarge()
    {
        (await _slack.PostsForgedAsync(new string('x', 300_001))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var http = new HttpClient();
        using var endless = new StreamContent(new MemoryStream(new byte[400_000]));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, "/slack/events")) { Content = endless };
        request.Headers.TransferEncodingChunked = true;
        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("payload=%7B", "application/x-www-form-urlencoded")]
    [InlineData("command=%2Fmentor", "application/x-www-form-urlencoded")]
    public async Task WantsNothingAgainThatItDoesNotUnderstand(string body, string type)
    {
        (await _slack.PostsForgedAsync(body, type)).ShouldBe(HttpStatusCode.OK);
        _inbox.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadsAnEventWithoutABody()
    {
        (await _slack.PostsForgedAsync("""{"token":"t","type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820,"api_app_id":"A1"}""")).ShouldBe(HttpStatusCode.OK);
        _inbox.Deliveries.OfType<EventDelivery>().Single().Callback.Type.ShouldBe("app_rate_limited");
    }

    [Fact]
    public async Task HasSlackTellThePersonWhereNobodyAcknowledgesInTime()
    {
        Use("commands");
        var ana = _slack.AddPerson("ana");
        var slow = new TaskCompletionSource();
        _inbox.Before = _ => slow.Task;

        var typed = await ana.TypesAsync("/mentor", _slack.AddChannel("general", ana));
        slow.SetResult();

        typed.Error.ShouldBe("dispatch_failed");
        typed.Message.ShouldBeNull();
        await _slack.WaitUntilAsync("it was to be acknowledged", () => _inbox.Acknowledged.Length == 1);
        _inbox.Acknowledged.ShouldBe([false], "Whoever answers has to go another way.");
        _slack.Timeouts.ShouldBe(0);
    }

    [Fact]
    public async Task EndsWithWhatWasTakenIn()
    {
        Use("commands");
        var slow = new TaskCompletionSource();
        _inbox.Before = _ => slow.Task;
        _slack.AddPerson("ana").OpensHome();
        await _slack.WaitUntilAsync("the event is there", () => _inbox.Deliveries.Length == 1);

        var draining = _receiver.StopAsync(CancellationToken.None);
        draining.IsCompleted.ShouldBeFalse();
        slow.SetResult();
        await draining;
        _inbox.Acknowledged.Length.ShouldBe(1);
    }

    private void Use(string endpoint) => _slack.UseHttp(new Uri(_address, $"/slack/{endpoint}"));
}
