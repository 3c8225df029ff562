using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Library;

/// <summary>Takes a newcomer to something useful in two steps: say what you need, and there it is.</summary>
internal sealed class StartFeature(ContentLibrary library) : IFeature
{
    public const string CommandName = "start";

    public void Register(FeatureMap map) =>
        map.Command(
            new CommandDefinition(CommandName, "Two minutes to the first thing that helps you") { Examples = [CommandName] },
            (request, _) => Task.FromResult<Answer>(Start(request)));

    /// <summary>What people come for, in their own words, and the item that helps.</summary>
    public static IEnumerable<ContentItem> Needs(ContentPack pack) => pack.Items.Where(item => NeedOf(item) is not null);

    private static string? NeedOf(ContentItem item) => item switch
    {
        Script script => script.Need,
        Checklist checklist => checklist.Need,
        Plan plan => plan.Need,
        _ => null,
    };

    private Reply Start(CommandRequest request) => Reply.Of(
        new Heading(Limits.Shorten($"Hello, {request.Caller.Person.Name}", Limits.Heading)),
        new Paragraph("I keep the words and the lists that help at work when it gets hard: a deadline that can't be met, two people who want different things, a new project. Tell me what you need and I'll show you something for it. Only you see my answers until you post one."),
        new Select(
            "What do you need today?",
            ItemCards.Choose.Token(),
            [.. Needs(library.Pack).Take(Limits.SelectOptions).Select(item => new Choice(NeedOf(item)!, item.Id))]),
        new ContextLine((Line)"Or type it: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Search} push back deadline") + " · " + Line.Code($"{CommandDefinition.Root} say it works on my machine") + " · " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}")));
}
