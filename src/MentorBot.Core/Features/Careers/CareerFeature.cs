using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Careers;

/// <summary>Shows what there is to know about the trade: the ways up, what it pays, what to watch for, and where to learn.</summary>
internal sealed class CareerFeature(ContentLibrary library) : IFeature
{
    /// <summary>The group; a page of the trade has a command of its own, called as the page is.</summary>
    public const string Group = "career";

    public const string SignalsName = "career signals";
    public const string LearnName = "career learn";

    /// <summary>The pages of the trade, each with its help line.</summary>
    private static readonly (string Id, string Summary)[] Pages =
    [
        ("ladder", "The way up, the ways across, and how to get there sooner"),
        ("role", "What a backend developer is, does and goes through"),
        ("levels", "What a day holds at entry, mid and senior level"),
        ("specialisations", "What you can become an expert in"),
        ("pay", "What employers pay, and what it depends on"),
        ("market", "Where the jobs are, and where it is heading"),
    ];

    public void Register(FeatureMap map)
    {
        foreach (var (id, summary) in Pages)
        {
            map.Command(
                new CommandDefinition($"{Group} {id}", summary) { Examples = [$"{Group} {id}"] },
                (_, _) => Task.FromResult<Answer>(library.Pack is var pack && pack.Find<Career>(id) is { } page ? ReadingCards.Of(page, pack) : LibraryFeature.Gone()));
        }

        map.Command(
            Chosen<Signals>(SignalsName, "id", "What to look at, such as toxic-team-red-flags", "What recruiters look for, and what should warn you") with { Examples = [SignalsName, $"{SignalsName} toxic-team-red-flags"] },
            (request, _) => Task.FromResult<Answer>(Show<Signals>("Signals", "list of signals", request.Options.Text("id"))));
        map.Command(
            Chosen<Learning>(LearnName, "topic", "What to learn about, such as books", "Books, courses, tools and people to learn from") with { Examples = [LearnName, $"{LearnName} books"] },
            (request, _) => Task.FromResult<Answer>(Show<Learning>("Learning", "learning page", request.Options.Text("topic"))));
        map.Action(ReadingCards.Section, (_, id, index, _) => Task.FromResult<Answer>(
            library.Pack is var pack && pack.Find<Topic>(id) is { } topic && ReadingCards.OfSection(topic, index, pack) is { } section ? section : LibraryFeature.Gone()));
    }

    private CommandDefinition Chosen<T>(string name, string option, string optionSummary, string summary)
        where T : ReadingItem =>
        new(name, summary) { Options = [new CommandOption(option, ValueKind.Text, optionSummary) { Complete = typed => library.Pack.Complete<T>(typed) }] };

    /// <summary>The item that is asked for, or all there are of its type.</summary>
    private Reply Show<T>(string heading, string noun, string? wanted)
        where T : ReadingItem
    {
        var pack = library.Pack;
        if (wanted is null)
        {
            return Reply.Of(new Heading(heading), new ItemList([.. pack.All<T>().Select(ItemCards.Entry)]), ItemCards.Chooser($"Open a {noun}", pack.All<T>()));
        }

        return pack.Find<T>(wanted) is { } item ? ReadingCards.Of(item, pack) : ItemCards.NotFound<T>(pack, wanted, noun);
    }
}
