using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Conversations;

/// <summary>Shows a form, or an answer that has no conversation to be in, as a modal; where Slack opens none any more, it is said instead.</summary>
internal sealed partial class Modals(ISlackApi api, PrivateAnswers answers, ILogger<Modals> log)
{
    private const string NoTitle = "MentorBot";

    /// <param name="triggerId">Slack: opens one view within 3 s. Null where there is none.</param>
    public async Task ShowAsync(Form form, string? triggerId, Origin origin, CancellationToken cancellationToken)
    {
        if (!await TryAsync(ViewRenderer.Form(form, origin.ToMetadata()), triggerId, origin, cancellationToken))
        {
            await answers.SendAsync(LateForm.Button(form, "Slack"), origin, cancellationToken);
        }
    }

    public async Task ReadAsync(ImmutableArray<Block> blocks, string? triggerId, Origin origin, CancellationToken cancellationToken)
    {
        if (await TryAsync(Reading(blocks, origin), triggerId, origin, cancellationToken))
        {
            await answers.ShareAsync([.. blocks.OfType<FileBlock>()], origin, cancellationToken);
        }
        else
        {
            await answers.SendAsync(blocks, origin, cancellationToken);
        }
    }

    /// <summary>An answer as a modal, its title that of the answer where it has one.</summary>
    public static View Reading(ImmutableArray<Block> blocks, Origin origin)
    {
        var title = blocks.OfType<Heading>().FirstOrDefault()?.Text ?? NoTitle;
        var fits = title.Length <= Limits.FormTitle;
        return ViewRenderer.Reading(
            fits ? title : NoTitle,
            fits && blocks[0] is Heading && blocks.Length > 1 ? blocks.RemoveAt(0) : blocks,
            (origin with { ViewId = null }).ToMetadata());
    }

    private async Task<bool> TryAsync(View view, string? triggerId, Origin origin, CancellationToken cancellationToken)
    {
        if (triggerId is null)
        {
            return false;
        }

        var opened = origin.ViewId is null
            ? await api.OpenViewAsync(triggerId, view, cancellationToken)
            : await api.PushViewAsync(triggerId, view, cancellationToken);
        if (opened.Error is { Kind: ApiErrorKind.Invalid } error)
        {
            LogInvalid(error.Code, error.Detail);
        }

        return opened.IsOk;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack can't show a modal ({Code}: {Detail})")]
    private partial void LogInvalid(string code, string? detail);
}
