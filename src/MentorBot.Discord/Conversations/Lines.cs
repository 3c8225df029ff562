using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Receiving;
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
            : await spoken.AnswerAsync(Senders.Of(said.Author, guild, said.ChannelId), Markup.ToLine(said.Content), NamesIn(said), cancellationToken);
    }

    private static Dictionary<string, string> NamesIn(DirectMessageDelivery said) =>
        said.Mentions.DistinctBy(user => user.Id).ToDictionary(user => user.Id, user => Senders.NameOf(user, null), StringComparer.Ordinal);

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
        var (error, said) = await posting.SayToAsync(origin, origin.Told(blocks), first, cancellationToken);
        if (error is { Kind: ApiErrorKind.Invalid })
        {
            // Our mistake, and not theirs to bear: they read the text.
            LogInvalid(error.Code, error.Detail);
            (error, _) = await posting.SayToAsync(origin, [new Paragraph(PlainText.Of(blocks, origin.Zone))], said == 0 ? first : null, cancellationToken);
        }

        if (error is not null)
        {
            LogUnsaid(error.Code, error.Detail);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord can't show an answer in a direct conversation ({Code}: {Detail}); it was sent as text")]
    private partial void LogInvalid(string code, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "An answer reached nobody in their direct conversation: {Code} {Detail}")]
    private partial void LogUnsaid(string code, string? detail);
}
