using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Library;

/// <summary>Takes a newcomer to something useful in a few steps: when the bot may come to them, what they need, and there it is.</summary>
internal sealed class StartFeature(ContentLibrary library, IPersonalTime people, WorkingTimes times, ZoneQuestion question) : IFeature
{
    public const string CommandName = "start";

    /// <summary>Takes the zone that was shown as the person's own.</summary>
    public static readonly Route<string> Right = new("start.right");

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandName, "Two minutes to the first thing that helps you") { Examples = [CommandName] },
            async (request, cancellationToken) => await StartAsync(request.Caller, cancellationToken));
        map.Action(Right, ConfirmAsync);
    }

    /// <summary>What people come for, in their own words, and the item that helps.</summary>
    public static IEnumerable<ContentItem> Needs(ContentPack pack) => pack.Items.Where(item => NeedOf(item) is not null);

    /// <summary>What people come for, to choose from.</summary>
    public static IEnumerable<Choice> NeedChoices(ContentPack pack) =>
        Needs(pack).Take(Limits.SelectOptions).Select(item => new Choice(NeedOf(item)!, item.Id));

    private static string? NeedOf(ContentItem item) => item switch
    {
        Script script => script.Need,
        Checklist checklist => checklist.Need,
        Plan plan => plan.Need,
        _ => null,
    };

    private async Task<Reply> StartAsync(Caller caller, CancellationToken cancellationToken)
    {
        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        var time = await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken);
        return Reply.Of([
            new Heading(Limits.Shorten($"Hello, {caller.Person.Name}", Limits.Heading)),
            new Paragraph("I keep the words and the lists that help at work when it gets hard: a deadline that can't be met, two people who want different things, a new project. Tell me what you need and I'll show you something for it. Only you see my answers until you post one."),
            .. own.Zone is not null ? [] : await question.IsOpenAsync(caller, cancellationToken) ? ZoneQuestion.AskWhere() : Belief(caller, time),
            .. Goal(),
            new Buttons([new Button("What's mine today", HomeFeature.Show.Token())]),
            .. own.Zone is null ? [] : await question.AskAsideAsync(caller, cancellationToken),
        ]);
    }

    /// <summary>What is believed of somebody who has set no zone, to confirm or to change.</summary>
    private static IEnumerable<Block> Belief(Caller caller, WorkingTime time)
    {
        var reported = ZoneQuestion.ReportedZone(caller);
        var zone = reported ?? time.Zone;
        var from = reported is not null ? "from your profile" : "the team's";
        return
        [
            new Paragraph("With a plan or a reminder I come to you by myself, and only at hours that suit you. Is this right?"),
            new Fields([
                new Field("Zone", $"{TimeWords.Zone(zone)} · {from}"),
                new Field("Working days", WrittenDays.Write(time.Calendar.WorkingDays)),
                new Field("Working hours", TimeWords.Hours(time.Hours.Working)),
            ]),
            new Buttons([
                new Button("That's right", Right.Token(zone.Id), ButtonStyle.Primary),
                new Button("Change", SettingsFeature.Change.Token(caller.Person.Id.Value)),
            ]),
        ];
    }

    private IEnumerable<Block> Goal() =>
    [
        new Select(
            "What do you need today?",
            ItemCards.Choose.Token(),
            [.. NeedChoices(library.Pack)]),
        new ContextLine((Line)"Or type it: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Search} push back deadline") + " · " + Line.Code($"{CommandDefinition.Root} say it works on my machine") + " · " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}")),
    ];

    private async Task<Answer> ConfirmAsync(ActionRequest request, string id, CancellationToken cancellationToken)
    {
        var caller = request.Caller;
        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        // What they have set since the question was asked stays.
        if (own.Zone is null && ZoneNames.Find(id) is { } zone)
        {
            await people.ChangeAsync(caller.Person.Id, own with { Zone = zone }, cancellationToken);
        }

        var time = await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken);
        return Reply.Of([
            new Paragraph(Line.Bold("Good.") + $" By myself I come to you {WrittenDays.Write(time.Calendar.WorkingDays)}, {TimeWords.Hours(time.Hours.Working)}, by the clock of {TimeWords.City(time.Zone)}. Now to what you came for."),
            .. Goal(),
        ]).AsUpdate();
    }
}
