using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Rest;

/// <summary>Who waits for what, by what Discord's answers tell of its limits.</summary>
public sealed class RateLimitTests : IDisposable
{
    private const string Posted = """{"id":"1","channel_id":"2"}""";

    private static readonly DiscordMessage Hello = new([new TextDisplay("Hello")], [], []);

    private readonly ScriptedDiscord _discord = new();

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task MakesOneCallAtATimeUntilItKnowsTheLimit()
    {
        var first = _discord.Holds();
        _discord.Answers(Posted, headers: ScriptedDiscord.Limit("h", 5, 3, 100, 5));
        var api = _discord.Api();
        var one = Post(api, "42");
        var other = Post(api, "42");
        var elsewhere = Post(api, "43");
        await elsewhere;

        _discord.Calls.Count.ShouldBe(2, "Another channel has a limit of its own.");
        first.SetResult(ScriptedDiscord.Json(Posted, headers: ScriptedDiscord.Limit("h", 5, 4, 100, 5)));
        await one;
        await other;
        _discord.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task WaitsForTheWindowToEnd()
    {
        _discord.Answers(Posted, headers: ScriptedDiscord.Limit("h", 5, 0, 100, 2));
        var api = _discord.Api();
        await Post(api, "42");

        var next = Post(api, "42");
        (await _discord.UntilAsync(next)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
        (await next).IsOk.ShouldBeTrue();
    }

    // discord-net/Discord.Net#1439: whoever waited for a limit kept a thread busy.
    [Fact]
    public async Task RestsUntilTheWindowEnds()
    {
        _discord.Answers(Posted, headers: ScriptedDiscord.Limit("h", 5, 0, 100, 2)).Answers(Posted, headers: ScriptedDiscord.Limit("h", 5, 4, 102, 2));
        var api = _discord.Api();
        await Post(api, "42");
        var waiting = Enumerable.Range(0, 5).Select(_ => Post(api, "42")).ToList();

        var uses = -1;
        await Until.HoldsAsync(() => uses == (uses = _discord.Time.Uses));
        var began = _discord.Time.GetUtcNow();
        _discord.Time.AdvanceToNext().ShouldBeTrue();
        (_discord.Time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2), "Nothing wakes before.");
        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.IsOk);
    }

    [Fact]
    public async Task SaysAtOnceThatItWouldTakeTooLong()
    {
        _discord.Answers(Posted, headers: ScriptedDiscord.Limit("h", 5, 0, 100, 60));
        var api = _discord.Api();
        await Post(api, "42");

        (await Post(api, "42")).Error.ShouldBe(new ApiError(ApiErrorKind.Later, "no_turn"));
    }

    [Fact]
    public async Task IgnoresWhatAnAnswerTellsOfAWindowThatIsOver()
    {
        var limits = new RateLimits(new RestOptions(), _discord.Time);
        var call = new RestCall(Route.Channel, "channels/42", "42");
        await Learn(limits, call, remaining: 4, reset: 100);
        var (first, _) = await limits.TakeAsync(call, TimeSpan.Zero, default);
        var (second, _) = await limits.TakeAsync(call, TimeSpan.Zero, default);

        second!.Done(Headers(remaining: 0, reset: 200));
        first!.Done(Headers(remaining: 3, reset: 100));

        (await limits.TakeAsync(call, TimeSpan.Zero, default)).Turn.ShouldBeNull("The window of 200 is used up, whatever the one of 100 had left.");
    }

    [Fact]
    public async Task TakesTheLeastThatAnAnswerOfTheSameWindowTells()
    {
        var limits = new RateLimits(new RestOptions(), _discord.Time);
        var call = new RestCall(Route.Channel, "channels/42", "42");
        await Learn(limits, call, remaining: 2, reset: 100);
        var (first, _) = await limits.TakeAsync(call, TimeSpan.Zero, default);
        var (second, _) = await limits.TakeAsync(call, TimeSpan.Zero, default);

        second!.Done(Headers(remaining: 0, reset: 100));
        first!.Done(Headers(remaining: 1, reset: 100));

        (await limits.TakeAsync(call, TimeSpan.Zero, default)).Turn.ShouldBeNull();
    }

    [Fact]
    public async Task CountsRoutesTogetherThatShareALimit()
    {
        var limits = new RateLimits(new RestOptions(), _discord.Time);
        var edit = new RestCall(Route.EditMessage, "channels/42/messages/1", "42");
        var delete = new RestCall(Route.DeleteMessage, "channels/42/messages/1", "42");
        await Learn(limits, edit, remaining: 1, reset: 100);
        await Learn(limits, delete, remaining: 0, reset: 100);

        (await limits.TakeAsync(edit, TimeSpan.Zero, default)).Turn.ShouldBeNull();
    }

