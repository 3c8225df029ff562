using System.Collections.Immutable;
using MentorBot.Core.Schedules;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>How a weekly status looks while it is drafted and once the channel reads it.</summary>
internal static class WeeklyStatusView
{
    /// <summary>What its owner reads when the window has closed.</summary>
    public static ComposedMessage Draft(Cadence cadence, LocalDate date, Content.Cadence template, WeeklyDraft draft)
    {
        var leave = new Button("Leave it this week", WeeklyStatusFeature.Leave.Token(cadence.Id, DateNumber.Of(date)));
        if (draft.IsEmpty)
        {
            var write = new Buttons([new Button("Write it", Review(cadence, date), ButtonStyle.Primary), leave]);
            var nobody = new Paragraph((Line)"Nobody wrote anything this week that " + CadenceWords.Named(cadence) + " could be drafted from. You can write it yourself, or leave it.");
            return new ComposedMessage([new Heading("Your weekly status"), nobody, write]);
        }

        var buttons = new Buttons([new Button("Review and post", Review(cadence, date), ButtonStyle.Primary), leave]);
        var own = draft.Evidence == 0 ? string.Empty : " What comes from your own evidence is in it for you alone to see until you post it.";
        return new ComposedMessage(
            [
                new Heading("Your weekly status: the draft"),
                new Paragraph((Line)"This is a draft of " + CadenceWords.Named(cadence) + $", from {Sources(draft)}. Nothing is posted unless you approve it.{own}"),
                new Quote(template.Body.Fill(draft.Words)),
                buttons,
                new ContextLine("Only you can see this"),
            ],
            [new Paragraph((Line)"The draft of " + CadenceWords.Named(cadence) + " is ready for you."), buttons with { Items = [new Button("Review and post", Review(cadence, date)), leave] }]);
    }

    /// <summary>What the channel reads.</summary>
    /// <param name="author">Who approved it; null once they are gone.</param>
    public static ImmutableArray<Block> Report(Cadence cadence, LocalDate date, Content.Cadence template, IReadOnlyDictionary<string, string> words, string? author) =>
    [
        .. template.Body.Fill(words),
        new ContextLine(author is null ? "Weekly status" : $"Weekly status · posted by {author}"),
        new Buttons([new Button("Edit", Review(cadence, date))]),
    ];

    /// <summary>What its author sees before it is posted.</summary>
    public static Reply Preview(Cadence cadence, LocalDate date, Content.Cadence template, IReadOnlyDictionary<string, string> words, long draft, bool isPosted) => Reply.Of(
        new Heading("Your weekly status: the preview"),
        new Paragraph(isPosted
            ? (Line)"Nobody has seen this yet. Once you post it, it takes the place of what " + Line.Channel(cadence.Place) + " reads now:"
            : (Line)"Nobody has seen this yet. This is what " + Line.Channel(cadence.Place) + " will read:"),
        new Quote(template.Body.Fill(words)),
        new Buttons([
            new Button("Post to the channel", WeeklyStatusFeature.Post.Token(cadence.Id, DateNumber.Of(date), draft), ButtonStyle.Primary),
            new Button("Change it", WeeklyStatusFeature.Review.Token(cadence.Id, DateNumber.Of(date), draft)),
        ]));

    /// <summary>The token that opens the form with the draft, or with the words that were approved last.</summary>
    public static string Review(Cadence cadence, LocalDate date) => WeeklyStatusFeature.Review.Token(cadence.Id, DateNumber.Of(date), 0);

    private static string Sources(WeeklyDraft draft) => NamedPoints.And([.. new[]
    {
        Count(draft.Answers, "answer for the week", "answers for the week"),
        Count(draft.StandUps, "stand-up answer", "stand-up answers"),
        Count(draft.Evidence, "note of your own evidence", "notes of your own evidence"),
    }.OfType<string>()]);

    private static string? Count(int count, string one, string many) => count == 0 ? null : count == 1 ? $"1 {one}" : $"{count} {many}";
}
