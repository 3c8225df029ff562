using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Puts into the channel what a person chose to post there. It never wears their name.</summary>
internal sealed partial class PublicPosts(ISlackApi api, Posting posting, Memberships memberships, IClock clock, ILogger<PublicPosts> log)
{
    /// <summary>Null where it is posted; else what the person is told, with the text, so that it is not lost.</summary>
    public async Task<ImmutableArray<Block>?> PostAsync(ImmutableArray<Block> blocks, Origin origin, CancellationToken cancellationToken)
    {
        var rendered = MessageRenderer.Render(blocks);
        var place = origin.Channel ?? origin.User;
        var posted = new List<PostedMessage>();
        foreach (var message in rendered.Messages)
        {
            var answer = await SendAsync(message, place, origin, cancellationToken);
            if (answer.Error is { } error)
            {
                LogUnposted(error.Code, error.Detail);
                var isCut = posted.Count > 0 && (error.Kind == ApiErrorKind.Unknown || !await SlackMessenger.TakeBackAsync(api, posted, cancellationToken));
                return Explain(error, isCut, blocks);
            }

            posted.Add(answer.Value!);
        }

        foreach (var file in rendered.Files)
        {
            if ((await api.ShareFileAsync(place, file.Name, file.Content, origin.ThreadTs, cancellationToken)).Error is { } error)
            {
                LogUnposted(error.Code, error.Detail);
                return [new Paragraph((Line)"It is posted, but Slack didn't take the file " + Line.Code(file.Name) + " in this channel. Share it yourself, please.")];
            }
        }

        return null;
    }

    private async Task<ApiAnswer<PostedMessage>> SendAsync(SlackMessage message, string place, Origin origin, CancellationToken cancellationToken)
    {
        var posted = await posting.PostAsync(place, message, origin.ThreadTs, cancellationToken);
        switch (posted.Error)
        {
            case { Kind: ApiErrorKind.NotInPlace or ApiErrorKind.PlaceGone }:
                if (posted.Error.Code != Archived)
                {
                    memberships.Set(place, isMember: false);
                }

                // Slack: a response_url takes posts of a bot that is not in the channel.
                var answer = origin.LiveUrl(clock.GetCurrentInstant()) is { } url ? await api.RespondAsync(url, InChannel(message, origin), cancellationToken) : null;
                return answer switch
                {
                    { IsOk: true } => ApiAnswer.Ok<PostedMessage>(new PostedMessage(place, NoTs)),
                    { Error: { Kind: ApiErrorKind.Unknown } unsure } => ApiAnswer.Failed<PostedMessage>(unsure),
                    _ => posted,
                };
            default:
                return posted;
        }
    }

    private const string Archived = "is_archived";

    /// <summary>Slack: what a response_url posts has no ts that anybody is told, so that nothing can take it back.</summary>
    private const string NoTs = "0";

    private static MessageResponse InChannel(SlackMessage message, Origin origin) => new()
    {
        ResponseType = MessageResponse.InChannel,
        Text = message.Text,
        Blocks = message.Blocks,
        ReplaceOriginal = false,
        ThreadTs = origin.ThreadTs,
    };

    private static ImmutableArray<Block> Explain(ApiError error, bool isCut, ImmutableArray<Block> blocks)
    {
        var what = error switch
        {
            _ when isCut => (Line)"Only a part of it is posted: Slack didn't take the rest. Take that part away or complete it yourself, please.",
            { Code: Archived } => (Line)"I couldn't post it: this channel is archived.",
            { Kind: ApiErrorKind.NotInPlace or ApiErrorKind.PlaceGone } => (Line)"I couldn't post it: I'm not in this channel. Type " + Line.Code("/invite @MentorBot") + " here, then do it once more.",
            { Kind: ApiErrorKind.Unknown } => (Line)"Slack didn't say whether it took the post. Look whether it is there before you do it once more.",
            { Kind: ApiErrorKind.AppSetting } => (Line)"I couldn't post it: Slack doesn't let me write here (" + Line.Code(error.Code) + "). Tell whoever runs me.",
            _ => (Line)"I couldn't post it: Slack didn't take it. Do it once more in a minute.",
        };
        return [new Paragraph(what), new Paragraph("Here is the text, so that it isn't lost:"), new CodeBlock(PlainText.Of(blocks.Where(block => block is not (Buttons or Select))))];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A post was not taken: {Code} {Detail}")]
    private partial void LogUnposted(string code, string? detail);
}
