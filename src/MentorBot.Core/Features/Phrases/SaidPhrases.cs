using MentorBot.Core.Content;

namespace MentorBot.Core.Features.Phrases;

/// <summary>Something that a text says and that could be said better.</summary>
/// <param name="Words">What was found in the text, as the language bank spells it.</param>
internal sealed record SaidPhrase(Phrase Phrase, string Words, WordSpan Span);

/// <summary>Finds what of the language bank stands in a text, word for word.</summary>
internal static class SaidPhrases
{
    /// <summary>Each phrase once, in the order of the text. Where two overlap the longer counts: "not my fault" is not "my fault".</summary>
    public static IReadOnlyList<SaidPhrase> In(WrittenText text, IEnumerable<Phrase> phrases)
    {
        var found = new List<SaidPhrase>();
        foreach (var phrase in phrases)
        {
            foreach (var trigger in phrase.Triggers)
            {
                for (var at = text.Next(trigger, 0, wordForWord: true); at >= 0; at = text.Next(trigger, at + 1, wordForWord: true))
                {
                    found.Add(new SaidPhrase(phrase, trigger.Text.Trim('"'), new WordSpan(at, trigger.Words.Length)));
                }
            }
        }

        return [.. WordSpan.Longest(found, said => said.Span).DistinctBy(said => said.Phrase.Id)];
    }
}
