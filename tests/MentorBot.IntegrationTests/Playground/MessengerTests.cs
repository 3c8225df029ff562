using System.Collections.Immutable;
using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Playground.Chat;
using NodaTime;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>What the bot sends by itself, in the playground.</summary>
public sealed class MessengerTests : IDisposable
{
    private static readonly Place Backend = new(Channel.Workspace, "backend");
    private static readonly Identity Ben = new(Channel.Workspace, "ben");

    private readonly string _folder = Directory.CreateTempSubdirectory("playground").FullName;

    private string LogFile => Path.Combine(_folder, "room.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ComesIntoAChannelForAll()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        var outcome = await SendAsync(playground, To(Backend, 7, "Stand-up time."));

        var message = (await playground.MessagesAsync("chloe", "backend")).ShouldHaveSingleItem();
        Text(message).ShouldContain("Stand-up time.");
        message.GetProperty("author").GetString().ShouldBe("mentorbot");
        message.TryGetProperty("onlyFor", out _).ShouldBeFalse();
        outcome.ShouldBeOfType<Delivered>().MessageId.ShouldBe(message.GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task ComesToAPersonWhereTheyAloneSeeIt()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await SendAsync(playground, To(Ben, 7, "Your step."));

        Text((await playground.MessagesAsync("ben", "dm-ben")).ShouldHaveSingleItem()).ShouldContain("Your step.");
        (await playground.MessagesAsync("ana", "dm-ben")).ShouldBeEmpty();
    }

    [Fact]
    public async Task IsFoundAndNotRepeatedOverARestart()
    {
        var message = To(Ben, 7, "Once.");
        await using (var before = await RunningPlayground.StartAsync(LogFile))
        {
            (await LookAsync(before, message)).ShouldBe(Presence.No);
            await SendAsync(before, message);
            await SendAsync(before, message);
            (await LookAsync(before, message)).ShouldBe(Presence.Yes);
        }

        // The second start reads what the first one compacted.
        await (await RunningPlayground.StartAsync(LogFile)).DisposeAsync();
        await using var after = await RunningPlayground.StartAsync(LogFile);
        (await LookAsync(after, message)).ShouldBe(Presence.Yes);
        await SendAsync(after, message);

        Text((await after.MessagesAsync("ben", "dm-ben")).ShouldHaveSingleItem()).ShouldContain("Once.");
    }

    [Fact]
    public async Task IsNotTakenForAnOlderOneOfADatabaseThatIsGone()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await SendAsync(playground, To(Ben, 1, "From before."));
        await Task.Delay(5);

        var fresh = To(Ben, 1, "From now on.") with { FirstTry = playground.Get<IClock>().GetCurrentInstant() };
        (await LookAsync(playground, fresh)).ShouldBe(Presence.No);
        await SendAsync(playground, fresh);

        (await playground.MessagesAsync("ben", "dm-ben")).Select(Text).Count(text => text.Contains("From", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task ShowsOtherBlocksOnceItIsUpdated()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var id = (await SendAsync(playground, To(Backend, 7, "Two answers."))).ShouldBeOfType<Delivered>().MessageId!;

        (await Messenger(playground).UpdateAsync(To(Backend, 7, "Three answers."), id, default)).ShouldBe(new Delivered(id));
        (await Messenger(playground).UpdateAsync(To(Backend, 7, "Three answers."), id, default)).ShouldBe(new Delivered(id));

        var message = (await playground.MessagesAsync("ana", "backend")).ShouldHaveSingleItem();
        Text(message).ShouldContain("Three answers.");
        message.GetProperty("edited").GetBoolean().ShouldBeTrue();
        (await LookAsync(playground, To(Backend, 7, ""))).ShouldBe(Presence.Yes);
    }

    [Fact]
    public async Task SaysWhyItCannotCome()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var elsewhere = new Workspace("terminal", "local");

        (await WhyAsync(To(Backend with { Channel = "random" }, 1, "x"))).ShouldBe(Refusal.PlaceGone);
        (await WhyAsync(To(Backend with { Channel = "dm-nobody" }, 1, "x"))).ShouldBe(Refusal.PlaceGone);
        (await WhyAsync(To(Ben with { UserId = "nobody" }, 1, "x"))).ShouldBe(Refusal.PersonGone);
        (await WhyAsync(To(Ben with { Workspace = elsewhere }, 1, "x"))).ShouldBe(Refusal.WorkspaceGone);
        (await WhyAsync(To(Backend with { Workspace = elsewhere }, 1, "x"))).ShouldBe(Refusal.WorkspaceGone);

        async Task<Refusal> WhyAsync(OutgoingMessage message)
        {
            var refused = (await SendAsync(playground, message)).ShouldBeOfType<Refused>();
            (await Messenger(playground).UpdateAsync(message, "1", default)).ShouldBe(refused);
            return refused.Why;
        }
    }

    [Fact]
    public async Task ComesToAPersonWhoJoined()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.PostAsync("/api/people", new { name = "Noor" });

        (await SendAsync(playground, To(Ben with { UserId = "noor" }, 1, "Hello."))).ShouldBeOfType<Delivered>();

        (await playground.MessagesAsync("noor", "dm-noor")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task CanBePressedLikeAnAnswerAndBringsAFileAlong()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await SendAsync(playground, new OutgoingMessage(7, Ben, null, [
            new Paragraph("Shall I?"),
            new FileBlock("summary.md", "text/markdown", "# Done"u8.ToArray()),
            new Buttons([new Button("Replace", new Route("demo-replace").Token())]),
            new Select("Another tone", new Route("demo-pick").Token(), [new Choice("Shorter", "short")]),
        ], default));
        var message = (await playground.MessagesAsync("ben", "dm-ben")).ShouldHaveSingleItem();
        Text(message).ShouldContain("summary.md");
        var id = message.GetProperty("id").GetInt64();

        await playground.PostAsync("/api/press", new { @as = "ben", messageId = id, token = "demo-pick", values = (string[])["short"] });
        await playground.PostAsync("/api/press", new { @as = "ben", messageId = id, token = "demo-replace" });

        var texts = (await playground.MessagesAsync("ben", "dm-ben")).Select(Text).ToArray();
        texts[0].ShouldContain("Replaced.");
        texts[1].ShouldContain("You chose short.");
    }

    [Fact]
    public async Task IsHeardAtOnceInAnOpenPage()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(await playground.Http.GetStreamAsync("/events?as=ben", patience.Token));
        (await reader.ReadLineAsync(patience.Token)).ShouldBe("event: state");

        await SendAsync(playground, To(Ben, 7, "live!"));
        while (await reader.ReadLineAsync(patience.Token) is { } line && line != "event: change")
        {
        }

        (await reader.ReadLineAsync(patience.Token)).ShouldNotBeNull().ShouldContain("live!");
    }

    private static OutgoingMessage To(Place place, long entry, string text) => new(entry, null, place, Words(text), default);

    private static OutgoingMessage To(Identity person, long entry, string text) => new(entry, person, null, Words(text), default);

    private static ImmutableArray<Block> Words(string text) => [new Paragraph(text)];

    private static IMessenger Messenger(RunningPlayground playground) => playground.Get<IMessenger>();

    private static Task<SendOutcome> SendAsync(RunningPlayground playground, OutgoingMessage message) => Messenger(playground).SendAsync(message, default);

    private static Task<Presence> LookAsync(RunningPlayground playground, OutgoingMessage message) => Messenger(playground).LookAsync(message, default);

    private static string Text(JsonElement message) => message.GetProperty("blocks").GetRawText();
}
