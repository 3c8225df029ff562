using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;

namespace MentorBot.Discord.Conversations;

/// <summary>Brings an answer to where it belongs: beside, in place of or instead of the message whose control was used, and into the channel.</summary>
internal sealed class Replies(Places places, PrivateAnswers answers, PublicPosts posts, Forms forms)
{
    public async Task DeliverAsync(Answer answer, Exchange exchange, CancellationToken cancellationToken)
    {
        if (answer is Form form)
        {
            await forms.ShowAsync(form, exchange, cancellationToken);
            return;
        }

        var reply = (Reply)answer;
        exchange.Origin = await places.ReadAsync(exchange.Origin, reply, cancellationToken);
        await DeliverAsync(reply, exchange, cancellationToken);
        await exchange.EndAsync(cancellationToken);
    }

    private async Task DeliverAsync(Reply reply, Exchange exchange, CancellationToken cancellationToken)
    {
        // First, so that nobody reads that something was posted before it was.
        if (reply.Post is { IsDefaultOrEmpty: false } post && await posts.PostAsync(post, exchange, cancellationToken) is { } sorry)
        {
            await answers.SendAsync(sorry, exchange, cancellationToken);
            return;
        }

        if (reply.Delivery == Delivery.Remove && exchange.Origin.MessageId is not null)
        {
            await exchange.RemoveAsync(cancellationToken);
        }

        var replaces = reply.Delivery == Delivery.Update || (reply.Delivery == Delivery.Private && Forms.IsOpener(exchange.Interaction));
        if (reply.Blocks.IsDefaultOrEmpty)
        {
            return;
        }

        if (replaces && exchange.Origin.MessageId is not null)
        {
            await ReplaceAsync(reply.Blocks, exchange, cancellationToken);
        }
        else
        {
            await answers.SendAsync(reply.Blocks, exchange, cancellationToken);
        }
    }

    /// <summary>Where the message can't be replaced, or is no more, it is said beside it.</summary>
    private async Task ReplaceAsync(ImmutableArray<Block> blocks, Exchange exchange, CancellationToken cancellationToken)
    {
        var origin = exchange.Origin;

        // What everybody reads says nothing that is for one person.
        var rendered = origin.IsEphemeral || origin.IsDirect
            ? await answers.RenderAsync(blocks, origin, cancellationToken)
            : MessageRenderer.Render(blocks, origin.ShowingToAll);
        if (rendered.Messages.IsEmpty)
        {
            return;
        }

        if (await exchange.ReplaceAsync(rendered.Messages[0], cancellationToken) is { } error)
        {
            await answers.SendAsync(blocks, exchange, cancellationToken, error);
            return;
        }

        await answers.SendAsync(rendered.Messages.Skip(1), blocks, exchange, cancellationToken);
    }
}
