using System.Collections.Immutable;

namespace MentorBot.Core.Content;

/// <summary>
/// Finds items by what people write. A word counts by how rare it is and where it stands (BM25F over title, phrases, tags,
/// summary and body), an item gains by the one of its phrases that is closest to the whole question, and by how surely it is
/// recognised from what others asked who were after it.
/// </summary>
internal sealed class ContentIndex
{
    /// <summary>So many words of a text are looked at: those that say most.</summary>
    public const int MaxWords = 24;

    private const float PhraseShare = 0.4f;
    private const float Saturation = 2f;

    // What it adds to be recognised for certain; the words alone come to 1 at most.
    private const float Recognised = 2.5f;

    // Whether an item is worth showing is told by both alike; which comes first is told better by what others meant by such a
    // question than by what stands in the items. Of an item for which nobody is known to have asked, such as a team's own, only
    // its words tell.
    private const float WordsInRank = 0.3f;

    // How much a long field thins out what stands in it: 0 is not at all.
    private const float Crowding = 0.4f;
    private const int Fields = 5;

    // Below this nothing is close enough to be shown.
    private const float LeastFit = 0.35f;

    // Below this it isn't even a guess.
    private const float LeastGuess = 0.2f;

    private readonly ImmutableArray<ContentItem> _items;
    private readonly Lexicon _lexicon;
    private readonly Recogniser _recogniser;
    private readonly TermTable _terms = new();
    private readonly List<Phrase> _phrases = [];

    // Phrases word for word: what somebody types exactly as it stands there is meant, even if every word of it is a small one.
    private readonly ILookup<string, int> _sentences;

    public ContentIndex(ImmutableArray<ContentItem> items, Lexicon lexicon, IEnumerable<Asked> asked)
    {
        _items = items;
        _lexicon = lexicon;
        _recogniser = new Recogniser(items, lexicon, asked);
        foreach (var (word, concepts) in lexicon.Known)
        {
            _terms.Know(word, concepts);
        }

        var fields = items.Select(FieldsOf).ToArray();
        var phrases = new List<(int Owner, List<Meant> Words)>();
        for (var field = 0; field < Fields; field++)
        {
            var read = fields.Select(texts => texts[field].Texts.Select(text => lexicon.Read(text)).ToList()).ToArray();
            var usual = Math.Max(1, read.Select(texts => texts.Sum(words => words.Count)).DefaultIfEmpty().Average());
            for (var owner = 0; owner < items.Length; owner++)
            {
                var crowd = (float)(1 - Crowding + (Crowding * read[owner].Sum(words => words.Count) / usual));
                foreach (var words in read[owner])
                {
                    _terms.Add(owner, words, fields[owner][field].Weight / crowd);
                }

                if (fields[owner][field].ArePhrases)
                {
                    phrases.AddRange(read[owner].Select(words => (owner, words)));
                }
            }
        }

        _sentences = fields
            .SelectMany((texts, owner) => texts.Where(field => field.ArePhrases).SelectMany(field => field.Texts).Select(text => (Sentence: Sentence(WordForms.WordsOf(text)), owner)))
            .Distinct()
            .ToLookup(pair => pair.Sentence, pair => pair.owner, StringComparer.Ordinal);
        _terms.Weigh(items.Length);
        foreach (var (owner, words) in phrases.Where(phrase => phrase.Words.Count > 0))
        {
            var length = MathF.Sqrt(words.Sum(word => Square(word.Weight * _terms.RarityOf(word))));
            _terms.AddPhrase(_phrases.Count, words);
            _phrases.Add(new Phrase(owner, length));
        }
    }

    /// <summary>The items that a text asks for, the best first.</summary>
    public IEnumerable<ContentItem> Search(string text, Func<ContentItem, bool> wanted, int count)
    {
        var ranked = Rank(text, wanted, LeastFit);
        return ranked is [{ ComesAlone: true } alone, ..] ? [alone] : ranked.Take(count);
    }

