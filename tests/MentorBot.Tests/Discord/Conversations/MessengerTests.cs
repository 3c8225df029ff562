using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>What the bot sends by itself.</summary>
public sealed class MessengerTests : IDisposable
{
    private static readonly Workspace Team = new("discord", DiscordScene.Guild);

    private readonly DiscordScene _discord = new();

    public MessengerTests() => _discord.Api.Members.UnionWith([(DiscordScene.Guild, "41"), (DiscordScene.Guild, "43"), (DiscordScene.Guild, "44")]);

    public void Dispose() => _discord.Dispose();

    private IMessenger Messenger => _discord.Get<IMessenger>();

    [Fact]
    public async Task BringsANudgeToTheDirectConversationThatItOpensOnceAndRemembers()
    {
        (await Messenger.SendAsync(ToAna(7, Words("Hello")), default)).ShouldBe(new Delivered("942:501"));
        (await Messenger.SendAsync(ToAna(8, Words("Again")), default)).ShouldBe(new Delivered("942:502"));

        _discord.Api.Calls.ShouldBe(["open 42", "post 942 #7: Hello", "post 942 #8: Again"]);
        _discord.Memory["discord:direct:42"].ShouldBe("942");
        _discord.Memory["discord:home:42"].ShouldBe(DiscordScene.Guild);
    }

    [Fact]
    public async Task NamesTheGuildInWhatIsPressedInTheDirectConversationAndNotInTheGuild()
    {
        ImmutableArray<Block> blocks = [new Buttons([new Button("Done", "probe.echo")])];
        await Messenger.SendAsync(ToAna(7, blocks), default);
        var direct = CustomId();
        await Messenger.SendAsync(ToChannel(8, blocks), default);
        var channel = CustomId();

        direct.ShouldStartWith("probe.echo|");
        CustomIds.Read(direct).Guild.ShouldBe(DiscordScene.Guild);
        channel.ShouldBe("probe.echo");

        string CustomId() => ((ButtonComponent)((ActionRow)_discord.Api.LastMessage!.Components[0]).Components[0]).CustomId;
    }

    [Theory]
    [InlineData("Later", "20028", true, "TryLater")]
    [InlineData("Later", "40003", true, "TryLater")]
    [InlineData("Unknown", "timed_out", true, "NoAnswer")]
    [InlineData("TokenDead", "401", true, "TryLater")]
    [InlineData("NotInPlace", "50001", true, "TryLater")]
    [InlineData("NotInPlace", "50001", false, "NotInPlace")]
    [InlineData("NotInPlace", "50013", false, "NotInPlace")]
    [InlineData("PlaceGone", "10003", false, "PlaceGone")]
    [InlineData("PlaceGone", "10004", false, "WorkspaceGone")]
    [InlineData("PersonGone", "10013", true, "PersonGone")]
    [InlineData("DirectMessagesClosed", "50007", true, "DirectMessagesClosed")]
    [InlineData("DirectMessagesClosed", "50278", true, "DirectMessagesClosed")]
    [InlineData("Invalid", "50035", true, "Invalid")]
    public async Task SaysWhatAFailureMeans(string kind, string code, bool isToPerson, string outcome)
    {
        _discord.Api.Fail("post", Enum.Parse<ApiErrorKind>(kind), code);

        var answer = await Messenger.SendAsync(isToPerson ? ToAna(7, Words("Hello")) : ToChannel(7, Words("Hello")), default);

        (answer is Refused refused ? refused.Why.ToString() : answer.GetType().Name).ShouldBe(outcome);
    }

    [Fact]
    public async Task OpensTheDirectConversationAnewWhereTheOneThatWasKnownIsGone()
    {
        await Messenger.SendAsync(ToAna(7, Words("Hello")), default);
        _discord.Api.Fail("post", ApiErrorKind.PlaceGone, "10003");
        (await Messenger.SendAsync(ToAna(8, Words("Hello")), default)).ShouldBe(new TryLater(null, "10003"));
        await Messenger.SendAsync(ToAna(8, Words("Hello")), default);

        _discord.Api.Calls.Count(call => call == "open 42").ShouldBe(2);
    }

    [Fact]
    public async Task WaitsWithoutACallWhileTheBotIsNotInTheServer()
    {
        var guilds = _discord.Get<Guilds>();
        await guilds.KnowAsync([DiscordScene.Guild], since: 0, default);
        Messenger.IsOpen(Team).ShouldBeTrue();
        await guilds.LeaveAsync(DiscordScene.Guild, since: 0, default);

        Messenger.IsOpen(Team).ShouldBeFalse();
        (await Messenger.SendAsync(ToChannel(7, Words("Hello")), default)).ShouldBeOfType<TryLater>().After.ShouldBeNull();
        _discord.Api.Calls.ShouldBeEmpty();
        (await guilds.JoinAsync(DiscordScene.Guild, since: 0, default)).ShouldBeTrue();
        Messenger.IsOpen(Team).ShouldBeTrue();
    }

