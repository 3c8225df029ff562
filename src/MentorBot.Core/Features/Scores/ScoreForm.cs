using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Scores;

/// <summary>The questions of a rubric, and what their answers come to.</summary>
internal static class ScoreForm
{
    public const string Name = "name";

    private const int LongestName = 80;

    /// <param name="known">What is filled in already: the thing as it was scored before; null for a new one.</param>
    public static Form For(Rubric rubric, string token, Score? known)
    {
        IEnumerable<FormField> name = rubric.Subject is null
            ? []
            : [new TextField(Name, rubric.Subject) { Hint = "Under a name you've scored before, I show what has changed since", Value = known?.Name }];
        return new Form(
            Limits.Shorten(rubric.Title, Limits.FormTitle),
            token,
            [.. name.Concat(rubric.Criteria.Select(Field)).Chunk(Limits.FieldsInAPage).Select(fields => new FormPage([.. fields]))],
            "Score it");

        FormField Field(Criterion criterion)
        {
            var levels = rubric.LevelsOf(criterion);
            var before = known?.Sheet.Picks.FirstOrDefault(pick => pick.Criterion == criterion.Id)?.Level;
            return new ChoiceField(FieldOf(criterion), criterion.Title, [.. levels.Select(level => new Choice(level.Label, level.Id))])
            {
                Hint = criterion.Question,
                Value = levels.Any(level => level.Id == before) ? before : null,
            };
        }
    }

    /// <summary>The thing's name, or what is wrong with it.</summary>
    public static (string Name, string? Problem) ReadName(Rubric rubric, Values values)
    {
        if (rubric.Subject is null)
        {
            return (Score.Self, null);
        }

        var name = string.Join(' ', values.Text(Name)!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return (name, name.Length > LongestName ? $"This has {name.Length} characters. A name of {LongestName} or less can be told apart in a list." : null);
    }

    public static ScoreSheet ReadSheet(Rubric rubric, Values values)
    {
        var picks = rubric.Criteria.Select(criterion => PickOf(rubric, criterion, values.Text(FieldOf(criterion))!)).ToImmutableArray();
        var total = ScoreSheet.TotalOf(rubric.Formula, picks);
        var band = rubric.Bands.First(band => total >= band.From);
        return new ScoreSheet(
            rubric.Version,
            rubric.Title,
            rubric.Subject is null,
            rubric.Formula,
            picks,
            band.Title,
            band.Then.Plain,
            [.. rubric.Levels.Select(level => new ScoreRung(level.Title, level.Points))]);
    }

    // A criterion may be called as the field for the name is.
    private static string FieldOf(Criterion criterion) => $"level-{criterion.Id}";

    private static ScorePick PickOf(Rubric rubric, Criterion criterion, string picked)
    {
        var levels = rubric.LevelsOf(criterion);
        var level = levels.First(one => one.Id == picked);
        return new ScorePick(
            criterion.Id,
            criterion.Title,
            criterion.Group,
            criterion.Weight,
            criterion.Divides,
            level.Id,
            level.Title,
            level.Description,
            level.Points,
            levels.Min(one => one.Points),
            levels.Max(one => one.Points));
    }
}
