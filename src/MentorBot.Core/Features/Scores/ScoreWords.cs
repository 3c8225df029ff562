using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Scores;

/// <summary>Scores in the words in which people read them: the number, how it was made, and what made it so.</summary>
public static class ScoreWords
{
    private const int MostReasons = 3;

    // From here on a pick counts as high, and up to the rest of it as low.
    private const decimal High = 2m / 3;

    /// <summary>A total as it is shown, such as 68% or 13.5.</summary>
    public static string Number(RubricFormula formula, decimal total) =>
        formula == RubricFormula.WeightedPercent ? $"{Plain(total)}%" : Plain(total);

    /// <summary>The name of a thing as names are compared.</summary>
    public static string KeyOf(string name) => string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The formula with this thing's numbers.</summary>
    internal static string Formula(ScoreSheet sheet) => sheet.Formula == RubricFormula.WeightedPercent ? Share(sheet) : Product(sheet);

    /// <summary>The picks that made the number high, the heaviest first.</summary>
    internal static IReadOnlyList<ScorePick> Lifts(ScoreSheet sheet) =>
        [.. sheet.Picks.Where(pick => pick.Worth >= High).OrderByDescending(pick => pick.Weight * pick.Worth).Take(MostReasons)];

    /// <summary>The picks that keep the number from being higher, the heaviest first.</summary>
    internal static IReadOnlyList<ScorePick> Holds(ScoreSheet sheet) =>
        [.. sheet.Picks.Where(pick => pick.Worth <= 1 - High).OrderByDescending(pick => pick.Weight * (1 - pick.Worth)).Take(MostReasons)];

    /// <summary>Both in a sentence or two.</summary>
    internal static Line Reasons(ScoreSheet sheet)
    {
        var parts = new List<Line>();
        if (Lifts(sheet) is { Count: > 0 } lifts)
        {
            parts.Add(Line.Bold("What lifts it:") + $" {Named(lifts)}.");
        }

        if (Holds(sheet) is { Count: > 0 } holds)
        {
            parts.Add(Line.Bold("What holds it down:") + $" {Named(holds)}.");
        }

        return parts.Count == 0 ? "Nothing stands out: every answer is near the middle." : Line.Join(" ", parts);
    }

    /// <summary>What is different from the time before, criterion by criterion; empty where nothing is.</summary>
    internal static IReadOnlyList<Line> Changes(ScoreSheet before, ScoreSheet now)
    {
        var then = before.Picks.ToDictionary(pick => pick.Criterion, StringComparer.Ordinal);
        var asked = now.Picks.Select(pick => pick.Criterion).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now.Picks.Where(pick => !then.TryGetValue(pick.Criterion, out var old) || old.LevelTitle != pick.LevelTitle || old.Points != pick.Points)
                .Select(pick => Line.Bold($"{pick.Title}:") + (then.TryGetValue(pick.Criterion, out var old) ? $" {old.LevelTitle} → {pick.LevelTitle}" : $" {pick.LevelTitle}, which wasn't asked then")),
            .. before.Picks.Where(pick => !asked.Contains(pick.Criterion)).Select(pick => Line.Bold($"{pick.Title}:") + $" {pick.LevelTitle} then, and not asked any more"),
        ];
    }

    /// <summary>Where somebody stands on the rungs that all criteria share, and what the next one takes; null without rungs.</summary>
    internal static Line? NextRung(ScoreSheet sheet)
    {
        if (sheet.Rungs.IsEmpty)
        {
            return null;
        }

        var stand = sheet.Rungs.LastOrDefault(rung => 2 * sheet.Picks.Count(pick => pick.Points >= rung.Points) >= sheet.Picks.Length) ?? sheet.Rungs[0];
        var at = (Line)"Half of the answers or more reach " + Line.Bold(stand.Title) + ".";
        if (sheet.Rungs.FirstOrDefault(rung => rung.Points > stand.Points) is not { } next)
        {
            return at + " There is no rung above it.";
        }

        var missing = sheet.Picks.Where(pick => pick.Points < next.Points).OrderBy(pick => pick.Points).Select(pick => $"{pick.Title} ({pick.LevelTitle})");
        return at + " What is missing to " + Line.Bold(next.Title) + $": {string.Join(", ", missing)}.";
    }

    /// <summary>A level to look at, with what it counts.</summary>
    internal static Line Pick(ScorePick pick, bool isShared) =>
        Line.Bold(pick.Title) + " " + Line.Code(new Progress(pick.Points, pick.Most).Bar(Math.Min(pick.Most, 10)))
        + $" {pick.LevelTitle}, {pick.Points} of {pick.Most}"
        + (pick.Weight > 1 ? $", counts {pick.Weight} times" : string.Empty)
        + (pick.Divides ? ", divides" : string.Empty)
        + (isShared ? string.Empty : $" · {pick.LevelDescription}");

    private static string Named(IEnumerable<ScorePick> picks) => string.Join(", ", picks.Select(pick => $"{pick.Title} ({pick.LevelTitle})"));

    private static string Product(ScoreSheet sheet)
    {
        var times = string.Join(" × ", sheet.Picks.Where(pick => !pick.Divides).Select(Factor));
        var divided = string.Concat(sheet.Picks.Where(pick => pick.Divides).Select(pick => $" ÷ {Factor(pick)}"));
        return $"{times}{divided} = {sheet.Shown}";

        static string Factor(ScorePick pick) => $"{pick.Title} {pick.Points}";
    }

    private static string Share(ScoreSheet sheet)
    {
        // Many criteria are told by their groups: each one's points stand in its own line.
        var parts = sheet.Picks.GroupBy(pick => pick.Group ?? pick.Title, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {group.Sum(pick => pick.Weight * pick.Points)}");
        var (points, most) = (sheet.Picks.Sum(pick => pick.Weight * pick.Points), sheet.Picks.Sum(pick => pick.Weight * pick.Most));
        return $"{string.Join(" + ", parts)} = {points} of {most} points, which is {sheet.Shown}";
    }

    private static string Plain(decimal number) => Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
}
