using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Conversations;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>Who gets what the bot sends by itself, by whose clock they read it, and whom it lets go first.</summary>
public sealed class RecipientTests : IDisposable
{
    private const string Other = "99384788765712384";

    private static readonly Workspace Team = new("discord", DiscordScene.Guild);
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 4, 9, 0);

    private static readonly ImmutableArray<Block> Long =
        [.. Enumerable.Range(0, 400).Select(i => (Block)new Paragraph($"Part {i} {new string('x', 90)} " + Line.At(Morning)))];

    private readonly DiscordScene _discord = new(new ProbeFeature());

    public void Dispose() => _discord.Dispose();

    private IMessenger Messenger => _discord.Get<IMessenger>();

    [Fact]
    public async Task SendsNothingToWhoHasLeftTheServerItIsAbout()
    {
        await _discord.Get<Guilds>().KnowAsync([DiscordScene.Guild, Other], since: 0, default);
        (await SendAsync("Hello")).ShouldBeOfType<Delivered>();
        _discord.Api.Members.Clear();
        (await SendAsync("Hello")).ShouldBeOfType<Delivered>("It is remembered for a day.");
        _discord.Api.MembersAsked.ShouldBe(1);

        _discord.Time.Advance(TimeSpan.FromDays(1.1));
        (await SendAsync("Hello")).ShouldBe(new Refused(Refusal.PersonGone, "not in the server any more"));
        _discord.Api.Calls.Count(call => call.StartsWith("post", StringComparison.Ordinal)).ShouldBe(2);

        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo")));
        (await SendAsync("Hello")).ShouldBeOfType<Delivered>("They are back.");
    }

    [Fact]
    public async Task SendsAndLeavesItToDiscordWhereItIsInOneServerOnly()
    {
        await _discord.Get<Guilds>().KnowAsync([DiscordScene.Guild], since: 0, default);
        _discord.Api.Members.Clear();

        (await SendAsync("Hello")).ShouldBeOfType<Delivered>();
        _discord.Api.MembersAsked.ShouldBe(0);
    }

    [Fact]
    public async Task SendsWhereDiscordDoesNotSayWhoIsIn()
    {
        await _discord.Get<Guilds>().KnowAsync([DiscordScene.Guild, Other], since: 0, default);
        _discord.Api.Silent.Add(DiscordScene.Guild);

        (await SendAsync("Hello")).ShouldBeOfType<Delivered>();
    }

    [Fact]
    public async Task WritesTimesByTheClockOfWhoeverGetsThemAndSaysSoWhereNobodyKnowsIt()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo")));
        var ana = await _discord.Bot.People.FindAsync(new Identity(Team, "42"), default);
        _discord.Bot.PersonalTimes.All[ana!.Id] = new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] };

        await Messenger.SendAsync(new OutgoingMessage(7, new Identity(Team, "42"), null, Long, Morning), default);
        FileText().ShouldContain("Wed 4 Mar 2026, 10:00\n");
        await Messenger.SendAsync(new OutgoingMessage(8, null, new Place(Team, "7"), Long, Morning), default);
        FileText().ShouldContain("Wed 4 Mar 2026, 09:00 UTC\n");

        string FileText() => Encoding.UTF8.GetString(_discord.Api.LastMessage!.Files.ShouldHaveSingleItem().Content.Span);
    }

    [Fact]
    public async Task LetsAnswersGoFirstWithAllPartsOfWhatItSendsByItself()
    {
        ImmutableArray<Block> parts = [.. Enumerable.Range(0, 60).Select(i => (Block)new Paragraph($"Part {i} " + new string('x', 90)))];
        await Messenger.SendAsync(new OutgoingMessage(7, new Identity(Team, "42"), null, parts, Morning), default);
        _discord.Api.Waited.ShouldBe(["nobody", "nobody", "nobody"]);

        await _discord.Get<DirectConversations>().ForgetAsync("42", default);
        _discord.Api.Waited.Clear();
        _discord.Api.Fail("respond", ApiErrorKind.Over, "10062");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo")));
        _discord.Api.Waited.ShouldBe(["somebody", "somebody"]);
    }

    private Task<SendOutcome> SendAsync(string text) => Messenger.SendAsync(new OutgoingMessage(7, new Identity(Team, "42"), null, [new Paragraph(text)], Morning), default);
}
