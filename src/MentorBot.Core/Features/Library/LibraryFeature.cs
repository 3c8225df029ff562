using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Library;

/// <summary>Finds content by what people write, and opens what they choose.</summary>
internal sealed class LibraryFeature(ContentLibrary library) : IFeature
{
    public const string ShortcutName = "ask";

    /// <summary>The question for what somebody needs, asked where no command was typed.</summary>
    public static readonly Route Ask = new("find.ask");

    private const int MostFound = 6;
    private const string Need = "need";

    private static readonly CommandOption Text = new("text", ValueKind.Text, "What you need, in your own words") { Required = true };

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandDefinition.Search, "Find anything in my library, in your own words")
            {
                Options = [Text],
                Examples = ["find push back deadline", "find first week on a new project"],
            },
            (request, _) => Task.FromResult<Answer>(Find(request.Options.Text(Text.Name)!)));
        map.Shortcut(
            new ShortcutDefinition(ShortcutName, "Ask your mentor", "Tell me what you need, from wherever you are") { Answers = FirstAnswer.Form },
            (_, _) => Task.FromResult<Answer>(AskForm()));
        map.Form(Ask, (_, _) => Task.FromResult<Answer>(AskForm()), (submission, _) => AnswerAsync(submission));
        map.Action(ItemCards.Choose, (request, _) => Task.FromResult<Answer>(OpenItem(request.Caller, request.Values.FirstOrDefault() ?? string.Empty)));
        map.Action(ItemCards.Open, (request, id, _) => Task.FromResult<Answer>(OpenItem(request.Caller, id)));
        map.Action(ItemCards.Copy, (request, id, _) => Task.FromResult<Answer>(Copy(id)));
    }

    /// <summary>What to answer when an id is asked for that nothing has.</summary>
    public static Reply Gone() =>
        Reply.Say((Line)"That one isn't in my library any more. " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Search} …") + " finds what took its place.");

    private Form AskForm()
    {
        var words = new TextField(Text.Name, "In your own words") { Required = false, Hint = "Such as: push back a deadline" };
        return StartFeature.NeedChoices(library.Pack).ToImmutableArray() is { IsEmpty: false } needs
            ? Form(new ChoiceField(Need, "What do you need?", needs) { Required = false, Hint = "What people come for most" }, words with { Label = "Or in your own words" })
            : Form(words);

        static Form Form(params ImmutableArray<FormField> fields) => new("Ask your mentor", Ask.Token(), [new FormPage(fields)], "Ask");
    }

    private Task<Answer> AnswerAsync(FormSubmission submission)
    {
        var need = submission.Values.Text(Need);
        var text = submission.Values.Text(Text.Name);
        switch (need, text)
        {
            case (null, null):
                return Task.FromResult<Answer>(AskForm() with { Problems = ImmutableDictionary<string, string>.Empty.Add(Text.Name, "Choose something, or write here what you need.") });
            case (null, _):
                return Task.FromResult<Answer>(Find(text));
            case (_, null):
                return Task.FromResult<Answer>(OpenItem(submission.Caller, need));
        }

        // Who did both gets both.
        var card = OpenItem(submission.Caller, need);
        var found = library.Pack.Search<ContentItem>(text, MostFound).Where(item => item.Id != need).ToList();
        return Task.FromResult<Answer>(found.Count == 0 ? card : card with { Blocks = [.. card.Blocks, ItemCards.Chooser("And for what you wrote", found)] });
    }

    private Reply Find(string text)
    {
        var found = library.Pack.Search<ContentItem>(text, MostFound);
        if (found.Count == 0)
        {
            return ItemCards.Unsure(library.Pack, text, "nothing for", "look at what people come for most", ItemCards.Chooser("What people come for", StartFeature.Needs(library.Pack)));
        }

        return Reply.Of(
            new Paragraph((Line)$"{(found.Count == 1 ? "This is" : "These are")} closest to " + Line.Italic($"“{Limits.Shorten(text, 60)}”") + ":"),
            new ItemList([.. found.Select(ItemCards.Entry)], Numbered: true),
            ItemCards.Openers(found));
    }

    private Reply OpenItem(Caller caller, string id)
    {
        var pack = library.Pack;
        return pack.Find<ContentItem>(id) is { IsForPeople: true } item ? ItemCards.Of(item, caller.Place, pack) : Gone();
    }

    private Reply Copy(string id) =>
        library.Pack.Find<TemplateItem>(id) is { } item ? Reply.Of(new CodeBlock(PlainText.Of(item.Text.Blank()))) : Gone();
}
