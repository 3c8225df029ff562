using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Posts;

/// <summary>Lets people at their own drafts and posts, and tells everybody else whose they are.</summary>
internal sealed class OwnPosts(IPostStore posts, IPeopleStore people)
{
    public static Reply Gone() =>
        Reply.Say("I no longer have that text: it was deleted, or its author has erased their data. Nothing was changed.");

    /// <summary>Goes on with a post of the caller's own.</summary>
    public async Task<Answer> WithAsync(Caller caller, long id, Func<Post, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(id, cancellationToken) is not { } post || post.Place.Workspace != caller.Workspace)
        {
            return Gone();
        }

        if (post.Author == caller.Person.Id)
        {
            return await then(post);
        }

        var author = await people.FindAsync(caller.Workspace, post.Author, cancellationToken);
        return Reply.Say(author is null ? "Only the person who posted this can do that." : $"Only {author.Name} can do that: it's their post.");
    }
}
