using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>One interaction and the ways to answer it: which of them are open depends on what was said before.</summary>
/// <remarks>
/// Discord: within 3 s there is a first answer, which may also say that another one comes; the token is good for 15 minutes. A follow-up
/// right after a deferred message would take its place, however it was meant: that one is edited.
/// </remarks>
internal sealed class Exchange(IDiscordApi api, Interaction interaction, Origin origin) : IDisposable
{
    private static readonly ApiError NoWay = new(ApiErrorKind.Over, "no_way");

    private static readonly DiscordMessage Posting = MessageRenderer.Render([new ContextLine("One moment, it is being posted.")]).Messages[0];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Stage _stage;
    private bool _isUnsaid;
    private PromiseInHand? _promise;

    private enum Stage
    {
        Open,

        /// <summary>The person reads that the bot is thinking, until that message is edited.</summary>
        MessageToCome,

        /// <summary>The component's message stays as it is, until it is edited.</summary>
        UpdateToCome,
        Answered,
        Over,
    }

    /// <summary>Promises the answer, before Discord is told that one comes: it brings the interaction to nobody again.</summary>
    public required Func<Exchange, Task<PromiseInHand>> Pledge { private get; init; }

    /// <summary>Where it is; its guild may be found out later.</summary>
    public Origin Origin { get; set; } = origin;

    public Interaction Interaction => interaction;

    /// <summary>Whether somebody else answered it, or it came too late to be answered.</summary>
    public bool IsOver => _stage == Stage.Over;

    /// <summary>
    /// Whether an answer, or a part of it, may have reached the person by no way. What was promised stays so, and they are told once Discord
    /// takes something again; where nothing was, Discord itself tells them.
    /// </summary>
    public bool IsUnheard { get; set; }

    private bool IsComponent => interaction.Type == InteractionType.Component;

    private int Flags => MessageFlags.ComponentsV2 | (Origin.IsDirect ? 0 : MessageFlags.Ephemeral);

    /// <summary>Whether Discord had an answer already, so that nothing more is to be said.</summary>
    public bool WasAnsweredElsewhere { get; private set; }

