using System.Text;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord.Conversations;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>In which server somebody may do something, and by whose clock they read it.</summary>
public sealed class PlaceTests : IDisposable
{
    private const string Other = "99384788765712384";
    private const string Left = "This is about a server that you aren't in any more, so I can't do it for you. If you are back there, use `/mentor help` in it once; then it works here again.";
    private const string Which = "I can't tell yet which of your servers this is about.";

    private readonly ProbeFeature _probe = new();
    private readonly DiscordScene _discord;
    private int _ran;

    public PlaceTests()
    {
        _discord = new DiscordScene(_probe, new Agenda());
        _probe.OnCommand = () => _ran++;
    }

    public void Dispose() => _discord.Dispose();

    [Fact]
    public async Task DoesNothingInADirectConversationForWhoHasLeftTheServerOfItsButton()
    {
        await PressAsync();
        _discord.Api.Calls[^1].ShouldNotContain(Left);
        _discord.Api.Members.Clear();
        _discord.Time.Advance(TimeSpan.FromMinutes(11));
        await PressAsync();

        _discord.Api.Calls[^1].ShouldBe($"respond 1002 4 flags 32768: {Left}");
        _discord.Memory["discord:home:42"].ShouldBeNull();
    }

    [Fact]
    public async Task ForgetsTheServerThatSomebodyHasLeftAndGoesOnWithTheOnlyOneThatTheyAreIn()
    {
        await AtHomeAsync();
        await SayAsync("echo one");
        _ran.ShouldBe(1);
        _discord.Api.Members.Clear();
        _discord.Time.Advance(TimeSpan.FromMinutes(11));
        await SayAsync("echo two");
        _discord.Api.Calls[^1].ShouldBe($"post 942: {Left}");
        await UseAsync();
        _discord.Api.Calls[^1].ShouldContain(Which);
        _ran.ShouldBe(1);
        _discord.Memory["discord:home:42"].ShouldBeNull();

        _discord.Api.Members.Add((Other, "42"));
        await _discord.Get<Guilds>().KnowAsync([DiscordScene.Guild, Other], since: 0, default);
        await SayAsync("echo three");
        _ran.ShouldBe(2);
        _discord.Memory["discord:home:42"].ShouldBe(Other);
    }

    [Fact]
    public async Task LooksAMemberUpOnceInSomeMinutesAndIsKindWhereDiscordDoesNotSay()
    {
        await AtHomeAsync();
        await UseAsync();
        await UseAsync();
        _discord.Api.MembersAsked.ShouldBe(1);

        _discord.Api.Silent.Add(DiscordScene.Guild);
        _discord.Time.Advance(TimeSpan.FromMinutes(11));
        await UseAsync();
        _discord.Api.MembersAsked.ShouldBe(2);
        _ran.ShouldBe(3);
    }

    [Fact]
    public async Task TakesWhoDoesSomethingInTheServerForAMemberAtOnce()
    {
        _discord.Api.Members.Clear();
        await PressAsync();
        _discord.Api.Calls[^1].ShouldContain(Left);
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo")));
        await PressAsync();

        _discord.Api.Calls[^1].ShouldNotContain(Left);
    }

    [Fact]
    public async Task SettlesOnNoServerWhereDiscordDoesNotSayItOfEach()
    {
        await _discord.Get<Guilds>().KnowAsync([DiscordScene.Guild, Other], since: 0, default);
        _discord.Api.Silent.Add(Other);
        await UseAsync();

        _discord.Api.Calls[^1].ShouldContain(Which);
        _discord.Memory["discord:home:42"].ShouldBeNull();

        _discord.Api.Silent.Clear();
        _discord.Time.Advance(TimeSpan.FromSeconds(6));
        await UseAsync();
        _discord.Memory["discord:home:42"].ShouldBe(DiscordScene.Guild);
    }

    [Fact]
    public async Task SettlesOnNoServerWhereNotAllAreKnown()
    {
        await _discord.Memory.KeepAsync($"discord:guilds:{(ulong.Parse(DiscordScene.Guild) >> 22) % 16}", DiscordScene.Guild, default);
        await UseAsync();

        _discord.Api.Calls[^1].ShouldContain(Which);
        _discord.Memory["discord:home:42"].ShouldBeNull();
    }

    [Fact]
    public async Task KnowsItsServersInWhicheverOrderTheNewsIsHandled()
    {
        var guilds = _discord.Get<Guilds>();
        await ReadyAsync(1, Other);
        await _discord.ReceiveAsync(new GuildDelivery(DiscordScene.Guild, null) { Since = 3 });
        await _discord.ReceiveAsync(new GuildGoneDelivery(Other) { Since = 4 });
        await ReadyAsync(2, Other);
        guilds.IsGone(DiscordScene.Guild).ShouldBeFalse();
        guilds.IsGone(Other).ShouldBeTrue();

        await _discord.ReceiveAsync(new GuildGoneDelivery(DiscordScene.Guild) { Since = 2 });
        guilds.IsGone(DiscordScene.Guild).ShouldBeFalse();
        await ReadyAsync(5, Other);
        guilds.IsGone(DiscordScene.Guild).ShouldBeTrue();
        guilds.IsGone(Other).ShouldBeFalse();
    }

