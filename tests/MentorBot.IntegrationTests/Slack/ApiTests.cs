using System.Diagnostics;
using MentorBot.Core.Platforms;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using MentorBot.Slack.Api;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Manifest;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SlackMessage = MentorBot.Slack.Rendering.SlackMessage;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The Web API client against a Slack that is as strict as the real one, and as unreliable.</summary>
public sealed class ApiTests : IAsyncLifetime, IDisposable
{
    private const double Faster = 30;

    private readonly HttpClient _http = ApiTransport.CreateClient();
    private SlackSimulator _slack = null!;
    private SlackApi _api = null!;

    private static Instant LongAgo => Instant.FromUnixTimeSeconds(1_000_000_000);

    public async Task InitializeAsync()
    {
        _slack = await SlackSimulator.StartAsync(new SimulatorOptions { RateFactor = Faster });
        _api = ApiWith(_slack.BotToken);
    }

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task KnowsItselfAndItsScopes()
    {
        var test = (await _api.AuthTestAsync(default)).Value.ShouldNotBeNull();
        (test.TeamId, test.UserId, test.BotId).ShouldBe((_slack.TeamId, _slack.BotUserId, _slack.BotId));
        test.Scopes.ShouldBe(SlackManifest.Scopes.Select(scope => scope.Name));
        SimulatorOptions.ManifestEvents.ShouldBe(SlackManifest.Events);
        (await ApiWith("xoxb-wrong").AuthTestAsync(default)).Error!.Kind.ShouldBe(ApiErrorKind.TokenDead);
    }

    [Fact]
    public async Task PostsChangesAndDeletes()
    {
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        var posted = (await _api.PostMessageAsync(general.Id, new SlackMessage("Good &amp; morning", []), null, null, default)).Value.ShouldNotBeNull();
        posted.Channel.ShouldBe(general.Id);
        ana.Sees(general).Single().Shown.ShouldBe("Good & morning");
        (await _api.UpdateMessageAsync(general.Id, posted.Ts, new SlackMessage("Good evening", []), default)).IsOk.ShouldBeTrue();
        ana.Sees(general).Single().Shown.ShouldBe("Good evening");
        (await _api.DeleteMessageAsync(general.Id, posted.Ts, default)).IsOk.ShouldBeTrue();
        ana.Sees(general).ShouldBeEmpty();
        (await _api.UpdateMessageAsync(general.Id, posted.Ts, new SlackMessage("Gone", []), default)).Error!.Kind.ShouldBe(ApiErrorKind.Over);
    }

    [Fact]
    public async Task PostsToOnePersonAndToOneAlone()
    {
        var ana = _slack.AddPerson("ana");
        var ben = _slack.AddPerson("ben");
        var general = _slack.AddChannel("general", ana, ben);
        var direct = (await _api.PostMessageAsync(ana.Id, new SlackMessage("Psst", []), null, null, default)).Value.ShouldNotBeNull();
        direct.Channel.ShouldBe(_slack.DirectWith(ana).Id);
        (await _api.OpenConversationAsync(ana.Id, default)).Value!.Id.ShouldBe(direct.Channel);
        (await _api.PostEphemeralAsync(general.Id, ben.Id, new SlackMessage("For you", []), null, default)).IsOk.ShouldBeTrue();
        ben.Sees(general).Single().Shown.ShouldBe("For you");
        ana.Sees(general).ShouldBeEmpty();
    }

    [Fact]
    public async Task SaysWhereItMayNotWrite()
    {
        var ana = _slack.AddPerson("ana");
        var secret = _slack.AddChannel("secret", withBot: false, isPrivate: true, ana);
        var open = _slack.AddChannel("open", withBot: false, isPrivate: false, ana);
        var old = _slack.AddChannel("old", ana);
        ana.Archives(old);
        (await Post(secret.Id)).Error!.Kind.ShouldBe(ApiErrorKind.NotInPlace);
        (await Post(open.Id)).Error!.Kind.ShouldBe(ApiErrorKind.NotInPlace);
        (await Post(old.Id)).Error!.Kind.ShouldBe(ApiErrorKind.PlaceGone);
        (await Post("U0NOBODY99")).IsOk.ShouldBeFalse();
    }

