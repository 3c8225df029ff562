using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Slack.Conversations;
using MentorBot.Tests.Slack.Support;
using NodaTime;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What the bot sends by itself.</summary>
public sealed class MessengerTests : IDisposable
{
    private static readonly Workspace Team = new("slack", "T1");

    private readonly SlackScene _slack = new();

    public void Dispose() => _slack.Dispose();

    private SlackMessenger Messenger => (SlackMessenger)_slack.Get<IMessenger>();

    [Fact]
    public async Task BringsANudgeToThePersonWithItsNumber()
    {
        (await Messenger.SendAsync(ToAna(7, Words("Hello")), default)).ShouldBe(new Delivered("D-ana:1.0"));

        _slack.Api.Calls.ShouldBe(["post U1 #7: Hello"]);
    }

    [Theory]
    [InlineData("Later", true, "TryLater")]
    [InlineData("Unknown", true, "NoAnswer")]
    [InlineData("TokenDead", true, "WorkspaceGone")]
    [InlineData("AppSetting", true, "TryLater")]
    [InlineData("AppSetting", false, "NotInPlace")]
    [InlineData("NotInPlace", false, "NotInPlace")]
    [InlineData("PlaceGone", false, "PlaceGone")]
    [InlineData("PlaceGone", true, "PersonGone")]
    [InlineData("PersonGone", true, "PersonGone")]
    [InlineData("DirectMessagesClosed", true, "DirectMessagesClosed")]
    [InlineData("Over", false, "Invalid")]
    [InlineData("Invalid", true, "Invalid")]
    public async Task SaysWhatAFailureMeans(string kind, bool isToPerson, string outcome)
    {
        _slack.Api.Fail("post", Enum.Parse<ApiErrorKind>(kind), "some_code");

        var answer = await Messenger.SendAsync(isToPerson ? ToAna(7, Words("Hello")) : ToChannel(7, Words("Hello")), default);

        (answer is Refused refused ? refused.Why.ToString() : answer.GetType().Name).ShouldBe(outcome);
    }

    [Theory]
    [InlineData("AppSetting", "missing_scope", true)]
    [InlineData("AppSetting", "accesslimited", true)]
    [InlineData("NotInPlace", "ekm_access_denied", true)]
    [InlineData("AppSetting", "messages_tab_disabled", false)]
    [InlineData("NotInPlace", "restricted_action", false)]
    public async Task WaitsForTheOperatorAndTellsThemOnceWhereItIsNoneOfThePersonsFault(string kind, string code, bool isOperators)
    {
        _slack.Api.Fail("post", Enum.Parse<ApiErrorKind>(kind), code, times: 2);

        SendOutcome[] answers = [await Messenger.SendAsync(ToAna(7, Words("Hello")), default), await Messenger.SendAsync(ToAna(8, Words("Hello")), default)];

        answers.ShouldAllBe(answer => answer == (isOperators ? (SendOutcome)new TryLater(Duration.FromMinutes(10), code) : new Refused(Refusal.DirectMessagesClosed, code)));
        _slack.Log.Errors.Select(line => line.Message).Count(line => line.StartsWith($"Slack lets the bot write to nobody directly ({code}", StringComparison.Ordinal)).ShouldBe(isOperators ? 1 : 0);
    }

    [Fact]
    public async Task TakesBackTheFirstPartWhereTheSecondIsRefused()
    {
        ImmutableArray<Block> isLong = [.. Enumerable.Range(0, 80).Select(i => (Block)new Heading($"Part {i}"))];
        await Messenger.SendAsync(ToChannel(7, isLong), default);
        var parts = _slack.Api.Calls.Count;
        parts.ShouldBeGreaterThan(1);
        _slack.Api.Calls.Count(call => call.Contains("#7", StringComparison.Ordinal)).ShouldBe(1);

        using var other = new SlackScene();
        other.Api.FailAfter("post", 1, ApiErrorKind.Later, "ratelimited");
        (await other.Get<IMessenger>().SendAsync(ToChannel(8, isLong), default)).ShouldBe(new TryLater(null, "ratelimited"));
        other.Api.Calls[^1].ShouldBe("delete C1 1.0");
    }

