using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The Web API refuses what Slack's refuses, with the same words.</summary>
public class WebApiTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task ReadsFormsEverywhereAndJsonWhereSlackDoes()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = new RawClient(slack);

        Error(await client.PostAsync("users.info", new JsonObject { ["user"] = ana.Id })).ShouldBe("user_not_found");
        (await client.FormAsync("users.info", ("user", ana.Id)))["user"]!["name"]!.GetValue<string>().ShouldBe("ana");
        (await client.FormAsync("chat.postMessage", ("channel", ana.Id), ("blocks", """[{"type":"divider"}]""")))["warning"]!.GetValue<string>().ShouldBe("missing_text_in_message");
        Error(await client.FormAsync("chat.postMessage", ("channel", ana.Id), ("blocks", "[nonsense"))).ShouldBe("invalid_blocks_format");
        Error(await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = ana.Id })).ShouldBe("no_text");
        Error(await client.PostAsync("chat.dance", [])).ShouldBe("unknown_method");
        Error(await client.PostAsync("auth.test", [], "xoxb-wrong")).ShouldBe("invalid_auth");
        Error(await client.PostAsync("auth.test", [], slack.AppToken)).ShouldBe("not_allowed_token_type");
        slack.Calls[1]["user"].ShouldBe(ana.Id);

        using var bare = new HttpRequestMessage(HttpMethod.Post, "chat.postMessage") { Content = new StringContent("hello") };
        bare.Headers.Authorization = new AuthenticationHeaderValue("Bearer", slack.BotToken);
        var (response, body) = await client.SendRawAsync(bare);
        Error(body).ShouldBe("invalid_post_type");
        response.Headers.GetValues("x-oauth-scopes").Single().ShouldContain("chat:write");
        response.Headers.GetValues("x-slack-req-id").Single().ShouldNotBeEmpty();
        response.Dispose();
    }

    [Fact]
    public async Task MindsScopesMembershipAndArchives()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Scopes = ["chat:write"] });
        var ana = slack.AddPerson("ana");
        var open = slack.AddChannel("open", withBot: false, isPrivate: false, ana);
        var hidden = slack.AddChannel("hidden", withBot: false, isPrivate: true, ana);
        var old = slack.AddChannel("old", ana);
        var quiet = slack.AddChannel("quiet", ana);
        quiet.Restriction = "restricted_action";
        ana.Archives(old);
        await using var client = new RawClient(slack);

        Error(await Post(open.Id)).ShouldBe("not_in_channel");
        Error(await Post(hidden.Id)).ShouldBe("channel_not_found");
        Error(await Post(old.Id)).ShouldBe("is_archived");
        Error(await Post(quiet.Id)).ShouldBe("restricted_action");
        Error(await Post("C0NOWHERE")).ShouldBe("channel_not_found");
        ana.InvitesBot(open);
        (await Post(open.Id))["ok"]!.GetValue<bool>().ShouldBeTrue();
        var refused = await client.FormAsync("users.info", ("user", ana.Id));
        Error(refused).ShouldBe("missing_scope");
        refused["needed"]!.GetValue<string>().ShouldBe("users:read");
        refused["provided"]!.GetValue<string>().ShouldBe("chat:write");

        Task<JsonObject> Post(string channel) => client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = channel, ["text"] = "hi" });
    }

    [Fact]
    public async Task PostsUpdatesAndDeletesByTheRules()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = new RawClient(slack);
        var posted = await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = general.Id, ["text"] = "one", ["blocks"] = RawClient.Blocks("""[{"type":"section","text":{"type":"mrkdwn","text":"*one*"}}]"""), ["metadata"] = Metadata("a") });
        var ts = posted["ts"]!.GetValue<string>();
        var message = general.FromBot.Single();

        await Update(new JsonObject { ["metadata"] = Metadata("b") });
        message.Shown.ShouldBe("*one*");
        message.Metadata!["event_payload"]!["key"]!.GetValue<string>().ShouldBe("b");
        await Update(new JsonObject { ["text"] = "two" });
        message.Blocks.ShouldBeNull();
        message.Shown.ShouldBe("two");
        Error(await Update(new JsonObject { ["text"] = new string('x', 4_001) })).ShouldBe("msg_too_long");
        Error(await Update([])).ShouldBe("no_text");
        Error(await client.PostAsync("chat.update", new JsonObject { ["channel"] = general.Id, ["ts"] = "1.000001", ["text"] = "x" })).ShouldBe("message_not_found");
        var said = ana.Says("mine", general);
        Error(await client.PostAsync("chat.update", new JsonObject { ["channel"] = general.Id, ["ts"] = said.Ts, ["text"] = "x" })).ShouldBe("cant_update_message");
        Error(await client.PostAsync("chat.delete", new JsonObject { ["channel"] = general.Id, ["ts"] = said.Ts })).ShouldBe("cant_delete_message");
        (await client.FormAsync("chat.getPermalink", ("channel", general.Id), ("message_ts", ts)))["permalink"]!.GetValue<string>().ShouldBe($"https://acme.slack.com/archives/{general.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}");
        await client.PostAsync("chat.delete", new JsonObject { ["channel"] = general.Id, ["ts"] = ts });
        general.FromBot.ShouldBeEmpty();

        var cut = await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = general.Id, ["text"] = new string('x', 40_001) });
        cut["message"]!["text"]!.GetValue<string>().Length.ShouldBe(40_000);
        cut["warning"]!.GetValue<string>().ShouldBe("message_truncated");
        Error(await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = general.Id, ["text"] = "x", ["metadata"] = new JsonObject { ["event_type"] = "a b", ["event_payload"] = new JsonObject() } })).ShouldBe("invalid_metadata_schema");
        ana.Archives(general);
        Error(await client.PostAsync("chat.update", new JsonObject { ["channel"] = general.Id, ["ts"] = ts, ["text"] = "x" })).ShouldBe("is_inactive");

        Task<JsonObject> Update(JsonObject with)
        {
            with["channel"] = general.Id;
            with["ts"] = ts;
            return client.PostAsync("chat.update", with);
        }
    }

    [Fact]
    public async Task ShowsEphemeralMessagesToOnePersonAndThreadsUnderTheirParent()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var ben = slack.AddPerson("ben");
        var general = slack.AddChannel("general", ana);
        await using var client = new RawClient(slack);

        Error(await Whisper(ben)).ShouldBe("user_not_in_channel");
        var whispered = await Whisper(ana);
        ana.Sees(general).Single().Shown.ShouldBe("psst");
        ben.Sees(general).ShouldBeEmpty();
        Error(await client.PostAsync("chat.update", new JsonObject { ["channel"] = general.Id, ["ts"] = whispered["message_ts"]!.GetValue<string>(), ["text"] = "x" })).ShouldBe("message_not_found");

        var parent = ana.Says("question", general);
        var reply = await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = general.Id, ["text"] = "answer", ["thread_ts"] = parent.Ts });
        Error(await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = general.Id, ["text"] = "x", ["thread_ts"] = reply["ts"]!.GetValue<string>() })).ShouldBe("cannot_reply_to_message");
        (await client.FormAsync("conversations.history", ("channel", general.Id)))["messages"]!.AsArray().Count.ShouldBe(1);
        (await client.FormAsync("conversations.replies", ("channel", general.Id), ("ts", parent.Ts)))["messages"]!.AsArray().Select(one => (string)one!["text"]!).ShouldBe(["question", "answer"]);

        Task<JsonObject> Whisper(SlackPerson to) => client.PostAsync("chat.postEphemeral", new JsonObject { ["channel"] = general.Id, ["user"] = to.Id, ["text"] = "psst" });
    }

    [Fact]
    public async Task ReadsMarkupInTextObjectsAndNoneInRichText()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = new RawClient(slack);

        (await client.FormAsync("chat.postMessage", ("channel", general.Id), ("text", "R &amp; D"), ("blocks",
            """[{"type":"section","text":{"type":"mrkdwn","text":"R &amp; D"}},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"R &amp; D"}]}]}]""")))["ok"]!.GetValue<bool>().ShouldBeTrue();

        ana.Sees(general).Single().Shown.ShouldBe("R & D\nR &amp; D");
    }

    [Fact]
    public async Task OpensListsAndPages()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Scopes = [.. SimulatorOptions.ManifestScopes, "channels:join"] });
        var ana = slack.AddPerson("ana");
        var gone = slack.AddPerson("gone");
        gone.IsDeleted = true;
        slack.AddChannel("a");
        slack.AddChannel("b", withBot: false, isPrivate: true);
        slack.AddChannel("c", withBot: false, isPrivate: false, ana);
        await using var client = new RawClient(slack);

        var opened = await client.PostAsync("conversations.open", new JsonObject { ["users"] = ana.Id });
        opened["already_open"].ShouldBeNull();
        (await client.PostAsync("conversations.open", new JsonObject { ["users"] = ana.Id }))["already_open"]!.GetValue<bool>().ShouldBeTrue();
        Error(await client.PostAsync("conversations.open", new JsonObject { ["users"] = gone.Id })).ShouldBe("user_disabled");
        Error(await client.PostAsync("conversations.open", new JsonObject { ["users"] = slack.BotUserId })).ShouldBe("cannot_dm_bot");
        Error(await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = gone.Id, ["text"] = "hi" })).ShouldBe("channel_not_found");

        (await Names("conversations.list", ("types", "public_channel,private_channel"))).ShouldBe(["a", "c"]);
        (await Names("users.conversations")).ShouldBe(["a"]);
        var c = slack.Channels.Single(channel => channel.Name == "c");
        await client.PostAsync("conversations.join", new JsonObject { ["channel"] = c.Id });
        (await client.PostAsync("conversations.join", new JsonObject { ["channel"] = c.Id }))["warning"]!.GetValue<string>().ShouldBe("already_in_channel");
        (await client.FormAsync("conversations.members", ("channel", c.Id)))["members"]!.AsArray().Count.ShouldBe(2);
        (await client.FormAsync("conversations.info", ("channel", c.Id), ("include_num_members", "true")))["channel"]!["num_members"]!.GetValue<int>().ShouldBe(2);

        var first = await client.FormAsync("users.list", ("limit", "2"));
        var cursor = first["response_metadata"]!["next_cursor"]!.GetValue<string>();
        var last = await client.FormAsync("users.list", ("limit", "2"), ("cursor", cursor));
        last["members"]!.AsArray().Select(member => (string)member!["name"]!).ShouldBe(["gone"]);
        last["response_metadata"]!["next_cursor"]!.GetValue<string>().ShouldBe("");
        Error(await client.FormAsync("users.list", ("cursor", "what"))).ShouldBe("invalid_cursor");

        async Task<string[]> Names(string method, params (string, string)[] fields) => [.. (await client.FormAsync(method, fields))["channels"]!.AsArray().Select(channel => (string)channel!["name"]!)];
    }

    [Fact]
    public async Task SaysHowLongToWait()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Time = _time });
        var ana = slack.AddPerson("ana");
        await using var client = new RawClient(slack);

        (await Until429("users.list")).ShouldBe((21, 60));
        (await Until429("chat.postMessage", ("channel", ana.Id), ("text", "hi"))).ShouldBe((4, 1));
        slack.RateLimited.ShouldBe(2);
        slack.Refusals.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await Until429("chat.postMessage", ("channel", ana.Id), ("text", "hi"))).Taken.ShouldBe(1);
        (await Until429("users.list")).ShouldBe((0, 59));
        _time.Advance(TimeSpan.FromSeconds(59));
        (await Until429("users.list")).Taken.ShouldBe(21);

        async Task<(int Taken, int Wait)> Until429(string method, params (string Name, string Value)[] fields)
        {
            for (var taken = 0; ; taken++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", slack.BotToken);
                var (response, body) = await client.SendRawAsync(request);
                using (response)
                {
                    if ((int)response.StatusCode == 429)
                    {
                        Error(body).ShouldBe("ratelimited");
                        return (taken, (int)response.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
                    }

                    body["ok"]!.GetValue<bool>().ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public async Task SchedulesMessagesWithinTheLimits()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Time = _time });
        var general = slack.AddChannel("general");
        await using var client = new RawClient(slack);
        var now = _time.GetUtcNow();

        Error(await Schedule(now.AddMinutes(-1))).ShouldBe("time_in_past");
        Error(await Schedule(now.AddDays(121))).ShouldBe("time_too_far");
        var first = await Schedule(now.AddHours(1));
        for (var more = 1; more < 30; more++)
        {
            (await Schedule(now.AddHours(1)))["ok"]!.GetValue<bool>().ShouldBeTrue();
        }

        Error(await Schedule(now.AddHours(1).AddMinutes(4))).ShouldBe("restricted_too_many");
        (await Schedule(now.AddHours(2), Metadata("a")))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await Delete(first))["ok"]!.GetValue<bool>().ShouldBeTrue();
        Error(await Delete(first)).ShouldBe("invalid_scheduled_message_id");
        (await client.PostAsync("chat.scheduledMessages.list", []))["scheduled_messages"]!.AsArray().Count.ShouldBe(30);
        _time.Advance(TimeSpan.FromHours(3));
        general.FromBot.Count.ShouldBe(29, "Slack never posts the one with metadata.");

        Task<JsonObject> Schedule(DateTimeOffset at, JsonObject? metadata = null) => client.PostAsync("chat.scheduleMessage", new JsonObject { ["channel"] = general.Id, ["text"] = "later", ["post_at"] = at.ToUnixTimeSeconds(), ["metadata"] = metadata });

        Task<JsonObject> Delete(JsonObject one) => client.PostAsync("chat.deleteScheduledMessage", new JsonObject { ["channel"] = general.Id, ["scheduled_message_id"] = one["scheduled_message_id"]!.GetValue<string>() });
    }

    [Fact]
    public async Task TellsOfPeopleAsTheyAre()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions
        {
            Scopes = [.. SimulatorOptions.ManifestScopes, "team:read"],
            Events = [.. SimulatorOptions.ManifestEvents, "team_join"],
        });
        var ana = slack.AddPerson("ana", "America/New_York");
        await using var client = await RawClient.ConnectAsync(slack);

        ana.Changes(person => person.TimeZone = "Asia/Tokyo");
        (await client.TakeAsync())["event"]!["user"]!["tz"]!.GetValue<string>().ShouldBe("Asia/Tokyo");
        var ben = slack.Welcome("ben", timeZone: null);
        (await client.TakeAsync())["event"]!["user"]!["id"]!.GetValue<string>().ShouldBe(ben.Id);
        var user = (await client.FormAsync("users.info", ("user", ben.Id)))["user"]!;
        user["tz"].ShouldBeNull();
        user["locale"].ShouldBeNull();
        (await client.FormAsync("team.info"))["team"]!["name"]!.GetValue<string>().ShouldBe("Acme");
    }

    private static string? Error(JsonObject answer) => (string?)answer["error"];

    private static JsonObject Metadata(string key) => new() { ["event_type"] = "test", ["event_payload"] = new JsonObject { ["key"] = key } };
}
