using System.Text.Json.Nodes;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>A slash command on its way to an app and back.</summary>
public class CommandTests
{
    [Fact]
    public async Task ShowsThePersonAloneWhatTheAckSays()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var ben = slack.AddPerson("ben");
        var general = slack.AddChannel("general", ana, ben);
        await using var client = await RawClient.ConnectAsync(slack);

        var typing = ana.TypesAsync("/mentor pair @ben in #general", general);
        var command = await client.TakeAsync(new JsonObject { ["text"] = "You and <@" + ben.Id + "> are a pair &amp; more." });
        var answer = await typing;

        command["command"]!.GetValue<string>().ShouldBe("/mentor");
        command["text"]!.GetValue<string>().ShouldBe($"pair <@{ben.Id}|ben> in <#{general.Id}|general>");
        command["channel_id"]!.GetValue<string>().ShouldBe(general.Id);
        command["channel_name"]!.GetValue<string>().ShouldBe("general");
        command["user_id"]!.GetValue<string>().ShouldBe(ana.Id);
        command["is_enterprise_install"]!.GetValue<string>().ShouldBe("false");
        answer.Message!.Shown.ShouldBe("You and @ben are a pair & more.");
        ana.Sees(general).ShouldBe([answer.Message]);
        ben.Sees(general).ShouldBeEmpty();
        slack.AckLatency.Count.ShouldBe(1);
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task TellsThePersonWhenNobodyAcknowledges()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { TimeFactor = 0.05 });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);

        (await ana.TypesAsync("/mentor", general)).Error.ShouldBe("dispatch_failed");

        await using var client = await RawClient.ConnectAsync(slack);
        (await ana.TypesAsync("/mentor", general)).Error.ShouldBe("operation_timeout");

        var late = await client.ReadAsync();
        await client.AckAsync(late, new JsonObject { ["text"] = "Too late" });
        (await client.PostAsync("auth.test", [])).ToJsonString().ShouldContain("\"ok\":true");
        ana.Sees(general).ShouldBeEmpty();
    }

    [Fact]
    public async Task PostsWhatIsForTheChannelWithWhatWasTyped()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var ben = slack.AddPerson("ben");
        var general = slack.AddChannel("general", ana, ben);
        await using var client = await RawClient.ConnectAsync(slack);

        var typing = ana.TypesAsync("/mentor share", general);
        await client.TakeAsync(new JsonObject { ["response_type"] = "in_channel", ["text"] = "For all" });
        await typing;

        ben.Sees(general).Select(message => message.Shown).ShouldBe(["/mentor share", "For all"]);
    }

    [Fact]
    public async Task PostsAMessageAndFindsItByItsMetadata()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = new RawClient(slack);

        var posted = await client.PostAsync("chat.postMessage", new JsonObject
        {
            ["channel"] = ana.Id,
            ["text"] = "Hello",
            ["metadata"] = new JsonObject { ["event_type"] = "nudge", ["event_payload"] = new JsonObject { ["key"] = "42" } },
        });

        var direct = slack.DirectWith(ana);
        posted["channel"]!.GetValue<string>().ShouldBe(direct.Id);
        direct.FromBot.Single().Shown.ShouldBe("Hello");
        var bare = await client.FormAsync("conversations.history", ("channel", direct.Id));
        bare["messages"]![0]!["metadata"]!.ToJsonString().ShouldBe("""{"event_type":"nudge"}""");
        var full = await client.FormAsync("conversations.history", ("channel", direct.Id), ("include_all_metadata", "true"));
        full["messages"]![0]!["metadata"]!["event_payload"]!["key"]!.GetValue<string>().ShouldBe("42");
    }

    [Fact]
    public async Task LooksAtEachPayloadOnceInABenchmarkAndKeepsNothing()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Acks = AckValidation.FirstOfEachPayload, Remembers = false });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = await RawClient.ConnectAsync(slack);
        var good = new JsonObject { ["text"] = "hi", ["blocks"] = RawClient.Blocks("""[{"type":"header","text":{"type":"plain_text","text":"hi"}}]""") };
        var bad = new JsonObject { ["text"] = "hi", ["blocks"] = RawClient.Blocks("""[{"type":"header","text":{"type":"mrkdwn","text":"hi"}}]""") };

        foreach (var (payload, error) in ((JsonObject, string?)[])[(good, null), (good, null), (bad, "invalid_blocks"), (good, null), (bad, "invalid_blocks")])
        {
            var typing = ana.TypesAsync("/mentor", general);
            await client.TakeAsync((JsonObject)payload.DeepClone());
            (await typing).Error.ShouldBe(error);
        }

        slack.PostedMessages.ShouldBe(3);
        ana.Sees(general).ShouldBeEmpty();
        slack.Refusals.Count.ShouldBe(2);
        slack.DeliveredPayloads.ShouldBe(5);
    }

    [Fact]
    public async Task KnowsTheCommandsOfTheManifestAndWhatIsNotToBeEscaped()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Commands = ["/mentor"], ShouldEscape = false });
        var ana = slack.AddPerson("ana");
        var direct = slack.DirectWith(ana);
        await using var client = await RawClient.ConnectAsync(slack);

        (await ana.TypesAsync("/other", direct)).Error.ShouldBe("unknown_command");
        var typing = ana.TypesAsync("/mentor ask @ana <now>", direct);
        var command = await client.TakeAsync();
        await typing;
        command["text"]!.GetValue<string>().ShouldBe("ask @ana &lt;now&gt;");
        command["channel_name"]!.GetValue<string>().ShouldBe("directmessage");
    }
}