    [Fact]
    public async Task LooksPeopleAndPlacesUp()
    {
        var ana = _slack.AddPerson("ana", "Europe/Lisbon");
        ana.Locale = "pt-PT";
        ana.IsAdmin = true;
        var general = _slack.AddChannel("general", ana);
        var profile = (await _api.UserInfoAsync(ana.Id, default)).Value.ShouldNotBeNull();
        (profile.Id, profile.Zone, profile.Locale, profile.IsAdmin).ShouldBe((ana.Id, "Europe/Lisbon", "pt-PT", true));
        var place = (await _api.ConversationInfoAsync(general.Id, default)).Value.ShouldNotBeNull();
        (place.Id, place.IsIm, place.IsMember, place.IsArchived).ShouldBe((general.Id, false, true, false));
        (await _api.ConversationInfoAsync(_slack.DirectWith(ana).Id, default)).Error!.Code.ShouldBe("missing_scope", "The manifest asks for no im:read.");
        (await _api.UserInfoAsync("U0NOBODY99", default)).Error!.Kind.ShouldBe(ApiErrorKind.PersonGone);
    }

    [Theory]
    [InlineData(FaultKind.DropAfter, "connection_lost", true)]
    [InlineData(FaultKind.DropBefore, "connection_lost", false)]
    [InlineData(FaultKind.ErrorAfter, "fatal_error", true)]
    [InlineData(FaultKind.ErrorBefore, "fatal_error", false)]
    [InlineData(FaultKind.InternalErrorAfter, "internal_error", true)]
    public async Task FindsOutWhetherAPostArrived(FaultKind fault, string code, bool isThere)
    {
        var ana = _slack.AddPerson("ana");
        _slack.Faults.Next("chat.postMessage", fault);

        var answer = await _api.PostMessageAsync(ana.Id, new SlackMessage("Stand-up", []), null, 42, default);

        answer.Error.ShouldNotBeNull().Code.ShouldBe(code);
        answer.Error.Kind.ShouldBe(ApiErrorKind.Unknown);
        var found = (await _api.FindMessageAsync(ana.Id, null, 42, LongAgo, default)).Value.ShouldNotBeNull();
        (found.Ts is not null).ShouldBe(isThere);
        (await _api.FindMessageAsync(ana.Id, null, 43, LongAgo, default)).Value!.Ts.ShouldBeNull();
        _slack.PostedMessages.ShouldBe(isThere ? 1 : 0, "It is never posted again by itself.");
    }

    [Fact]
    public async Task FindsAMessageInItsThread()
    {
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        var asked = (await Post(general.Id)).Value.ShouldNotBeNull();
        var posted = (await _api.PostMessageAsync(general.Id, new SlackMessage("Below", []), asked.Ts, 42, default)).Value.ShouldNotBeNull();

        (await _api.FindMessageAsync(general.Id, asked.Ts, 42, LongAgo, default)).Value.ShouldBe(new FoundMessage(posted.Ts));
        (await _api.FindMessageAsync(general.Id, null, 42, LongAgo, default)).Value.ShouldBe(new FoundMessage(null));
    }

