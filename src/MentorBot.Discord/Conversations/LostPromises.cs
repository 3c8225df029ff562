using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Conversations;

/// <summary>Tells those whose answer was lost, as the bot died over it or no way took it, where they asked or in their direct conversation.</summary>
internal sealed partial class LostPromises(Promises promises, IDiscordApi api, Posting posting, IClock clock, ILogger<LostPromises> log) : BackgroundService
{
    /// <summary>Discord: 15 minutes; less what the message takes on its way.</summary>
    private static readonly Duration TokenLives = Duration.FromMinutes(14);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => promises.TellLostAsync(Self.Platform, TellAsync, stoppingToken);

    private async Task<bool> TellAsync(Promise lost, CancellationToken cancellationToken)
    {
        var way = Way.Read(lost.Way);
        var origin = new Origin { User = lost.To.UserId, Channel = string.Empty, Guild = way?.Guild, IsDirect = way?.IsDirect ?? true };
        if (way is not null && clock.GetCurrentInstant() - lost.MadeAt < TokenLives)
        {
            // Discord: it takes the place of what was deferred, where nothing has yet, and else comes beside it.
            var said = await api.FollowUpAsync(way.App, way.Token, MessageRenderer.Render(lost.Apology, origin.Showing).Messages[0], ephemeral: !way.IsDirect, cancellationToken);
            switch (said.Error)
            {
                case null:
                    return true;
                case { Kind: ApiErrorKind.Later }:
                    return false;
            }
        }

        // The same key each time, so that one that Discord had taken without saying so is not there twice.
        var posted = await posting.PostToAsync(lost.To.UserId, way?.Guild, MessageRenderer.Render(lost.Apology, origin.ShowingDirectly).Messages[0], PostOnce.KeyOf(lost.Id), cancellationToken);
        if (posted.Error is { Kind: not (ApiErrorKind.Later or ApiErrorKind.Unknown) } error)
        {
            LogUntold(error.Code);
            return true;
        }

        return posted.IsOk;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody whose answer was lost can't be told so: {Code}")]
    private partial void LogUntold(string code);
}
