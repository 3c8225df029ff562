using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Scores;

/// <summary>How one score looks: to whose it is, before it is shared, and to everybody after.</summary>
internal static class ScoreView
{
    /// <summary>The rubric as it is looked at before anything is scored.</summary>
    public static IEnumerable<Block> Card(Rubric rubric, bool isDirect) =>
    [
        new Heading(rubric.Title),
        new Paragraph(rubric.When.Line),
        new ItemList([.. rubric.Criteria.Select(criterion => Line.Bold(criterion.Title) + (criterion.Weight > 1 ? $" (counts {criterion.Weight} times)" : string.Empty) + $"\n{criterion.Question}")]),
        new Paragraph(Line.Bold("How the number is made:") + $" {Made(rubric)}"),
        new ContextLine((Line)"Why it works: " + rubric.Why.Line),
        new Buttons([
            new Button(rubric.Subject is null ? "Score yourself" : "Score one", ScoreFeature.Fill.Token(rubric.Id, 0), ButtonStyle.Primary),
            new Button("Your list", RankedList.Show.Token(rubric.Id, RankedList.Mine, 0)),
            .. isDirect ? [] : ImmutableArray.Create(new Button("This channel's list", RankedList.Show.Token(rubric.Id, RankedList.Here, 0))),
        ]),
    ];

    /// <summary>A score as its person sees it.</summary>
    /// <param name="before">The same thing as it was scored the time before; null for the first time.</param>
    public static Reply Own(Score score, Score? before, bool isDirect, string? note = null) => Reply.Of([
        .. note is null ? Array.Empty<Block>() : [new Paragraph(note)],
        new Heading(Limits.Shorten($"{NameOf(score)}: {score.Sheet.Shown}", Limits.Heading)),
        .. Told(score),
        .. ScoreWords.NextRung(score.Sheet) is { } next ? [new Paragraph(next)] : Array.Empty<Block>(),
        .. before is null ? [] : Since(before, score),
        new Buttons([
            .. isDirect ? [] : ImmutableArray.Create(new Button("Share with the channel", ScoreSharing.Prepare.Token(score.Id))),
            new Button("Score it again", ScoreFeature.Fill.Token(score.Rubric, score.Id)),
            new Button("Your list", RankedList.Show.Token(score.Rubric, RankedList.Mine, 0)),
            .. before is null ? [] : ImmutableArray.Create(new Button("History", ScoreFeature.History.Token(score.Id))),
            new Button("Delete", ScoreFeature.Remove.Token(score.Id), ButtonStyle.Danger),
        ]),
        new ContextLine((Line)"Only you see it" + (isDirect ? ". To share it, ask me in the channel that should read it" : ", until you share it") + " · scored " + Line.At(score.At) + $" · {score.Rubric}, version {score.Sheet.Version}"),
    ]);

    /// <summary>What its author sees before it is shared.</summary>
    public static Reply Preview(Score score, string author) => Reply.Of(
        new Heading("Share with the channel"),
        new Paragraph("Nobody has seen this yet. This is what the channel will read; it also goes into this channel's list:"),
        new Quote([new Paragraph(Line.Bold(Title(score, author))), .. Told(score)]),
        new Buttons([
            new Button("Share it here", ScoreSharing.Publish.Token(score.Id), ButtonStyle.Primary),
            new Button("Keep it to myself", ScoreFeature.Open.Token(score.Id)),
        ]));

    /// <summary>What everybody in the channel reads.</summary>
    public static ImmutableArray<Block> Posted(Score score, string author) =>
    [
        new Heading(Limits.Shorten(Title(score, author), Limits.Heading)),
        .. Told(score),
        new ContextLine($"Posted by {author}"),
        new Buttons([
            new Button("This channel's list", RankedList.Show.Token(score.Rubric, RankedList.Here, 0)),
            new Button("Take it back", ScoreSharing.Withdraw.Token(score.Id, score.Person.Value)),
        ]),
    ];

    /// <summary>Somebody else's score, as everybody reads it where it was shared.</summary>
    public static Reply Shared(Score score, string author) => Reply.Of([
        new Heading(Limits.Shorten(Title(score, author), Limits.Heading)),
        .. Told(score),
        new Buttons([new Button("This channel's list", RankedList.Show.Token(score.Rubric, RankedList.Here, 0))]),
        new ContextLine((Line)$"Shared here by {author} · scored " + Line.At(score.At)),
    ]);

