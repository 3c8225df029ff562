using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;

namespace MentorBot.Discord.Conversations;

/// <summary>Brings an answer to where it belongs: beside, in place of or instead of the message whose control was used, and into the channel.</summary>
internal sealed class Replies(Places places, PrivateAnswers answers, PublicPosts posts, Forms forms, Sorry sorry)
{
    /// <summary>Something went wrong on the way to the answer.</summary>
    public Task ApologiseAsync(Exception exception, string what, Exchange exchange, CancellationToken cancellationToken) =>
        DeliverAsync(new Reply(sorry.For(exception, what)), exchange, cancellationToken);

    public async Task DeliverAsync(Answer answer, Exchange exchange, CancellationToken cancellationToken)
    {
        if (answer is Form form)
        {
            await forms.ShowAsync(form, exchange, cancellationToken);
            return;
        }

        var reply = (Reply)answer;
        exchange.Origin = await places.ReadAsync(exchange.Origin, reply, cancellationToken);
        await DeliverAsync(reply with { Blocks = exchange.Origin.Told(reply.Blocks) }, exchange, cancellationToken);
        await exchange.EndAsync(cancellationToken);
    }

    private async Task DeliverAsync(Reply reply, Exchange exchange, CancellationToken cancellationToken)
    {
        // First, so that nobody reads that something was posted before it was.
        if (reply.Post is { IsDefaultOrEmpty: false } post && await posts.PostAsync(post, exchange, cancellationToken) is { } unposted)
        {
            await answers.SendAsync(unposted, exchange, cancellationToken);
            return;
        }

        if (reply.Delivery == Delivery.Remove && exchange.Origin.MessageId is not null && !await TryRemoveAsync(exchange, cancellationToken))
        {
            reply = reply with { Blocks = Unremoved(reply.Blocks, exchange.Origin) };
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

    /// <summary>False where it is still there.</summary>
    private static async Task<bool> TryRemoveAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // Where the interaction can't do it any more, the bot itself may.
        var error = await exchange.RemoveAsync(cancellationToken);
        error = error is null or { Code: RestErrors.UnknownMessage } ? error : await exchange.RemoveAsync(cancellationToken);
        return error is null or { Code: RestErrors.UnknownMessage };
    }

    /// <summary>What is said in place of words that tell that it is gone, beside what it said.</summary>
    private static ImmutableArray<Block> Unremoved(ImmutableArray<Block> blocks, Origin origin)
    {
        var what = origin switch
        {
            { IsEphemeral: true } => "I couldn't take this message away: Discord didn't let me. Only you see it, and “Dismiss message” below it takes it away.",
            { IsDirect: true } => "I couldn't take the message away: Discord didn't let me. It stays here, for you alone.",
            _ => "I couldn't take the message away: Discord didn't let me. Everybody here still reads it; somebody who manages this channel can delete it: ⋯ → Delete Message.",
        };
        return [new Paragraph(what), .. blocks.IsDefault ? [] : blocks.Where(block => block is not Paragraph)];
    }

    private async Task ReplaceAsync(ImmutableArray<Block> blocks, Exchange exchange, CancellationToken cancellationToken)
    {
        var origin = exchange.Origin;

        // What everybody reads says nothing that is for one person.
        var (messages, said) = origin.IsEphemeral || origin.IsDirect
            ? await answers.RenderAsync(blocks, origin, cancellationToken)
            : (MessageRenderer.Render(blocks, origin.ShowingToAll).Messages, blocks);
        if (!messages.IsEmpty)
        {
            await answers.ReplaceAsync(messages, said, exchange, cancellationToken);
        }
    }
}
