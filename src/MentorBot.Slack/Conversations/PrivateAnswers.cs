using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Says something to one person by the first way that Slack takes: where they asked or, at the last, in their direct conversation.</summary>
internal sealed partial class PrivateAnswers(ISlackApi api, Posting posting, PrivateFiles files, Memberships memberships, IClock clock, ILogger<PrivateAnswers> log)
{
    private static readonly SlackMessage MayBeThere = MessageRenderer.Render([new ContextLine("Slack didn't say whether this reached you, so it may be here twice.")]).Messages[0];

    private delegate Task<ApiError?> Way(SlackMessage message);

    public async Task SendAsync(ImmutableArray<Block> blocks, Origin origin, CancellationToken cancellationToken)
    {
        var rendered = Render(blocks, origin);
        foreach (var message in rendered.Messages)
        {
            await SendAsync(message, origin, cancellationToken);
            origin = origin with { AnswerKey = null };
        }

        await ShareAsync(rendered.Files, origin, cancellationToken);
    }

    /// <summary>An answer as it is said where it was asked: it tells where its files are, and how to bring the bot into a channel without it.</summary>
    public RenderedBlocks Render(ImmutableArray<Block> blocks, Origin origin)
    {
        var rendered = MessageRenderer.Render(blocks);
        foreach (var note in (ContextLine?[])[PrivateFiles.NoteOf(rendered.Files, origin), memberships.InvitationFor(origin)])
        {
            rendered = note is null ? rendered : With(rendered, MessageRenderer.Render([note]).Messages[0]);
        }

        return rendered;
    }

    /// <summary>The files of an answer, into the direct conversation.</summary>
    public async Task ShareAsync(ImmutableArray<FileBlock> shared, Origin origin, CancellationToken cancellationToken)
    {
        foreach (var file in shared)
        {
            if (await files.ShareAsync(file, origin, cancellationToken) is { } sorry)
            {
                await SendAsync(MessageRenderer.Render([sorry]).Messages[0], origin, cancellationToken);
            }
        }
    }

    /// <summary>A note at the end of the last message or, where that is full, after it.</summary>
    private static RenderedBlocks With(RenderedBlocks rendered, SlackMessage note) =>
        rendered.Messages is [.., var last] && last.Blocks.Length + note.Blocks.Length <= SlackLimits.BlocksInAMessage
            ? rendered with { Messages = rendered.Messages.SetItem(rendered.Messages.Length - 1, With(last, note)) }
            : rendered with { Messages = rendered.Messages.Add(note) };

    /// <summary>Whoever has it read aloud hears the note, too.</summary>
    private static SlackMessage With(SlackMessage message, SlackMessage note)
    {
        var blocks = message.Blocks.AddRange(note.Blocks);
        return message with { Blocks = blocks, Text = FallbackText.Of(blocks) };
    }

    /// <exception cref="UnsaidException">Slack took it by no way, but may do so later.</exception>
    public async Task SendAsync(SlackMessage message, Origin origin, CancellationToken cancellationToken)
    {
        var (error, mayBeThere) = await TryAsync(message, origin, cancellationToken);
        if (error is null)
        {
            return;
        }

        if (error.Kind == ApiErrorKind.Invalid && !message.Blocks.IsEmpty)
        {
            // Slack can't show the blocks, which is our mistake and not theirs to bear: they read the text.
            LogInvalid(error.Code, error.Detail);
            message = message with { Blocks = [] };
            (error, mayBeThere) = await TryAsync(message, origin, cancellationToken);
        }

        if (error is not null)
        {
            LogUnsaid(error.Code);
        }

        if (error is { Kind: ApiErrorKind.Later or ApiErrorKind.Unknown })
        {
            throw new UnsaidException(error.Code) { Said = message, Origin = origin with { MayBeAnswered = mayBeThere }, After = error.After };
        }
    }

    private async Task<(ApiError? Error, bool MayBeThere)> TryAsync(SlackMessage message, Origin origin, CancellationToken cancellationToken)
    {
        ApiError? error = null;
        Duration? after = null;
        var mayBeThere = origin.MayBeAnswered;
        foreach (var way in Ways(origin, cancellationToken))
        {
            error = await way(mayBeThere ? Repeated(message) : message);
            mayBeThere |= error?.Kind == ApiErrorKind.Unknown;
            if (error is null or { Kind: ApiErrorKind.TokenDead or ApiErrorKind.Invalid })
            {
                return (error, mayBeThere);
            }

            after = error.After is { } asked && asked < (after ?? Duration.MaxValue) ? asked : after;
        }

        return (error! with { After = after }, mayBeThere);
    }

    /// <summary>Says that it may be there already, so that nobody takes one answer for two.</summary>
    private static SlackMessage Repeated(SlackMessage message) =>
        message.Blocks.Length is > 0 and < SlackLimits.BlocksInAMessage ? With(message, MayBeThere) : message;

    /// <remarks>Where Slack does not say whether it took it, the next way is tried: to read a thing twice harms less than never.</remarks>
    private IEnumerable<Way> Ways(Origin origin, CancellationToken cancellationToken)
    {
        if (origin is { Stays: true, Channel: { } direct })
        {
            yield return async message => (await posting.PostAsync(direct, message, origin.ThreadTs, cancellationToken, origin.AnswerKey)).Error;
        }

        if (origin is { ThreadTs: { } thread, Channel: { } threaded })
        {
            // Slack: a response_url can't answer privately in a thread.
            yield return async message => (await api.PostEphemeralAsync(threaded, origin.User, message, thread, cancellationToken)).Error;
        }

        if (origin.LiveUrl(clock.GetCurrentInstant()) is { } url)
        {
            yield return async message => (await api.RespondAsync(url, Ephemeral(message), cancellationToken)).Error;
        }

        if (origin is { ThreadTs: null, Channel: { } channel, Stays: false })
        {
            yield return async message => (await api.PostEphemeralAsync(channel, origin.User, message, null, cancellationToken)).Error;
        }

        yield return async message => (await posting.PostAsync(origin.User, message, null, cancellationToken, origin.AnswerKey)).Error;
    }

    public static MessageResponse Ephemeral(SlackMessage message) => new()
    {
        ResponseType = MessageResponse.Ephemeral,
        Text = message.Text,
        Blocks = message.Blocks.IsEmpty ? null : message.Blocks,
        ReplaceOriginal = false,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack can't show an answer ({Code}: {Detail}); it was sent as text")]
    private partial void LogInvalid(string code, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "An answer reached nobody, by no way: {Code}")]
    private partial void LogUnsaid(string code);
}

/// <summary>An answer reached nobody, since Slack is out of order; what is not acknowledged by then, Slack tells the person itself, or brings again.</summary>
internal sealed class UnsaidException(string code) : Exception(code)
{
    /// <summary>What was to be said; null where it did not come to that.</summary>
    public SlackMessage? Said { get; init; }

    /// <summary>To whom, and whether it may have reached them.</summary>
    public Origin? Origin { get; init; }

    /// <summary>After how long one of the ways may be open again; null where Slack did not say.</summary>
    public Duration? After { get; init; }
}
