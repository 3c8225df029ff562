using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rendering;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Answers what people write into their direct conversation with the bot, once, however often it comes.</summary>
internal sealed partial class Lines(SpokenLines spoken, Places places, Posting posting, Arrivals arrivals, Sorry sorry, ILogger<Lines> log)
{
    public async Task HandleAsync(DirectMessageDelivery said, CancellationToken cancellationToken)
    {
        if (!await arrivals.IsDueAsync(said, cancellationToken))
        {
            return;
        }

        var origin = new Origin { User = said.Author.Id, Channel = said.ChannelId, IsDirect = true };
        ImmutableArray<Block> blocks;
        try
        {
            origin = await places.LocateAsync(origin, cancellationToken);
            blocks = BlocksOf(await AnswerAsync(said, origin, cancellationToken));
            origin = await places.ReadAsync(origin, new Reply(blocks), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            blocks = sorry.For(exception, nameof(DirectMessageDelivery));
        }

        await SayAsync(blocks, origin, Posting.AnswerTo(said.MessageId), cancellationToken);
        await places.NoteAsync(origin, cancellationToken);
    }

    private async Task<Answer> AnswerAsync(DirectMessageDelivery said, Origin origin, CancellationToken cancellationToken)
    {
        if (origin.Guild is not { } guild)
        {
            return Places.NoServer(origin);
        }

        return string.IsNullOrWhiteSpace(said.Content)
            ? SpokenLines.NoWords
            : await spoken.AnswerAsync(Senders.Of(said.Author, guild, said.ChannelId), said.Content, names: null, cancellationToken);
    }

    /// <summary>Nothing opens a form here but a press, and what is posted is posted here.</summary>
    private static ImmutableArray<Block> BlocksOf(Answer answer) => answer switch
    {
        Form form => Forms.Opener(form),
        Reply { Post: { IsDefault: false } post } reply => [.. post, .. reply.Blocks.IsDefault ? [] : reply.Blocks],
        Reply reply => reply.Blocks.IsDefault ? [] : reply.Blocks,
        _ => [],
    };

    private async Task SayAsync(ImmutableArray<Block> blocks, Origin origin, long first, CancellationToken cancellationToken)
    {
        long? key = first;
        foreach (var message in MessageRenderer.Render(blocks, origin.Showing).Messages)
        {
            if ((await posting.PostToAsync(origin.User, origin.Guild, message, cancellationToken, key)).Error is { } error)
            {
                LogUnsaid(error.Code, error.Detail);
                return;
            }

            key = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An answer reached nobody in their direct conversation: {Code} {Detail}")]
    private partial void LogUnsaid(string code, string? detail);
}
