using System.Text.Json.Nodes;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Answers to interactions by Discord's clock and in Discord's order.</summary>
public sealed class InteractionTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private DiscordSimulator _discord = null!;
    private DiscordPerson _ana = null!;
    private DiscordChannel _general = null!;
    private RawGateway _gateway = null!;
    private RawRest _rest = null!;

    public async Task InitializeAsync()
    {
        _discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Time = _time, RateFactor = 0 });
        var acme = _discord.AddGuild("Acme");
        _ana = _discord.AddPerson("ana", acme);
        _general = acme.AddChannel("general");
        _discord.HasCommands("""
            [{"name":"do","description":"d","options":[{"type":2,"name":"it","description":"d","options":[{"type":1,"name":"now","description":"d","options":[
            {"type":3,"name":"what","description":"d","choices":[{"name":"Big thing","value":"big"}]},{"type":4,"name":"times","description":"d","min_value":1},
            {"type":6,"name":"with","description":"d"},{"type":7,"name":"where","description":"d"}]}]}]},
            {"name":"secret","description":"d","default_member_permissions":"32","contexts":[0]}]
            """);
        (_gateway, _) = await RawGateway.ReadyAsync(_discord);
        _rest = new RawRest(_discord);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _discord.DisposeAsync();
    }

    public void Dispose() => _rest.Dispose();

    [Fact]
    public async Task SendsWhatIsTypedAsTheClientDoes()
    {
        _ = _ana.TypesAsync("/do it now what:Big thing times:2 with:@ana where:#general", _general);
        var data = (await ComesAsync())["data"]!;
        data["options"]!.ToJsonString().ShouldBe(
            $$"""[{"name":"it","type":2,"options":[{"name":"now","type":1,"options":[{"name":"what","type":3,"value":"big"},{"name":"times","type":4,"value":2},{"name":"with","type":6,"value":"{{_ana.Id}}"},{"name":"where","type":7,"value":"{{_general.Id}}"}]}]}]""");
        data["resolved"]!["members"]![_ana.Id]!.AsObject().ContainsKey("user").ShouldBeFalse();
        data["resolved"]!["users"]![_ana.Id]!["username"]!.GetValue<string>().ShouldBe("ana");
        ((string?)data["resolved"]!["channels"]![_general.Id]!["app_permissions"]).ShouldNotBeNull();

        (await _ana.TypesAsync("/do it now times:0", _general)).Error.ShouldBe("times: Value must be greater than or equal to 1.");
        (await _ana.TypesAsync("/do it now what:small", _general)).Error.ShouldBe("what: Select a valid choice: Big thing.");
        (await _ana.TypesAsync("/do it now nothing:1", _general)).Error!.ShouldStartWith("There is no such option");
        (await _ana.TypesAsync("/secret", _general)).Error.ShouldBe("Unknown command: /secret");
        var chief = _discord.Guilds[0].AddRole("chief", DiscordPermissions.ManageGuild);
        _ana.Gets(_discord.Guilds[0], chief);
        await _gateway.DispatchAsync("GUILD_ROLE_CREATE");
        _ = _ana.TypesAsync("/secret", _general);
        (await ComesAsync())["data"]!["name"]!.GetValue<string>().ShouldBe("secret");
        (await _ana.TypesAsync("/secret")).Error.ShouldBe("Unknown command: /secret");
        _ = _ana.TypesAsync("/do it now");
        var direct = await ComesAsync();
        direct["user"]!["id"]!.GetValue<string>().ShouldBe(_ana.Id);
        direct["context"]!.GetValue<int>().ShouldBe(1);
        direct.AsObject().ContainsKey("guild_id").ShouldBeFalse();
    }

    [Fact]
    public async Task TakesOneAnswerWithinThreeSeconds()
    {
        var typing = _ana.TypesAsync("/do it now", _general);
        var first = await ComesAsync();
        (await _rest.CallbackAsync(first, """{"type":4,"data":{"content":"hi"}}""", "?with_response=true")).Json!["resource"]!["message"]!["content"]!.GetValue<string>().ShouldBe("hi");
        (await typing).Message!.Shown.ShouldBe("hi");
        var twice = await _rest.CallbackAsync(first, """{"type":5}""");
        (twice.Status, twice.Code).ShouldBe((400, 40060));

        typing = _ana.TypesAsync("/do it now", _general);
        var second = await ComesAsync();
        _time.Advance(TimeSpan.FromSeconds(3.1));
        (await typing).Error.ShouldBe("The application did not respond");
        var late = await _rest.CallbackAsync(second, """{"type":5}""");
        (late.Status, late.Code).ShouldBe((404, 10062));
        (await _rest.PostAsync($"webhooks/{_discord.ApplicationId}/{second["token"]}", """{"content":"hi"}""")).Code.ShouldBe(10015);
        _discord.Timeouts.ShouldBe(1);
    }

    [Fact]
    public async Task LetsATokenDieAfterFifteenMinutes()
    {
        _ = _ana.TypesAsync("/do it now", _general);
        var interaction = await ComesAsync();
        await _rest.CallbackAsync(interaction, """{"type":5}""");
        _time.Advance(TimeSpan.FromMinutes(14));
        (await _rest.PatchAsync(Original(interaction), """{"content":"still"}""")).Status.ShouldBe(200);
        _time.Advance(TimeSpan.FromMinutes(2));
        var over = await _rest.PatchAsync(Original(interaction), """{"content":"too late"}""");
        (over.Status, over.Code).ShouldBe((401, 50027));
        over.Json!["message"]!.GetValue<string>().ShouldBe("Invalid Webhook Token");
    }

    [Fact]
    public async Task FixesBySecrecyOfTheDeferralWhoSeesTheAnswer()
    {
        var typing = _ana.TypesAsync("/do it now", _general);
        var interaction = await ComesAsync();
        await _rest.CallbackAsync(interaction, """{"type":5,"data":{"flags":64}}""");
        var answer = await typing;
        answer.Message!.Shown.ShouldBe("MentorBot is thinking…");
        var edited = await _rest.PostAsync($"webhooks/{_discord.ApplicationId}/{interaction["token"]}", """{"content":"here"}""");
        edited.Id.ShouldBe(answer.Message.Id);
        (await answer.FinishedAsync()).Shown.ShouldBe("here");
        answer.Message.IsEphemeral.ShouldBeTrue();
        answer.FollowUps.ShouldBeEmpty();
        (await _rest.GetAsync($"channels/{_general.Id}/messages/{edited.Id}")).Code.ShouldBe(10008);
        (await _rest.PatchAsync($"channels/{_general.Id}/messages/{edited.Id}", """{"content":"x"}""")).Code.ShouldBe(10008);
        (await _rest.GetAsync($"channels/{_general.Id}/messages")).Json!.AsArray().ShouldBeEmpty();

        var more = await _rest.PostAsync($"webhooks/{_discord.ApplicationId}/{interaction["token"]}", """{"content":"more"}""");
        answer.FollowUps.Single().Shown.ShouldBe("more");
        (await _rest.DeleteAsync($"webhooks/{_discord.ApplicationId}/{interaction["token"]}/messages/{more.Id}")).Status.ShouldBe(204);
        _ana.Sees(_general).Single().Shown.ShouldBe("here");
    }

    [Fact]
    public async Task UpdatesTheMessageOfAButtonAlsoThroughAModal()
    {
        var posted = await _rest.PostAsync($"channels/{_general.Id}/messages", """{"flags":32768,"components":[{"type":10,"content":"one"},{"type":1,"components":[{"type":2,"style":1,"label":"Go","custom_id":"go"}]}]}""");
        var message = _general.FromBot.Single();
        var pressing = _ana.PressAsync(message, "Go");
        var press = await ComesAsync();
        press["data"]!.ToJsonString().ShouldBe("""{"component_type":2,"custom_id":"go","id":3}""");
        press["message"]!["id"]!.GetValue<string>().ShouldBe(posted.Id);
        await _rest.CallbackAsync(press, """{"type":9,"data":{"custom_id":"m","title":"Note","components":[{"type":18,"label":"Text","component":{"type":4,"style":2,"custom_id":"t"}},{"type":10,"content":"hello"}]}}""");
        var modal = (await pressing).Modal!;
        _ana.Fills(modal, "Text", "written");
        var submitting = _ana.SubmitsAsync(modal);
        var submit = await ComesAsync();
        submit["data"]!["components"]!.ToJsonString().ShouldBe("""[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"t","value":"written"}},{"type":10,"id":3}]""");
        (await _rest.CallbackAsync(submit, """{"type":9,"data":{"custom_id":"m","title":"Note","components":[{"type":10,"content":"a"}]}}""")).Errors.Single().ShouldStartWith("type:");
        await _rest.CallbackAsync(submit, """{"type":6}""");
        (await submitting).Message.ShouldBe(message);
        await _rest.PatchAsync(Original(submit), """{"components":[{"type":10,"content":"two"}]}""");
        message.Shown.ShouldBe("two");
        _ana.Modal.ShouldBeNull();
    }

    private string Original(JsonNode interaction) => $"webhooks/{_discord.ApplicationId}/{interaction["token"]}/messages/@original";

    private Task<JsonNode> ComesAsync() => _gateway.DispatchAsync("INTERACTION_CREATE");
}
