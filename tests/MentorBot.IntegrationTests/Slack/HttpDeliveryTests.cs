using System.Collections.Concurrent;
using System.Net;
using MentorBot.Simulators.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What the simulator posts to an app, and what it makes of the answers.</summary>
public sealed class HttpDeliveryTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(IHeaderDictionary Headers, string Body)> _requests = new();
    private readonly WebApplication _app = WebApplication.CreateSlimBuilder().Build();
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _requests.Enqueue((new HeaderDictionary(context.Request.Headers.ToDictionary()), await reader.ReadToEndAsync()));
            await _answer(context);
        });
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    /// <summary>The example of Slack's own documentation.</summary>
    [Fact]
    public async Task SignsAsSlackDoes()
    {
        await using var slack = await StartAsync(1);
        var ana = slack.AddPerson("ana");
        await ana.TypesAsync("/mentor a & b", slack.AddChannel("general", ana));

        var (headers, body) = _requests.Single();
        headers.ContentType.ToString().ShouldBe("application/x-www-form-urlencoded");
        body.ShouldContain("&command=%2Fmentor&text=a%20%26amp%3B%20b&");
        SlackSimulator.Signature(slack.SigningSecret, headers["X-Slack-Request-Timestamp"]!, body).ShouldBe(headers["X-Slack-Signature"].ToString());
        SlackSimulator.Signature(
            "8f742231b10e8888abcd99yyyzzz85a5",
            "1531420618",
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
            .ShouldBe("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    [Fact]
    public async Task ReadsTheAnswerAsTheAck()
    {
        await using var slack = await StartAsync(1);
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);

        _answer = context => context.Response.WriteAsync("plain words");
        (await ana.TypesAsync("/mentor", general)).Message!.Shown.ShouldBe("plain words");
        _answer = context => context.Response.WriteAsJsonAsync(new { text = "an object" });
        (await ana.TypesAsync("/mentor", general)).Message!.Shown.ShouldBe("an object");
        _answer = context => Task.FromResult(context.Response.StatusCode = 500);
        (await ana.TypesAsync("/mentor", general)).Error.ShouldBe("dispatch_failed");
    }

    [Fact]
    public async Task TellsThePersonWhenTheAnswerIsLate()
    {
        await using var slack = await StartAsync(0.1);
        var ana = slack.AddPerson("ana");
        var never = new TaskCompletionSource();
        _answer = _ => never.Task;
        (await ana.TypesAsync("/mentor", slack.AddChannel("general", ana))).Error.ShouldBe("operation_timeout");
        never.SetResult();
    }

    [Fact]
    public async Task PostsEventsAgainUntilTheyAreTakenOrNotWanted()
    {
        await using var slack = await StartAsync(1);
        var ana = slack.AddPerson("ana");
        _answer = context => Task.FromResult(context.Response.StatusCode = 503);
        ana.Says("hi");
        await slack.WaitUntilAsync("it came four times", () => _requests.Count == 4);
        _requests.Select(request => request.Headers["x-slack-retry-num"].ToString()).ShouldBe(["", "1", "2", "3"]);
        _requests.Skip(1).Select(request => request.Headers["x-slack-retry-reason"].ToString()).Distinct().ShouldBe(["http_error"]);
        _requests.Select(request => request.Body).Distinct().Count().ShouldBe(1);

        _requests.Clear();
        _answer = context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers["x-slack-no-retry"] = "1";
            return Task.CompletedTask;
        };
        ana.Says("no more");
        await slack.WaitUntilAsync("it came", () => !_requests.IsEmpty);
        ana.Says("the next");
        await slack.WaitUntilAsync("the next came", () => _requests.Any(request => request.Body.Contains("the next", StringComparison.Ordinal)));
        _requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task KnowsAnAppThatDoesNotCheck()
    {
        await using var slack = await StartAsync(1);
        (await slack.PostsForgedAsync("{}", secret: "wrong")).ShouldBe(HttpStatusCode.OK);
        (await slack.VerifiesUrlAsync()).ShouldBeFalse();
        _answer = context => context.Response.WriteAsync("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        (await slack.VerifiesUrlAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task LosesAnswersAndPostsEventsTwice()
    {
        await using var slack = await StartAsync(1);
        var ana = slack.AddPerson("ana");
        slack.Faults.LostAnswers = 1;
        (await ana.TypesAsync("/mentor", slack.AddChannel("general", ana))).Error.ShouldBe("dispatch_failed");
        _requests.Count.ShouldBe(1);

        slack.Faults.Clear();
        slack.Faults.Duplicates = 1;
        ana.Says("hi");
        await slack.WaitUntilAsync("it came twice", () => _requests.Count == 3 && slack.PendingAcks == 0);
        _requests.Skip(1).Select(request => request.Body).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task PostsAnythingOnceMoreAsARequestOfItsOwn()
    {
        await using var slack = await StartAsync(1);
        var ana = slack.AddPerson("ana");
        slack.Faults.DuplicatesUnderNewId = 1;
        _answer = context => context.Response.WriteAsync(_requests.Count == 1 ? "Once" : "Twice");
        var typed = await ana.TypesAsync("/mentor", slack.AddChannel("general", ana));
        await slack.WaitUntilAsync("it came twice", () => _requests.Count == 2 && slack.PendingAcks == 0);
        typed.Message!.Text.ShouldBe("Once");
        _requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem().ShouldContain($"trigger_id={typed.TriggerId}");

        _requests.Clear();
        ana.Says("hi");
        await slack.WaitUntilAsync("it came twice", () => _requests.Count == 2 && slack.PendingAcks == 0);
        _requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem();
        _requests.ShouldAllBe(request => !request.Headers.ContainsKey("x-slack-retry-num"));
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task HearsNothingOfAnAppThatIsLost()
    {
        await using var slack = await StartAsync(1);
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        var answer = new TaskCompletionSource();
        _answer = _ => answer.Task;
        var typing = ana.TypesAsync("/mentor", general);
        ana.Says("hi");
        await slack.WaitUntilAsync("both are there", () => _requests.Count == 2);
        slack.LoseApp(() => { });
        answer.SetResult();

        (await typing).Error.ShouldBe("dispatch_failed");
        (await ana.TypesAsync("/mentor", general)).Error.ShouldBe("dispatch_failed");
        slack.UseHttp(new Uri(_app.Urls.Single()));
        ana.Says("hello");
        await slack.WaitUntilAsync("somebody is there again", () => _requests.Any(request => request.Body.Contains("hello", StringComparison.Ordinal)));
    }

    private async Task<SlackSimulator> StartAsync(double timeFactor)
    {
        var slack = await SlackSimulator.StartAsync(new SimulatorOptions { TimeFactor = timeFactor, RedeliverAfter = [TimeSpan.Zero, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)] });
        slack.UseHttp(new Uri(_app.Urls.Single()));
        return slack;
    }
}
