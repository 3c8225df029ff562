using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Scripts;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Posts;

/// <summary>Brings a text into a channel: a preview first, then the post, which its author can edit and delete.</summary>
internal sealed class PostFeature(ContentLibrary library, IPostStore posts, IPeopleStore people, IClock clock) : IFeature
{
    public const string CommandName = "post";

    /// <summary>Previews an item as it is, to be posted.</summary>
    public static readonly Route<string> Prepare = new("post.prepare");

    public static readonly Route<long> Publish = new("post.publish");

    /// <summary>Posts once more what was posted already.</summary>
    public static readonly Route<long> PublishAgain = new("post.again");

    public static readonly Route<long> CopyText = new("post.copy");

    public static readonly Route<long> EditBlanks = new("post.blanks");

    public static readonly Route<long> EditWords = new("post.words");

    public static readonly Route<long> Delete = new("post.delete");

    private const string Words = "words";
    private const string Unknown = "I know of no such post here.";

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
        map.Action(CopyText, (request, id, cancellationToken) => WithOwnAsync(
            request.Caller,
            id,
            post => Task.FromResult<Answer>(Reply.Of(new CodeBlock(PlainText.Of(PostView.Text(post))))),
            cancellationToken));
        map.Action(Delete, DeleteAsync);
        map.Form(EditBlanks, OpenBlanksAsync, SubmitBlanksAsync);
        map.Form(EditWords, OpenWordsAsync, SubmitWordsAsync);
    }

    private async Task<Answer> PrepareAsync(Caller caller, string wanted, CancellationToken cancellationToken)
    {
        if (library.Pack.Find<TemplateItem>(wanted) is not { } item)
        {
            var near = library.Pack.Search<TemplateItem>(wanted, 3);
            return near.Count == 0
                ? Reply.Say((Line)"I have nothing called " + Line.Italic($"“{Limits.Shorten(wanted, 60)}”") + ". " + Line.Code($"{CommandDefinition.Root} {LibraryFeature.CommandName} …") + " looks for it in your own words.")
                : Reply.Of(
                    new Paragraph((Line)"I have nothing called " + Line.Italic($"“{Limits.Shorten(wanted, 60)}”") + ". Did you mean one of these?"),
                    new Buttons([.. near.Select(one => new Button(one.Title, Prepare.Token(one.Id)))]));
        }

        var draft = PostView.Draft(item, caller, ImmutableDictionary<string, string>.Empty, clock.GetCurrentInstant());
        return PostView.Preview(draft with { Id = await posts.AddAsync(draft, cancellationToken) });
    }

    private Task<Answer> PublishAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        WithOwnAsync(request.Caller, id, async post =>
        {
            if (!await posts.TryMoveAsync(id, PostState.Draft, PostState.Posted, cancellationToken))
            {
                return Reply.Of(
                    new Paragraph("That one is posted already."),
                    new Buttons([new Button("Post it once more", PublishAgain.Token(id))]));
            }

            return Done(post, request.Caller);
        }, cancellationToken);

    private Task<Answer> PublishAgainAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        WithOwnAsync(request.Caller, id, async post =>
        {
            var copy = post with { Place = request.Caller.Place, State = PostState.Posted, CreatedAt = clock.GetCurrentInstant() };
            return Done(copy with { Id = await posts.AddAsync(copy, cancellationToken) }, request.Caller);
        }, cancellationToken);

    private static Reply Done(Post post, Caller caller) =>
        Reply.Say("Posted. You can edit or delete it there.").AsUpdate().AndPost(PostView.Posted(post, caller.Person.Name));

    private async Task<Answer> DeleteAsync(ActionRequest request, long id, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(id, cancellationToken) is not { } post || post.Place.Workspace != request.Caller.Workspace)
        {
            return Reply.Say(Unknown);
        }

        if (post.Author != request.Caller.Person.Id && request.Caller.Role < Role.Admin)
        {
            return Reply.Say("Only the person who posted this, or an admin, can delete it.");
        }

        await posts.TryMoveAsync(id, post.State, PostState.Deleted, cancellationToken);
        return new Reply([], Delivery.Remove);
    }

    private Task<Answer> OpenBlanksAsync(FormRequest request, long id, CancellationToken cancellationToken) =>
        WithOwnAsync(
            request.Caller,
            id,
            post => Task.FromResult<Answer>(Template.Stored(post.Body).Blanks.IsEmpty
                ? WordsForm(post)
                : BlankForm.For(EditBlanks.Token(id), PlaceholdersOf(post), placeholder => post.Answers.GetValueOrDefault(placeholder.Name))),
            cancellationToken);

    private Task<Answer> SubmitBlanksAsync(FormSubmission submission, long id, CancellationToken cancellationToken) =>
        WithOwnAsync(
            submission.Caller,
            id,
            post => ReviseAsync(
                post with { Answers = BlankForm.Answers(PlaceholdersOf(post).Select(placeholder => placeholder.Name), submission.Values), Words = null },
                submission.Caller,
                cancellationToken),
            cancellationToken);

    private Task<Answer> OpenWordsAsync(FormRequest request, long id, CancellationToken cancellationToken) =>
        WithOwnAsync(
            request.Caller,
            id,
            post => Task.FromResult(WordsForm(post)),
            cancellationToken);

    private static Answer WordsForm(Post post)
    {
        var text = PlainText.Of(PostView.Text(post));
        return text.Length > Limits.FieldValue
            ? Reply.Say($"This text has {text.Length} characters, and a form holds {Limits.FieldValue}. Copy it, change it where you write, and post it yourself.")
            : new Form("Change the words", EditWords.Token(post.Id), [new FormPage([new LongTextField(Words, "The text") { Value = text }])], "Save");
    }

    private Task<Answer> SubmitWordsAsync(FormSubmission submission, long id, CancellationToken cancellationToken) =>
        WithOwnAsync(
            submission.Caller,
            id,
            post => ReviseAsync(post with { Words = submission.Values.Text(Words) }, submission.Caller, cancellationToken),
            cancellationToken);

    private async Task<Answer> ReviseAsync(Post post, Caller caller, CancellationToken cancellationToken)
    {
        await posts.ReviseAsync(post.Id, post.Answers, post.Words, cancellationToken);
        return post.State == PostState.Posted
            ? new Reply(PostView.Posted(post, caller.Person.Name), Delivery.Update)
            : PostView.Preview(post).AsUpdate();
    }

    /// <summary>Goes on with a post of the caller's own that still stands; anybody else is told so.</summary>
    private async Task<Answer> WithOwnAsync(Caller caller, long id, Func<Post, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(id, cancellationToken) is not { } post || post.Place.Workspace != caller.Workspace)
        {
            return Reply.Say(Unknown);
        }

        if (post.State == PostState.Deleted)
        {
            return Reply.Say("That post was deleted.");
        }

        if (post.Author == caller.Person.Id)
        {
            return await then(post);
        }

        var author = await people.FindAsync(caller.Workspace, post.Author, cancellationToken);
        return Reply.Say(author is null ? "Only the person who posted this can do that." : $"Only {author.Name} can do that: it's their post.");
    }

    /// <summary>The blanks of the text as it was, asked for as the library asks today; one that it no longer has asks by its name.</summary>
    private IEnumerable<Placeholder> PlaceholdersOf(Post post)
    {
        var known = library.Pack.Find<TemplateItem>(post.ItemId)?.Placeholders ?? [];
        return Template.Stored(post.Body).Blanks.Select(blank =>
            known.FirstOrDefault(placeholder => placeholder.Name == blank)
            ?? new Placeholder { Name = blank, Label = Limits.Shorten(blank.Replace('-', ' '), Limits.FieldLabel), Hint = "As it was in the text", Example = blank.Replace('-', ' ') });
    }
}
