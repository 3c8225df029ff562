using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Slack.Support;
using NodaTime;

namespace MentorBot.Tests.Slack.Api;

/// <summary>What goes over the wire, written out, and what is read from what comes back.</summary>
public sealed class SlackApiTests : IDisposable
{
    private static readonly SlackMessage Hello = new("Fish & chips <now>, Zoë", []);

    private readonly ScriptedSlack _slack = new();
    private readonly ISlackApi _api;

    public SlackApiTests() => _api = _slack.Api();

    public void Dispose() => _slack.Dispose();

    [Fact]
    public async Task PostsAFormWithTheBotsToken()
    {
        _slack.Answers("""{"ok":true,"channel":"C1","ts":"1503435956.000247","message":{"text":"…"},"new_field":[1]}""");
        (await _api.PostMessageAsync("C1", Hello, "1503435950.000100", 42, default)).Value.ShouldBe(new PostedMessage("C1", "1503435956.000247"));
        var call = _slack.Calls.ShouldHaveSingleItem();
        call.Address.ShouldBe(new Uri("https://slack.com/api/chat.postMessage"));
        call.Authorization.ShouldBe("Bearer xoxb-bot");
        call.ContentType.ShouldBe("application/x-www-form-urlencoded");
        call.Body.ShouldBe("channel=C1&text=Fish+%26+chips+%3Cnow%3E%2C+Zo%C3%AB&blocks=%5B%5D&thread_ts=1503435950.000100&unfurl_links=false&unfurl_media=false&metadata=%7B%22event_type%22%3A%22mentorbot_entry%22%2C%22event_payload%22%3A%7B%22entry%22%3A%2242%22%7D%7D");
    }

    [Fact]
    public async Task OpensSocketsWithTheAppsToken()
    {
        _slack.Answers("""{"ok":true,"url":"wss://wss-primary.slack.com/link/?ticket=t"}""").Answers("""{"ok":true,"url":"ws://elsewhere.example/"}""");
        (await _api.ConnectionsOpenAsync(default)).Value.ShouldBe(new ConnectionOpened("wss://wss-primary.slack.com/link/?ticket=t"));
        _slack.Calls.ShouldHaveSingleItem().Authorization.ShouldBe("Bearer xapp-app");
        (await _api.ConnectionsOpenAsync(default)).Error!.Code.ShouldBe("bad_address", "Nothing goes over a socket that everybody can read.");
    }

    [Fact]
    public async Task ReadsTheScopesFromTheHeader()
    {
        _slack.Answers("""{"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"mentorbot","team_id":"T1","user_id":"UB","bot_id":"BB","is_enterprise_install":"false"}""", 200, ("x-oauth-scopes", "chat:write, commands,im:history"));
        var test = (await _api.AuthTestAsync(default)).Value.ShouldNotBeNull();
        (test.TeamId, test.Team, test.UserId, test.BotId, test.Url).ShouldBe(("T1", "Acme", "UB", "BB", "https://acme.slack.com/"));
        test.Scopes.ShouldBe(["chat:write", "commands", "im:history"]);
    }

    [Fact]
    public async Task NoticesOnceThatTheTokenIsDeadWhateverIsAsked()
    {
        _slack.Installation.Know(new AuthTest("T1", "Acme", "UB", "BB", "https://acme.slack.com/", []));
        _slack.Answers("""{"ok":false,"error":"invalid_auth"}""").Answers("""{"ok":false,"error":"token_revoked"}""");

        await _api.ConnectionsOpenAsync(default);
        _slack.Installation.IsGone.ShouldBeFalse("That was the app's token.");
        await _api.PostEphemeralAsync("C1", "U1", Hello, null, default);
        await _api.UserInfoAsync("U1", default);

        _slack.Installation.IsGone.ShouldBeTrue();
        _slack.Log.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("MentorBot was removed from the Slack workspace, or its token revoked (token_revoked).");
    }

