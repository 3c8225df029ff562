using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rendering;
using Microsoft.Extensions.Logging;
using Delivery = MentorBot.Discord.Receiving.Delivery;

namespace MentorBot.Discord.Conversations;

/// <summary>Takes in where the bot is added and removed, and says hello where somebody has just added it.</summary>
/// <remarks>A channel that was deleted is no news: what is due there next finds it gone, and its owner is told then.</remarks>
internal sealed partial class GuildNews(Guilds guilds, Posting posting, ILogger<GuildNews> log)
{
    private static readonly ImmutableArray<Block> Greeting =
    [
        new Paragraph("Thanks for having me. I bring scripts, checklists and plans into the conversation when you need them, and I can keep a channel's rhythm: stand-ups, weekly status, the monthly meeting."),
        new ItemList(
        [
            Line.Code($"{CommandDefinition.Root} start") + (Line)" shows you around.",
            Line.Code($"{CommandDefinition.Root} {CommandDefinition.Search}") + (Line)" and a few words finds what fits your moment.",
            Line.Code($"{CommandDefinition.Root} cadence setup") + (Line)" sets up a stand-up or a report for the channel that you are in.",
        ]),
        new ContextLine("What I answer is for your eyes only until you choose to post it."),
    ];

    public async Task HandleAsync(Delivery told, CancellationToken cancellationToken)
    {
        switch (told)
        {
            case ReadyDelivery ready:
                await guilds.KnowAsync([.. ready.Guilds], ready.Since, cancellationToken);
                break;
            case GuildDelivery guild when await guilds.JoinAsync(guild.GuildId, guild.Since, cancellationToken):
                LogAdded();
                await GreetAsync(guild, cancellationToken);
                break;
            case GuildGoneDelivery { GuildId: var gone }:
                LogRemoved();
                await guilds.LeaveAsync(gone, told.Since, cancellationToken);
                break;
        }
    }

    private async Task GreetAsync(GuildDelivery guild, CancellationToken cancellationToken)
    {
        if (guild.SystemChannelId is not { } channel)
        {
            return;
        }

        foreach (var message in MessageRenderer.Render(Greeting).Messages)
        {
            if ((await posting.PostAsync(channel, message, cancellationToken)).Error is { } error)
            {
                LogUngreeted(error.Code);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot was added to a Discord server")]
    private partial void LogAdded();

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot was removed from a Discord server; what is due there waits until it is added again")]
    private partial void LogRemoved();

    [LoggerMessage(Level = LogLevel.Information, Message = "A Discord server was not greeted: {Code}")]
    private partial void LogUngreeted(string code);
}
