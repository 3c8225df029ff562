using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Posts;

/// <summary>How a post looks while it is prepared and once everybody reads it.</summary>
internal static class PostView
{
    public static Post Draft(TemplateItem item, Caller caller, IReadOnlyDictionary<string, string> answers, Instant now) =>
        new(0, caller.Person.Id, caller.Place, item.Kind, item.Id, item.Title, item.Text.Source, answers, Words: null, PostState.Draft, now);

    /// <summary>What its author sees before it is posted.</summary>
    public static Reply Preview(Post post)
    {
        var template = Template.Stored(post.Body);
        var isOpen = post.Words is null && template.Blanks.Any(blank => !post.Answers.ContainsKey(blank));
        var buttons = new List<Button>();
        if (post.Words is null && !template.Blanks.IsEmpty)
        {
            buttons.Add(isOpen
                ? new Button("Fill in", WritingFeature.EditBlanks.Token(post.Id), ButtonStyle.Primary)
                : new Button("Edit", WritingFeature.EditBlanks.Token(post.Id)));
        }

        if (!post.Place.IsDirect)
        {
            buttons.Insert(isOpen ? 1 : 0, isOpen
                ? new Button("Post with its blanks", PostFeature.Publish.Token(post.Id))
                : new Button("Post here", PostFeature.Publish.Token(post.Id), ButtonStyle.Primary));
        }

        buttons.Add(new Button("Copy", PostFeature.CopyText.Token(post.Id)));
        if (PlainText.Of(Text(post)).Length <= Limits.FieldValue)
        {
            buttons.Add(new Button("Change the words", WritingFeature.EditWords.Token(post.Id)));
        }

        buttons.Add(new Button("Discard", PostFeature.Discard.Token(post.Id), ButtonStyle.Danger));
        return Reply.Of(
            new Heading(post.Title),
            new Paragraph(post.Place.IsDirect ? "Here it is. To post it, ask me in the channel that should read it." : "Nobody has seen this yet. This is what the channel will read:"),
            new Quote(Text(post)),
            new Buttons([.. buttons]));
    }

    /// <summary>What everybody reads.</summary>
    /// <param name="author">The author's name, which the bot gives but never wears.</param>
    public static ImmutableArray<Block> Posted(Post post, string author)
    {
        var edit = post.Words is null && !Template.Stored(post.Body).Blanks.IsEmpty ? WritingFeature.EditBlanks : WritingFeature.EditWords;
        return
        [
            .. Text(post),
            new ContextLine($"Posted by {author}"),
            new Buttons([new Button("Edit", edit.Token(post.Id)), new Button("Delete", PostFeature.Delete.Token(post.Id))]),
        ];
    }

    /// <summary>The text itself: the person's own words, or the body with its blanks filled.</summary>
    public static ImmutableArray<Block> Text(Post post) =>
        post.Words is { } words
            ? [.. words.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(paragraph => new Paragraph(paragraph))]
            : Template.Stored(post.Body).Fill(post.Answers);
}
