using MentorBot.Core.Platforms;
using MentorBot.Discord;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using MentorBot.Simulators.Discord;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using DiscordMessage = MentorBot.Discord.Rendering.DiscordMessage;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The REST client over real connections, with all that goes wrong on them.</summary>
public sealed class RestClientTests : IAsyncLifetime, IDisposable
{
    private const string Post = "POST /channels/{channel}/messages";

    private static readonly DiscordMessage Hello = new([new TextDisplay("Hello")], [], []);

    private readonly HttpMessageInvoker _http = RestTransport.CreateInvoker();
    private DiscordSimulator _discord = null!;
    private DiscordApi _api = null!;
    private DiscordChannel _general = null!;

    public async Task InitializeAsync()
    {
        _discord = await DiscordSimulator.StartAsync();
        _general = _discord.AddGuild("Acme").AddChannel("general");
        _api = new DiscordApi(new DiscordOptions { Token = _discord.BotToken, ApiUrl = _discord.ApiUrl.ToString() }, new RestOptions(), _http, TimeProvider.System, NullLogger<DiscordApi>.Instance);
    }

    public async Task DisposeAsync() => await _discord.DisposeAsync();

    public void Dispose()
    {
        _api.Dispose();
        _http.Dispose();
    }

    [Theory]
    [InlineData(FaultKind.UserRateLimit)]
    [InlineData(FaultKind.SharedRateLimit)]
    [InlineData(FaultKind.GlobalRateLimit)]
    [InlineData(FaultKind.HiddenRateLimit)]
    [InlineData(FaultKind.Error500)]
    [InlineData(FaultKind.Error502)]
    [InlineData(FaultKind.Error500After)]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Slow)]
    [InlineData(FaultKind.SlowAfter)]
    public async Task PostsOnceWhateverHappens(FaultKind kind)
    {
        _discord.Faults.Next(Post, kind);

        var answer = await _api.CreateMessageAsync(_general.Id, Hello, 77, isDue: true, CancellationToken.None);

        answer.Error.ShouldBeNull();
        _general.FromBot.ShouldHaveSingleItem().Shown.ShouldBe("Hello");
        (await _api.FindMessageAsync(_general.Id, 77, SystemTime(), CancellationToken.None)).Value!.Id.ShouldBe(answer.Value!.Id);
        (await _api.FindMessageAsync(_general.Id, 78, SystemTime(), CancellationToken.None)).Value!.Id.ShouldBeNull();
        _discord.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepsToTheLimitsOfARouteWithoutBeingTold()
    {
        var posts = Enumerable.Range(0, 12).Select(_ => _api.CreateMessageAsync(_general.Id, Hello, null, isDue: false, CancellationToken.None)).ToList();

        (await Task.WhenAll(posts)).Count(answer => answer.IsOk).ShouldBeGreaterThanOrEqualTo(5, "Those that would wait for longer than they may are told so.");
        _discord.RateLimited.ShouldBe(0);
    }

    [Fact]
    public async Task KeepsToFiftyASecond()
    {
        var acme = _discord.Guilds[0];
        var channels = Enumerable.Range(0, 150).Select(number => acme.AddChannel($"c{number}")).ToList();

        var answers = await Task.WhenAll(channels.Select(channel => _api.CreateMessageAsync(channel.Id, Hello, 1 + channels.IndexOf(channel), isDue: true, CancellationToken.None)));

        answers.ShouldAllBe(answer => answer.IsOk);
        _discord.RateLimited.ShouldBe(0);
    }

    [Fact]
    public async Task StopsForAWhileWhenItIsKeptOut()
    {
        _discord.Faults.Next(Post, FaultKind.HtmlRateLimit);

        (await _api.CreateMessageAsync(_general.Id, Hello, 1, isDue: true, CancellationToken.None)).Error!.Code.ShouldBe("blocked");
        (await _api.CreateMessageAsync(_general.Id, Hello, 1, isDue: true, CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.Later);
        _discord.RequestCount.ShouldBe(1);
    }

    [Fact]
    public async Task SaysThatSomebodyTakesNoDirectMessages()
    {
        var ana = _discord.AddPerson("ana", _discord.Guilds[0]);
        ana.TakesDirectMessages = false;
        var conversation = await _api.OpenDirectAsync(ana.Id, isDue: true, CancellationToken.None);

        (await _api.CreateMessageAsync(conversation.Value!.Id, Hello, 1, isDue: true, CancellationToken.None)).Error!.Kind.ShouldBe(ApiErrorKind.DirectMessagesClosed);
    }

    [Fact]
    public async Task EditsAndDeletesWhatItPosted()
    {
        var posted = (await _api.CreateMessageAsync(_general.Id, Hello, 1, isDue: true, CancellationToken.None)).Value!;

        (await _api.EditMessageAsync(posted.Channel, posted.Id, new DiscordMessage([new TextDisplay("Goodbye")], [], []), 1, CancellationToken.None)).Error.ShouldBeNull();
        _general.FromBot.Single().Shown.ShouldBe("Goodbye");
        _discord.Faults.Next("DELETE /channels/{channel}/messages/{message}", FaultKind.DropAfter);
        (await _api.DeleteMessageAsync(posted.Channel, posted.Id, CancellationToken.None)).Error.ShouldBeNull();
        _general.FromBot.ShouldBeEmpty();
    }

    private static Instant SystemTime() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromMinutes(1);
}