    [Fact]
    public async Task GreetsNobodyWhereAServerIsToldBeforeTheFirstListOfAllIsKept()
    {
        await _discord.ReceiveAsync(new GuildDelivery(DiscordScene.Guild, "7") { Since = 2 });
        await _discord.ReceiveAsync(new GuildDelivery($"{ulong.Parse(DiscordScene.Guild) + 1}", "8") { Since = 3 });
        await ReadyAsync(1);

        _discord.Api.Calls.ShouldBeEmpty();
        (await _discord.Get<Guilds>().AllAsync()).ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public async Task WritesTimesInAFileByTheReadersClock()
    {
        await InBerlinAsync();
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("agenda")));
        FileText().ShouldContain("Wed 4 Mar 2026, 10:00");

        await _discord.Get<DirectConversations>().KnowAsync("42", DiscordScene.Guild, "942", default);
        await SayAsync("agenda");
        FileText().ShouldContain("Wed 4 Mar 2026, 10:00");

        string FileText() => Encoding.UTF8.GetString(_discord.Api.LastMessage!.Files.ShouldHaveSingleItem().Content.Span);
    }

    [Fact]
    public async Task WritesTimesInPlainTextByTheReadersClockAndToEverybodyByNobodys()
    {
        await InBerlinAsync();
        _discord.Api.Fail("respond", ApiErrorKind.Invalid, "50035");
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("soon")));
        _discord.Api.Calls[^1].ShouldEndWith(@": It is due on Wed 4 Mar 2026, 10\:00");

        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("agenda.share"), DiscordScene.Message(), app: "35840"));
        Encoding.UTF8.GetString(_discord.Api.LastMessage!.Files.ShouldHaveSingleItem().Content.Span).ShouldContain("Wed 4 Mar 2026, 09:00 UTC");
    }

    [Fact]
    public async Task PostsAFileByItsAnswerWhereItMayNotAttachOneItselfAndSaysWhatIsMissingWhereNeitherWorks()
    {
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("agenda.file"), DiscordScene.Message(), app: "3072"));
        _discord.Api.Calls[1].ShouldStartWith("follow up tok public: Minutes");
        _discord.Api.Calls[1].ShouldEndWith("+minutes.txt");

        _discord.Api.Fail("follow up", ApiErrorKind.NotInPlace, "50013");
        await _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button("agenda.file"), DiscordScene.Message(), app: "3072"));
        _discord.Api.Calls[^1].ShouldContain("add MentorBot, then allow **Attach Files**.");
    }

    private Task AtHomeAsync() => Task.WhenAll(
        _discord.Get<HomeGuilds>().UseAsync("42", DiscordScene.Guild, default),
        _discord.Get<DirectConversations>().KnowAsync("42", DiscordScene.Guild, "942", default));

    /// <summary>Ana has used the bot, and has told it where she lives.</summary>
    private async Task InBerlinAsync()
    {
        await _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo")));
        var ana = await _discord.Bot.People.FindAsync(new Identity(new Workspace("discord", DiscordScene.Guild), "42"), default);
        _discord.Bot.PersonalTimes.All[ana!.Id] = new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] };
    }

    private Task PressAsync() => _discord.UseAsync(_discord.Interaction(3, DiscordScene.Button(CustomIds.Of("probe.echo", DiscordScene.Guild)), DiscordScene.Message(), isDirect: true));

    private Task UseAsync() => _discord.UseAsync(_discord.Interaction(2, DiscordScene.Command("echo"), isDirect: true));

    private Task SayAsync(string text) => _discord.ReceiveAsync(new DirectMessageDelivery(_discord.NewId(), "942", new DiscordUser("42", "ana.r", "Ana"), text, Mentions: []));

    private Task ReadyAsync(long since, params string[] guilds) => _discord.ReceiveAsync(new ReadyDelivery(guilds) { Since = since });

    private sealed class Agenda : IFeature
    {
        private static readonly Line Moment = Line.At(Instant.FromUtc(2026, 3, 4, 9, 0));

        public void Register(FeatureMap map)
        {
            Block[] blocks = [.. Enumerable.Range(0, 400).Select(i => (Block)new Paragraph($"Part {i} {new string('x', 90)} " + Moment))];
            map.Command(new CommandDefinition("agenda", "Tells more than messages hold"), (_, _) => Task.FromResult<Answer>(Reply.Of(blocks)));
            map.Command(new CommandDefinition("soon", "Tells one moment"), (_, _) => Task.FromResult<Answer>(Reply.Say("It is due on " + Moment)));
            map.Action(new Route("agenda.file"), (_, _) => Task.FromResult<Answer>(Reply.Say("Posted.").AndPost([new Paragraph("Minutes"), new FileBlock("minutes.txt", "text/plain", "We met."u8.ToArray())])));
            map.Action(new Route("agenda.share"), (_, _) => Task.FromResult<Answer>(Reply.Say("Posted.").AndPost([.. blocks])));
        }
    }
}
