using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using NodaTime;

namespace MentorBot.Tests.Discord.Rest;

/// <summary>What goes over the wire, and what is read from it.</summary>
public sealed class DiscordApiTests : IDisposable
{
    private static readonly DiscordMessage Hello = new([new TextDisplay("Hello & <welcome>")], [], []);

    private readonly ScriptedDiscord _discord = new();

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task PostsAMessageWithItsKeyInTheNonceAndInTheFirstTwoComponents()
    {
        var answer = await _discord.Api().CreateMessageAsync("42", Hello with { Mentions = ["7"] }, key: 5, isDue: true, CancellationToken.None);

        answer.Value.ShouldBe(new PostedMessage("2", "1"));
        var call = _discord.Calls.ShouldHaveSingleItem();
        call.ToString().ShouldBe("POST /api/v10/channels/42/messages");
        call.Authorization.ShouldBe("Bot the-token");
        call.UserAgent!.ShouldMatch(@"^DiscordBot \(https://[^ ,]+, \d+\.\d+\.\d+\)$");
        call.ContentType.ShouldBe("application/json");
        call.Body.ShouldBe("""{"flags":32768,"components":[{"type":10,"content":"Hello & <welcome>","id":1073741829},{"type":14,"divider":false,"spacing":1,"id":536870912}],"allowed_mentions":{"parse":[],"users":["7"]},"nonce":"5","enforce_nonce":true}""");
    }

    [Fact]
    public async Task SpreadsAKeyOverTwoComponents()
    {
        var key = (0x15555555L << 30) | 0x2AAAAAAA;
        var message = Hello with { Components = [new TextDisplay("a"), new TextDisplay("b"), new TextDisplay("c")] };

        await _discord.Api().EditMessageAsync("42", "9", message, key, CancellationToken.None);

        _discord.Calls[0].ToString().ShouldBe("PATCH /api/v10/channels/42/messages/9");
        _discord.Calls[0].Body.ShouldBe($$"""{"flags":32768,"components":[{"type":10,"content":"a","id":{{0x2AAAAAAA + (1L << 30)}}},{"type":10,"content":"b","id":{{0x15555555L + (1L << 29)}}},{"type":10,"content":"c"}],"allowed_mentions":{"parse":[],"users":[]},"attachments":[]}""");
    }

    [Fact]
    public async Task PostsWithoutAKeyUnderANonceOfItsOwn()
    {
        var api = _discord.Api();
        await api.CreateMessageAsync("42", Hello, key: null, isDue: false, CancellationToken.None);
        await api.CreateMessageAsync("42", Hello, key: null, isDue: false, CancellationToken.None);

        _discord.Calls[0].Body.ShouldContain("\"enforce_nonce\":true");
        _discord.Calls[0].Body.ShouldNotContain("\"id\":");
        _discord.Calls[0].Body.ShouldNotBe(_discord.Calls[1].Body);
    }

    [Fact]
    public async Task PutsFilesBesideTheJson()
    {
        var file = new FileBlock("plan.csv", "text/csv", Encoding.UTF8.GetBytes("a;b"));

        await _discord.Api().CreateMessageAsync("42", Hello with { Files = [file] }, key: null, isDue: false, CancellationToken.None);

        var call = _discord.Calls[0];
        call.ContentType!.ShouldStartWith("multipart/form-data");
        call.Body.ShouldContain("name=payload_json");
        call.Body.ShouldContain("\"attachments\":[{\"id\":\"0\",\"filename\":\"plan.csv\"}]");
        call.Body.ShouldContain("name=\"files[0]\"; filename=plan.csv");
        call.Body.ShouldContain("a;b");
    }

    [Fact]
    public async Task AnswersAnInteractionWithoutTheBotsToken()
    {
        _discord.Answers("", 204);
        var api = _discord.Api();

        var answer = await api.RespondAsync("1", "secret", new InteractionResponse(InteractionResponse.DeferredMessage, new ResponseData { Flags = MessageFlags.Ephemeral }), [], CancellationToken.None);

        answer.IsOk.ShouldBeTrue();
        _discord.Calls[0].ToString().ShouldBe("POST /api/v10/interactions/1/secret/callback");
        _discord.Calls[0].Authorization.ShouldBeNull();
        _discord.Calls[0].Body.ShouldBe("""{"type":5,"data":{"flags":64}}""");
    }

    [Fact]
    public async Task SaysMoreToAnInteractionWithoutTheBotsToken()
    {
        var api = _discord.Api();
        await api.EditOriginalAsync("3", "secret", Hello, CancellationToken.None);
        await api.FollowUpAsync("3", "secret", Hello, ephemeral: true, CancellationToken.None);
        await api.DeleteOriginalAsync("3", "secret", CancellationToken.None);

        _discord.Calls.Select(call => call.ToString()).ShouldBe(["PATCH /api/v10/webhooks/3/secret/messages/@original", "POST /api/v10/webhooks/3/secret", "DELETE /api/v10/webhooks/3/secret/messages/@original"]);
        _discord.Calls.ShouldAllBe(call => call.Authorization == null);
        _discord.Calls[0].Body.ShouldBe("""{"flags":32768,"components":[{"type":10,"content":"Hello & <welcome>"}],"allowed_mentions":{"parse":[],"users":[]},"attachments":[]}""");
        _discord.Calls[1].Body.ShouldBe("""{"flags":32832,"components":[{"type":10,"content":"Hello & <welcome>"}],"allowed_mentions":{"parse":[],"users":[]}}""");
    }