    [Fact]
    public void SharesFiftyASecondAmongAllServersAndKeepsSomeForAnswers()
    {
        Messenger.LimitOf(Team).ShouldBe(new LaneLimit(50, Duration.FromSeconds(1), 5) { IsShared = true });
        var pump = _discord.Get<Pump>();
        pump.LimiterOf(Team).ShouldBeSameAs(pump.LimiterOf(new Workspace("discord", "2")));
    }

    [Fact]
    public async Task TakesBackTheFirstPartWhereTheSecondIsRefused()
    {
        ImmutableArray<Block> isLong = [.. Enumerable.Range(0, 60).Select(i => (Block)new Paragraph($"Part {i} " + new string('x', 90)))];
        _discord.Api.Fail("post", ApiErrorKind.Later, "20028", after: 1);
        (await Messenger.SendAsync(ToChannel(8, isLong), default)).ShouldBe(new TryLater(null, "20028"));

        _discord.Api.Calls[^1].ShouldBe("delete 7 501");
    }

    [Fact]
    public async Task LeavesAMessageGoneThatSomebodyRemoved()
    {
        _discord.Api.Fail("edit", ApiErrorKind.Over, "10008");
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "942:501", default)).ShouldBe(new Delivered("942:501"));
        _discord.Api.Fail("edit", ApiErrorKind.Unknown, "timed_out");
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "942:501", default)).ShouldBe(new TryLater(null, "timed_out"));
        _discord.Api.Fail("edit", ApiErrorKind.Over, "30046");
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "942:501", default)).ShouldBe(new TryLater(Duration.FromMinutes(15), "30046") { HoldsLane = false }, "The old words are still there.");
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "nonsense", default)).ShouldBe(new Refused(Refusal.Invalid, "that is no message of Discord's"));
    }

    [Fact]
    public async Task LooksWhetherAMessageIsThere()
    {
        (await Messenger.LookAsync(ToAna(7, []), default)).ShouldBe(Presence.No);
        _discord.Api.Calls.ShouldBeEmpty("Nothing is in a conversation that was never opened.");
        await Messenger.SendAsync(ToAna(7, Words("Hello")), default);
        (await Messenger.LookAsync(ToAna(7, []), default)).ShouldBe(Presence.No);
        _discord.Api.Found = "900";
        (await Messenger.LookAsync(ToAna(7, []), default)).ShouldBe(Presence.At("942:900"));
        _discord.Api.Fail("find", ApiErrorKind.NotInPlace, "50001");
        (await Messenger.LookAsync(ToChannel(7, []), default)).ShouldBe(Presence.CannotTell);
        foreach (var kind in new[] { ApiErrorKind.Later, ApiErrorKind.Unknown, ApiErrorKind.AppSetting, ApiErrorKind.TokenDead })
        {
            _discord.Api.Fail("find", kind, "1");
            await Should.ThrowAsync<IOException>(() => Messenger.LookAsync(ToChannel(7, []), default), $"{kind}");
        }
    }

    [Fact]
    public async Task HoldsNeitherTheLaneNorAWireWhileConversationsAreOpenedOneAfterAnother()
    {
        await Messenger.SendAsync(To("41", 1, Words("Hello")), default);
        var opens = new TaskCompletionSource();
        _discord.Api.Opens = opens.Task;

        var first = Messenger.SendAsync(To("42", 2, Words("Hello")), default);
        (await Messenger.SendAsync(To("43", 3, Words("Hello")), default)).ShouldBe(InTurn(2));
        (await Messenger.SendAsync(To("44", 4, Words("Hello")), default)).ShouldBe(InTurn(3));
        (await Messenger.SendAsync(To("43", 3, Words("Hello")), default)).ShouldBe(InTurn(2), "It keeps its place.");
        (await Messenger.SendAsync(To("41", 5, Words("Hello")), default)).ShouldBeOfType<Delivered>("Whose conversation is open need not wait.");
        _discord.Time.Advance(TimeSpan.FromSeconds(1));
        (await first).ShouldBe(InTurn(1));

        opens.SetResult();
        string[] waiting = ["42", "43", "44"];
        SpinWait.SpinUntil(() => waiting.All(user => _discord.Memory[$"discord:direct:{user}"] is not null), TimeSpan.FromMinutes(1)).ShouldBeTrue();
        foreach (var user in waiting)
        {
            (await Messenger.SendAsync(To(user, 6, Words("Hello")), default)).ShouldBeOfType<Delivered>();
            _discord.Api.Calls.Count(call => call == $"open {user}").ShouldBe(1);
        }

        static TryLater InTurn(int seconds) => new(Duration.FromSeconds(seconds), "in_turn") { HoldsLane = false, WasAsked = false };
    }

    [Fact]
    public async Task TakesAnOpeningThatDiscordPutsOffForNoAttempt()
    {
        _discord.Api.Fail("open", ApiErrorKind.Later, "no_turn");
        _discord.Api.Fail("open", ApiErrorKind.Later, "40003");

        (await Messenger.SendAsync(ToAna(7, Words("Hello")), default)).ShouldBe(new TryLater(Duration.FromSeconds(10), "no_turn") { HoldsLane = false, WasAsked = false });
        (await Messenger.SendAsync(ToAna(7, Words("Hello")), default)).ShouldBe(new TryLater(Duration.FromSeconds(10), "40003") { HoldsLane = false, WasAsked = false });
        (await Messenger.SendAsync(ToAna(7, Words("Hello")), default)).ShouldBeOfType<Delivered>();
    }

    [Fact]
    public async Task TellsWhoeverComesBackWhyTheConversationCouldNotBeOpened()
    {
        var opens = new TaskCompletionSource();
        _discord.Api.Opens = opens.Task;
        _discord.Api.Fail("open", ApiErrorKind.PersonGone, "50033", after: 1);
        var first = Messenger.SendAsync(To("41", 1, Words("Hello")), default);
        (await Messenger.SendAsync(ToAna(7, Words("Hello")), default)).ShouldBeOfType<TryLater>();

        opens.SetResult();
        (await first).ShouldBeOfType<Delivered>();
        SendOutcome? outcome = null;
        for (var tries = 0; tries < 3_000 && outcome is not Refused; tries++)
        {
            outcome = await Messenger.SendAsync(ToAna(7, Words("Hello")), default);
            await Task.Delay(10);
        }

        outcome.ShouldBe(new Refused(Refusal.PersonGone, "50033"));
        _discord.Api.Calls.Count(call => call.StartsWith("open 42", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("AppSetting", "20026", true)]
    [InlineData("AppSetting", "40002", false)]
    [InlineData("NotInPlace", "http_403", true)]
    [InlineData("NotInPlace", "50099", false)]
    public async Task TakesAFaultOfTheAppNeitherForClosedDirectMessagesNorForAShutChannel(string kind, string code, bool isToPerson)
    {
        _discord.Api.Fail("post", Enum.Parse<ApiErrorKind>(kind), code, times: 2);
        var message = isToPerson ? ToAna(7, Words("Hello")) : ToChannel(7, Words("Hello"));

        (await Messenger.SendAsync(message, default)).ShouldBe(new TryLater(Duration.FromMinutes(5), code) { HoldsLane = false });
        (await Messenger.SendAsync(message, default)).ShouldBeOfType<TryLater>();

        _discord.Log.Errors.Count(line => line.Message.Contains($"for a reason that is the app's ({code})", StringComparison.Ordinal)).ShouldBe(1, "Once is enough for who runs it.");
        (await Messenger.SendAsync(message, default)).ShouldBeOfType<Delivered>();
    }

    [Fact]
    public async Task LeavesAllLanesAloneWithATokenThatDiscordDoesNotTake()
    {
        _discord.Api.Fail("post", ApiErrorKind.TokenDead, "token_dead");

        (await Messenger.SendAsync(ToChannel(7, Words("Hello")), default)).ShouldBe(new TryLater(Duration.FromMinutes(5), "token_dead") { HoldsLane = false });

        Messenger.IsOpen(Team).ShouldBeFalse();
        Messenger.IsOpen(new Workspace("discord", "2")).ShouldBeFalse();
    }

    private static OutgoingMessage To(string user, long entry, ImmutableArray<Block> blocks) => new(entry, new Identity(Team, user), null, blocks, Instant.FromUtc(2026, 3, 4, 9, 0));

    private static ImmutableArray<Block> Words(string text) => [new Paragraph(text)];

    private static OutgoingMessage ToAna(long entry, ImmutableArray<Block> blocks) => new(entry, new Identity(Team, "42"), null, blocks, Instant.FromUtc(2026, 3, 4, 9, 0));

    private static OutgoingMessage ToChannel(long entry, ImmutableArray<Block> blocks) => new(entry, null, new Place(Team, "7"), blocks, Instant.FromUtc(2026, 3, 4, 9, 0));
}
