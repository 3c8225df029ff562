using System.Net;
using System.Text.Json.Nodes;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Slack's own framework, which this project did not write, takes the simulator for Slack.</summary>
public class BoltTests
{
    [Fact]
    public async Task AnswersACommandAndItsButton()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", withBot: false, isPrivate: false, ana);
        await using var bot = await StartAsync(slack);

        var answer = await ana.TypesAsync("/note twice", general);
        answer.Message!.Shown.ShouldBe("You said *twice*\nMore");
        await ana.WaitForAsync(general, "And once more");

        (await ana.PressAsync(answer.Message, "More")).Error.ShouldBeNull();
        await slack.WaitUntilAsync("the message is replaced", () => answer.Message.Shown == "More for @ana");
        ana.Sees(general).Count.ShouldBe(2);
        ShouldBeClean(slack);
    }

    [Fact]
    public async Task OpensAFormShowsItsErrorsAndTakesIt()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await StartAsync(slack);

        await ana.TypesAsync("/note new", general);
        var form = await ana.WaitForModalAsync("Note");
        (await ana.SubmitsAsync(form)).Error.ShouldBe("invalid_input");
        form.Errors["title"].ShouldBe("Please complete this required field.");

        ana.Fills(form, "Title", "ab");
        await ana.SubmitsAsync(form);
        form.Errors["title"].ShouldBe("Three letters at least, please.");
        ana.Modal.ShouldBe(form);

        var found = await ana.SearchesAsync(form, "Kind", "big");
        found.Options.Single()["text"]!["text"]!.GetValue<string>().ShouldBe("Kind big");
        ana.Fills(form, "Kind", "big");
        ana.Fills(form, "Title", "Ask for help");
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        ana.Modal.ShouldBeNull();
        await ana.WaitForDirectAsync("Saved Ask for help as big");
        ShouldBeClean(slack);
    }

    [Fact]
    public async Task OpensAFormByShortcutsAndHearsThatItWasClosed()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await StartAsync(slack);

        (await ana.UsesShortcutAsync("note_global")).Error.ShouldBeNull();
        var form = await ana.WaitForModalAsync();
        (await ana.ClosesAsync(form))!.Error.ShouldBeNull();
        await ana.WaitForDirectAsync("Not saved");

        var said = ana.Says("Ship it", general);
        await ana.UsesShortcutAsync("note_message", said);
        await ana.WaitForAsync(general, "Noted: Ship it");
        ShouldBeClean(slack);
    }

    [Fact]
    public async Task PublishesAHomeAndTalks()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", withBot: false, isPrivate: false, ana);
        await using var bot = await StartAsync(slack);

        ana.OpensHome();
        await ana.WaitForHomeAsync("Welcome @ana");
        ana.OpensHome();
        ana.Says("good morning");
        await ana.WaitForDirectAsync("I heard good morning");

        ana.InvitesBot(general);
        await ana.WaitForAsync(general, "Hello everybody");
        var question = ana.Says("@mentorbot are you there?", general);
        var reply = await ana.WaitForAsync(general, "You called, @ana?");
        reply.ThreadTs.ShouldBe(question.Ts);
        ShouldBeClean(slack);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh")]
    [InlineData("abort")]
    [InlineData("half-open")]
    public async Task ComesBackAfterItsSocketIsGone(string how)
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Patience = TimeSpan.FromSeconds(60) });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await StartAsync(slack);

        var first = slack.OpenSockets.Single();
        switch (how)
        {
            case "warning":
                first.Warn();
                break;
            case "refresh":
                first.Refresh();
                break;
            case "abort":
                first.Abort();
                break;
            default:
                first.GoHalfOpen();
                break;
        }

        await slack.WaitUntilAsync("another socket is open", () => slack.OpenSockets.Any(socket => socket != first && socket.IsOpen));
        await slack.WaitUntilAsync("the first one is gone", () => !slack.OpenSockets.Contains(first));
        (await ana.TypesAsync("/note again", general)).Message!.Shown.ShouldStartWith("You said *again*");
    }

    [Fact]
    public async Task GetsWhatHappenedWhileItWasAway()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        ana.Says("anybody?");
        slack.UndeliveredEvents.ShouldBe(1);

        await using var bot = await StartAsync(slack);
        await ana.WaitForDirectAsync("I heard anybody?");
    }

    [Fact]
    public async Task ListensToSignedRequests()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = new NodeClient("slack/bot.mjs", [.. Tokens(slack), ("SLACK_SIGNING_SECRET", slack.SigningSecret), ("PORT", "0")]);
        var port = (await bot.ReadLineAsync()).Split(' ')[1];
        slack.UseHttp(new Uri($"http://127.0.0.1:{port}/slack/events"));

        (await slack.VerifiesUrlAsync()).ShouldBeTrue();
        (await slack.ChecksSslAsync()).ShouldBe(HttpStatusCode.OK);
        (await slack.PostsForgedAsync("{}", secret: "not-the-secret")).ShouldBe(HttpStatusCode.Unauthorized);
        (await slack.PostsForgedAsync("{}", age: TimeSpan.FromMinutes(6))).ShouldBe(HttpStatusCode.Unauthorized);

        var answer = await ana.TypesAsync("/note & more", general);
        answer.Message!.Shown.ShouldBe("You said *& more*\nMore");
        await ana.PressAsync(answer.Message, "More");
        await slack.WaitUntilAsync("the message is replaced", () => answer.Message.Shown == "More for @ana");
        ana.Says("good morning");
        await ana.WaitForDirectAsync("I heard good morning");
        await ana.UsesShortcutAsync("note_global");
        var form = await ana.WaitForModalAsync();
        ana.Fills(form, "Title", "ab");
        await ana.SubmitsAsync(form);
        form.Errors["title"].ShouldBe("Three letters at least, please.");
    }

    [Fact]
    public async Task CallsTheWebApi()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana", "Asia/Kolkata");
        slack.AddPerson("ben");
        var general = slack.AddChannel("general", ana);
        await using var client = new NodeClient("slack/calls.mjs", [.. Tokens(slack), ("CHANNEL", general.Id), ("USER", ana.Id)]);

        var said = (await client.ReadToEndAsync()).Select(line => JsonNode.Parse(line)!).ToDictionary(line => (string)line["what"]!);

        Result(said, "auth")["bot_id"]!.GetValue<string>().ShouldBe(slack.BotId);
        Result(said, "auth")["response_metadata"]!["scopes"]!.AsArray().Select(scope => (string)scope!).ShouldContain("chat:write");
        Result(said, "post")["message"]!["blocks"]![0]!["block_id"]!.GetValue<string>().ShouldNotBeEmpty();
        said["invalid"]["error"]!.GetValue<string>().ShouldBe("invalid_blocks");
        said["invalid"]["messages"]![0]!.GetValue<string>().ShouldBe("[ERROR] must be of type plain_text [json-pointer:/blocks/0/text]");
        Result(said, "history")["messages"]![0]!["metadata"]!["event_payload"]!["key"]!.GetValue<string>().ShouldBe("1");
        Result(said, "user")["user"]!["tz"]!.GetValue<string>().ShouldBe("Asia/Kolkata");
        Result(said, "user")["user"]!["tz_offset"]!.GetValue<int>().ShouldBe(19_800);
        Result(said, "user")["user"]!["locale"]!.GetValue<string>().ShouldBe("en-US");
        said["missing"]["error"]!.GetValue<string>().ShouldBe("missing_scope");
        said["missing"]["needed"]!.GetValue<string>().ShouldBe("mpim:read");
        general.Messages.Single(message => message.Files.Count > 0).Files.Single().Text.ShouldBe("Day 1: ask");
        said["members"]["result"]!.AsArray().Select(name => (string)name!).ShouldBe(["mentorbot", "ana", "ben"]);
        said["limit"]["error"]!.GetValue<string>().ShouldBe("slack_webapi_rate_limited_error");
        said["limit"]["retryAfter"]!.GetValue<int>().ShouldBe(1);
        said["waits"]["result"].ShouldNotBeNull();
        slack.RateLimited.ShouldBeGreaterThanOrEqualTo(1);
        slack.Refusals.Select(refusal => refusal.Error).ShouldBe(["invalid_blocks", "missing_scope"]);
    }

    private static (string Name, string Value)[] Tokens(SlackSimulator slack) => [("SLACK_API_URL", slack.ApiUrl.ToString()), ("SLACK_BOT_TOKEN", slack.BotToken)];

    private static async Task<NodeClient> StartAsync(SlackSimulator slack)
    {
        var bot = new NodeClient("slack/bot.mjs", [.. Tokens(slack), ("SLACK_APP_TOKEN", slack.AppToken)]);
        (await bot.ReadLineAsync()).ShouldStartWith("up");
        await slack.WaitForSocketsAsync();
        return bot;
    }

    private static void ShouldBeClean(SlackSimulator slack)
    {
        slack.Refusals.ShouldBeEmpty();
        slack.Violations.ShouldBeEmpty();
        slack.Broadcasts.ShouldBeEmpty();
        slack.Timeouts.ShouldBe(0);
    }

    private static JsonNode Result(Dictionary<string, JsonNode> said, string what) => said[what]["result"] ?? throw new InvalidOperationException(said[what].ToJsonString());
}
