using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Posts;

/// <summary>Brings a text into a channel: a preview first, then the post, which its author can edit and delete.</summary>
internal sealed class PostFeature(ContentLibrary library, IPostStore posts, OwnPosts own, IClock clock) : IFeature
{
    public const string CommandName = "post";

    /// <summary>Previews an item as it is, to be posted.</summary>
    public static readonly Route<string> Prepare = new("post.prepare");

    public static readonly Route<long> Publish = new("post.publish");

    /// <summary>Posts once more what was posted already.</summary>
    public static readonly Route<long> PublishAgain = new("post.again");

    public static readonly Route<long> CopyText = new("post.copy");

    /// <summary>Throws a draft away.</summary>
    public static readonly Route<long> Discard = new("post.discard");

    /// <summary>Takes a post out of the channel, for everybody.</summary>
    public static readonly Route<long> Delete = new("post.delete");

    public void Register(FeatureMap map)
    {
        var id = new CommandOption("id", ValueKind.Text, "The template's name, or what it is about")
        {
            Required = true,
            Complete = typed => library.Pack.Complete<TemplateItem>(typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "Bring a template into this channel, after a preview")
            {
                Options = [id],
                Examples = ["post weekly-status", "post risk-mitigation"],
            },
            (request, cancellationToken) => PrepareAsync(request.Caller, request.Options.Text(id.Name)!, cancellationToken));
        map.Action(Prepare, (request, item, cancellationToken) => PrepareAsync(request.Caller, item, cancellationToken));
        map.Action(Publish, PublishAsync);
        map.Action(PublishAgain, PublishAgainAsync);
        map.Action(CopyText, (request, post, cancellationToken) => own.WithAsync(
            request.Caller,
            post,
            found => Task.FromResult<Answer>(Reply.Of(new CodeBlock(PlainText.Of(PostView.Text(found))))),
            cancellationToken));
        map.Action(Discard, DiscardAsync);
        map.Action(Delete, DeleteAsync);
    }

    private async Task<Answer> PrepareAsync(Caller caller, string wanted, CancellationToken cancellationToken)
    {
        if (library.Pack.Find<TemplateItem>(wanted) is not { } item)
        {
            return ItemCards.NotFound<TemplateItem>(library.Pack, wanted, "template");
        }

        var draft = PostView.Draft(item, caller, ImmutableDictionary<string, string>.Empty, clock.GetCurrentInstant());
        return PostView.Preview(draft with { Id = await posts.AddAsync(draft, cancellationToken) });
    }

    private Task<Answer> PublishAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        own.WithAsync(request.Caller, id, async post =>
        {
            if (!await posts.TryPublishAsync(id, cancellationToken))
            {
                return Reply.Of(
                    new Paragraph("I've posted that already, or tried to. If it isn't there, post it once more."),
                    new Buttons([new Button("Post it once more", PublishAgain.Token(id))]));
            }

            return Done(post, request.Caller);
        }, cancellationToken);

    private Task<Answer> PublishAgainAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        own.WithAsync(request.Caller, id, async post =>
        {
            var copy = post with { Place = request.Caller.Place, State = PostState.Posted, CreatedAt = clock.GetCurrentInstant() };
            return Done(copy with { Id = await posts.AddAsync(copy, cancellationToken) }, request.Caller);
        }, cancellationToken);

    private static Reply Done(Post post, Caller caller) =>
        Reply.Say("Posted. You can edit or delete it there.").AsUpdate().AndPost(PostView.Posted(post, caller.Person.Name));

    private Task<Answer> DiscardAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        own.WithAsync(request.Caller, id, async post =>
        {
            if (post.State == PostState.Posted)
            {
                return Reply.Say("That one is posted by now. Delete it where it stands.");
            }

            await posts.DeleteAsync(id, cancellationToken);
            return new Reply([], Delivery.Remove);
        }, cancellationToken);

    private async Task<Answer> DeleteAsync(ActionRequest request, long id, CancellationToken cancellationToken)
    {
        var isAdmin = request.Caller.Role >= Role.Admin;
        if (await posts.FindAsync(id, cancellationToken) is not { } post || post.Place.Workspace != request.Caller.Workspace)
        {
            // The author has erased their data, and the message with this button is all that is left.
            return isAdmin ? new Reply([], Delivery.Remove) : OwnPosts.Gone();
        }

        if (post.Author != request.Caller.Person.Id && !isAdmin)
        {
            return Reply.Say($"Only the person who posted this, or an admin, can delete it.{request.Caller.OrElsewhere}");
        }

        await posts.DeleteAsync(id, cancellationToken);
        return Reply.Of(new Paragraph("Deleted for everybody. This is what it said:"), new CodeBlock(PlainText.Of(PostView.Text(post)))) with { Delivery = Delivery.Remove };
    }
}
