using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Puts into the channel what a person chose to post there. It never wears their name.</summary>
internal sealed partial class PublicPosts(IDiscordApi api, Posting posting, ILogger<PublicPosts> log)
{
    /// <summary>Null where it is posted; else what the person is told, with the text, so that it is not lost.</summary>
    public async Task<ImmutableArray<Block>?> PostAsync(ImmutableArray<Block> blocks, Exchange exchange, CancellationToken cancellationToken)
    {
        var posted = new List<PostedMessage>();
        foreach (var message in MessageRenderer.Render(blocks, exchange.Origin.ShowingToAll).Messages)
        {
            var answer = await SendAsync(message, exchange, cancellationToken);
            if (answer.Error is { } error)
            {
                LogUnposted(error.Code, error.Detail);
                var isCut = posted.Count > 0 && (error.Kind == ApiErrorKind.Unknown || !await TakeBackAsync(api, posted, cancellationToken));
                return Explain(error, exchange.Origin, exchange.Origin.MissingFor(message), isCut, blocks);
            }

            posted.Add(answer.Value!);
        }

        return null;
    }

    /// <summary>False where something stays.</summary>
    internal static async Task<bool> TakeBackAsync(IDiscordApi api, List<PostedMessage> posted, CancellationToken cancellationToken)
    {
        foreach (var one in Enumerable.Reverse(posted))
        {
            if (!(await api.DeleteMessageAsync(one.Channel, one.Id, cancellationToken)).IsOk)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<ApiAnswer<PostedMessage>> SendAsync(DiscordMessage message, Exchange exchange, CancellationToken cancellationToken)
    {
        var posted = exchange.Origin.MissingFor(message).Count > 0
            ? ApiAnswer.Failed<PostedMessage>(new ApiError(ApiErrorKind.NotInPlace, "no_permission"))
            : await posting.PostAsync(exchange.Origin.Channel, message, cancellationToken);
        if (posted.Error is not { Kind: ApiErrorKind.NotInPlace })
        {
            return posted;
        }

        // What follows an interaction is posted where the bot itself may not post.
        var followed = await exchange.PostAsync(message, cancellationToken);
        return followed.IsOk || followed.Error.Kind == ApiErrorKind.Unknown ? followed : posted;
    }

    private static ImmutableArray<Block> Explain(ApiError error, Origin origin, IReadOnlyList<string> missing, bool isCut, ImmutableArray<Block> blocks)
    {
        var what = error switch
        {
            _ when isCut => (Line)"Only a part of it is posted: Discord didn't take the rest. Take that part away or complete it yourself, please.",
            { Kind: ApiErrorKind.NotInPlace } => "I couldn't post it: I may not write in this channel. " + Permissions.Remedy(missing) + " Then do it once more.",
            { Kind: ApiErrorKind.PlaceGone } => (Line)"I couldn't post it: this channel is archived or locked.",
            { Kind: ApiErrorKind.Unknown } => (Line)"Discord didn't say whether it took the post. Look whether it is there before you do it once more.",
            { Kind: ApiErrorKind.Invalid } => (Line)"I couldn't post it: this server's rules for messages, or Discord's, don't let it through (" + Line.Code(error.Code) + ").",
            _ => (Line)"I couldn't post it: Discord didn't take it. Do it once more in a minute.",
        };
        return [new Paragraph(what), new Paragraph("Here is the text, so that it isn't lost:"), new CodeBlock(PlainText.Of(blocks.Where(block => block is not (Buttons or Select)), origin.Zone))];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A post was not taken: {Code} {Detail}")]
    private partial void LogUnposted(string code, string? detail);
}
