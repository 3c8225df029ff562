using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Slack.Api;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using NodaTime;
using Delivery = MentorBot.Core.Messages.Delivery;

namespace MentorBot.Slack.Conversations;

/// <summary>Brings an answer to where it belongs: beside, in place of or instead of the message whose control was used, and into the channel.</summary>
internal sealed class Replies(ISlackApi api, PrivateAnswers answers, PublicPosts posts, Modals modals, Homes homes, IClock clock)
{
    /// <param name="triggerId">Opens one view for as long as Slack takes it; null where there is none.</param>
    public async Task DeliverAsync(Answer answer, Origin origin, string? triggerId, CancellationToken cancellationToken)
    {
        await (answer is Form form
            ? modals.ShowAsync(form, triggerId, origin, cancellationToken)
            : DeliverAsync((Reply)answer, origin, triggerId, cancellationToken));
        if (origin.IsHome)
        {
            await homes.RefreshAsync(origin.User, teamId: null, cancellationToken);
        }
    }

    private async Task DeliverAsync(Reply reply, Origin origin, string? triggerId, CancellationToken cancellationToken)
    {
        // First, so that nobody reads that something was posted before it was.
        if (reply.Post is { IsDefaultOrEmpty: false } post && await posts.PostAsync(post, origin, cancellationToken) is { } sorry)
        {
            await SayAsync(sorry, origin, triggerId, cancellationToken);
            return;
        }

        if (reply.Delivery == Delivery.Remove && origin.HasMessage)
        {
            await RemoveAsync(origin, cancellationToken);
        }

        if (!reply.Blocks.IsDefaultOrEmpty && !(reply.Delivery == Delivery.Update && await TryUpdateAsync(reply.Blocks, origin, cancellationToken)))
        {
            await SayAsync(reply.Blocks, origin, triggerId, cancellationToken);
        }
    }

    private Task SayAsync(ImmutableArray<Block> blocks, Origin origin, string? triggerId, CancellationToken cancellationToken) => origin.Channel is null
        ? modals.ReadAsync(blocks, triggerId, origin, cancellationToken)
        : answers.SendAsync(blocks, origin, cancellationToken);

    /// <summary>False where there is nothing to update, or nothing any more.</summary>
    private async Task<bool> TryUpdateAsync(ImmutableArray<Block> blocks, Origin origin, CancellationToken cancellationToken)
    {
        if (origin is { IsHome: true, ViewId: null, Channel: null })
        {
            // The home itself is what it updates.
            return true;
        }

        if (origin.ViewId is { } view)
        {
            return (await api.UpdateViewAsync(view, Modals.Reading(blocks, origin), cancellationToken)).IsOk;
        }

        if (!origin.HasMessage)
        {
            return false;
        }

        // What everybody reads says nothing that is for one person.
        var rendered = origin.IsEphemeral || origin.IsDirect ? answers.Render(blocks, origin) : MessageRenderer.Render(blocks);
        if (rendered.Messages.IsEmpty || !await TryReplaceAsync(rendered.Messages[0], origin, cancellationToken))
        {
            return false;
        }

        foreach (var more in rendered.Messages.Skip(1))
        {
            await answers.SendAsync(more, origin, cancellationToken);
        }

        await answers.ShareAsync(rendered.Files, origin, cancellationToken);
        return true;
    }

    private async Task<bool> TryReplaceAsync(SlackMessage message, Origin origin, CancellationToken cancellationToken)
    {
        // Slack: the only way to an ephemeral message, and one that works where the bot is not in the channel.
        var response = new MessageResponse { Text = message.Text, Blocks = message.Blocks, ReplaceOriginal = true };
        if (origin.LiveUrl(clock.GetCurrentInstant()) is { } url && (await api.RespondAsync(url, response, cancellationToken)).IsOk)
        {
            return true;
        }

        return !origin.IsEphemeral && (await api.UpdateMessageAsync(origin.Channel!, origin.MessageTs!, message, cancellationToken)).IsOk;
    }

    private async Task RemoveAsync(Origin origin, CancellationToken cancellationToken)
    {
        var isGone = origin.LiveUrl(clock.GetCurrentInstant()) is { } url && (await api.RespondAsync(url, new MessageResponse { DeleteOriginal = true }, cancellationToken)).IsOk;
        if (!isGone && !origin.IsEphemeral)
        {
            await api.DeleteMessageAsync(origin.Channel!, origin.MessageTs!, cancellationToken);
        }
    }
}
