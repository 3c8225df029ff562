using System.Collections.Immutable;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Checklists;

/// <summary>How an item of a checklist looks when it falls due.</summary>
internal static class DueView
{
    private const int LongestText = 200;

    /// <param name="giver">Who gave it to the person; null where that is not known any more.</param>
    public static ImmutableArray<Block> Of(ChecklistRun run, RunItem item, Person? giver, LocalDate today, long entry, bool asksToEase)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading(item.Due < today ? $"This was due on {TimeWords.Day(item.Due!.Value)}" : "This is due today"));
        blocks.Add(new Paragraph(Line.Bold(item.Text)));
        if (item.Note is { } note)
        {
            blocks.Add(new Paragraph((Line)(run.IsShared && item.NotedBy is { } author ? $"{author.Name} noted: " : "Your note: ") + Line.Italic(note)));
        }

        blocks.Add(new Paragraph(Giving(run, item, giver) + Line.Italic(run.Title) + "."));
        blocks.Add(new Buttons([
            new Button("Done", DueItemFeature.Done.Token(run.Id, item.Number), ButtonStyle.Primary),
            new Button("Open the list", DueItemFeature.Open.Token(run.Id)),
            new Button("Stop this", DueItemFeature.Stop.Token(entry)),
        ]));
        blocks.Add(new Select("Snooze", DueItemFeature.Snooze.Token(entry), Snoozes.Choices));
        blocks.AddRange(Asking(entry, asksToEase));
        blocks.Add(new ContextLine(run.IsShared ? "From a checklist of a channel · this message is for you alone" : "From your own checklist · only you can see it"));
        return blocks.DrainToImmutable();
    }

    /// <summary>The same as one part of a digest.</summary>
    public static ImmutableArray<Block> Brief(ChecklistRun run, RunItem item, LocalDate today, long entry, bool asksToEase) =>
    [
        new Paragraph(Line.Bold(item.Text) + $" · {(item.Due < today ? $"was due on {TimeWords.Day(item.Due!.Value)}" : "due today")} · {run.Title}"),
        new Buttons([new Button("Done", DueItemFeature.Done.Token(run.Id, item.Number)), new Button("Open the list", DueItemFeature.Open.Token(run.Id)), new Button("Stop this", DueItemFeature.Stop.Token(entry))]),
        new Select("Snooze", DueItemFeature.Snooze.Token(entry), Snoozes.Choices),
        .. Asking(entry, asksToEase),
    ];

    /// <summary>Says in the channel that whoever has an item can't be told of it, to whoever gave it to them.</summary>
    public static ImmutableArray<Block> OfUnreachable(ChecklistRun run, RunItem item, Person? giver, bool hasLeft)
    {
        var who = item.Assignee!;
        var text = Line.Bold(Limits.Shorten(item.Text, LongestText)) + " in " + Line.Italic(run.Title);
        if (giver is null || giver.Id == who.Id)
        {
            return
            [
                hasLeft
                    ? new Paragraph((Line)$"{who.Name} has left, so " + text + " is due and with nobody. Who takes it?")
                    : new Paragraph(Line.Mention(who) + ", I can't send you direct messages, so I say it here: " + text + " is due."),
            ];
        }

        return
        [
            new Paragraph(Line.Mention(giver) + ", " + text + $" is due, and I couldn't tell {who.Name}: "
                + (hasLeft ? "they have left. Give it to somebody else, please." : "they take no direct messages from me. Please tell them yourself, or give it to somebody else.")),
        ];
    }

    private static IEnumerable<Block> Asking(long entry, bool asksToEase) =>
        asksToEase ? NudgesFeature.AskToEase(new Button("Stop this one", DueItemFeature.Stop.Token(entry))) : [];

    private static Line Giving(ChecklistRun run, RunItem item, Person? giver)
    {
        if (!run.IsShared)
        {
            return item.Assignee is { } other && other.Id != run.Starter?.Id
                ? $"You noted that {other.Name} has it, in your checklist "
                : "It's in your checklist ";
        }

        return giver is null ? "It's with you in the checklist "
            : giver.Id == item.Assignee?.Id ? "You took it in the checklist "
            : $"{giver.Name} gave it to you in the checklist ";
    }
}
