using MentorBot.Core.Platforms;
using MentorBot.Slack;
using MentorBot.Slack.Conversations;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>A start while Slack is away.</summary>
public sealed class StartTests : IDisposable
{
    private readonly ScriptedSlack _slack = new();

    public void Dispose() => _slack.Dispose();

    [Fact]
    public async Task SaysOnceWhereToClickWhereTheTokenTurnsOutToBeWrong()
    {
        var api = new FakeSlackApi();
        api.Fail("auth.test", ApiErrorKind.Later, "unreachable");
        api.Fail("auth.test", ApiErrorKind.TokenDead, "invalid_auth", times: 100);
        using var start = new SlackStart(api, new SlackOptions { BotToken = "xoxb" }, _slack.Installation, _slack.Time, _slack.Log.For<SlackStart>());
        await start.StartAsync(default);

        for (var i = 0; i < 500 && api.Calls.Count < 4; i++)
        {
            _slack.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(10);
        }

        await start.StopAsync(default);
        _slack.Log.Errors.ShouldHaveSingleItem().Message.ShouldBe("Slack doesn't take Slack:BotToken (invalid_auth). Install the app to your workspace and copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → your app → OAuth & Permissions.");
    }
}
