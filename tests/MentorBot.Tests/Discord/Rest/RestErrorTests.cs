using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Tests.Discord.Rest;

/// <summary>What each of Discord's numbers, and each fault of the wire, means; and what is tried again.</summary>
public sealed class RestErrorTests : IDisposable
{
    private static readonly DiscordMessage Hello = new([new TextDisplay("Hello")], [], []);
    private static readonly InteractionResponse Response = new(InteractionResponse.Message);

    private readonly ScriptedDiscord _discord = new();

    public void Dispose() => _discord.Dispose();

    [Theory]
    [InlineData(404, 10003, "PlaceGone")]
    [InlineData(404, 10004, "PlaceGone")]
    [InlineData(404, 10007, "PersonGone")]
    [InlineData(404, 10008, "Over")]
    [InlineData(404, 10013, "PersonGone")]
    [InlineData(404, 10015, "Over")]
    [InlineData(403, 20026, "AppSetting")]
    [InlineData(400, 50033, "PersonGone")]
    [InlineData(404, 10062, "Over")]
    [InlineData(404, 10063, "Invalid")]
    [InlineData(400, 20016, "Later")]
    [InlineData(400, 20028, "Later")]
    [InlineData(400, 20029, "Later")]
    [InlineData(400, 30032, "Invalid")]
    [InlineData(400, 30034, "Later")]
    [InlineData(400, 30046, "Over")]
    [InlineData(400, 40003, "Later")]
    [InlineData(400, 40060, "Over")]
    [InlineData(400, 40094, "Over")]
    [InlineData(403, 40333, "Later")]
    [InlineData(403, 50001, "NotInPlace")]
    [InlineData(403, 50013, "NotInPlace")]
    [InlineData(400, 50006, "Invalid")]
    [InlineData(400, 50035, "Invalid")]
    [InlineData(400, 50109, "Invalid")]
    [InlineData(403, 50007, "DirectMessagesClosed")]
    [InlineData(403, 50278, "DirectMessagesClosed")]
    [InlineData(400, 40058, "PlaceGone")]
    [InlineData(400, 50083, "PlaceGone")]
    [InlineData(400, 160005, "PlaceGone")]
    [InlineData(503, 130000, "Later")]
    [InlineData(400, 200000, "Invalid")]
    [InlineData(400, 240000, "Invalid")]
    [InlineData(400, 99999, "Invalid")]
    [InlineData(403, 99999, "NotInPlace")]
    [InlineData(404, 99999, "Over")]
    [InlineData(405, 0, "Invalid")]
    public async Task KnowsWhatARefusalMeans(int status, int code, string kind)
    {
        _discord.Answers($$"""{"message":"No","code":{{code}}}""", status);

        var answer = await _discord.Api().CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None);

