using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using NodaTime;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Starts the bot in this process on a simulated Slack.</summary>
internal static class StoryStart
{
    public static async Task<StoryHost> StartAsync(SlackSimulator slack, Instant start)
    {
        var host = await StoryHost.StartAsync(services => services.AddSlack(new SlackOptions { BotToken = slack.BotToken, AppToken = slack.AppToken, ApiUrl = slack.ApiUrl.ToString() }), start);
        await slack.WaitForSocketsAsync();
        return host;
    }
}
