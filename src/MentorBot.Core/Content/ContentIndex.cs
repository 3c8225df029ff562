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
    private const float PrefixFactor = 0.7f;
    private const float TypoFactor = 0.6f;

    // From this weight on a text is a phrase that can be matched as a whole; below it is running text.
    private const float PhraseWeight = 2;

    private readonly ImmutableArray<ContentItem> _items;
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);
    private readonly List<Phrase> _phrases = [];

    public ContentIndex(ImmutableArray<ContentItem> items)
    {
        _items = items;
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            Add(i, item.Title, 4);
            Add(i, item.Id, 4);
            foreach (var phrase in item.Synonyms.Concat(item.Phrases))
            {
                Add(i, phrase, 3);
            }

            foreach (var tag in item.Tags)
            {
                Add(i, tag, PhraseWeight);
            }

            foreach (var text in item.Texts)
            {
                Add(i, text, 0.5f);
            }
        }

        foreach (var term in _terms.Values)
        {
            term.Rarity = MathF.Log(1 + ((float)items.Length / term.Owners.Count));
        }
    }

    /// <summary>The items that a text asks for, the best first, as far as they are worth showing beside the best.</summary>
    public IEnumerable<ContentItem> Search(string text, Func<ContentItem, bool> wanted, int count)
    {
        var words = WordForms.Of(text, MaxWords).Distinct(StringComparer.Ordinal).ToList();
        var scores = new Tally(_items.Length);
        var inPhrases = new Tally(_phrases.Count);
        foreach (var word in words)
        {
            // One word counts once an item and once a phrase, by its best match there.
            foreach (var (term, factor) in Match(word))
            {
                foreach (var (owner, weight) in term.Owners)
                {
                    scores.Offer(owner, term.Rarity * factor * weight);
                }

                foreach (var phrase in term.Phrases)
                {
                    inPhrases.Offer(phrase, factor);
                }
            }

            scores.Settle();
            inPhrases.Settle();
        }

        var wholeness = new float[_items.Length];
        foreach (var phrase in inPhrases.Touched)
        {
            var matched = inPhrases[phrase];
            var (owner, length) = _phrases[phrase];
            wholeness[owner] = MathF.Max(wholeness[owner], matched / length * (matched / words.Count));
        }

        // One word that a text happens to hold is no answer; two are, and so is one in a title, a synonym or a tag.
        var ranked = scores.Touched
            .Where(i => wanted(_items[i]) && (wholeness[i] > 0 || scores.RoundsOf(i) > 1))
            .Select(i => (Item: _items[i], Score: scores[i] * (1 + (3 * wholeness[i] * wholeness[i])) * _items[i].Standing))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.Item.Id, StringComparer.Ordinal)
            .Take(count)
            .ToList();
        return ranked.TakeWhile(pair => pair.Score >= ranked[0].Score / 5).Select(pair => pair.Item);
    }

    private IEnumerable<(Term Term, float Factor)> Match(string word)
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
            // The other way round a known word has an ending that nothing could take off, such as a misspelt one.
            if ((word.Length >= 3 && term.Text.StartsWith(word, StringComparison.Ordinal))
                || (term.Text.Length >= 4 && word.StartsWith(term.Text, StringComparison.Ordinal)))
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

    private void Add(int owner, string text, float weight)
    {
        var stems = WordForms.Of(text).Distinct(StringComparer.Ordinal).ToList();
        foreach (var stem in stems)
        {
            if (!_terms.TryGetValue(stem, out var term))
            {
                _terms.Add(stem, term = new Term(stem, Letters(stem)));
            }

            // Items are added one after the other, so an item that has the term already is the last one.
            if (term.Owners is not [.., var last] || last.Owner != owner)
            {
                term.Owners.Add((owner, weight));
            }
            else if (last.Weight < weight)
            {
                term.Owners[^1] = (owner, weight);
            }

            if (weight >= PhraseWeight)
            {
                term.Phrases.Add(_phrases.Count);
            }
        }

        if (weight >= PhraseWeight)
        {
            _phrases.Add(new Phrase(owner, stems.Count));
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
        /// <summary>The items that have the term, each with the weight of the best place that it stands in.</summary>
        public List<(int Owner, float Weight)> Owners { get; } = [];

        public List<int> Phrases { get; } = [];

        public float Rarity { get; set; }
    }

    private readonly record struct Phrase(int Owner, int Length);

    /// <summary>Sums up the best offer of each round for each index.</summary>
    private sealed class Tally(int size)
    {
        private readonly float[] _sums = new float[size];
        private readonly float[] _offers = new float[size];
        private readonly int[] _rounds = new int[size];
        private readonly List<int> _round = [];
        private readonly List<int> _touched = [];

        public IReadOnlyList<int> Touched => _touched;

        public float this[int index] => _sums[index];

        /// <summary>In how many rounds something was offered.</summary>
        public int RoundsOf(int index) => _rounds[index];

        public void Offer(int index, float value)
        {
            if (_offers[index] == 0)
            {
                _round.Add(index);
            }

            _offers[index] = MathF.Max(_offers[index], value);
        }

        public void Settle()
        {
            foreach (var index in _round)
            {
                if (_sums[index] == 0)
                {
                    _touched.Add(index);
                }

                _sums[index] += _offers[index];
                _rounds[index]++;
                _offers[index] = 0;
            }

            _round.Clear();
        }
    }
}
