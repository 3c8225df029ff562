using System.Collections.Immutable;
using System.Numerics;
using MentorBot.Core.Commands;

namespace MentorBot.Core.Content;

/// <summary>The words of all items, each with where it stands and how rare it is, and what a word of a question may stand for.</summary>
internal sealed class TermTable
{
    private const float ConceptFactor = 0.6f;
    private const float PrefixFactor = 0.7f;
    private const float TypoFactor = 0.6f;

    // What stands nowhere still was asked: it makes what is found a weaker answer, though less than a word that stands elsewhere.
    private const float UnknownShare = 0.75f;

    private readonly Dictionary<string, Term> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Term> _concepts = new(StringComparer.Ordinal);
    private float _greatestRarity = 1;

    /// <summary>Takes in a word that means something, even where no item has it.</summary>
    public void Know(string word, ImmutableArray<string> concepts) => TermOf(_words, word).Concepts = concepts;

    public void Add(int owner, IEnumerable<Meant> words, float weight)
    {
        foreach (var word in words)
        {
            TermOf(_words, word.Stem).Add(owner, weight * word.Weight);
            foreach (var concept in word.Concepts)
            {
                TermOf(_concepts, concept).Add(owner, weight * word.Weight);
            }
        }
    }

    public void AddPhrase(int phrase, IEnumerable<Meant> words)
    {
        foreach (var word in words)
        {
            TermOf(_words, word.Stem).Phrases.Add(phrase);
            foreach (var concept in word.Concepts)
            {
                TermOf(_concepts, concept).Phrases.Add(phrase);
            }
        }
    }

    /// <summary>Works out how rare each word is, when all have been added.</summary>
    public void Weigh(int items)
    {
        _greatestRarity = Rarity(0);
        foreach (var term in _words.Values.Concat(_concepts.Values))
        {
            term.Settle();
            term.Rarity = Rarity(term.Owners.Length);
        }

        float Rarity(int owners) => MathF.Log(1 + ((items - owners + 0.5f) / (owners + 0.5f)));
    }

    public float RarityOf(Meant word) => _words.TryGetValue(word.Stem, out var term) ? term.Rarity : _greatestRarity;

    /// <summary>How rare a word of a question is, by what it stands for.</summary>
    public float RarityOf(Meant word, IReadOnlyCollection<(Term Term, float Factor)> matches) =>
        _words.TryGetValue(word.Stem, out var term) && term.Owners.Length > 0 ? term.Rarity
        : matches.Count > 0 ? matches.Max(match => match.Term.Rarity)
        : _greatestRarity * UnknownShare;

    /// <summary>What a word of a question may stand for, and how surely. Only what nobody knows is taken for a slip of the keys.</summary>
    public IEnumerable<(Term Term, float Factor)> Match(Meant asked)
    {
        if (_words.TryGetValue(asked.Stem, out var exact))
        {
            return Meanings(exact, 1);
        }

        var near = asked.Stem.Contains(' ') ? [] : Near(asked.Stem).ToList();
        return near.Count > 0 ? near.SelectMany(pair => Meanings(pair.Term, pair.Factor)) : Halves(asked.Stem);
    }

    private IEnumerable<(Term Term, float Factor)> Meanings(Term term, float factor) =>
        term.Concepts.Where(_concepts.ContainsKey).Select(concept => (_concepts[concept], factor * ConceptFactor)).Prepend((term, factor));

    private IEnumerable<(Term Term, float Factor)> Near(string word)
    {
        var letters = Term.LettersOf(word);
        var mistakes = word.Length < 4 ? 0 : word.Length < 8 ? 1 : 2;
        foreach (var term in _words.Values)
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

    /// <summary>Two known words written as one, such as codereview.</summary>
    private IEnumerable<(Term Term, float Factor)> Halves(string word)
    {
        for (var at = 3; at <= word.Length - 3; at++)
        {
            if (_words.TryGetValue(WordForms.Stem(word[..at]), out var first) && _words.TryGetValue(word[at..], out var second))
            {
                return [(first, PrefixFactor), (second, PrefixFactor)];
            }
        }

        return [];
    }

    private static Term TermOf(Dictionary<string, Term> terms, string text)
    {
        if (!terms.TryGetValue(text, out var term))
        {
            terms.Add(text, term = new Term(text));
        }

        return term;
    }
}

/// <summary>A word, or a group of the vocabulary, and where it stands.</summary>
internal sealed class Term(string text)
{
    private Dictionary<int, float>? _adding = [];

    public string Text => text;

    /// <summary>The letters as a set: two words with one mistake between them differ in two at most.</summary>
    public uint Letters { get; } = LettersOf(text);

    /// <summary>The items that have it, each with how much it counts there; none before all have been added.</summary>
    public ImmutableArray<(int Item, float Weight)> Owners { get; private set; } = [];

    /// <summary>The phrases that it stands in, by their index.</summary>
    public List<int> Phrases { get; } = [];

    public ImmutableArray<string> Concepts { get; set; } = [];

    public float Rarity { get; set; }

    public static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var character in word)
        {
            letters |= 1u << (character % 32);
        }

        return letters;
    }

    public void Add(int owner, float weight) => _adding![owner] = _adding.GetValueOrDefault(owner) + weight;

    /// <summary>Keeps what was added in as little memory as it takes: there are thousands of words.</summary>
    public void Settle() => (Owners, _adding) = ([.. _adding!.Select(pair => (pair.Key, pair.Value))], null);
}
