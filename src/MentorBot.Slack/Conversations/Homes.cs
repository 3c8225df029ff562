using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>Puts into a person's App Home what is true now.</summary>
internal sealed partial class Homes(Dispatcher dispatcher, Senders senders, Installation installation, ISlackApi api, ILogger<Homes> log)
{
    public async Task RefreshAsync(string user, string? teamId, CancellationToken cancellationToken)
    {
        if (teamId is null && installation.Self is null)
        {
            // Whose home it is can't be told; it shows what is true the next time that it is opened.
            return;
        }

        var (from, _) = await senders.WhoAsync(new Origin { User = user }, channelName: null, teamId, mayOpenForm: false);
        if (await dispatcher.HandleAsync(new HomeVisit(from), cancellationToken) is not Reply { Blocks.IsDefaultOrEmpty: false, Shortfall: not Shortfall.TooMuch } home)
        {
            // Whoever came too often has the page of a moment ago, with all its buttons.
            return;
        }

        if ((await api.PublishHomeAsync(user, ViewRenderer.Home(home.Blocks), cancellationToken)).Error is { } error)
        {
            LogUnpublished(error.Code, error.Detail);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A home was not taken: {Code} {Detail}")]
    private partial void LogUnpublished(string code, string? detail);
}