    [Theory]
    [InlineData("\"team_id\":\"T1\"", true)]
    [InlineData("\"team_id\":\"T2\"", false)]
    [InlineData("\"team_id\":\"T1\",\"is_stranger\":true", false)]
    public async Task TakesTheAdminsOfItsOwnWorkspaceForAdminsAlone(string whose, bool isAdmin)
    {
        _slack.Installation.Know(new AuthTest("T1", "Acme", "UB", "BB", "https://acme.slack.com/", []));
        _slack.Answers($$$"""{"ok":true,"user":{"id":"U1","name":"ana","is_admin":true,{{{whose}}}}}""");

        (await _api.UserInfoAsync("U1", default)).Value.ShouldNotBeNull().IsAdmin.ShouldBe(isAdmin);
    }

    [Fact]
    public async Task ReadsAProfile()
    {
        _slack.Answers("""{"ok":true,"user":{"id":"U1","name":"ana","real_name":"Ana Silva","tz":"Europe/Lisbon","tz_offset":"3600","is_admin":false,"is_owner":true,"is_bot":false,"deleted":false,"locale":"pt-PT","profile":{"display_name":"","real_name":"Ana Silva"},"updated":1}}""")
            .Answers("""{"ok":true,"user":{"id":"USLACKBOT","name":"slackbot","is_bot":false,"tz":null,"profile":{"display_name":"Slackbot"}}}""");
        (await _api.UserInfoAsync("U1", default)).Value.ShouldBe(new UserProfile("U1", "Ana Silva", "Europe/Lisbon", "pt-PT", IsAdmin: true));
        _slack.Calls[0].Body.ShouldBe("user=U1&include_locale=true");
        (await _api.UserInfoAsync("USLACKBOT", default)).Value.ShouldBe(new UserProfile("USLACKBOT", "Slackbot", null, null, IsAdmin: false));
    }

    [Fact]
    public async Task ReadsAConversation()
    {
        _slack.Answers("""{"ok":true,"channel":{"id":"C1","name":"team","is_channel":true,"is_im":false,"is_member":true,"is_archived":false}}""")
            .Answers("""{"ok":true,"channel":{"id":"D1","is_im":true,"user":"U1"}}""");
        (await _api.ConversationInfoAsync("C1", default)).Value.ShouldBe(new Conversation("C1", IsIm: false, IsMember: true, IsArchived: false));
        (await _api.ConversationInfoAsync("D1", default)).Value.ShouldBe(new Conversation("D1", IsIm: true, IsMember: true, IsArchived: false));
    }

    [Fact]
    public async Task AsksOnceForTheDirectConversationWithAPerson()
    {
        _slack.Answers("""{"ok":true,"no_op":true,"channel":{"id":"D1"}}""");
        (await _api.OpenConversationAsync("U1", default)).Value.ShouldBe(new Conversation("D1", IsIm: true, IsMember: true, IsArchived: false));
        (await _api.OpenConversationAsync("U1", default)).Value!.Id.ShouldBe("D1");
        _slack.Calls.ShouldHaveSingleItem().Body.ShouldBe("users=U1");
    }

