using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Says something to one person: where they asked or, where that is over, in their direct conversation.</summary>
internal sealed partial class PrivateAnswers(Posting posting, Invitations invitations, ILogger<PrivateAnswers> log)
{
    private static readonly ContextLine MayBeThere = new("Discord didn't say whether this reached you, so it may be here twice.");

    /// <param name="before">What came of saying it in another way.</param>
    public async Task SendAsync(ImmutableArray<Block> blocks, Exchange exchange, CancellationToken cancellationToken, ApiError? before = null)
    {
        blocks = Doubted(blocks, before);
        var (messages, said) = await RenderAsync(blocks, exchange.Origin, cancellationToken);
        await SendAsync(messages, said, exchange, cancellationToken);
    }

    /// <summary>
    /// An answer as it is said where it was asked. Its files are brought to the direct conversation and, where that is closed, are beside it
    /// after all. Said are its blocks as they are then, without the files that have been brought.
    /// </summary>
    public async Task<(ImmutableArray<DiscordMessage> Messages, ImmutableArray<Block> Said)> RenderAsync(ImmutableArray<Block> blocks, Origin origin, CancellationToken cancellationToken)
    {
        if (invitations.NoteFor(origin) is { } invitation)
        {
            blocks = blocks.Add(invitation);
        }

        var rendered = MessageRenderer.Render(blocks, origin.Showing);
        if (rendered.Files.IsDefaultOrEmpty)
        {
            return (rendered.Messages, blocks);
        }

        if (!await TryShareAsync(rendered.Files, origin, cancellationToken))
        {
            return (MessageRenderer.Render(blocks, origin.Showing with { FilesInPlace = true }).Messages, blocks);
        }

        var note = new ContextLine((Line)"I've put " + Line.Code(string.Join(", ", rendered.Files.Select(file => file.Name))) + " into our direct messages, where only you can see it.");
        blocks = [.. blocks.Where(block => block is not FileBlock), note];
        return (MessageRenderer.Render(blocks, origin.Showing).Messages, blocks);
    }

    /// <summary>Puts an answer in place of the message whose control was used; where it can't be replaced, or is no more, it is said beside it.</summary>
    /// <param name="messages">At least one.</param>
    /// <param name="said">The whole of it, for a place in which it has to be rendered anew.</param>
    public async Task ReplaceAsync(ImmutableArray<DiscordMessage> messages, ImmutableArray<Block> said, Exchange exchange, CancellationToken cancellationToken)
    {
        await PromiseRestAsync(messages, exchange, cancellationToken);
        if (await exchange.ReplaceAsync(messages[0], cancellationToken) is { } error)
        {
            await SendAsync(said, exchange, cancellationToken, error);
            return;
        }

        await SendAsync(messages.RemoveAt(0), said, exchange, cancellationToken);
    }

    /// <param name="messages">The rest of an answer, or all of it.</param>
    /// <param name="said">The whole of it, for a place in which it has to be rendered anew.</param>
    private async Task SendAsync(ImmutableArray<DiscordMessage> messages, ImmutableArray<Block> said, Exchange exchange, CancellationToken cancellationToken)
    {
        await PromiseRestAsync(messages, exchange, cancellationToken);
        foreach (var message in messages)
        {
            if (await exchange.SayAsync(message, cancellationToken) is not { } error)
            {
                continue;
            }

            if (error.Kind == ApiErrorKind.Invalid)
            {
                LogInvalid(error.Code, error.Detail);
                await TellPlainlyAsync(said, exchange, cancellationToken);
                return;
            }

            // The rest goes where its beginning is to be read, and twice harms less than never.
            await FallBackAsync(said, exchange, error, cancellationToken);
            return;
        }
    }

    /// <summary>Discord counts the first message as the answer: that there was more, nobody would tell but the bot.</summary>
    private static Task PromiseRestAsync(ImmutableArray<DiscordMessage> messages, Exchange exchange, CancellationToken cancellationToken) =>
        messages.Length > 1 ? exchange.PromiseAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Discord can't show it, which is our mistake and not theirs to bear: they read the text.</summary>
    private async Task TellPlainlyAsync(ImmutableArray<Block> blocks, Exchange exchange, CancellationToken cancellationToken)
    {
        ImmutableArray<Block> plain = [new Paragraph(PlainText.Of(blocks, exchange.Origin.Zone))];
        var messages = MessageRenderer.Render(plain, exchange.Origin.Showing).Messages;
        await PromiseRestAsync(messages, exchange, cancellationToken);
        foreach (var message in messages)
        {
            if (await exchange.SayAsync(message, cancellationToken) is { } error)
            {
                await FallBackAsync(plain, exchange, error, cancellationToken);
                return;
            }
        }
    }

    private async Task FallBackAsync(ImmutableArray<Block> blocks, Exchange exchange, ApiError error, CancellationToken cancellationToken)
    {
        if (exchange.WasAnsweredElsewhere)
        {
            return;
        }

        LogMoved(error.Code);
        if ((await posting.SayToAsync(exchange.Origin, Doubted(blocks, error), key: null, cancellationToken)).Error is { } unsaid)
        {
            exchange.IsUnheard = true;
            LogUnsaid(unsaid.Code);
        }
    }

    private static ImmutableArray<Block> Doubted(ImmutableArray<Block> blocks, ApiError? error) =>
        error is { Kind: ApiErrorKind.Unknown } && !blocks.Contains(MayBeThere) ? blocks.Add(MayBeThere) : blocks;

    /// <summary>Brings files to the direct conversation; false where it is closed.</summary>
    private async Task<bool> TryShareAsync(ImmutableArray<FileBlock> files, Origin origin, CancellationToken cancellationToken)
    {
        var (error, _) = await posting.SayToAsync(origin, [.. files], key: null, cancellationToken);
        if (error is not null)
        {
            LogUnshared(error.Code);
        }

        return error is null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord can't show an answer ({Code}: {Detail}); it was sent as text")]
    private partial void LogInvalid(string code, string? detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "An interaction was over before its answer ({Code}), which goes to the direct conversation")]
    private partial void LogMoved(string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "A file could not be brought to a direct conversation ({Code}), so that it is beside the answer")]
    private partial void LogUnshared(string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "An answer reached nobody, by no way: {Code}")]
    private partial void LogUnsaid(string code);
}