    /// <summary>The items that come nearest to what a text asks for, the best first, however far they are from it.</summary>
    public IEnumerable<ContentItem> Guess(string text, Func<ContentItem, bool> wanted, int count) =>
        Rank(text, wanted, LeastGuess).Take(count);

    private List<ContentItem> Rank(string text, Func<ContentItem, bool> wanted, float least)
    {
        var words = WordForms.WordsOf(text);
        var meant = _lexicon.Read(text, MaxWords);
        var byWords = ByWords(meant);
        var (recognised, nothing) = _recogniser.Recognise(words, meant);
        var exact = _sentences[Sentence(words)].ToHashSet();
        return
        [
            .. Enumerable.Range(0, _items.Length)
                .Where(i => wanted(_items[i]))
                .Select(i => (Item: _items[i], Fit: Score(i, 1), Rank: Score(i, _recogniser.Knows(i) ? WordsInRank : 1)))
                .Where(found => found.Fit >= least)
                .OrderByDescending(found => found.Rank)
                .ThenBy(found => found.Item.Id, StringComparer.Ordinal)
                .Select(found => found.Item),
        ];

        // What a team has of its own may be just what nobody else would ask a mentor for.
        float Score(int item, float wordsShare)
        {
            var score = (byWords[item] * wordsShare * _items[item].Standing) + (recognised[item] * Recognised);
            return (score * (_recogniser.Knows(item) ? 1 - nothing : 1)) + (exact.Contains(item) ? 1 : 0);
        }
    }

    /// <summary>For each item how well words fit it, from 0 to 1.</summary>
    private float[] ByWords(List<Meant> meant)
    {
        var asked = meant.Select(word => (Word: word, Matches: _terms.Match(word).ToList())).ToList();
        var all = 0f;
        var length = 0f;
        var scores = new Tally(_items.Length);
        var inPhrases = new Tally(_phrases.Count);
        foreach (var (word, matches) in asked)
        {
            var weight = word.Weight * _terms.RarityOf(word, matches);
            all += weight;
            length += Square(weight);
            // A word counts once an item and once a phrase, by its best match there.
            foreach (var (term, factor) in matches)
            {
                foreach (var (owner, found) in term.Owners)
                {
                    scores.Offer(owner, word.Weight * term.Rarity * factor * found / (found + Saturation));
                }

                foreach (var phrase in term.Phrases)
                {
                    inPhrases.Offer(phrase, Square(weight) * factor);
                }
            }

            scores.Settle();
            inPhrases.Settle();
        }

        length = MathF.Sqrt(length);
        var closeness = new float[_items.Length];
        foreach (var index in inPhrases.Touched)
        {
            var phrase = _phrases[index];
            closeness[phrase.Owner] = MathF.Max(closeness[phrase.Owner], MathF.Min(1, inPhrases[index] / (length * phrase.Length)));
        }

        var fit = new float[_items.Length];
        foreach (var item in scores.Touched)
        {
            fit[item] = (scores[item] / all * (1 - PhraseShare)) + (closeness[item] * PhraseShare);
        }

        return fit;
    }

    /// <summary>What an item is found by, in the same order for each.</summary>
    private static Field[] FieldsOf(ContentItem item) =>
    [
        new([item.Title, item.Id], 2.5f, ArePhrases: true),
        new([.. item.Synonyms, .. item.Phrases], 2, ArePhrases: true),
        new([.. item.Tags], 1.5f, ArePhrases: false),
        new([item.Summary.Plain], 1.5f, ArePhrases: false),
        new([.. item.Texts], 0.25f, ArePhrases: false),
    ];

    private static string Sentence(List<string> words) => string.Join(' ', words);

    private static float Square(float value) => value * value;

    private sealed record Field(ImmutableArray<string> Texts, float Weight, bool ArePhrases);

    private readonly record struct Phrase(int Owner, float Length);
}