    [Theory]
    [InlineData("Later", "Slack didn't take it. Ask for it once more in a minute.")]
    [InlineData("Unknown", "Slack didn't say whether it took it. If it doesn't show here, ask for it once more.")]
    [InlineData("AppSetting", "Slack doesn't let me share files here. Ask whoever runs me to give me the permission files:write, then ask for it once more.")]
    public async Task SaysWhereAFileOfAReportDoesNotCome(string kind, string why)
    {
        _slack.Api.Fail("file", Enum.Parse<ApiErrorKind>(kind), "some_code");

        (await Messenger.SendAsync(ToChannel(7, WithAFile), default)).ShouldBe(new Delivered("C1:1.0"));

        _slack.Api.Calls.ShouldBe(["post C1 #7: Hello", "file C1 report.md !some_code", $"post C1: I couldn't bring you the file report.md. {why}"]);
    }

    [Fact]
    public async Task SaysItInTimeWhereAFileTakesTooLong()
    {
        _slack.Api.Uploads = new TaskCompletionSource().Task;
        var sending = Messenger.SendAsync(ToChannel(7, WithAFile), default);
        _slack.Time.Advance(TimeSpan.FromSeconds(5));

        (await sending).ShouldBe(new Delivered("C1:1.0"));

        _slack.Api.Calls.ToList()[^1].ShouldStartWith("post C1: I couldn't bring you the file report.md. Slack didn't say whether it took it.");
    }

    [Fact]
    public async Task LeavesAMessageGoneThatSomebodyRemoved()
    {
        _slack.Api.Fail("update", ApiErrorKind.Over, "message_not_found");
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "D-ana:1.0", default)).ShouldBe(new Delivered("D-ana:1.0"));

        _slack.Api.Fail("update", ApiErrorKind.Unknown, "timed_out");
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "D-ana:1.0", default)).ShouldBe(new TryLater(null, "timed_out"));
        (await Messenger.UpdateAsync(ToAna(7, Words("New")), "nonsense", default)).ShouldBe(new Refused(Refusal.Invalid, "that is no message of Slack's"));
    }

    [Fact]
    public async Task LooksWhetherAMessageIsThere()
    {
        (await Messenger.LookAsync(ToAna(7, []), default)).ShouldBe(Presence.No);
        _slack.Api.Found = "9.0";
        (await Messenger.LookAsync(ToAna(7, []), default)).ShouldBe(Presence.At("D-ana:9.0"));
        _slack.Api.Fail("find", ApiErrorKind.AppSetting, "missing_scope");
        (await Messenger.LookAsync(ToChannel(7, []), default)).ShouldBe(Presence.CannotTell);
        _slack.Api.Fail("find", ApiErrorKind.Later, "ratelimited");
        await Should.ThrowAsync<IOException>(() => Messenger.LookAsync(ToChannel(7, []), default));
    }

    [Fact]
    public async Task AsksNothingMoreOnceItsTokenIsDead()
    {
        _slack.Api.Fail("post", ApiErrorKind.TokenDead, "token_revoked");
        await Messenger.SendAsync(ToAna(7, Words("Hello")), default);
        var before = _slack.Api.Calls.Count;

        ((Refused)await Messenger.SendAsync(ToAna(8, Words("Hello")), default)).Why.ShouldBe(Refusal.WorkspaceGone);

        _slack.Api.Calls.Count.ShouldBe(before);
        _slack.Log.Errors.ShouldHaveSingleItem();
    }

    private static readonly ImmutableArray<Block> WithAFile = [new Paragraph("Hello"), new FileBlock("report.md", "text/markdown", new byte[3])];

    private static ImmutableArray<Block> Words(string text) => [new Paragraph(text)];

    private static OutgoingMessage ToAna(long entry, ImmutableArray<Block> blocks) => new(entry, new Identity(Team, "U1"), null, blocks, Instant.FromUtc(2026, 3, 4, 9, 0));

    private static OutgoingMessage ToChannel(long entry, ImmutableArray<Block> blocks) => new(entry, null, new Place(Team, "C1"), blocks, Instant.FromUtc(2026, 3, 4, 9, 0));
}
