using MentorBot.Core.Content;

namespace MentorBot.Core.Features.Practice;

/// <summary>Reads an answer as an interviewer would: what each of its parts lacks, in a sentence.</summary>
internal static class AnswerReading
{
    /// <param name="parts">What was written, by what the part is called.</param>
    /// <returns>For each part the first thing that it lacks; none where nothing stands out.</returns>
    public static IReadOnlyList<(AnswerPart Part, Prose Say)> Of(QuestionKind kind, IReadOnlyDictionary<string, string> parts)
    {
        var lacking = new List<(AnswerPart, Prose)>();
        foreach (var part in kind.Parts)
        {
            if (parts.TryGetValue(part.Label, out var written))
            {
                var text = new WrittenText(written);
                if (part.Checks.FirstOrDefault(check => !Passes(text, check)) is { } failed)
                {
                    lacking.Add((part, failed.Say));
                }
            }
        }

        return lacking;
    }

    private static bool Passes(WrittenText text, AnswerCheck check) =>
        (check.Wants is null || text.Has(check.Wants))
        && (check.AtLeast is not { } least || text.Length >= least)
        && (check.AtMost is not { } most || text.Length <= most);
}
