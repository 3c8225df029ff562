using System.Net.Http.Headers;
using System.Text;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The REST API refuses what Discord's refuses, with the same codes.</summary>
public class RestTests
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public async Task MindsHeadersTokensAndBodies()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var rest = new RawRest(discord);
        (await rest.SendAsync(HttpMethod.Get, "users/@me", json: null, token: "Bot wrong")).Status.ShouldBe(401);
        (await rest.SendAsync(HttpMethod.Get, "users/@me", json: null, token: discord.BotToken)).Status.ShouldBe(401);
        (await rest.SendAsync(HttpMethod.Get, "users/@me", json: null, agent: "curl/8.0")).Code.ShouldBe(40333);
        (await rest.SendAsync(HttpMethod.Post, "users/@me/channels", "{}", type: "text/plain")).Code.ShouldBe(50035);
        (await rest.GetAsync("nonsense")).Status.ShouldBe(404);
        (await rest.GetAsync("users/@me")).Json!["username"]!.GetValue<string>().ShouldBe("mentorbot");
        (await rest.SendAsync(HttpMethod.Get, $"webhooks/{discord.ApplicationId}/none/messages/@original", json: null, token: $"Bot {discord.BotToken}")).Code.ShouldBe(50027);
        discord.Violations.Single().Kind.ShouldBe("needless_token");
        discord.RevokesToken();
        (await rest.GetAsync("users/@me")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task MindsPermissions()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { RateFactor = 0 });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var general = acme.AddChannel("general");
        var hidden = acme.AddChannel("hidden");
        var quiet = acme.AddChannel("quiet");
        var thread = acme.AddThread(general, "talk");
        var forum = acme.AddForum("questions");
        hidden.Denies(acme.BotRole, DiscordPermissions.ViewChannel);
        quiet.Denies(discord.BotUser, DiscordPermissions.SendMessages);
        using var rest = new RawRest(discord);

        (await PostAsync("1")).ShouldBe(10003);
        (await PostAsync(hidden.Id)).ShouldBe(50001);
        (await PostAsync(quiet.Id)).ShouldBe(50013);
        (await PostAsync(forum.Id)).ShouldBe(40058);
        (await PostAsync(thread.Id)).ShouldBe(0);
        general.Denies(acme.Everyone, DiscordPermissions.SendMessagesInThreads);
        general.Denies(acme.BotRole, DiscordPermissions.SendMessagesInThreads);
        (await PostAsync(thread.Id)).ShouldBe(50013);
        general.Allows(acme.BotRole, DiscordPermissions.SendMessagesInThreads);
        thread.Archives();
        (await PostAsync(thread.Id)).ShouldBe(50083);
        thread.Locks();
        (await PostAsync(thread.Id)).ShouldBe(160005);

        var said = ana.Says("mine", general);
        (await rest.PatchAsync($"channels/{general.Id}/messages/{said.Id}", """{"content":"yours"}""")).Code.ShouldBe(50005);
        (await rest.DeleteAsync($"channels/{general.Id}/messages/{said.Id}")).Code.ShouldBe(50013);
        acme.BotRole.Permissions |= DiscordPermissions.ManageMessages;
        (await rest.DeleteAsync($"channels/{general.Id}/messages/{said.Id}")).Status.ShouldBe(204);
        (await rest.GetAsync($"channels/{general.Id}/messages/{said.Id}")).Code.ShouldBe(10008);
        acme.Deletes(general);
        (await PostAsync(general.Id)).ShouldBe(10003);
        (await rest.GetAsync("guilds/1")).Code.ShouldBe(10004);
        (await rest.GetAsync("users/1")).Code.ShouldBe(10013);
        (await rest.GetAsync($"guilds/{acme.Id}/members/{ana.Id}")).Json!["user"]!["username"]!.GetValue<string>().ShouldBe("ana");

        async Task<int> PostAsync(string channel) => (await rest.PostAsync($"channels/{channel}/messages", """{"content":"hi"}""")).Code;
    }

    [Fact]
    public async Task OpensDirectMessagesOnceAndMindsWhoTakesThem()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        using var rest = new RawRest(discord);
        var first = await rest.PostAsync("users/@me/channels", $$"""{"recipient_id":"{{ana.Id}}"}""");
        (await rest.PostAsync("users/@me/channels", $$"""{"recipient_id":"{{ana.Id}}"}""")).Id.ShouldBe(first.Id);
        (await PostAsync()).ShouldBe((200, 0));
        ana.Pings.Single().Content.ShouldBe("hi");
        ana.TakesDirectMessages = false;
        (await PostAsync()).ShouldBe((403, 50007));
        ana.TakesDirectMessages = true;
        ana.Leaves(acme);
        (await PostAsync()).ShouldBe((403, 50278));
        discord.InvalidRequests.ShouldBe(2);

        async Task<(int, int)> PostAsync()
        {
            var answer = await rest.PostAsync($"channels/{first.Id}/messages", """{"content":"hi"}""");
            return (answer.Status, answer.Code);
        }
    }

    [Fact]
    public async Task LimitsByBucketAndAltogether()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Time = _time });
        var acme = discord.AddGuild("Acme");
        var general = acme.AddChannel("general");
        var other = acme.AddChannel("other");
        using var rest = new RawRest(discord);
        for (var left = 4; left >= 0; left--)
        {
            var posted = await PostAsync(general);
            posted.Status.ShouldBe(200);
            posted.Headers["X-RateLimit-Remaining"].ShouldBe($"{left}");
        }

        var limited = await PostAsync(general);
        limited.Status.ShouldBe(429);
        limited.Json!.ToJsonString().ShouldBe("""{"message":"You are being rate limited.","retry_after":5,"global":false}""");
        limited.Headers["Retry-After"].ShouldBe("5");
        limited.Headers["X-RateLimit-Scope"].ShouldBe("user");
        limited.Headers["X-RateLimit-Reset-After"].ShouldBe("5.000");
        limited.Headers["X-RateLimit-Bucket"].ShouldBe((await PostAsync(other)).Headers["X-RateLimit-Bucket"]);
        _time.Advance(TimeSpan.FromSeconds(5));
        (await PostAsync(general)).Status.ShouldBe(200);

        for (var request = 0; request < 49; request++)
        {
            (await rest.GetAsync("gateway")).Status.ShouldBe(200);
        }

        for (var request = 0; request < 49; request++)
        {
            (await rest.GetAsync($"channels/{(request % 2 == 0 ? general : other).Id}")).Status.ShouldBe(200);
        }

        var global = await rest.GetAsync("users/@me");
        global.Headers["X-RateLimit-Scope"].ShouldBe("global");
        global.Headers["X-RateLimit-Global"].ShouldBe("true");
        global.Json!["global"]!.GetValue<bool>().ShouldBeTrue();

        Task<RawAnswer> PostAsync(DiscordChannel channel) => rest.PostAsync($"channels/{channel.Id}/messages", """{"content":"hi"}""");
    }

    [Fact]
    public async Task GoesWrongAsTold()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { InvalidRequestLimit = 3 });
        var general = discord.AddGuild("Acme").AddChannel("general");
        using var rest = new RawRest(discord);
        const string route = "POST /channels/{channel}/messages";
        discord.Faults.Next(route, FaultKind.SharedRateLimit);
        (await PostAsync()).Headers["X-RateLimit-Scope"].ShouldBe("shared");
        discord.Faults.Next(route, FaultKind.HiddenRateLimit);
        (await PostAsync()).Headers["X-RateLimit-Remaining"].ShouldBe("4");
        discord.Faults.Next(route, FaultKind.HtmlRateLimit);
        var page = await PostAsync();
        page.Json.ShouldBeNull();
        page.Headers.ContainsKey("Via").ShouldBeFalse();
        discord.Faults.Next(route, FaultKind.Error502);
        (await PostAsync()).Status.ShouldBe(502);
        discord.Faults.Next(route, new Fault(FaultKind.Refuse) { Status = 400, Code = 40003, Message = "You are opening direct messages too fast" });
        (await PostAsync()).Code.ShouldBe(40003);
        general.FromBot.ShouldBeEmpty();

        discord.Faults.Next(route, FaultKind.DropAfter);
        await Should.ThrowAsync<HttpRequestException>(PostAsync);
        var settled = await PostAsync();
        general.FromBot.Single().Id.ShouldBe(settled.Id);
        discord.Faults.Next(route, FaultKind.DropBefore);
        await Should.ThrowAsync<HttpRequestException>(() => rest.PostAsync($"channels/{general.Id}/messages", """{"content":"lost"}"""));
        general.FromBot.Count.ShouldBe(1);

        await rest.SendAsync(HttpMethod.Get, "users/@me", json: null, token: "Bot wrong");
        await rest.SendAsync(HttpMethod.Get, "users/@me", json: null, token: "Bot wrong");
        (await rest.GetAsync("users/@me")).Text.ShouldContain("Error 1015");

        Task<RawAnswer> PostAsync() => rest.PostAsync($"channels/{general.Id}/messages", """{"content":"hi","nonce":"n1","enforce_nonce":true}""");
    }

    [Fact]
    public async Task RemembersNoncesForAWhile()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Time = _time });
        var general = discord.AddGuild("Acme").AddChannel("general");
        using var rest = new RawRest(discord);
        var first = await PostAsync();
        (await PostAsync()).Id.ShouldBe(first.Id);
        _time.Advance(TimeSpan.FromMinutes(4));
        var second = await PostAsync();
        second.Id.ShouldNotBe(first.Id);
        await rest.DeleteAsync($"channels/{general.Id}/messages/{second.Id}");
        (await PostAsync()).Code.ShouldBe(10008);

        Task<RawAnswer> PostAsync() => rest.PostAsync($"channels/{general.Id}/messages", """{"content":"hi","nonce":"n1","enforce_nonce":true}""");
    }

    [Fact]
    public async Task PagesThroughHistoryAndTakesFiles()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { RateFactor = 0 });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var general = acme.AddChannel("general");
        var said = Enumerable.Range(0, 10).Select(number => ana.Says($"{number}", general)).ToList();
        using var rest = new RawRest(discord);
        (await PageAsync("?limit=3")).ShouldBe("9 8 7");
        (await PageAsync($"?limit=2&before={said[5].Id}")).ShouldBe("4 3");
        (await PageAsync($"?limit=2&after={said[5].Id}")).ShouldBe("7 6");
        (await PageAsync($"?limit=3&around={said[5].Id}")).ShouldBe("6 5 4");
        (await rest.GetAsync($"channels/{general.Id}/messages?limit=101")).Errors.ShouldBe(["limit:NUMBER_TYPE_MAX"]);

        using var form = new MultipartFormDataContent();
        var json = new StringContent("""{"content":"see","attachments":[{"id":"0","filename":"notes.md"}]}""", Encoding.UTF8);
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(json, "payload_json");
        form.Add(new ByteArrayContent("# Notes"u8.ToArray()), "files[0]", "x.bin");
        (await rest.SendAsync(HttpMethod.Post, $"channels/{general.Id}/messages", form)).Status.ShouldBe(200);
        var file = general.FromBot.Single().Files.Single();
        (file.Name, file.Text).ShouldBe(("notes.md", "# Notes"));

        async Task<string> PageAsync(string query) => string.Join(' ', ((System.Text.Json.Nodes.JsonArray)(await rest.GetAsync($"channels/{general.Id}/messages{query}")).Json!).Select(one => (string)one!["content"]!));
    }

    [Fact]
    public async Task NotifiesThoseOnlyWhoAreAllowed()
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { RateFactor = 0 });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var team = acme.AddRole("team");
        ana.Gets(acme, team);
        var general = acme.AddChannel("general");
        using var rest = new RawRest(discord);
        await PostAsync($"<@{ana.Id}> @everyone <@&{team.Id}>", """{"parse":[]}""");
        await PostAsync($"`<@{ana.Id}>`", """{"parse":["users"]}""");
        ana.Pings.ShouldBeEmpty();
        discord.Broadcasts.ShouldBeEmpty();
        await PostAsync($"<@{ana.Id}>", $$"""{"parse":[],"users":["{{ana.Id}}"]}""");
        ana.Pings.Count.ShouldBe(1);
        await rest.PostAsync($"channels/{general.Id}/messages", """{"content":"@everyone"}""");
        discord.Broadcasts.Single().Text.ShouldBe("@everyone");
        general.FromBot[0].Shown.ShouldBe("@ana @everyone @team");

        Task<RawAnswer> PostAsync(string content, string allowed) => rest.PostAsync($"channels/{general.Id}/messages", $$"""{"content":"{{content}}","allowed_mentions":{{allowed}}}""");
    }

    [Fact]
    public async Task KeepsTheIdsOfCommands()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var rest = new RawRest(discord);
        var path = $"applications/{discord.ApplicationId}/commands";
        var first = await rest.PutAsync(path, """[{"name":"do","description":"d","name_localizations":{"de":"tun"}},{"name":"do","type":3}]""");
        var second = await rest.PutAsync(path, """[{"name":"do","description":"other"},{"name":"new","description":"d"}]""");
        second.Json![0]!["id"]!.GetValue<string>().ShouldBe(first.Json![0]!["id"]!.GetValue<string>());
        second.Json![0]!["id"]!.GetValue<string>().ShouldNotBe(first.Json![1]!["id"]!.GetValue<string>());
        discord.GlobalCommands.Select(command => command.Name).ShouldBe(["do", "new"]);
        (await rest.PutAsync("applications/1/commands", "[]")).Status.ShouldBe(403);
    }
}