    /// <summary>All that somebody scored under one name, the newest first.</summary>
    /// <param name="hasMore">Whether there are older ones than these.</param>
    public static Reply History(IReadOnlyList<Score> scores, bool hasMore) => Reply.Of([
        new Heading(Limits.Shorten($"{NameOf(scores[0])}: history", Limits.Heading)),
        new ItemList([.. scores.Select((score, i) => Entry(score, i + 1 < scores.Count ? scores[i + 1] : null))]),
        .. hasMore ? [new Paragraph($"These are the last {scores.Count}; the file of your list has what each was scored last.")] : Array.Empty<Block>(),
        new Select("Look at one", RankedList.Pick.Token(), [.. scores.Select(score => new Choice(Limits.Shorten($"{score.Sheet.Shown} · {score.Sheet.Band} · {Day(score)}", Limits.ChoiceLabel), Id(score)))]),
        new Buttons([new Button("Score it again", ScoreFeature.Fill.Token(scores[0].Rubric, scores[0].Id)), new Button("Your list", RankedList.Show.Token(scores[0].Rubric, RankedList.Mine, 0))]),
    ]);

    public static Reply AskToDelete(Score score) => Reply.Of(
        new Paragraph(Line.Bold($"Delete “{Limits.Shorten(NameOf(score), 100)}: {score.Sheet.Shown}” for good?") + " It goes out of your list and out of every channel's list. What was posted in a chat stays there until you take it back."),
        new Buttons([
            new Button("Delete it", ScoreFeature.Delete.Token(score.Id), ButtonStyle.Danger),
            new Button("Keep it", ScoreFeature.Open.Token(score.Id)),
        ]));

    public static string NameOf(Score score) => score.Sheet.OfSelf ? $"{score.Sheet.Title}, your own" : score.Name;

    public static string Id(Score score) => score.Id.ToString(CultureInfo.InvariantCulture);

    private static string Title(Score score, string author) =>
        (score.Sheet.OfSelf ? $"{score.Sheet.Title} of {author}" : $"{score.Sheet.Title}: {score.Name}") + $", {score.Sheet.Shown}";

    /// <summary>The number's meaning, what was picked, the formula with its numbers and the reasons: paragraphs and lists alone, as a quote takes them.</summary>
    private static IEnumerable<Block> Told(Score score)
    {
        var sheet = score.Sheet;
        yield return new Paragraph(Line.Bold($"{sheet.Band}.") + $" {sheet.Then}");
        foreach (var group in sheet.Picks.GroupBy(pick => pick.Group, StringComparer.Ordinal))
        {
            if (group.Key is { } title)
            {
                yield return new Paragraph(Line.Bold(title));
            }

            yield return new ItemList([.. group.Select(pick => ScoreWords.Pick(pick, isShared: !sheet.Rungs.IsEmpty))]);
        }

        yield return new Paragraph(Line.Bold("How it comes about:") + $" {ScoreWords.Formula(sheet)}");
        yield return new Paragraph(ScoreWords.Reasons(sheet));
    }

    private static IEnumerable<Block> Since(Score before, Score score)
    {
        var changes = ScoreWords.Changes(before.Sheet, score.Sheet);
        yield return new Paragraph(Line.Bold("Since ") + Line.At(before.At, LocalTimeStyle.Date) + Line.Bold(":") + $" {before.Sheet.Shown} → {score.Sheet.Shown}." + (changes.Count == 0 ? " Every answer is as it was; the rubric has changed." : string.Empty));
        if (changes.Count > 0)
        {
            yield return new ItemList([.. changes]);
        }
    }

    private static Line Entry(Score score, Score? before)
    {
        var line = Line.At(score.At, LocalTimeStyle.Date) + ": " + Line.Bold(score.Sheet.Shown) + $", {score.Sheet.Band}";
        return before is null || ScoreWords.Changes(before.Sheet, score.Sheet) is not { Count: > 0 } changes ? line : line + "\n" + Line.Join(" · ", changes);
    }

    private static string Day(Score score) => score.At.InUtc().Date.ToString("d MMM uuuu", CultureInfo.InvariantCulture);

    private static string Made(Rubric rubric)
    {
        if (rubric.Formula == RubricFormula.WeightedPercent)
        {
            return "each answer's points times what it counts, added up, in percent of the most there can be.";
        }

        var (times, divides) = (rubric.Criteria.Where(criterion => !criterion.Divides), rubric.Criteria.Where(criterion => criterion.Divides));
        return $"{string.Join(" × ", times.Select(criterion => criterion.Title))}{string.Concat(divides.Select(criterion => $" ÷ {criterion.Title}"))}.";
    }
}