    [Fact]
    public async Task FollowsARouteToAnotherLimit()
    {
        var limits = new RateLimits(new RestOptions(), _discord.Time);
        var call = new RestCall(Route.Channel, "channels/42", "42");
        await Learn(limits, call, remaining: 1, reset: 100);
        var (turn, _) = await limits.TakeAsync(call, TimeSpan.Zero, default);
        var waiting = limits.TakeAsync(call, TimeSpan.FromMinutes(2), default).AsTask();

        turn!.Done(new RateHeaders("other", 5, 4, 300, TimeSpan.FromSeconds(5), null, false, null));

        (await waiting).Turn.ShouldNotBeNull();
    }

    [Fact]
    public async Task WaitsAsLongAsA429SaysAndThenGoesOn()
    {
        _discord.Answers("""{"message":"You are being rate limited.","retry_after":1.2,"global":false}""", 429, [.. ScriptedDiscord.Limit("h", 5, 0, 100, 1.2), ("Retry-After", "2"), ("X-RateLimit-Scope", "user")]).Answers(Posted);
        var call = Post(_discord.Api(), "42");

        (await _discord.UntilAsync(call)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.2));
        (await call).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("shared", "0")]
    [InlineData("user", "3")]
    public async Task HoldsBackOnlyTheOneCallWhereTheLimitIsNotTheRoutes(string scope, string remaining)
    {
        _discord.Answers("""{"message":"Slow","retry_after":3,"global":false}""", 429, ("X-RateLimit-Bucket", "h"), ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", "100"), ("X-RateLimit-Reset-After", "0"), ("X-RateLimit-Scope", scope)).Answers(Posted);
        var api = _discord.Api();
        var limited = Post(api, "42");
        while (_discord.Calls.Count == 0)
        {
            await Task.Yield();
        }

        (await Post(api, "42")).IsOk.ShouldBeTrue();
        limited.IsCompleted.ShouldBeFalse();
        await _discord.UntilAsync(limited);
        (await limited).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task HoldsBackEverythingWithTheTokenForAGlobal429()
    {
        _discord.Answers("""{"message":"Slow","retry_after":3,"global":true}""", 429, ("Retry-After", "3"), ("X-RateLimit-Global", "true"), ("X-RateLimit-Scope", "global")).Answers(Posted);
        var api = _discord.Api();
        var limited = Post(api, "42");
        while (_discord.Calls.Count == 0)
        {
            await Task.Yield();
        }

        await Task.Delay(20);
        var other = Post(api, "43");
        (await api.RespondAsync("1", "t", new InteractionResponse(5), [], default)).IsOk.ShouldBeTrue("Interactions are no part of it.");
        other.IsCompleted.ShouldBeFalse();
        (await _discord.UntilAsync(Task.WhenAll(limited, other))).ShouldBeGreaterThan(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task ReturnsWithTheTimeWhereItIsTooLong()
    {
        _discord.Answers("""{"message":"Slow","retry_after":30,"global":false}""", 429, ("Retry-After", "30"), ("X-RateLimit-Scope", "user"));

        (await Post(_discord.Api(), "42")).Error!.Code.ShouldBe("rate_limited");
        _discord.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AsksForNoMoreThanFiftyASecondAndLeavesSomeToAnswers()
    {
        var api = _discord.Api();
        var due = Enumerable.Range(0, 60).Select(number => api.CreateMessageAsync($"{number}", Hello, 1, isDue: true, default)).ToList();
        await Task.Delay(50);

        _discord.Calls.Count.ShouldBe(47);
        var answers = Enumerable.Range(100, 5).Select(number => api.CreateMessageAsync($"{number}", Hello, -1, isDue: false, default)).ToList();
        await Task.Delay(50);
        _discord.Calls.Count.ShouldBe(50);
        await _discord.UntilAsync(Task.WhenAll(due.Concat(answers)));
        _discord.Calls.Count.ShouldBe(65);
    }

    [Fact]
    public async Task ForgetsLimitsThatNobodyUses()
    {
        var limits = new RateLimits(new RestOptions { CallsASecond = 0 }, _discord.Time);
        for (var number = 0; number < 3_000; number++)
        {
            var (turn, _) = await limits.TakeAsync(new RestCall(Route.EditOriginal, "x", $"{number}"), TimeSpan.Zero, default);
            turn!.Done(Headers(remaining: 1, reset: number) with { ResetAfter = TimeSpan.FromMilliseconds(1) });
            _discord.Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        limits.Count.ShouldBeLessThan(2_000);
    }

    private static Task<ApiAnswer<PostedMessage>> Post(IDiscordApi api, string channel) => api.CreateMessageAsync(channel, Hello, 1, isDue: true, CancellationToken.None);

    private static RateHeaders Headers(int remaining, double reset) => new("h", 5, remaining, reset, TimeSpan.FromSeconds(60), null, false, null);

    private static async Task Learn(RateLimits limits, RestCall call, int remaining, double reset)
    {
        var (turn, _) = await limits.TakeAsync(call, TimeSpan.FromSeconds(1), default);
        turn!.Done(Headers(remaining, reset));
    }
}
