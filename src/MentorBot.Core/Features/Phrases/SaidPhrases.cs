using MentorBot.Core.Content;

namespace MentorBot.Core.Features.Phrases;

/// <summary>Something that a text says and that could be said better.</summary>
/// <param name="Words">What was found in the text, as the language bank spells it.</param>
internal sealed record SaidPhrase(Phrase Phrase, string Words);

/// <summary>Finds what of the language bank stands in a text, word for word.</summary>
internal static class SaidPhrases
{
    /// <summary>Each phrase once, in the order of the text. Where two overlap the longer counts: "not my fault" is not "my fault".</summary>
    public static IReadOnlyList<SaidPhrase> In(string text, IEnumerable<Phrase> phrases)
    {
        var words = WordForms.WordsOf(text);
        var found = new List<(int Start, int Length, SaidPhrase Said)>();
        foreach (var phrase in phrases)
        {
            foreach (var trigger in phrase.Triggers)
            {
                var sought = WordForms.WordsOf(trigger);
                found.AddRange(Places(words, sought).Select(start => (start, sought.Count, new SaidPhrase(phrase, trigger.Trim('"')))));
            }
        }

        var taken = new bool[words.Count];
        var chosen = new List<(int Start, SaidPhrase Said)>();
        foreach (var (start, length, said) in found.OrderByDescending(one => one.Length).ThenBy(one => one.Start))
        {
            if (!taken.AsSpan(start, length).Contains(true))
            {
                taken.AsSpan(start, length).Fill(true);
                chosen.Add((start, said));
            }
        }

        return [.. chosen.OrderBy(one => one.Start).Select(one => one.Said).DistinctBy(said => said.Phrase.Id)];
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