    /// <summary>Promises the rest of an answer, the first part of which is about to be said.</summary>
    public Task PromiseAsync(CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        _promise ??= await Pledge(this);
        return null;
    }, cancellationToken);

    /// <summary>Says that an answer comes, where nothing was said yet.</summary>
    public Task DeferAsync(CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        if (_stage == Stage.Open)
        {
            _promise ??= await Pledge(this);
            await DeferAsync(IsComponent, cancellationToken);
        }

        return null;
    }, cancellationToken);

    /// <summary>Says something to the person: in place of what was deferred, or as one message more.</summary>
    public Task<ApiError?> SayAsync(DiscordMessage message, CancellationToken cancellationToken) => InTurnAsync(
        async () => _stage switch
        {
            Stage.Open => await AnswerAsync(InteractionResponse.Message, message, cancellationToken),
            Stage.MessageToCome => await EditAsync(message, cancellationToken),
            Stage.Over => NoWay,
            _ => (await api.FollowUpAsync(interaction.ApplicationId, interaction.Token, message, ephemeral: !Origin.IsDirect, cancellationToken)).Error,
        },
        cancellationToken);

    /// <summary>Puts a message in place of the one whose control was used.</summary>
    public Task<ApiError?> ReplaceAsync(DiscordMessage message, CancellationToken cancellationToken) => InTurnAsync(
        async () => _stage switch
        {
            _ when Origin.MessageId is null => NoWay,
            Stage.Open => await AnswerAsync(InteractionResponse.UpdateMessage, message, cancellationToken),
            Stage.UpdateToCome => await EditAsync(message, cancellationToken),
            _ when Origin.IsEphemeral => NoWay,
            _ => await EditSourceAsync(Origin.MessageId, message, cancellationToken),
        },
        cancellationToken);

    /// <summary>Takes the message away whose control was used.</summary>
    public Task<ApiError?> RemoveAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            if (_stage == Stage.Open && Origin.MessageId is not null)
            {
                _promise ??= await Pledge(this);
                await DeferAsync(isUpdate: true, cancellationToken);
            }

            return _stage switch
            {
                Stage.UpdateToCome => await TakeBackAsync(cancellationToken),
                _ when Origin is { MessageId: { } message, IsEphemeral: false } => (await api.DeleteMessageAsync(Origin.Channel, message, cancellationToken)).Error,
                _ => NoWay,
            };
        },
        cancellationToken);

    /// <summary>Opens a form. Discord: nothing else may have been said before, and no form may follow a form.</summary>
    public Task<ApiError?> ShowAsync(InteractionResponse modal, CancellationToken cancellationToken) => InTurnAsync(
        async () => _stage != Stage.Open || interaction.Type == InteractionType.ModalSubmit ? NoWay : await RespondAsync(modal, [], Stage.Answered, cancellationToken),
        cancellationToken);

    /// <summary>Posts for everybody in the channel. Discord: an interaction's answers need none of the bot's own permissions there.</summary>
    public async Task<ApiAnswer<PostedMessage>> PostAsync(DiscordMessage message, CancellationToken cancellationToken)
    {
        ApiAnswer<PostedMessage>? posted = null;
        var error = await InTurnAsync(
            async () =>
            {
                if (await PrepareAsync(cancellationToken) is { } closed)
                {
                    return closed;
                }

                posted = await api.FollowUpAsync(interaction.ApplicationId, interaction.Token, message, ephemeral: false, cancellationToken);
                return posted.Error;
            },
            cancellationToken);
        return posted ?? ApiAnswer.Failed<PostedMessage>(error!);
    }

    /// <summary>There is nothing more to say: where nothing was said at all, Discord still wants to hear so.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => InTurnAsync(
        async () => _stage switch
        {
            // There was something, which nobody could say: then Discord tells the person that it did not work.
            Stage.Open when _isUnsaid => null,
            Stage.Open when Origin.MessageId is not null => await DeferAsync(isUpdate: true, cancellationToken),
            Stage.Open => await AnswerAsync(InteractionResponse.Message, MessageRenderer.Render([new ContextLine("Done.")]).Messages[0], cancellationToken),
            Stage.MessageToCome => await TakeBackAsync(cancellationToken),
            _ => null,
        },
        cancellationToken);

    /// <summary>Nothing more is done about it.</summary>
    /// <param name="isHandled">Whether it came to its end, and was not broken off.</param>
    public async ValueTask CloseAsync(bool isHandled)
    {
        if (_promise is { } promise)
        {
            promise.IsDone = isHandled && !IsUnheard;
            await promise.DisposeAsync();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Has the next follow-up be one, and not the end of what was deferred.</summary>
    private async Task<ApiError?> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_stage == Stage.Open)
        {
            _promise ??= await Pledge(this);
        }

        switch (_stage)
        {
            case Stage.Open when IsComponent:
                return await DeferAsync(isUpdate: true, cancellationToken);
            case Stage.Open:
                var error = await AnswerAsync(InteractionResponse.Message, Posting, cancellationToken);
                _stage = error is null ? Stage.MessageToCome : _stage;
                return error;
            case Stage.MessageToCome:
                return (await api.EditOriginalAsync(interaction.ApplicationId, interaction.Token, Posting, cancellationToken)).Error;
            case Stage.Over:
                return NoWay;
            default:
                return null;
        }
    }

    private Task<ApiError?> DeferAsync(bool isUpdate, CancellationToken cancellationToken)
    {
        var response = isUpdate
            ? new InteractionResponse(InteractionResponse.DeferredUpdate)
            : new InteractionResponse(InteractionResponse.DeferredMessage, Origin.IsDirect ? null : new ResponseData { Flags = MessageFlags.Ephemeral });
        return RespondAsync(response, [], isUpdate ? Stage.UpdateToCome : Stage.MessageToCome, cancellationToken);
    }

    private async Task<ApiError?> AnswerAsync(int type, DiscordMessage message, CancellationToken cancellationToken)
    {
        var data = new ResponseData
        {
            // Discord: who sees a message is settled once it is there, so that an update may not say so again.
            Flags = type == InteractionResponse.UpdateMessage ? MessageFlags.ComponentsV2 : Flags,
            Components = message.Components,
            AllowedMentions = AllowedMentions.Of(message.Mentions),
            Attachments = type == InteractionResponse.UpdateMessage && message.Files.IsEmpty ? [] : null,
        };
        var error = await RespondAsync(new InteractionResponse(type, data), message.Files, Stage.Answered, cancellationToken);

        _isUnsaid |= error is not null;

        if (error is not { Kind: ApiErrorKind.Unknown })
        {
            return error;
        }

        // It may be there or not; an edit tells, and twice is as good as once. Where there is none, nobody knows any more than before.
        var unedited = await EditAsync(message, cancellationToken);
        return unedited is { Kind: ApiErrorKind.Later } ? error : unedited;
    }

    private async Task<ApiError?> EditAsync(DiscordMessage message, CancellationToken cancellationToken)
    {
        var answer = await api.EditOriginalAsync(interaction.ApplicationId, interaction.Token, message, cancellationToken);
        _stage = Stage.Answered;
        return answer.Error;
    }

    /// <summary>Changes the message whose control was used where it is, after which nothing takes the place of what was deferred.</summary>
    private async Task<ApiError?> EditSourceAsync(string source, DiscordMessage message, CancellationToken cancellationToken)
    {
        var answer = await api.EditMessageAsync(Origin.Channel, source, message, key: null, cancellationToken);
        if (answer.IsOk && _stage == Stage.MessageToCome)
        {
            await TakeBackAsync(cancellationToken);
        }

        return answer.Error;
    }

    private async Task<ApiError?> TakeBackAsync(CancellationToken cancellationToken)
    {
        _stage = Stage.Answered;
        return (await api.DeleteOriginalAsync(interaction.ApplicationId, interaction.Token, cancellationToken)).Error;
    }

    /// <param name="then">Where it stands once Discord has taken it, or may have.</param>
    private async Task<ApiError?> RespondAsync(InteractionResponse response, ImmutableArray<FileBlock> files, Stage then, CancellationToken cancellationToken)
    {
        var error = (await api.RespondAsync(interaction.Id, interaction.Token, response, files, cancellationToken)).Error;
        _stage = error switch
        {
            null or { Kind: ApiErrorKind.Unknown } => then,
            { Kind: ApiErrorKind.Over } => Stage.Over,
            _ => _stage,
        };

        // Somebody has answered: this bot, whose call went through twice, or another of its processes.
        WasAnsweredElsewhere |= error is { Code: RestErrors.Acknowledged };
        return error;
    }

    private async Task<ApiError?> InTurnAsync(Func<Task<ApiError?>> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
        }
    }
}
