using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Scripts;

/// <summary>Shows scripts, and fills in their blanks with what the person used last already there.</summary>
internal sealed class ScriptFeature(ContentLibrary library, IScriptAnswers answers, IPostStore posts, IClock clock) : IFeature
{
    public const string CommandName = "script";

    /// <summary>Opens the form for the blanks of any text that has some.</summary>
    public static readonly Route<string> Fill = new("script.fill");

    public void Register(FeatureMap map)
    {
        var id = new CommandOption("id", ValueKind.Text, "The script's name, or what it is about")
        {
            Complete = typed => library.Pack.Complete<Script>(typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "Words for a hard moment, ready to fill in and post")
            {
                Options = [id],
                Examples = ["script deadline-pushback", CommandName],
            },
            (request, _) => Task.FromResult<Answer>(Show(request, request.Options.Text(id.Name))));
        map.Form(Fill, OpenAsync, SubmitAsync);
    }

    private Reply Show(CommandRequest request, string? wanted)
    {
        var pack = library.Pack;
        if (wanted is null)
        {
            return Reply.Of(
                new Heading("Scripts"),
                new ItemList([.. pack.All<Script>().Select(ItemCards.Entry)]),
                ItemCards.Chooser("Open a script", pack.All<Script>()));
        }

        if (pack.Find<Script>(wanted) is { } script)
        {
            return ItemCards.Of(script, request.Caller.Place);
        }

        var near = pack.Search<Script>(wanted, 3);
        return near.Count == 0
            ? Reply.Of(
                new Paragraph((Line)"I have no script for " + Line.Italic($"“{Limits.Shorten(wanted, 60)}”") + ". These are the ones I have:"),
                ItemCards.Chooser("Open a script", pack.All<Script>()))
            : Reply.Of(
                new Paragraph((Line)"I have no script called " + Line.Italic($"“{Limits.Shorten(wanted, 60)}”") + ". Closest to it:"),
                new ItemList([.. near.Select(ItemCards.Entry)]),
                new Buttons([.. near.Select(item => new Button(item.Title, ItemCards.Open.Token(item.Id)))]));
    }

    private async Task<Answer> OpenAsync(FormRequest request, string id, CancellationToken cancellationToken)
    {
        if (library.Pack.Find<TemplateItem>(id) is not { Placeholders.IsEmpty: false } item)
        {
            return LibraryFeature.Gone();
        }

        // What was kept of this very form says more than what was used before, and saves the read.
        var recent = request.Kept is null ? await answers.RecentAsync(request.Caller.Person.Id, cancellationToken) : [];
        return BlankForm.For(Fill.Token(item.Id), item.Placeholders, placeholder =>
            recent.FirstOrDefault(answer => answer.ItemId == item.Id && answer.Placeholder == placeholder.Name)?.Value
            ?? recent.FirstOrDefault(answer => answer.Placeholder == placeholder.Name)?.Value);
    }

    private async Task<Answer> SubmitAsync(FormSubmission submission, string id, CancellationToken cancellationToken)
    {
        var item = library.Pack.Find<TemplateItem>(id)!;
        var filled = BlankForm.Answers(item.Text.Blanks, submission.Values);
        var now = clock.GetCurrentInstant();
        await answers.RememberAsync(submission.Caller.Person.Id, item.Id, filled, now, cancellationToken);
        var draft = PostView.Draft(item, submission.Caller, filled, now);
        return PostView.Preview(draft with { Id = await posts.AddAsync(draft, cancellationToken) });
    }
}
