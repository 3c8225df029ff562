using System.Collections.Immutable;

namespace MentorBot.Core.Content;

/// <summary>A word or an expression of a text, as the search counts it.</summary>
/// <param name="Concepts">The groups of the vocabulary that it belongs to.</param>
/// <param name="Weight">How much it says: 1, or less for what mostly holds a sentence together.</param>
internal sealed record Meant(string Stem, ImmutableArray<string> Concepts, float Weight);

/// <summary>Reads texts into what they mean, by the vocabularies of a pack.</summary>
internal sealed class Lexicon
{
    private const float Faint = 0.5f;

    // The words of an expression mean little by themselves: to turn something down has to do with neither turning nor down.
    private const float Within = 0.25f;

    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faint;
    private readonly Dictionary<string, ImmutableArray<string>> _concepts = new(StringComparer.Ordinal);
    private readonly ILookup<string, string[]> _expressions;

    public Lexicon(IEnumerable<Vocabulary> vocabularies)
    {
        var all = vocabularies.ToList();
        foreach (var forms in all.SelectMany(vocabulary => vocabulary.Forms).Select(WordForms.WordsOf))
        {
            foreach (var form in forms.Skip(1))
            {
                _forms.TryAdd(form, forms[0]);
            }
        }

        _faint = [.. all.SelectMany(vocabulary => vocabulary.Faint).SelectMany(StemsOf)];
        var expressions = new List<string[]>();
        foreach (var group in all.SelectMany(vocabulary => vocabulary.Groups))
        {
            foreach (var stems in group.Words.Select(StemsOf).Where(stems => stems.Length > 0))
            {
                var word = Joined(stems);
                var known = _concepts.GetValueOrDefault(word, []);
                _concepts[word] = known.Contains(group.Name) ? known : known.Add(group.Name);
                if (stems.Length > 1 && known.IsEmpty)
                {
                    expressions.Add(stems);
                }
            }
        }

        _expressions = expressions.OrderByDescending(stems => stems.Length).ToLookup(stems => stems[0], StringComparer.Ordinal);
    }

    /// <summary>Every word and expression that belongs to a group.</summary>
    public IEnumerable<KeyValuePair<string, ImmutableArray<string>>> Known => _concepts;

    /// <summary>What a text means, each thing once. Small words alone mean nothing, nor does a greeting.</summary>
    public List<Meant> Read(string text, int most = int.MaxValue)
    {
        var words = WordForms.WordsOf(text);
        if (WordForms.IsGreeting(words))
        {
            return [];
        }

        var stems = words.Select(Stem).ToArray();
        var within = new bool[stems.Length];
        var meant = new List<Meant>();
        for (var at = 0; at < stems.Length; at++)
        {
            foreach (var expression in _expressions[stems[at]].Where(expression => stems.AsSpan(at).StartsWith(expression)))
            {
                within.AsSpan(at, expression.Length).Fill(true);
                meant.Add(Of(Joined(expression), 1));
                break;
            }
        }

        for (var at = 0; at < stems.Length; at++)
        {
            if (!WordForms.IsSmall(words[at]))
            {
                meant.Add(Of(stems[at], (_faint.Contains(stems[at]) ? Faint : 1) * (within[at] ? Within : 1)));
            }
        }

        return [.. meant.OrderByDescending(one => one.Weight).DistinctBy(one => one.Stem, StringComparer.Ordinal).Take(most)];
    }

    private Meant Of(string stem, float weight) => new(stem, _concepts.GetValueOrDefault(stem, []), weight);

    private string[] StemsOf(string text) => [.. WordForms.WordsOf(text).Select(Stem)];

    private string Stem(string word) => WordForms.Stem(_forms.GetValueOrDefault(word, word));

    private static string Joined(string[] stems) => string.Join(' ', stems);
}