    [Fact]
    public async Task FindsAMessageBehindHundredsOfOthers()
    {
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        var posted = (await _api.PostMessageAsync(general.Id, new SlackMessage("First", []), null, 42, default)).Value.ShouldNotBeNull();
        for (var number = 0; number < 450; number++)
        {
            ana.Says($"Message {number}", general);
        }

        (await _api.FindMessageAsync(general.Id, null, 42, LongAgo, default)).Value.ShouldBe(new FoundMessage(posted.Ts));
        _slack.Calls.Count(call => call.Method == "conversations.history").ShouldBe(3);
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.ErrorAfter)]
    [InlineData(FaultKind.InternalErrorAfter)]
    [InlineData(FaultKind.RateLimited)]
    public async Task RepeatsAnUpdateUntilItIsDone(FaultKind fault)
    {
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        var posted = (await Post(general.Id)).Value.ShouldNotBeNull();
        _slack.Faults.Next("chat.update", fault, times: 2);

        (await _api.UpdateMessageAsync(general.Id, posted.Ts, new SlackMessage("Changed", []), default)).IsOk.ShouldBeTrue();

        ana.Sees(general).Single().Shown.ShouldBe("Changed");
    }

    [Fact]
    public async Task PostsOnceAfterItWasToldToWait()
    {
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        _slack.Faults.Next("chat.postMessage", FaultKind.RateLimited);
        (await Post(general.Id)).IsOk.ShouldBeTrue();
        ana.Sees(general).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SharesAFile()
    {
        var ana = _slack.AddPerson("ana");
        (await _api.ShareFileAsync(ana.Id, "plan.csv", "a,b,c"u8.ToArray(), null, default)).IsOk.ShouldBeTrue();
        (await ana.WaitForAsync(_slack.DirectWith(ana), "")).ShouldNotBeNull();
        _slack.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnswersByUrlWhereItIsNoMember()
    {
        var ana = _slack.AddPerson("ana");
        var open = _slack.AddChannel("open", withBot: false, isPrivate: false, ana);
        await using var bot = await SocketBot.ConnectAsync(_slack);
        bot.Inbox.Answer = _ => null;
        var url = (await ana.TypesAsync("/mentor tip", open)).ResponseUrl!;

        (await bot.Api.RespondAsync(url, new MessageResponse { ResponseType = MessageResponse.InChannel, Text = "Here" }, default)).IsOk.ShouldBeTrue();

        (await ana.WaitForAsync(open, "Here")).Shown.ShouldBe("Here");
        for (var use = 2; use <= 5; use++)
        {
            (await bot.Api.RespondAsync(url, new MessageResponse { Text = $"Answer {use}" }, default)).IsOk.ShouldBeTrue();
        }

        (await bot.Api.RespondAsync(url, new MessageResponse { Text = "One too many" }, default)).Error!.Kind.ShouldBe(ApiErrorKind.Over);
    }

    [Fact]
    public async Task OpensNoViewWithATriggerThatIsOver()
    {
        var view = new View { Type = "home", Blocks = [] };
        (await _api.OpenViewAsync("1.2.3", view, default)).IsOk.ShouldBeFalse();
        (await _api.UpdateViewAsync("V0NOTHING9", view, default)).IsOk.ShouldBeFalse();
        var ana = _slack.AddPerson("ana");
        (await _api.PublishHomeAsync(ana.Id, view, default)).IsOk.ShouldBeTrue();
        (await ana.WaitForHomeAsync()).ShouldNotBeNull();
    }

    /// <summary>A twentieth of the fan-out, with Slack's clock and the bot's limits thirty times as fast.</summary>
    [Fact]
    public async Task FansOutWithoutARefusalInAboutTheTimeThatSlacksLimitsTake()
    {
        var people = Enumerable.Range(0, 600).Select(number => _slack.AddPerson($"person{number}")).ToList();
        var took = Stopwatch.StartNew();

        // The pump hands over no more at once than the lane's limit allows.
        using var lane = new SemaphoreSlim(20);
        var answers = await Task.WhenAll(people.Select(async (person, number) =>
        {
            await lane.WaitAsync();
            try
            {
                return await _api.PostMessageAsync(person.Id, new SlackMessage("Stand-up", []), null, number, default);
            }
            finally
            {
                lane.Release();
            }
        }));

        answers.ShouldAllBe(answer => answer.IsOk);
        _slack.RateLimited.ShouldBe(0);
        _slack.PostedMessages.ShouldBe(600);
        took.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds((600 - 20) / 10 / Faster), "600 a minute, and no more.");
    }

    [Fact]
    public async Task KeepsABurstIntoOneChannelWithinSlacksLimit()
    {
        var ana = _slack.AddPerson("ana");
        var general = _slack.AddChannel("general", ana);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Post(general.Id)));
        answers.ShouldAllBe(answer => answer.IsOk);
        _slack.RateLimited.ShouldBe(0);
    }

    private Task<ApiAnswer<PostedMessage>> Post(string channel) => _api.PostMessageAsync(channel, new SlackMessage("Hello", []), null, null, default);

    private SlackApi ApiWith(string botToken) => SlackApi.Create(
        new SlackOptions { BotToken = botToken, AppToken = _slack.AppToken, ApiUrl = _slack.ApiUrl.ToString() },
        new ApiOptions { LimitFactor = Faster },
        new Installation(NullLogger<Installation>.Instance),
        _http,
        TimeProvider.System,
        NullLogger<SlackApi>.Instance);
}
