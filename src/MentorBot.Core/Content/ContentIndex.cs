using System.Collections.Immutable;
using System.Numerics;
using MentorBot.Core.Commands;

namespace MentorBot.Core.Content;

/// <summary>
/// Finds items by what people write. A word counts by how rare it is and where it stands (a title before a text), and an
/// item gains when one of its phrases is matched as a whole.
/// </summary>
internal sealed class ContentIndex
{
    private const int MaxWords = 12;
    private const double PrefixFactor = 0.7;
    private const double TypoFactor = 0.6;

    private readonly ImmutableArray<ContentItem> _items;
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);
    private readonly List<int> _phraseLengths = [];
    private readonly List<int> _phraseOwners = [];

    public ContentIndex(ImmutableArray<ContentItem> items)
    {
        _items = items;
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            AddPhrase(i, item.Title, 4);
            AddPhrase(i, item.Id, 4);
            foreach (var phrase in item.Synonyms.Concat(item.Phrases))
            {
                AddPhrase(i, phrase, 3);
            }

            foreach (var tag in item.Tags)
            {
                AddPhrase(i, tag, 2);
            }

            foreach (var text in item.Texts)
            {
                AddPhrase(i, text, 0.5);
            }
        }

        foreach (var term in _terms.Values)
        {
            term.Rarity = Math.Log(1 + ((double)items.Length / term.Postings.Select(posting => _phraseOwners[posting.Phrase]).Distinct().Count()));
        }
    }

    /// <summary>The items that a text asks for, the best first, as far as they are worth showing beside the best.</summary>
    public IEnumerable<ContentItem> Search(string text, Func<ContentItem, bool> wanted, int count)
    {
        var words = WordForms.Of(text, MaxWords).Distinct(StringComparer.Ordinal).ToList();
        var scores = new double[_items.Length];
        var inPhrases = new Dictionary<int, double>();
        foreach (var word in words)
        {
            // One word counts once an item and once a phrase, by its best match there.
            var best = new Dictionary<int, double>();
            var bestInPhrase = new Dictionary<int, double>();
            foreach (var (term, factor) in Match(word))
            {
                foreach (var posting in term.Postings)
                {
                    var owner = _phraseOwners[posting.Phrase];
                    var value = term.Rarity * factor;
                    best[owner] = Math.Max(best.GetValueOrDefault(owner), value * posting.Weight);
                    if (posting.Weight >= 2)
                    {
                        bestInPhrase[posting.Phrase] = Math.Max(bestInPhrase.GetValueOrDefault(posting.Phrase), factor);
                    }
                }
            }

            foreach (var (owner, value) in best)
            {
                scores[owner] += value;
            }

            foreach (var (phrase, value) in bestInPhrase)
            {
                inPhrases[phrase] = inPhrases.GetValueOrDefault(phrase) + value;
            }
        }

        var wholeness = new double[_items.Length];
        foreach (var (phrase, matched) in inPhrases)
        {
            var share = matched / _phraseLengths[phrase] * (matched / words.Count);
            wholeness[_phraseOwners[phrase]] = Math.Max(wholeness[_phraseOwners[phrase]], share);
        }

        var ranked = Enumerable.Range(0, _items.Length)
            .Where(i => scores[i] > 0 && wanted(_items[i]))
            .Select(i => (Item: _items[i], Score: scores[i] * (1 + (2 * wholeness[i]))))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Item.Id, StringComparer.Ordinal)
            .Take(count)
            .ToList();
        return ranked.TakeWhile(pair => pair.Score >= ranked[0].Score / 5).Select(pair => pair.Item);
    }

    private IEnumerable<(Term Term, double Factor)> Match(string word)
    {
        if (_terms.TryGetValue(word, out var exact))
        {
            yield return (exact, 1);
            yield break;
        }

        var letters = Letters(word);
        var mistakes = word.Length < 4 ? 0 : word.Length < 8 ? 1 : 2;
        foreach (var term in _terms.Values)
        {
            if (word.Length >= 3 && term.Text.StartsWith(word, StringComparison.Ordinal))
            {
                yield return (term, PrefixFactor);
            }
            else if (mistakes > 0
                && Math.Abs(term.Text.Length - word.Length) <= mistakes
                && BitOperations.PopCount(term.Letters ^ letters) <= 2 * mistakes
                && Spelling.Distance(word, term.Text) <= mistakes)
            {
                yield return (term, TypoFactor);
            }
        }
    }

    private void AddPhrase(int owner, string text, double weight)
    {
        var stems = WordForms.Of(text).Distinct(StringComparer.Ordinal).ToList();
        if (stems.Count == 0)
        {
            return;
        }

        var phrase = _phraseOwners.Count;
        _phraseOwners.Add(owner);
        _phraseLengths.Add(stems.Count);
        foreach (var stem in stems)
        {
            if (!_terms.TryGetValue(stem, out var term))
            {
                _terms.Add(stem, term = new Term(stem, Letters(stem)));
            }

            term.Postings.Add(new Posting(phrase, weight));
        }
    }

    /// <summary>The letters of a word as a set: two words with one mistake between them differ in two at most.</summary>
    private static uint Letters(string word)
    {
        var letters = 0u;
        foreach (var character in word)
        {
            letters |= 1u << (character % 32);
        }

        return letters;
    }

    private sealed record Term(string Text, uint Letters)
    {
        public List<Posting> Postings { get; } = [];

        public double Rarity { get; set; }
    }

    private readonly record struct Posting(int Phrase, double Weight);
}
