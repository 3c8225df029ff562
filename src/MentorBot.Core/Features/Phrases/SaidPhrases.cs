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
        var words = text.Words.ToList();
        var found = new List<SaidPhrase>();
        foreach (var phrase in phrases)
        {
            foreach (var trigger in phrase.Triggers)
            {
                var sought = WordForms.WordsOf(trigger);
                found.AddRange(Places(words, sought).Select(start => new SaidPhrase(phrase, trigger.Trim('"'), new WordSpan(start, sought.Count))));
            }
        }

        var chosen = new List<SaidPhrase>();
        foreach (var said in found.OrderByDescending(one => one.Span.Length).ThenBy(one => one.Span.Start))
        {
            if (!chosen.Exists(one => one.Span.Overlaps(said.Span)))
            {
                chosen.Add(said);
            }
        }

        return [.. chosen.OrderBy(one => one.Span.Start).DistinctBy(said => said.Phrase.Id)];
    }

    private static IEnumerable<int> Places(List<string> words, List<string> sought)
    {
        if (sought.Count == 0)
        {
            yield break;
        }

        for (var start = words.IndexOf(sought[0]); start >= 0 && start + sought.Count <= words.Count; start = words.IndexOf(sought[0], start + 1))
        {
            if (words.Skip(start).Take(sought.Count).SequenceEqual(sought))
            {
                yield return start;
            }
        }
    }
}
