using System.Text.Json.Nodes;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What may be done with a response_url and what not.</summary>
public class ResponseUrlTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task WorksFiveTimesAndWithoutMembership()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var ben = slack.AddPerson("ben");
        var secret = slack.AddChannel("secret", withBot: false, isPrivate: true, ana, ben);
        await using var client = await RawClient.ConnectAsync(slack);
        var done = await Command(ana, secret, client, payload: null);

        (await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = secret.Id, ["text"] = "no" }))["error"]!.GetValue<string>().ShouldBe("channel_not_found");
        foreach (var number in Enumerable.Range(1, 5))
        {
            (await client.RespondAsync(done.ResponseUrl!, new JsonObject { ["text"] = $"Number {number}", ["response_type"] = number == 5 ? "in_channel" : "ephemeral" })).Status.ShouldBe(200);
        }

        var (status, body) = await client.RespondAsync(done.ResponseUrl!, new JsonObject { ["text"] = "Number 6" });
        status.ShouldBe(404);
        body["error"]!.GetValue<string>().ShouldBe("used_url");
        ana.Sees(secret).Count.ShouldBe(5);
        ben.Sees(secret).Select(message => message.Shown).ShouldBe(["Number 5"]);
    }

    [Fact]
    public async Task WorksForHalfAnHour()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Time = _time });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);
        var done = await Command(ana, general, client, payload: null);

        _time.Advance(TimeSpan.FromMinutes(29));
        (await client.RespondAsync(done.ResponseUrl!, new JsonObject { ["text"] = "In time" })).Status.ShouldBe(200);
        _time.Advance(TimeSpan.FromMinutes(2));
        (await client.RespondAsync(done.ResponseUrl!, new JsonObject { ["text"] = "Late" })).Body["error"]!.GetValue<string>().ShouldBe("expired_url");
        (await client.RespondAsync(done.ResponseUrl + "0", new JsonObject { ["text"] = "Forged" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task ReplacesAndDeletesTheMessageThatWasPressedIn()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);
        var message = (await Command(ana, general, client, Buttons("Ask", "Yes"))).Message!;

        var pressing = ana.PressAsync(message, "Yes");
        var payload = await client.TakeAsync();
        var url = (await pressing).ResponseUrl!;
        payload["container"]!["is_ephemeral"]!.GetValue<bool>().ShouldBeTrue();
        payload["actions"]![0]!["value"]!.GetValue<string>().ShouldBe("Yes-value");
        payload["response_url"]!.GetValue<string>().ShouldBe(url);

        await client.RespondAsync(url, new JsonObject { ["replace_original"] = true, ["text"] = "Done" });
        message.Shown.ShouldBe("Done");
        message.Buttons.ShouldBeEmpty();
        await client.RespondAsync(url, new JsonObject { ["replace_original"] = false, ["text"] = "Beside" });
        ana.Sees(general).Count.ShouldBe(2);
        await client.RespondAsync(url, new JsonObject { ["delete_original"] = "true" });
        ana.Sees(general).Select(one => one.Shown).ShouldBe(["Beside"]);
    }

    [Fact]
    public async Task AnswersInAThread()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);
        var said = ana.Says("Look", general);

        var using_ = ana.UsesShortcutAsync("save", said);
        var payload = await client.TakeAsync();
        payload["message"]!["text"]!.GetValue<string>().ShouldBe("Look");
        var done = await using_;
        await client.RespondAsync(done.ResponseUrl!, new JsonObject { ["text"] = "Saved", ["response_type"] = "in_channel", ["replace_original"] = false, ["thread_ts"] = said.Ts });
        general.FromBot.Single().ThreadTs.ShouldBe(said.Ts);
    }

    [Fact]
    public async Task RefusesBadBlocksWhereverTheyComeFrom()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);
        var bad = RawClient.Blocks("""[{"type":"section"}]""");

        var done = await Command(ana, general, client, new JsonObject { ["text"] = "hi", ["blocks"] = bad.DeepClone() });
        done.Error.ShouldBe("invalid_blocks");
        done.Message.ShouldBeNull();
        (await client.RespondAsync(done.ResponseUrl!, new JsonObject { ["blocks"] = bad.DeepClone() })).Body["error"]!.GetValue<string>().ShouldBe("invalid_blocks");
        slack.Refusals.Select(refusal => refusal.ToString()).ShouldBe(
        [
            "/mentor: invalid_blocks [ERROR] missing required field: text [json-pointer:/blocks/0]",
            "response_url: invalid_blocks [ERROR] missing required field: text [json-pointer:/blocks/0]",
        ]);
    }

    [Fact]
    public async Task NotesEveryMentionOfEverybody()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);

        await Command(ana, general, client, new JsonObject { ["text"] = "&lt;!channel&gt; is safe" });
        slack.Broadcasts.ShouldBeEmpty();
        await Command(ana, general, client, new JsonObject { ["text"] = "<!channel> is not" });
        await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = general.Id, ["text"] = "a", ["blocks"] = RawClient.Blocks("""[{"type":"section","text":{"type":"mrkdwn","text":"<!here|here>"}},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"everyone"}]}]}]""") });
        slack.Broadcasts.Select(one => one.Text).ShouldBe(["<!channel> is not", "<!here|here>", "<!everyone>"]);
    }

    private static JsonObject Buttons(string text, string button) => new()
    {
        ["text"] = text,
        ["blocks"] = new JsonArray(new JsonObject
        {
            ["type"] = "actions",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = button }, ["value"] = $"{button}-value" }),
        }),
    };

    private static async Task<SlackInteraction> Command(SlackPerson person, SlackChannel channel, RawClient client, JsonObject? payload)
    {
        var typing = person.TypesAsync("/mentor", channel);
        await client.TakeAsync(payload);
        return await typing;
    }
}