        answer.Error!.Kind.ToString().ShouldBe(kind);
        _discord.Calls.Count.ShouldBe(1, "Asked again, Discord would say the same.");
    }

    [Fact]
    public async Task StopsAllThatTakesTheTokenWhenItIsRevokedWithOneLine()
    {
        _discord.Answers("""{"message":"401: Unauthorized","code":0}""", 401);
        var api = _discord.Api();

        (await api.CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.TokenDead);
        (await api.GatewayAsync(CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.TokenDead);
        _discord.Calls.Count.ShouldBe(1);
        await api.RespondAsync("1", "t", Response, [], CancellationToken.None);
        _discord.Calls.Count.ShouldBe(2, "An interaction has a token of its own.");
        _discord.Log.Errors.ShouldHaveSingleItem().Message.ShouldBe("Discord doesn't take Discord:Token any more; nothing is sent with it until MentorBot is started again. Copy a new one from discord.com/developers/applications → your app → Bot → Reset Token");
    }

    [Fact]
    public async Task TakesA401OnAWebhookForThatInteractionAlone()
    {
        _discord.Answers("""{"message":"Invalid Webhook Token","code":50027}""", 401).Answers("""{"id":"1","channel_id":"2"}""");
        var api = _discord.Api();

        (await api.EditOriginalAsync("3", "t", Hello, CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.Over);
        (await api.CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None)).IsOk.ShouldBeTrue();
        _discord.Log.Lines.ShouldAllBe(line => line.Level == LogLevel.Information);
    }

    [Fact]
    public async Task TellsWhereAFormIsWrongButNotWhatWasInIt()
    {
        _discord.Answers("""{"message":"Invalid Form Body","code":50035,"errors":{"components":{"0":{"content":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"\"My secret\" is too long."}]}}}}}""", 400);

        var answer = await _discord.Api().CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None);

        answer.Error.ShouldBe(new ApiError(ApiErrorKind.Invalid, "50035", null, "components.0.content: BASE_TYPE_BAD_LENGTH"));
        _discord.Log.Lines.ShouldHaveSingleItem().ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task RepeatsAPostUnderTheSameNonceWhereNobodyKnowsWhetherItArrived()
    {
        _discord.Fails(new HttpRequestException(HttpRequestError.ResponseEnded)).Answers("""{"message":"oops","code":0}""", 500).Answers("""{"id":"1","channel_id":"2"}""");

        (await _discord.Api().CreateMessageAsync("42", Hello, 5, isDue: true, CancellationToken.None)).IsOk.ShouldBeTrue();

        _discord.Calls.Count.ShouldBe(3);
        _discord.Calls.ShouldAllBe(call => call.Body.Contains("\"nonce\":\"5\"") && call.Body == _discord.Calls[0].Body);
    }

    [Fact]
    public async Task SaysThatAPostMayHaveArrived()
    {
        _discord.Answers("""{"message":"oops","code":0}""", 500);

        (await _discord.Api().CreateMessageAsync("42", Hello, 5, isDue: true, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "http_500"));
        _discord.Calls.Count.ShouldBe(3, "Discord: some messages it never gets over, so that it is not tried for ever.");
    }

    [Fact]
    public async Task KeepsADoubtOfWhichALimitTellsNothing()
    {
        _discord.Answers("""{"message":"oops","code":0}""", 500).Answers("""{"message":"Slow","retry_after":30,"global":false}""", 429, ("Retry-After", "30"), ("X-RateLimit-Scope", "shared"));

        (await _discord.Api().RespondAsync("1", "t", Response, [], CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.Unknown);
    }

    [Fact]
    public async Task SaysThatAnEditMayHaveArrived()
    {
        _discord.Answers("""{"message":"oops","code":0}""", 500);

        (await _discord.Api().EditMessageAsync("42", "9", Hello, null, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "http_500"));
        _discord.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task NeverFollowsUpTwice()
    {
        _discord.Fails(new HttpRequestException(HttpRequestError.ResponseEnded));

        (await _discord.Api().FollowUpAsync("3", "t", Hello, true, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "connection_lost"));

        _discord.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnswersAgainWhereDiscordDidNotSayThatItTookItAndTakesItsWordForIt()
    {
        _discord.Fails(new HttpRequestException(HttpRequestError.ResponseEnded)).Answers("""{"code":40060,"message":"Interaction has already been acknowledged."}""", 400);

        var answering = _discord.Api().RespondAsync("1", "t", Response, [], CancellationToken.None);
        await _discord.UntilAsync(answering);

        (await answering).IsOk.ShouldBeTrue();
        _discord.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AnswersAgainWhereTheFirstWasCertainlyNotSent()
    {
        _discord.Fails(new HttpRequestException(HttpRequestError.ConnectionError)).Answers("", 204);

        (await _discord.Api().RespondAsync("1", "t", Response, [], CancellationToken.None)).IsOk.ShouldBeTrue();
        _discord.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task TakesAMessageForDeletedThatIsGoneAfterAnAnswerThatNeverCame()
    {
        _discord.Fails(new HttpRequestException(HttpRequestError.ResponseEnded)).Answers("""{"message":"Unknown Message","code":10008}""", 404);

        (await _discord.Api().DeleteMessageAsync("42", "9", CancellationToken.None)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task GivesUpWithinItsPatience()
    {
        _discord.Holds();
        var call = _discord.Api().DeleteMessageAsync("42", "9", CancellationToken.None);

        (await _discord.UntilAsync(call)).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await call).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "timed_out"), "To do it again does no harm.");
    }

    [Fact]
    public async Task SaysThatAnAnswerCannotBeRead()
    {
        _discord.Answers("[]");

        (await _discord.Api().CreateMessageAsync("42", Hello, 5, isDue: true, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Unknown, "unreadable_answer"));
    }

    [Fact]
    public async Task PausesOpeningConversationsWhenTheyWereTooMany()
    {
        _discord.Answers("""{"message":"You are opening direct messages too fast","code":40003}""", 400).Answers("""{"id":"55","type":1}""");
        var api = _discord.Api();

        (await api.OpenDirectAsync("7", isDue: true, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "40003"));
        (await api.OpenDirectAsync("8", isDue: true, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "no_turn"), "Others on other routes have room.");
        _discord.Calls.Count.ShouldBe(1);
        (await api.CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None)).Error?.Code.ShouldNotBe("no_turn");
        _discord.Time.Advance(TimeSpan.FromMinutes(1));
        (await api.OpenDirectAsync("7", isDue: true, CancellationToken.None)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task LeavesDiscordAloneWhenSomethingBeforeItKeepsTheBotOut()
    {
        _discord.Answers("<html>error 1015</html>", 429).Answers("""{"id":"1","channel_id":"2"}""");
        var api = _discord.Api();

        (await api.CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None)).Error!.Code.ShouldBe("blocked");
        var second = await api.RespondAsync("1", "t", Response, [], CancellationToken.None);
        second.Error!.Kind.ShouldBe(ApiErrorKind.Later);
        second.Error.After.ShouldBe(Duration.FromMinutes(5));
        _discord.Calls.Count.ShouldBe(1);
        _discord.Log.Errors.ShouldHaveSingleItem().Message.ShouldBe("Something before Discord's API keeps the bot out (status 429, no JSON); nothing is sent for 5 minutes. If it stays so, the address of this machine is banned for a while");
        _discord.Time.Advance(TimeSpan.FromMinutes(5));
        (await api.CreateMessageAsync("42", Hello, 1, isDue: true, CancellationToken.None)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task StopsLongBeforeDiscordShutsItsAddressOut()
    {
        _discord.Answers("""{"message":"Cannot send messages to this user","code":50007}""", 403);
        var api = _discord.Api(new RestOptions { MostInvalid = 3 });
        for (var call = 0; call < 3; call++)
        {
            (await api.CreateMessageAsync($"{call}", Hello, 1, isDue: true, CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.DirectMessagesClosed);
        }

        (await api.CreateMessageAsync("9", Hello, 1, isDue: true, CancellationToken.None)).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "too_many_invalid", Duration.FromMinutes(10)));
        _discord.Calls.Count.ShouldBe(3);
        await api.RespondAsync("1", "t", Response, [], CancellationToken.None);
        _discord.Calls.Count.ShouldBe(4, "Somebody waits for that.");
        _discord.Log.Errors.ShouldHaveSingleItem().Message.ShouldBe("Discord refused 3 calls within 10 minutes; the bot only answers until these are over, since Discord would shut out its whole address at 10,000");
        _discord.Time.Advance(TimeSpan.FromMinutes(10));
        await api.CreateMessageAsync("9", Hello, 1, isDue: true, CancellationToken.None);
        _discord.Calls.Count.ShouldBe(5);
    }
}