    [Fact]
    public async Task ReadsWhereTheGatewayIsAndHowManySessionsAreLeft()
    {
        _discord.Answers("""{"url":"wss://gateway.discord.gg","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":14400000,"max_concurrency":1}}""");

        (await _discord.Api().GatewayAsync(CancellationToken.None)).Value.ShouldBe(new GatewayInfo("wss://gateway.discord.gg", 1, 999, Duration.FromHours(4)));
    }

    [Fact]
    public async Task ReadsWhoseTokenItIs()
    {
        _discord.Answers("""{"id":"10","name":"Mentor","bot":{"id":"11","username":"mentor"},"interactions_endpoint_url":"https://elsewhere.test"}""");

        (await _discord.Api().AppAsync(CancellationToken.None)).Value.ShouldBe(new AppInfo("10", "Mentor", "11", "https://elsewhere.test"));
    }

    [Fact]
    public async Task FindsItsOwnMessageByTheKey()
    {
        var (first, second) = MessageKey.IdsOf(77);
        _discord
            .Answers("""{"id":"10","name":"Mentor","bot":{"id":"11"}}""")
            .Answers($$"""[{"id":"30","author":{"id":"99"},"components":[{"type":10,"id":{{first}}},{"type":10,"id":{{second}}}]},{"id":"20","author":{"id":"11"},"components":[{"type":10,"id":{{first}}},{"type":14,"id":{{second}}}]}]""");
        var api = _discord.Api();

        var found = await api.FindMessageAsync("42", 77, Instant.FromUtc(2026, 3, 4, 9, 0), CancellationToken.None);

        found.Value!.Id.ShouldBe("20", "Only what the bot wrote itself counts.");
        _discord.Calls[1].Address.PathAndQuery.ShouldBe($"/api/v10/channels/42/messages?limit=100&after={(ulong)(Instant.FromUtc(2026, 3, 4, 8, 59).ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22}");
    }

    [Fact]
    public async Task DoesNotTakeAHistoryThatMayNotBeReadForAnEmptyOne()
    {
        var new_ = (ulong)(Instant.FromUtc(2026, 3, 4, 9, 5).ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22;
        _discord.Answers("""{"id":"10","name":"Mentor"}""").Answers("[]").Answers($$"""{"id":"42","type":0,"last_message_id":"{{new_}}"}""").Answers("[]").Answers("""{"id":"42","type":0,"last_message_id":"5"}""");
        var api = _discord.Api();
        var since = Instant.FromUtc(2026, 3, 4, 9, 0);

        (await api.FindMessageAsync("42", 77, since, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.AppSetting, "history_closed"));
        (await api.FindMessageAsync("42", 77, since, CancellationToken.None)).Value.ShouldBe(new FoundMessage(null), "Nobody has written since.");
    }

    [Fact]
    public async Task OpensAConversation()
    {
        _discord.Answers("""{"id":"55","type":1,"recipients":[]}""");

        (await _discord.Api().OpenDirectAsync("7", isDue: true, CancellationToken.None)).Value!.Id.ShouldBe("55");
        _discord.Calls[0].Body.ShouldBe("""{"recipient_id":"7"}""");
    }

    [Fact]
    public async Task ReplacesAllCommandsAtOnce()
    {
        _discord.Answers("[]");

        var answer = await _discord.Api().OverwriteCommandsAsync("3", [new CommandBody("mentor", 1, "Ask me", null, [0, 1], [0])], CancellationToken.None);

        answer.IsOk.ShouldBeTrue();
        _discord.Calls[0].ToString().ShouldBe("PUT /api/v10/applications/3/commands");
        _discord.Calls[0].Body.ShouldBe("""[{"name":"mentor","type":1,"description":"Ask me","contexts":[0,1],"integration_types":[0]}]""");
    }

    [Fact]
    public async Task WritesNoSecretIntoTheLog()
    {
        _discord.Answers("""{"message":"Invalid Webhook Token","code":50027}""", 401);

        await _discord.Api().EditOriginalAsync("3", "secret", Hello, CancellationToken.None);

        var line = _discord.Log.Lines.ShouldHaveSingleItem();
        line.ToString().ShouldNotContain("secret");
        line.ToString().ShouldNotContain("the-token");
        line.Message.ShouldBe("Discord's PATCH /webhooks/{app}/{token}/messages/@original failed with 50027 (Over): -");
    }
}
