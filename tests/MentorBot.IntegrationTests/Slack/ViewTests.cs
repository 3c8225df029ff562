using System.Text.Json.Nodes;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Modals and homes: triggers, the stack, hashes, and what becomes of a submission.</summary>
public class ViewTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task TakesATriggerOnceAndForThreeSeconds()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Time = _time });
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);

        var trigger = await Trigger(ana, client);
        (await Open(client, trigger, Modal("One")))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await Open(client, trigger, Modal("Two")))["error"]!.GetValue<string>().ShouldBe("exchanged_trigger_id");
        (await Open(client, "made.up", Modal("Two")))["error"]!.GetValue<string>().ShouldBe("invalid_trigger_id");
        trigger = await Trigger(ana, client);
        _time.Advance(TimeSpan.FromSeconds(3.1));
        (await Open(client, trigger, Modal("Two")))["error"]!.GetValue<string>().ShouldBe("expired_trigger_id");
        ana.Modal!.Title.ShouldBe("One");
    }

    [Fact]
    public async Task StacksThreeAndGoesBack()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);
        await Open(client, await Trigger(ana, client), Modal("One"));

        foreach (var title in (string[])["Two", "Three"])
        {
            var pushed = await client.PostAsync("views.push", new JsonObject { ["trigger_id"] = await Press(ana, client), ["view"] = Modal(title) });
            pushed["view"]!["previous_view_id"].ShouldNotBeNull();
            pushed["view"]!["root_view_id"]!.GetValue<string>().ShouldBe(ana.Modals[0].Id);
        }

        (await client.PostAsync("views.push", new JsonObject { ["trigger_id"] = await Press(ana, client), ["view"] = Modal("Four") }))["error"]!.GetValue<string>().ShouldBe("push_limit_reached");
        (await client.PostAsync("views.push", new JsonObject { ["trigger_id"] = await Trigger(ana, client), ["view"] = Modal("Four") }))["error"]!.GetValue<string>().ShouldBe("invalid_trigger_id");
        ana.Modals.Select(view => view.Title).ShouldBe(["One", "Two", "Three"]);

        var three = ana.Modal!;
        await Submit(ana, client, payload: null);
        ana.Modal!.Title.ShouldBe("Two");
        (await client.PostAsync("views.update", new JsonObject { ["view_id"] = three.Id, ["view"] = Modal("Late") }))["error"]!.GetValue<string>().ShouldBe("not_found");
        await Submit(ana, client, new JsonObject { ["response_action"] = "clear" });
        ana.Modals.ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepsValuesWhereTheIdsStayAndMindsTheHash()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);
        var opened = await Open(client, await Trigger(ana, client), Modal("One", "why", "how"));
        var view = ana.Modal!;
        ana.Fills(view, "why", "Because");
        ana.Fills(view, "how", "So");

        var hash = opened["view"]!["hash"]!.GetValue<string>();
        (await Update(hash, Modal("Two", "why", "when")))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await Update(hash, Modal("Three")))["error"]!.GetValue<string>().ShouldBe("hash_conflict");
        view.Title.ShouldBe("Two");
        ana.Fills(view, "when", "Now");

        var (payload, _) = await Submit(ana, client, payload: null);
        payload["view"]!["state"]!["values"]!.ToJsonString().ShouldBe("""{"why":{"why":{"type":"plain_text_input","value":"Because"}},"when":{"when":{"type":"plain_text_input","value":"Now"}}}""");

        Task<JsonObject> Update(string with, JsonObject to) => client.PostAsync("views.update", new JsonObject { ["view_id"] = view.Id, ["hash"] = with, ["view"] = to });
    }

    [Fact]
    public async Task ShowsErrorsOfFieldsOnly()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);
        await Open(client, await Trigger(ana, client), Modal("One", "why"));
        var view = ana.Modal!;
        ana.Fills(view, "why", "Because");

        var (_, refused) = await Submit(ana, client, new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { ["when"] = "Not a field" } });
        refused.Error.ShouldBe("invalid_response_errors");
        slack.Refusals.Single().Messages.ShouldBe(["[ERROR] no input block: when [json-pointer:/errors/when]"]);
        (await Submit(ana, client, new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { ["why"] = "Say more" } })).Done.Error.ShouldBeNull();
        view.Errors["why"].ShouldBe("Say more");
        (await Submit(ana, client, new JsonObject { ["text"] = "A message is no answer to a form" })).Done.Error.ShouldBe("invalid_response_action");

        await Submit(ana, client, new JsonObject { ["response_action"] = "update", ["view"] = Modal("Working") });
        view.Title.ShouldBe("Working");
        view.Errors.ShouldBeEmpty();
        await Submit(ana, client, new JsonObject { ["response_action"] = "push", ["view"] = Modal("More") });
        ana.Modals.Select(one => one.Title).ShouldBe(["Working", "More"]);
    }

    [Fact]
    public async Task LeavesTheFormOpenWhenNobodyAcknowledges()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);
        await Open(client, await Trigger(ana, client), Modal("One"));
        (await ana.SubmitsAsync(ana.Modal!)).Error.ShouldBe("operation_timeout");
        ana.Modal.ShouldNotBeNull();
    }

    [Fact]
    public async Task RefusesWhatIsNotAViewOrTooLarge()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);

        var noSubmit = Modal("One", "why");
        noSubmit.Remove("submit");
        var refused = await Open(client, await Trigger(ana, client), noSubmit);
        refused["error"]!.GetValue<string>().ShouldBe("invalid_arguments");
        refused["response_metadata"]!["messages"]![0]!.GetValue<string>().ShouldBe("[ERROR] submit is required when an input is within blocks [json-pointer:/view]");

        var large = Modal("One");
        large["blocks"] = new JsonArray([.. Enumerable.Range(0, 90).Select(_ => new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = new string('x', 2_900) } })]);
        (await Open(client, await Trigger(ana, client), large))["error"]!.GetValue<string>().ShouldBe("view_too_large");

        var named = Modal("One");
        named["external_id"] = "mine";
        (await Open(client, await Trigger(ana, client), named))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await client.PostAsync("views.push", new JsonObject { ["trigger_id"] = await Press(ana, client), ["view"] = named.DeepClone() }))["error"]!.GetValue<string>().ShouldBe("duplicate_external_id");
        (await client.PostAsync("views.update", new JsonObject { ["external_id"] = "mine", ["view"] = Modal("Renamed") }))["ok"]!.GetValue<bool>().ShouldBeTrue();
        ana.Modal!.Title.ShouldBe("Renamed");
    }

    [Fact]
    public async Task PublishesAHomeWhichEventsThenBring()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);
        ana.OpensHome();
        (await client.TakeAsync())["event"]!["view"].ShouldBeNull();

        var published = await client.PostAsync("views.publish", new JsonObject { ["user_id"] = ana.Id, ["view"] = Home("Hi <@" + ana.Id + ">") });
        ana.Home!.Shown.ShouldBe("Hi @ana");
        ana.OpensHome();
        (await client.TakeAsync())["event"]!["view"]!["hash"]!.GetValue<string>().ShouldBe(published["view"]!["hash"]!.GetValue<string>());
        (await client.PostAsync("views.publish", new JsonObject { ["user_id"] = ana.Id, ["hash"] = "old", ["view"] = Home("Again") }))["error"]!.GetValue<string>().ShouldBe("hash_conflict");
        ana.OpensMessages();
        (await client.TakeAsync())["event"]!["tab"]!.GetValue<string>().ShouldBe("messages");
    }

    [Fact]
    public async Task ClosesTheWholeStackByTheX()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = await RawClient.ConnectAsync(slack);
        var told = Modal("One");
        told["notify_on_close"] = true;
        await Open(client, await Trigger(ana, client), told);
        var root = ana.Modal!.Id;
        await client.PostAsync("views.push", new JsonObject { ["trigger_id"] = await Press(ana, client), ["view"] = Modal("Two") });

        var closing = ana.ClosesAsync(ana.Modal!, byX: true);
        var payload = await client.TakeAsync();
        (await closing)!.Error.ShouldBeNull();
        payload["type"]!.GetValue<string>().ShouldBe("view_closed");
        payload["is_cleared"]!.GetValue<bool>().ShouldBeTrue();
        payload["view"]!["id"]!.GetValue<string>().ShouldBe(root);
        ana.Modals.ShouldBeEmpty();
    }

    private static JsonObject Home(string text) => new() { ["type"] = "home", ["blocks"] = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } }) };

    private static JsonObject Modal(string title, params string[] fields) => new()
    {
        ["type"] = "modal",
        ["title"] = Plain(title),
        ["submit"] = Plain("Save"),
        ["blocks"] = new JsonArray(
        [
            .. fields.Select(field => new JsonObject { ["type"] = "input", ["block_id"] = field, ["label"] = Plain(field), ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = field } }),
            new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = "more", ["text"] = Plain("More") }) },
        ]),
    };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    private static Task<JsonObject> Open(RawClient client, string trigger, JsonObject view) => client.PostAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view });

    private static async Task<string> Trigger(SlackPerson person, RawClient client)
    {
        var using_ = person.UsesShortcutAsync("start");
        await client.TakeAsync();
        return (await using_).TriggerId!;
    }

    private static async Task<string> Press(SlackPerson person, RawClient client)
    {
        var pressing = person.PressAsync(person.Modal!, "More");
        var payload = await client.TakeAsync();
        payload["container"]!["view_id"]!.GetValue<string>().ShouldBe(person.Modal!.Id);
        payload["response_url"].ShouldBeNull();
        return (await pressing).TriggerId!;
    }

    private static async Task<(JsonObject Payload, SlackInteraction Done)> Submit(SlackPerson person, RawClient client, JsonObject? payload)
    {
        var submitting = person.SubmitsAsync(person.Modal!);
        var got = await client.TakeAsync(payload);
        return (got, await submitting);
    }
}
