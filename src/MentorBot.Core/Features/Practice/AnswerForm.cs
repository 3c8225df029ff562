using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Practice;

/// <summary>The form for an answer: its parts, then a score by each thing that the question assesses.</summary>
internal static class AnswerForm
{
    private static readonly ImmutableArray<Choice> Scale =
    [
        new("1 · Not in it yet", "1"),
        new("2 · A hint of it", "2"),
        new("3 · There, if one looks", "3"),
        new("4 · Clearly there", "4"),
        new("5 · Nobody could miss it", "5"),
    ];

    /// <param name="known">What is filled in already.</param>
    public static Form For(string token, Question question, QuestionKind kind, PractisedAnswer? known) => new(
        "Your answer",
        token,
        [
            new FormPage([.. kind.Parts.Select(part => new LongTextField(part.Name, part.Label) { Hint = part.Hint, Value = known?.Parts.GetValueOrDefault(part.Label) })]),
            new FormPage([.. question.Assesses.Select((criterion, i) => new ChoiceField(ScoreName(i), criterion, Scale)
            {
                Hint = "How well does your answer show it? Leave it out and it isn't counted",
                Required = false,
                Value = known?.Scores.TryGetValue(criterion, out var score) == true ? score.ToString(CultureInfo.InvariantCulture) : null,
            })]),
        ],
        "Save");

    /// <summary>What was written, by what the part is called.</summary>
    public static IReadOnlyDictionary<string, string> PartsOf(Values values, QuestionKind kind) =>
        kind.Parts.ToDictionary(part => part.Label, part => values.Text(part.Name)!, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, int> ScoresOf(Values values, Question question) =>
        question.Assesses.Select((criterion, i) => (criterion, Score: values.Text(ScoreName(i))))
            .Where(pair => pair.Score is not null)
            .ToDictionary(pair => pair.criterion, pair => int.Parse(pair.Score!, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static string ScoreName(int index) => string.Create(CultureInfo.InvariantCulture, $"score-{index + 1}");
}
