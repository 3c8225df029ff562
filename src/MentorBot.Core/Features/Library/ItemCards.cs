using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Drills;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Features.Practice;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.Features.Scripts;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Library;

/// <summary>Shows one item of the content, with what can be done with it.</summary>
internal static class ItemCards
{
    /// <summary>Opens the item that was chosen in a select.</summary>
    public static readonly Route Choose = new("item.choose");

    /// <summary>Opens one item.</summary>
    public static readonly Route<string> Open = new("item.open");

    /// <summary>Shows an item's text alone, to copy.</summary>
    public static readonly Route<string> Copy = new("item.copy");

    private const int MostGuessed = 5;

    /// <param name="pack">The one that the item is from: what leads on to others is looked up in it.</param>
    public static Reply Of(ContentItem item, Place place, ContentPack pack) => item switch
    {
        ReadingItem reading => ReadingCards.Of(reading, pack),
        Script script => Card(script, script.Why.Line, place, pack),
        Cadence cadence => Card(cadence, cadence.Why.Line, place, pack, (Line)$"{Rhythm(cadence.Rhythm)}, {cadence.Length}."),
        Checklist checklist => Card(checklist, place),
        Phrase phrase => Card(phrase, place, pack),
        Plan plan => Card(plan),
        Drill drill => DrillView.Card(drill),
        Question question => PracticeView.Card(question),
        QuestionKind kind => PracticeView.Card(kind),
        Rubric rubric => Reply.Of([.. ScoreView.Card(rubric, place.IsDirect), From(rubric)]),
        Dashboard dashboard => Reply.Of([.. KpiView.Card(dashboard, place.IsDirect), From(dashboard)]),
        _ => throw new InvalidOperationException($"No card for a {item.Kind}."),
    };

    /// <summary>A select over items; more than fit are left out, the best first.</summary>
    public static Select Chooser(string label, IEnumerable<ContentItem> items) =>
        new(label, Choose.Token(), [.. items.Take(Limits.SelectOptions).Select(item => new Choice(Limits.Shorten(item.Title, Limits.ChoiceLabel), item.Id))]);

    /// <summary>The answer to a name that nothing has: what comes closest to it, or else all there is.</summary>
    /// <param name="noun">What was looked for, such as <c>script</c>.</param>
    public static Reply NotFound<T>(ContentPack pack, string wanted, string noun)
        where T : ContentItem
    {
        var near = pack.Search<T>(wanted, 3);
        var missing = (Line)$"I have no {noun} called " + Line.Italic($"“{Limits.Shorten(wanted, 60)}”");
        return near.Count == 0
            ? Reply.Of(new Paragraph(missing + ". These are the ones I have:"), Chooser($"Open a {noun}", pack.All<T>()))
            : Reply.Of(new Paragraph(missing + ". Closest to it:"), new ItemList([.. near.Select(Entry)]), Openers(near));
    }

    /// <summary>The answer to a text for which the search is sure of nothing: what may be meant, or else what <paramref name="others"/> offer.</summary>
    /// <param name="lacking">What the bot hasn't got, such as <c>nothing for</c>.</param>
    /// <param name="instead">What to do with the others, such as <c>look at what people come for most</c>.</param>
    public static Reply Unsure(ContentPack pack, string asked, string lacking, string instead, Select others)
    {
        var text = (Line)$"I have {lacking} " + Line.Italic($"“{Limits.Shorten(asked, 60)}”");
        return pack.Guess<ContentItem>(asked, MostGuessed) is { Count: > 0 } guesses
            ? Reply.Of(new Paragraph(text + " that I'm sure of. If it's none of these, try it in other words."), Chooser("Is it one of these?", guesses))
            : Reply.Of(new Paragraph(text + $" yet. Try it in other words, or {instead}:"), others);
    }

    /// <summary>A button for each item, the first the one to press.</summary>
    public static Buttons Openers(IEnumerable<ContentItem> items) =>
        new([.. items.Take(Limits.ButtonsInARow).Select((item, i) => new Button(item.Title, Open.Token(item.Id), i == 0 ? ButtonStyle.Primary : ButtonStyle.Normal))]);

    /// <summary>One line that tells an item apart: its title, when to reach for it, and what to type for it.</summary>
    public static Line Entry(ContentItem item) =>
        Line.Bold(item.Title) + " · " + Line.Code(CommandFor(item)) + "\n" + item.Summary.Line;

    /// <summary>What to say instead, and why.</summary>
    /// <param name="said">The words that it takes the place of.</param>
    public static IEnumerable<Block> Instead(Phrase phrase, string said) =>
    [
        new Paragraph((Line)"Instead of " + Line.Italic($"“{said}”") + " say:"),
        new Quote(phrase.Say.Blank()),
        new ContextLine((Line)"Why: " + phrase.Because.Line),
    ];

