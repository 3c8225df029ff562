using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Library;

/// <summary>Finds content by what people write, and opens what they choose.</summary>
internal sealed class LibraryFeature(ContentLibrary library) : IFeature
{
    private const int MostFound = 6;

    private static readonly CommandOption Text = new("text", ValueKind.Text, "What you need, in your own words") { Required = true };

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandDefinition.Search, "Find a script, a checklist or a phrase in your own words")
            {
                Options = [Text],
                Examples = ["find push back deadline", "find first week on a new project"],
            },
            (request, _) => Task.FromResult<Answer>(Find(request)));
        map.Action(ItemCards.Choose, (request, _) => Task.FromResult<Answer>(OpenItem(request, request.Values.FirstOrDefault() ?? string.Empty)));
        map.Action(ItemCards.Open, (request, id, _) => Task.FromResult<Answer>(OpenItem(request, id)));
        map.Action(ItemCards.Copy, (request, id, _) => Task.FromResult<Answer>(Copy(id)));
    }

    /// <summary>What to answer when an id is asked for that nothing has.</summary>
    public static Reply Gone() =>
        Reply.Say((Line)"That one isn't in my library any more. " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Search} …") + " finds what took its place.");

    private Reply Find(CommandRequest request)
    {
        var text = request.Options.Text(Text.Name)!;
        var found = library.Pack.Search<ContentItem>(text, MostFound);
        var asked = Limits.Shorten(text, 60);
        if (found.Count == 0)
        {
            return Reply.Of(
                new Paragraph((Line)"I have nothing for " + Line.Italic($"“{asked}”") + " yet. Try it in other words, or look at what people come for most:"),
                ItemCards.Chooser("What people come for", StartFeature.Needs(library.Pack)));
        }

        return Reply.Of(
            new Paragraph((Line)$"{(found.Count == 1 ? "This is" : "These are")} closest to " + Line.Italic($"“{asked}”") + ":"),
            new ItemList([.. found.Select(ItemCards.Entry)], Numbered: true),
            ItemCards.Openers(found));
    }

    private Reply OpenItem(ActionRequest request, string id) =>
        library.Pack.Find<ContentItem>(id) is { IsForPeople: true } item ? ItemCards.Of(item, request.Caller.Place) : Gone();

    private Reply Copy(string id) =>
        library.Pack.Find<TemplateItem>(id) is { } item ? Reply.Of(new CodeBlock(PlainText.Of(item.Text.Blank()))) : Gone();
}
