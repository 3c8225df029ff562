using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Careers;

/// <summary>Shows where somebody stands on the ladder by the skills matrix that they filled in last, what comes next, and what helps.</summary>
internal sealed class CareerMeFeature(ContentLibrary library, IScoreStore scores) : IFeature
{
    public const string CommandName = $"{CareerFeature.Group} me";

    /// <summary>The rubric that tells where somebody stands, and the page that tells of the rungs.</summary>
    private const string Matrix = "skills-matrix";

    private const string Ladder = "ladder";
    private const int MostGaps = 4;

    public void Register(FeatureMap map) =>
        map.Command(
            new CommandDefinition(CommandName, "Where you stand on the ladder, what is next, and what helps") { Examples = [CommandName] },
            async (request, cancellationToken) => await ShowAsync(request.Caller, cancellationToken));

    private static Reply Unscored(ContentPack pack, Rubric matrix) => Reply.Of(
        new Heading("Where you stand"),
        new Paragraph($"I can't tell yet, since only you know it. Answer the {matrix.Criteria.Length} questions of the skills matrix, each with the level that fits you today. It takes some five minutes, and only you see the answers."),
        new Paragraph((Line)"Then ask me again with " + Line.Code($"{CommandDefinition.Root} {CommandName}") + ": I'll show you the rung that you're on, what is missing to the next one, and what helps."),
        Under(pack, new Button("Score yourself", ScoreFeature.Fill.Token(matrix.Id, 0), ButtonStyle.Primary)));

    /// <summary>The buttons under an answer; to the page of the ladder there is one only where the team doesn't hide it.</summary>
    private static Buttons Under(ContentPack pack, Button scoring) =>
        new(pack.Find<Career>(Ladder) is null ? [scoring] : [scoring, new Button("The career ladder", ItemCards.Open.Token(Ladder))]);

    /// <summary>The rung that at least half of the answers reach.</summary>
    private static int RungOf(ScoreSheet sheet) =>
        Math.Max(0, sheet.Rungs.ToList().FindLastIndex(rung => 2 * sheet.Picks.Count(pick => pick.Points >= rung.Points) >= sheet.Picks.Length));

    /// <summary>What the ladder says of a rung; null where the page has other rungs than the matrix.</summary>
    private static TopicPoint? OnLadder(ContentPack pack, ScoreSheet sheet, int rung) =>
        pack.Find<Career>(Ladder)?.Sections[0].Points is { } points && points.Length == sheet.Rungs.Length ? points[rung] : null;

    private static Line Rung(string words, TopicPoint? point, string title) => point is null
        ? (Line)words + " " + Line.Bold(title) + "."
        : (Line)words + " " + Line.Bold(point.Name) + "." + (point.Text is { } text ? " " + text.Line : string.Empty);

    private async Task<Reply> ShowAsync(Caller caller, CancellationToken cancellationToken)
    {
        var pack = library.Pack;
        if (pack.Find<Rubric>(Matrix) is not { } matrix)
        {
            return LibraryFeature.Gone();
        }

        if (await scores.LatestAsync(caller.Workspace, caller.Person.Id, Matrix, cancellationToken) is not { Sheet.Rungs.IsEmpty: false } score)
        {
            return Unscored(pack, matrix);
        }

        var sheet = score.Sheet;
        var at = RungOf(sheet);
        var next = at + 1 < sheet.Rungs.Length ? sheet.Rungs[at + 1] : null;
        var gaps = sheet.Picks.Where(pick => pick.Points < (next ?? sheet.Rungs[at]).Points).OrderBy(pick => pick.Points).Take(MostGaps).ToList();
        var helps = Helps(pack, matrix, next?.Title, gaps);
        return Reply.Of([
            new Heading("Where you stand"),
            new Paragraph(Rung("You're on the rung", OnLadder(pack, sheet, at), sheet.Rungs[at].Title) + $" Half of your answers or more reach it; all in all that's {sheet.Shown}."),
            new Paragraph(next is null ? "There is no rung above it. Pass on what you know." : Rung("Next is", OnLadder(pack, sheet, at + 1), next.Title)),
            .. gaps.Count == 0
                ? Array.Empty<Block>()
                : [new Paragraph(Line.Bold(next is null ? "What still lies below it:" : "What is missing to it, the lowest first:")), new ItemList([.. gaps.Select(pick => ScoreWords.Pick(pick, isShared: false))])],
            .. helps.Count == 0
                ? Array.Empty<Block>()
                : [new Paragraph(Line.Bold("What helps:")), new ItemList([.. helps.Select(help => Line.Bold(help.Item.Title) + $" ({help.Item.Kind}), for {help.For}\n" + help.Item.Summary.Line)]), ItemCards.Openers(helps.Select(help => help.Item))],
            Under(pack, new Button("Score yourself again", ScoreFeature.Fill.Token(Matrix, score.Id))),
            new ContextLine((Line)"Only you see this · by what you answered " + Line.At(score.At)),
        ]);
    }

    /// <summary>First what helps to the next rung as a whole, then the best for each gap; each item once.</summary>
    private static List<(ContentItem Item, string For)> Helps(ContentPack pack, Rubric matrix, string? next, List<ScorePick> gaps)
    {
        var rung = matrix.Levels.FirstOrDefault(level => level.Title == next);
        var forRung = (rung?.LeadsTo ?? []).Select(reference => (reference, For: $"the step to {next}"));
        var forGaps = gaps.Select(gap => (gap.Title, matrix.Criteria.FirstOrDefault(criterion => criterion.Id == gap.Criterion)?.LeadsTo))
            .Where(pair => pair.LeadsTo is { IsDefaultOrEmpty: false })
            .Select(pair => (reference: pair.LeadsTo!.Value[0], For: pair.Title));
        return
        [
            .. forRung.Concat(forGaps)
                .Select(pair => (Item: pack.Find<ContentItem>(pair.reference.Id), pair.For))
                .Where(pair => pair.Item is not null)
                .GroupBy(pair => pair.Item!.Id, StringComparer.Ordinal)
                .Select(same => (same.First().Item!, string.Join(" and ", same.Select(pair => pair.For))))
                .Take(Limits.ButtonsInARow),
        ];
    }
}