    /// <summary>Where an item is from.</summary>
    public static ContextLine From(ContentItem item) =>
        new((Line)"From: " + Line.Italic(item.Source) + (item is ReadingItem { AsOf: { } asOf } ? $" ({asOf})" : string.Empty) + $" · {item.Id}, version {item.Version}");

    private static string CommandFor(ContentItem item) => item switch
    {
        Script => $"{CommandDefinition.Root} {ScriptFeature.CommandName} {item.Id}",
        Checklist => $"{CommandDefinition.Root} {ChecklistFeature.CommandName} {item.Id}",
        Phrase phrase => $"{CommandDefinition.Root} {Phrases.SayFeature.CommandName} {phrase.Triggers[0].Text}",
        Plan => $"{CommandDefinition.Root} {PlanFeature.StartName} {item.Id}",
        Dashboard => $"{CommandDefinition.Root} {KpiSetup.CommandName} {item.Id}",
        Rubric => $"{CommandDefinition.Root} {ScoreFeature.CommandName} {item.Id}",
        ReadingItem reading => ReadingCards.CommandFor(reading),
        Question or QuestionKind => $"{CommandDefinition.Root} {PracticeFeature.CommandName} {item.Id}",
        Drill => $"{CommandDefinition.Root} {DrillFeature.CommandName} {item.Id}",
        _ => $"{CommandDefinition.Root} {PostFeature.CommandName} {item.Id}",
    };

    private static Reply Card(TemplateItem item, Line why, Place place, ContentPack pack, Line? rhythm = null) => Reply.Of([
        new Heading(item.Title),
        new Paragraph(rhythm is null ? item.Summary.Line : item.Summary.Line + " " + rhythm),
        new Quote(item.Text.Blank()),
        new ContextLine((Line)"Why it works: " + why),
        TextButtons(item, place, pack),
        From(item),
    ]);

    private static Reply Card(Checklist checklist, Place place)
    {
        var items = checklist.Items.Select(item =>
        {
            var line = Line.Bold(item.Text) + "\n" + item.Why.Line;
            return item.Questions.IsEmpty ? line : line + Line.Join(string.Empty, item.Questions.Select(question => "\n· " + question.Line));
        });
        ImmutableArray<Button> start = place.IsDirect
            ? [new Button("Start it for me", ChecklistFeature.StartMine.Token(checklist.Id), ButtonStyle.Primary)]
            :
            [
                new Button("Start it for me", ChecklistFeature.StartMine.Token(checklist.Id), ButtonStyle.Primary),
                new Button("Start it in this channel", ChecklistFeature.StartShared.Token(checklist.Id)),
                new Button("Post it as text", PostFeature.Prepare.Token(checklist.Id)),
            ];
        return Reply.Of(
            new Heading(checklist.Title),
            new Paragraph(checklist.Summary.Line),
            new ItemList([.. items], Numbered: true),
            new Buttons(start),
            From(checklist));
    }

    private static Reply Card(Phrase phrase, Place place, ContentPack pack) => Reply.Of([.. Instead(phrase, phrase.InsteadOf), TextButtons(phrase, place, pack)]);

    private static Reply Card(Plan plan) => Reply.Of(
        new Heading(plan.Title),
        new Paragraph(plan.Summary.Line),
        new ItemList([.. plan.Steps.Select(step => Line.Bold(step.Title) + "\n" + step.Why.Line)], Numbered: true),
        new ContextLine((Line)"Why it works: " + plan.Why.Line),
        new Paragraph(plan.Days is { } days
            ? $"It takes {days} days from the one you choose, with a nudge on each of your working days; days on which you're away don't count. After each you can note what you have to show."
            : $"It takes {plan.Steps.Length} of your working days, a step on each; days on which you're away don't count. After each you can note what you have to show."),
        new Buttons([new Button("Enrol", EnrolFeature.Enrol.Token(plan.Id), ButtonStyle.Primary)]),
        From(plan));

    private static Buttons TextButtons(TemplateItem item, Place place, ContentPack pack)
    {
        var buttons = new List<Button>();
        if (!item.Placeholders.IsEmpty)
        {
            buttons.Add(new Button("Fill in", WritingFeature.Fill.Token(item.Id), ButtonStyle.Primary));
        }

        if (item is Phrase { Script: { } script })
        {
            buttons.AddRange(pack.Behind([script]).Select(whole => new Button("The whole script", Open.Token(whole.Id))));
        }

        if (item is Script)
        {
            buttons.Add(new Button("What if they push back?", ScriptFeature.PushBack.Token(item.Id)));
        }

        buttons.Add(new Button("Copy", Copy.Token(item.Id)));
        if (!place.IsDirect)
        {
            buttons.Add(new Button("Post as it is", PostFeature.Prepare.Token(item.Id)));
        }

        return new Buttons([.. buttons]);
    }

    private static string Rhythm(Rhythm rhythm) => rhythm switch
    {
        Content.Rhythm.Daily => "Every working day",
        Content.Rhythm.Weekly => "Every week",
        Content.Rhythm.Monthly => "Every month",
        _ => "Whenever it's needed",
    };
}
