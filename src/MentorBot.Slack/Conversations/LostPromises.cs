using MentorBot.Core.Platforms;
using MentorBot.Slack.Rendering;
using Microsoft.Extensions.Hosting;

namespace MentorBot.Slack.Conversations;

/// <summary>Tells those whose answer was lost, as the bot died over it, where they asked or in their direct conversation.</summary>
internal sealed class LostPromises(Promises promises, LateAnswers late) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => promises.TellLostAsync(Installation.Platform, TellAsync, stoppingToken);

    private async Task<bool> TellAsync(Promise lost, CancellationToken cancellationToken)
    {
        try
        {
            await late.SendAsync(MessageRenderer.Render(lost.Apology).Messages[0], Origin.Of(lost.Way, lost.To.UserId), cancellationToken);
            return true;
        }
        catch (UnsaidException)
        {
            return false;
        }
    }
}