    [Fact]
    public async Task PacesAPersonAndTheirDirectConversationAsOne()
    {
        _slack.Answers("""{"ok":true,"channel":"D1","ts":"1.2"}""");
        foreach (var channel in (string[])["U1", "U1", "D1"])
        {
            (await _api.PostMessageAsync(channel, Hello, null, null, default)).IsOk.ShouldBeTrue();
        }

        // The first went out before the conversation's id was known.
        (await _api.PostMessageAsync("U1", Hello, null, null, default)).IsOk.ShouldBeTrue();
        var fifth = _api.PostMessageAsync("D1", Hello, null, null, default);
        _slack.Calls.Count.ShouldBe(4);
        _slack.Time.Advance(TimeSpan.FromSeconds(3.1));
        (await fifth).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ShowsAViewAsJsonInTheForm()
    {
        _slack.Answers("""{"ok":true,"view":{"id":"V1","hash":"156772938.1827394"}}""");
        var view = new View { Type = "modal", Blocks = [], CallbackId = "c", PrivateMetadata = "p & <q>" };
        (await _api.OpenViewAsync("1.2.abc", view, default)).IsOk.ShouldBeTrue();
        _slack.Calls[0]["view"].ShouldBe("""{"type":"modal","blocks":[],"callback_id":"c","private_metadata":"p & <q>"}""");
        _slack.Calls[0]["trigger_id"].ShouldBe("1.2.abc");
        (await _api.PushViewAsync("1.2.abc", view, default)).IsOk.ShouldBeTrue();
        (await _api.UpdateViewAsync("V1", view, default)).IsOk.ShouldBeTrue();
        _slack.Calls[2]["view_id"].ShouldBe("V1");
        (await _api.PublishHomeAsync("U1", view, default)).IsOk.ShouldBeTrue();
        _slack.Calls[3]["user_id"].ShouldBe("U1");
        _slack.Calls.Select(call => call.Method).ShouldBe(["views.open", "views.push", "views.update", "views.publish"]);
    }

    [Fact]
    public async Task PostsToOnePersonAlone()
    {
        _slack.Answers("""{"ok":true,"message_ts":1503435956.000247}""");
        (await _api.PostEphemeralAsync("C1", "U1", Hello, null, default)).Value.ShouldBe(new PostedMessage("C1", "1503435956.000247"), "A number keeps its digits.");
        _slack.Calls[0]["user"].ShouldBe("U1");
    }

    [Fact]
    public async Task AnswersByUrlWithoutAnyToken()
    {
        _slack.Answers("ok");
        var response = new MessageResponse { Text = "Fish & chips", ReplaceOriginal = true };
        (await _api.RespondAsync("https://hooks.slack.com/commands/T1/1/x", response, default)).IsOk.ShouldBeTrue();
        var call = _slack.Calls.ShouldHaveSingleItem();
        call.Authorization.ShouldBeNull();
        call.ContentType.ShouldBe("application/json; charset=utf-8");
        call.Body.ShouldBe("""{"text":"Fish & chips","replace_original":true}""");
    }

    [Theory]
    [InlineData("http://hooks.slack.com/commands/T1/1/x")]
    [InlineData("ftp://hooks.slack.com/x")]
    [InlineData("/commands")]
    [InlineData("")]
    public async Task SendsNoAnswerToWhereItCouldBeRead(string address)
    {
        (await _api.RespondAsync(address, new MessageResponse { Text = "Private" }, default)).Error!.Code.ShouldBe("bad_address");
        _slack.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"used_url"}""", 200, "used_url")]
    [InlineData("""{"ok":false,"error":"expired_url"}""", 404, "expired_url")]
    [InlineData("no_service", 404, "http_404")]
    public async Task SaysThatAnAddressIsUsedUp(string body, int status, string code)
    {
        _slack.Answers(body, status);
        (await _api.RespondAsync("https://hooks.slack.com/commands/T1/1/x", new MessageResponse { Text = "Hello" }, default)).Error.ShouldBe(new ApiError(ApiErrorKind.Over, code));
    }

    [Fact]
    public async Task AnswersOnceASecondByOneUrl()
    {
        _slack.Answers("ok");
        await _api.RespondAsync("https://hooks.slack.com/1", new MessageResponse { Text = "One" }, default);
        var second = _api.RespondAsync("https://hooks.slack.com/1", new MessageResponse { Text = "Two" }, default);
        (await _api.RespondAsync("https://hooks.slack.com/2", new MessageResponse { Text = "Elsewhere" }, default)).IsOk.ShouldBeTrue();
        second.IsCompleted.ShouldBeFalse();
        _slack.Time.Advance(TimeSpan.FromSeconds(1.1));
        (await second).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task FindsAMessageByItsKeyOnALaterPage()
    {
        _slack.Answers("""{"ok":true,"channel":{"id":"D1"}}""")
            .Answers("""{"ok":true,"messages":[{"ts":"9.1","metadata":{"event_type":"mentorbot_entry","event_payload":{"entry":"41"}}},{"ts":"8.1","metadata":{"event_type":"other","event_payload":{"entry":"42"}}},{"ts":"7.5"}],"response_metadata":{"next_cursor":"dGVhbQ=="}}""")
            .Answers("""{"ok":true,"messages":[{"ts":"7.1","metadata":{"event_type":"mentorbot_entry","event_payload":{"entry":"42"}}}],"response_metadata":{"next_cursor":"more"}}""");
        (await _api.FindMessageAsync("U1", null, 42, Instant.FromUnixTimeSeconds(1_503_435_956), default)).Value.ShouldBe(new FoundMessage("7.1"));
        _slack.Calls.Select(call => call.Body).ShouldBe(
        [
            "users=U1",
            "channel=D1&oldest=1503435896&include_all_metadata=true&limit=200",
            "channel=D1&oldest=1503435896&include_all_metadata=true&limit=200&cursor=dGVhbQ%3D%3D",
        ]);
    }

    [Theory]
    [InlineData("""{"ok":true,"messages":[]}""")]
    [InlineData("""{"ok":true,"messages":[],"response_metadata":{"next_cursor":""}}""")]
    public async Task SaysThatAMessageIsNotThereAfterTheLastPage(string page)
    {
        _slack.Answers(page);
        (await _api.FindMessageAsync("C1", null, 42, Instant.FromUnixTimeSeconds(1_503_435_956), default)).Value.ShouldBe(new FoundMessage(null));
    }

    [Fact]
    public async Task LooksInTheThreadForWhatWasSaidInIt()
    {
        _slack.Answers("""{"ok":true,"messages":[{"ts":"7.1","metadata":{"event_type":"mentorbot_entry","event_payload":{"entry":"42"}}}]}""");
        (await _api.FindMessageAsync("C1", "6.0", 42, Instant.FromUnixTimeSeconds(1_503_435_956), default)).Value.ShouldBe(new FoundMessage("7.1"));
        (_slack.Calls.Single().Method, _slack.Calls.Single().Body).ShouldBe(("conversations.replies", "channel=C1&ts=6.0&oldest=1503435896&include_all_metadata=true&limit=200"));
    }

    [Fact]
    public async Task SaysThatTheHistoryCantBeRead()
    {
        _slack.Answers("""{"ok":false,"error":"missing_scope","needed":"im:history"}""");
        (await _api.FindMessageAsync("C1", null, 42, Instant.FromUnixTimeSeconds(1_503_435_956), default)).Error!.Code.ShouldBe("missing_scope");
    }

    [Fact]
    public async Task SharesAFileInThreeSteps()
    {
        _slack.Answers("""{"ok":true,"channel":{"id":"D1"}}""")
            .Answers("""{"ok":true,"upload_url":"https://files.slack.com/upload/v1/ABC","file_id":"F1"}""")
            .Answers("OK - 5")
            .Answers("""{"ok":true,"files":[{"id":"F1"}]}""");
        (await _api.ShareFileAsync("U1", "plan.csv", "a,b,c"u8.ToArray(), "1.2", default)).IsOk.ShouldBeTrue();
        _slack.Calls[1].Body.ShouldBe("filename=plan.csv&length=5");
        _slack.Calls[2].ShouldBe(new SentCall(new Uri("https://files.slack.com/upload/v1/ABC"), null, "application/octet-stream", "a,b,c"));
        _slack.Calls[3]["files"].ShouldBe("""[{"id":"F1","title":"plan.csv"}]""");
        _slack.Calls[3]["channel_id"].ShouldBe("D1");
        _slack.Calls[3]["thread_ts"].ShouldBe("1.2");
    }

    [Fact]
    public async Task SharesNothingWhoseBytesDidNotArrive()
    {
        _slack.Answers("""{"ok":true,"upload_url":"https://files.slack.com/upload/v1/ABC","file_id":"F1"}""").Answers("no", 500);
        (await _api.ShareFileAsync("C1", "plan.csv", "a,b,c"u8.ToArray(), null, default)).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "http_500"));
        _slack.Calls.Count.ShouldBe(2);
    }
}
