using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Posts;

/// <summary>Gives a text its words: its blanks filled with what the person used last already there, or rewritten as a whole.</summary>
internal sealed class WritingFeature(ContentLibrary library, IPostStore posts, OwnPosts own, IRememberedAnswers remembered, IClock clock) : IFeature
{
    /// <summary>Opens the blanks of an item, to make a draft of it.</summary>
    public static readonly Route<string> Fill = new("text.fill");

    /// <summary>Opens the blanks of a draft or a post.</summary>
    public static readonly Route<long> EditBlanks = new("text.blanks");

    /// <summary>Opens the whole text of a draft or a post.</summary>
    public static readonly Route<long> EditWords = new("text.words");

    private const string Words = "words";

    public void Register(FeatureMap map)
    {
        map.Form(Fill, OpenFillAsync, SubmitFillAsync);
        map.Form(EditBlanks, OpenBlanksAsync, SubmitBlanksAsync);
        map.Form(EditWords, OpenWordsAsync, SubmitWordsAsync);
    }

    private async Task<Answer> OpenFillAsync(FormRequest request, string id, CancellationToken cancellationToken) =>
        library.Pack.Find<TemplateItem>(id) is { Placeholders.IsEmpty: false } item
            ? BlankForm.For(Fill.Token(item.Id), item.Placeholders, await LastUsedAsync(request, item.Id, cancellationToken))
            : LibraryFeature.Gone();

    private async Task<Answer> SubmitFillAsync(FormSubmission submission, string id, CancellationToken cancellationToken)
    {
        var item = library.Pack.Find<TemplateItem>(id)!;
        var answers = BlankForm.Answers(item.Text.Blanks, submission.Values);
        var now = clock.GetCurrentInstant();
        await remembered.RememberAsync(submission.Caller.Person.Id, item.Id, answers, now, cancellationToken);
        var draft = PostView.Draft(item, submission.Caller, answers, now);
        return PostView.Preview(draft with { Id = await posts.AddAsync(draft, cancellationToken) });
    }

    private Task<Answer> OpenBlanksAsync(FormRequest request, long id, CancellationToken cancellationToken) =>
        own.WithAsync(request.Caller, id, async post =>
        {
            if (HasNoBlanks(post))
            {
                return WordsForm(post);
            }

            var lastUsed = post.Answers.Count > 0 ? null : await LastUsedAsync(request, post.ItemId, cancellationToken);
            return BlankForm.For(EditBlanks.Token(id), PlaceholdersOf(post), placeholder =>
                lastUsed is null ? post.Answers.GetValueOrDefault(placeholder.Name) : lastUsed(placeholder));
        }, cancellationToken);

    private Task<Answer> SubmitBlanksAsync(FormSubmission submission, long id, CancellationToken cancellationToken) =>
        own.WithAsync(submission.Caller, id, async post =>
        {
            if (HasNoBlanks(post))
            {
                return Reply.Say("You have rewritten this text since, so its blanks are gone. Nothing was changed: edit its words instead.");
            }

            var answers = BlankForm.Answers(PlaceholdersOf(post).Select(placeholder => placeholder.Name), submission.Values);
            await remembered.RememberAsync(submission.Caller.Person.Id, post.ItemId, answers, clock.GetCurrentInstant(), cancellationToken);
            return await ReviseAsync(post with { Answers = answers }, submission.Caller, cancellationToken);
        }, cancellationToken);

    private Task<Answer> OpenWordsAsync(FormRequest request, long id, CancellationToken cancellationToken) =>
        own.WithAsync(request.Caller, id, post => Task.FromResult(WordsForm(post)), cancellationToken);

    private Task<Answer> SubmitWordsAsync(FormSubmission submission, long id, CancellationToken cancellationToken) =>
        own.WithAsync(
            submission.Caller,
            id,
            post => ReviseAsync(post with { Words = submission.Values.Text(Words) }, submission.Caller, cancellationToken),
            cancellationToken);

    private static Answer WordsForm(Post post)
    {
        var text = PlainText.Of(PostView.Text(post));
        return text.Length > Limits.FieldValue
            ? Reply.Say($"This text has {text.Length} characters, and a form holds {Limits.FieldValue}. Copy it, change it where you write, and post it yourself.")
            : new Form("Change the words", EditWords.Token(post.Id), [new FormPage([new LongTextField(Words, "The text") { Value = text }])], "Save");
    }

    private async Task<Answer> ReviseAsync(Post post, Caller caller, CancellationToken cancellationToken)
    {
        await posts.ReviseAsync(post.Id, post.Answers, post.Words, cancellationToken);
        return post.State == PostState.Posted
            ? new Reply(PostView.Posted(post, caller.Person.Name), Delivery.Update)
            : PostView.Preview(post).AsUpdate();
    }

    /// <summary>
    /// What the person wrote into the same blank of the same item last. A blank of the same name elsewhere is another
    /// question: last month's date helps nobody.
    /// </summary>
    private async Task<Func<Placeholder, string?>> LastUsedAsync(FormRequest request, string item, CancellationToken cancellationToken)
    {
        // What was kept of this very form says more than what was used before, and saves the read.
        var last = request.Kept ?? await remembered.FindAsync(request.Caller.Person.Id, item, cancellationToken);
        return placeholder => last.GetValueOrDefault(placeholder.Name);
    }

    private static bool HasNoBlanks(Post post) => post.Words is not null || Template.Stored(post.Body).Blanks.IsEmpty;

    /// <summary>The blanks of the text as it was, asked for as the library asks today; one that it no longer has asks by its name.</summary>
    private IEnumerable<Placeholder> PlaceholdersOf(Post post)
    {
        var known = library.Pack.Find<TemplateItem>(post.ItemId)?.Placeholders ?? [];
        return Template.Stored(post.Body).Blanks.Select(blank =>
            known.FirstOrDefault(placeholder => placeholder.Name == blank)
            ?? new Placeholder { Name = blank, Label = Limits.Shorten(blank.Replace('-', ' '), Limits.FieldLabel), Hint = "As it was in the text", Example = blank.Replace('-', ' ') });
    }
}
