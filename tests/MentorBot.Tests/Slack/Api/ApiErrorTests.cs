using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Slack.Api;

/// <summary>What each of Slack's words, and each fault of the wire, means: the whole table.</summary>
public sealed class ApiErrorTests : IDisposable
{
    private readonly ScriptedSlack _slack = new();

    public void Dispose() => _slack.Dispose();

    [Theory]
    [InlineData("ratelimited", "Later")]
    [InlineData("rate_limited", "Later")]
    [InlineData("message_limit_exceeded", "Later")]
    [InlineData("team_added_to_org", "Later")]
    [InlineData("org_login_required", "Later")]
    [InlineData("internal_error", "Unknown")]
    [InlineData("fatal_error", "Unknown")]
    [InlineData("service_unavailable", "Unknown")]
    [InlineData("request_timeout", "Unknown")]
    [InlineData("invalid_auth", "TokenDead")]
    [InlineData("not_authed", "TokenDead")]
    [InlineData("account_inactive", "TokenDead")]
    [InlineData("token_revoked", "TokenDead")]
    [InlineData("token_expired", "TokenDead")]
    [InlineData("team_access_not_granted", "TokenDead")]
    [InlineData("two_factor_setup_required", "TokenDead")]
    [InlineData("user_removed_from_team", "TokenDead")]
    [InlineData("team_disabled", "TokenDead")]
    [InlineData("missing_scope", "AppSetting")]
    [InlineData("not_allowed_token_type", "AppSetting")]
    [InlineData("no_permission", "AppSetting")]
    [InlineData("accesslimited", "AppSetting")]
    [InlineData("enterprise_is_restricted", "AppSetting")]
    [InlineData("method_deprecated", "AppSetting")]
    [InlineData("messages_tab_disabled", "AppSetting")]
    [InlineData("not_enabled", "AppSetting")]
    [InlineData("not_in_channel", "NotInPlace")]
    [InlineData("user_not_in_channel", "NotInPlace")]
    [InlineData("restricted_action", "NotInPlace")]
    [InlineData("restricted_action_read_only_channel", "NotInPlace")]
    [InlineData("restricted_action_thread_only_channel", "NotInPlace")]
    [InlineData("restricted_action_non_threadable_channel", "NotInPlace")]
    [InlineData("restricted_action_thread_locked", "NotInPlace")]
    [InlineData("ekm_access_denied", "NotInPlace")]
    [InlineData("app_access_restricted", "NotInPlace")]
    [InlineData("channel_not_found", "NotInPlace")]
    [InlineData("is_archived", "PlaceGone")]
    [InlineData("is_inactive", "PlaceGone")]
    [InlineData("user_not_found", "PersonGone")]
    [InlineData("user_disabled", "PersonGone")]
    [InlineData("user_not_visible", "PersonGone")]
    [InlineData("cannot_dm_bot", "DirectMessagesClosed")]
    [InlineData("expired_trigger_id", "Over")]
    [InlineData("exchanged_trigger_id", "Over")]
    [InlineData("invalid_trigger_id", "Over")]
    [InlineData("trigger_expired", "Over")]
    [InlineData("trigger_exchanged", "Over")]
    [InlineData("not_found", "Over")]
    [InlineData("hash_conflict", "Over")]
    [InlineData("message_not_found", "Over")]
    [InlineData("cant_update_message", "Over")]
    [InlineData("cant_delete_message", "Over")]
    [InlineData("edit_window_closed", "Over")]
    [InlineData("cannot_reply_to_message", "Over")]
    [InlineData("used_url", "Over")]
    [InlineData("expired_url", "Over")]
    [InlineData("invalid_blocks", "Invalid")]
    [InlineData("invalid_blocks_format", "Invalid")]
    [InlineData("msg_too_long", "Invalid")]
    [InlineData("msg_blocks_too_long", "Invalid")]
    [InlineData("no_text", "Invalid")]
    [InlineData("invalid_arguments", "Invalid")]
    [InlineData("invalid_arg_name", "Invalid")]
    [InlineData("invalid_array_arg", "Invalid")]
    [InlineData("invalid_form_data", "Invalid")]
    [InlineData("invalid_json", "Invalid")]
    [InlineData("json_not_object", "Invalid")]
    [InlineData("invalid_post_type", "Invalid")]
    [InlineData("missing_post_type", "Invalid")]
    [InlineData("invalid_charset", "Invalid")]
    [InlineData("view_too_large", "Invalid")]
    [InlineData("push_limit_reached", "Invalid")]
    [InlineData("a_word_of_next_year", "Invalid")]
    public async Task KnowsWhatSlacksWordMeans(string code, string kind)
    {
        _slack.Answers($$"""{"ok":false,"error":"{{code}}"}""");
        var error = (await Post()).Error.ShouldNotBeNull();
        error.Code.ShouldBe(code);
        error.Kind.ToString().ShouldBe(kind);
    }

