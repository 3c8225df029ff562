using MentorBot.Core.Commands;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What somebody is shown who is quicker than the bot takes.</summary>
public sealed class TooMuchTests : IDisposable
{
    private readonly SlackScene _slack = new(new ProbeFeature());

    public void Dispose() => _slack.Dispose();

    [Fact]
    public async Task ReadsThatItIsTooMuchAndNotThatThisIsTheClosest()
    {
        for (var line = 0; line < RateLimit.CommandsAMinute; line++)
        {
            await SayAsync(line, "echo one");
        }

        await SayAsync(100, "how do I say no?");

        _slack.Api.Calls[^1].ShouldBe("post D-ana: One moment, please: that was 30 commands in a minute. Try again in a few seconds.");
    }

    [Fact]
    public async Task KeepsTheHomeThatIsThere()
    {
        for (var visit = 0; visit <= RateLimit.PressesAMinute; visit++)
        {
            await _slack.TellAsync($$$"""{"type":"event_callback","team_id":"T1","event_id":"Ev{{{visit}}}","event":{"type":"app_home_opened","user":"U1","tab":"home","channel":"D-ana"}}""");
        }

        _slack.Api.Calls.Count(call => call.StartsWith("home U1", StringComparison.Ordinal)).ShouldBe(RateLimit.PressesAMinute);
    }

    private Task<SlackScene.Acknowledged> SayAsync(int number, string text) => _slack.TellAsync(
        $$$"""{"type":"event_callback","team_id":"T1","event_id":"EvS{{{number}}}","event":{"type":"message","channel_type":"im","user":"U1","channel":"D-ana","ts":"{{{number}}}.0","text":"{{{text}}}"}}""");
}
