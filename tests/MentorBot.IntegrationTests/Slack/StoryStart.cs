using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Starts the bot in this process on a simulated Slack.</summary>
internal static class StoryStart
{
    /// <param name="more">What a test changes.</param>
    public static async Task<StoryHost> StartAsync(SlackSimulator slack, Instant start, Action<IServiceCollection>? more = null)
    {
        var host = await StoryHost.StartAsync(
            services =>
            {
                services.AddSlack(new SlackOptions { BotToken = slack.BotToken, AppToken = slack.AppToken, ApiUrl = slack.ApiUrl.ToString() });
                more?.Invoke(services);
            },
            start);
        await slack.WaitForSocketsAsync();
        return host;
    }
}