    [Theory]
    [InlineData(500, "Unknown", "http_500")]
    [InlineData(502, "Unknown", "http_502")]
    [InlineData(503, "Unknown", "http_503")]
    [InlineData(408, "Unknown", "http_408")]
    [InlineData(404, "Later", "http_404")]
    [InlineData(302, "Later", "http_302")]
    public async Task KnowsWhatAStatusMeansForAPost(int status, string kind, string code)
    {
        _slack.Answers("<html>", status);
        var error = (await Post()).Error.ShouldNotBeNull();
        error.Kind.ToString().ShouldBe(kind);
        error.Code.ShouldBe(code);
        _slack.Calls.Count.ShouldBe(1, "A post that may have arrived is never made again.");
    }

    [Fact]
    public async Task NeverPostsAgainWhereTheConnectionBroke()
    {
        _slack.Fails(new HttpRequestException(HttpRequestError.ResponseEnded));
        var error = (await Post()).Error.ShouldNotBeNull();
        error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "connection_lost"));
        _slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task PostsAgainWhereSlackWasNeverReached()
    {
        _slack.Fails(new HttpRequestException(HttpRequestError.ConnectionError)).Answers("""{"ok":true,"channel":"C1","ts":"1503435956.000247"}""");
        (await Post()).Value.ShouldBe(new PostedMessage("C1", "1503435956.000247"));
        _slack.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task SaysThatItWasNeverReachedInTheEnd()
    {
        _slack.Fails(new HttpRequestException(HttpRequestError.NameResolutionError));
        (await Post()).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "unreachable"));
        _slack.Calls.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"internal_error"}""", 200)]
    [InlineData("oops", 503)]
    public async Task RepeatsWhatDoesNoHarm(string body, int status)
    {
        _slack.Answers(body, status).Answers("""{"ok":true,"channel":"C1","ts":"1.2"}""");
        (await Update()).Value.ShouldBe(new PostedMessage("C1", "1.2"));
        _slack.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task RepeatsThriceAndThenLeavesItForLater()
    {
        _slack.Answers("oops", 500);
        (await Update()).Error!.Kind.ShouldBe(ApiErrorKind.Later);
        _slack.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task TakesAMessageThatIsGoneForDeletedAfterAnAnswerThatNeverCame()
    {
        _slack.Fails(new HttpRequestException(HttpRequestError.ResponseEnded)).Answers("""{"ok":false,"error":"message_not_found"}""");
        (await _slack.Api().DeleteMessageAsync("C1", "1.2", default)).IsOk.ShouldBeTrue();
        (await _slack.Api().DeleteMessageAsync("C1", "1.2", default)).Error!.Kind.ShouldBe(ApiErrorKind.Over);
    }

    [Fact]
    public async Task WaitsAsLongAsSlackAsksWhereThatIsShort()
    {
        _slack.Answers("""{"ok":false,"error":"ratelimited"}""", 429, ("Retry-After", "1")).Answers("""{"ok":true,"channel":"C1","ts":"1.2"}""");
        var post = Post();
        _slack.Time.Advance(TimeSpan.FromSeconds(0.9));
        _slack.Calls.Count.ShouldBe(1);
        _slack.Time.Advance(TimeSpan.FromSeconds(0.3));
        (await post).IsOk.ShouldBeTrue();
        _slack.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task SaysHowLongSlackWantsToBeLeftAloneAndLeavesThatMethodAlone()
    {
        _slack.Answers("""{"ok":false,"error":"ratelimited"}""", 429, ("Retry-After", "30")).Answers("""{"ok":true,"channel":"C1","ts":"1.2"}""");
        var api = _slack.Api();
        var message = new SlackMessage("Hello", []);
        var refused = (await api.PostMessageAsync("C1", message, null, null, default)).Error.ShouldNotBeNull();
        refused.Kind.ShouldBe(ApiErrorKind.Later);
        refused.Code.ShouldBe("ratelimited");
        refused.After!.Value.TotalSeconds.ShouldBeInRange(30, 33);
        var again = (await api.PostMessageAsync("C2", message, null, null, default)).Error.ShouldNotBeNull();
        again.Code.ShouldBe("no_turn");
        again.After!.Value.TotalSeconds.ShouldBeInRange(30, 33);
        _slack.Calls.Count.ShouldBe(1);
        (await api.UpdateMessageAsync("C1", "1.2", message, default)).IsOk.ShouldBeTrue("Only the one method rests.");
        _slack.Time.Advance(TimeSpan.FromSeconds(33));
        (await api.PostMessageAsync("C1", message, null, null, default)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task GivesUpOnWhatTakesTooLong()
    {
        using var silent = new SilentSlack();
        var api = SlackApi.Create(new() { BotToken = "xoxb" }, new ApiOptions(), _slack.Installation, new HttpClient(silent) { Timeout = Timeout.InfiniteTimeSpan }, _slack.Time, _slack.Log.For<SlackApi>());
        var post = api.PostMessageAsync("C1", new SlackMessage("Hello", []), null, null, default);
        _slack.Time.Advance(TimeSpan.FromSeconds(6.1));
        (await post).Error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "timed_out"));
    }

    [Fact]
    public async Task CannotTellWhereTheAnswerIsNoAnswer()
    {
        _slack.Answers("""{"ok":true,"channel":""");
        (await Post()).Error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "unreadable_answer"));
    }

    [Fact]
    public async Task NamesTheScopeThatIsMissing()
    {
        _slack.Answers("""{"ok":false,"error":"missing_scope","needed":"files:write","provided":"chat:write"}""");
        (await Post()).Error.ShouldBe(new ApiError(ApiErrorKind.AppSetting, "missing_scope", Detail: "files:write"));
    }

    [Fact]
    public async Task SaysThatAPersonWhoIsNoChannelTakesNoDirectMessages()
    {
        _slack.Answers("""{"ok":false,"error":"channel_not_found"}""");
        (await _slack.Api().PostMessageAsync("U1", new SlackMessage("Hello", []), null, null, default)).Error!.Kind.ShouldBe(ApiErrorKind.DirectMessagesClosed);
    }

    [Fact]
    public async Task LogsWhatFailedAndNeverWhatWasSaid()
    {
        _slack.Answers("""{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]}}""", 200, ("x-slack-req-id", "req-7"));
        await _slack.Api().PostMessageAsync("C1", new SlackMessage("A secret", []), null, null, default);
        var line = _slack.Log.Lines.ShouldHaveSingleItem();
        line.Message.ShouldBe("Slack's chat.postMessage failed with invalid_blocks (Invalid), request req-7: [ERROR] no more than 50 items allowed [json-pointer:/blocks]");
        line.ToString().ShouldNotContain("secret");
        line.ToString().ShouldNotContain("xoxb");
    }

    private Task<ApiAnswer<PostedMessage>> Post() => _slack.Api().PostMessageAsync("C1", new SlackMessage("Hello", []), null, null, default);

    private Task<ApiAnswer<PostedMessage>> Update() => _slack.Api().UpdateMessageAsync("C1", "1.2", new SlackMessage("Hello", []), default);

    private sealed class SilentSlack : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
