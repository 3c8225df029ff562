using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MentorBot.Core.Content;

/// <summary>
/// Recognises what a question is after by thousands of others that are known to be after it: by their words, by the groups of the
/// vocabulary that these belong to, and by which words stand next to each other, down to the small ones.
/// </summary>
internal sealed class Recogniser
{
    // What is seen of a text, against a word that says something by itself.
    private const float GroupValue = 0.6f;
    private const float PairValue = 0.5f;
    private const float SmallWordValue = 0.3f;

    // What stood in one example only teaches nothing about the next question.
    private const int LeastTimes = 2;

    // The words of a long message beyond these are not looked at.
    private const int MaxSmallWords = 60;

    private readonly Lexicon _lexicon;
    private readonly Dictionary<Sight, int> _features = [];
    private readonly int[] _classOf;
    private readonly SoftmaxRegression? _regression;

    /// <param name="items">All items. Those that nobody is known to have asked for are one class, of which nothing is recognised.</param>
    public Recogniser(ImmutableArray<ContentItem> items, Lexicon lexicon, IEnumerable<AskedFor> asked)
    {
        _lexicon = lexicon;
        var lines = asked.ToLookup(one => one.Item.Id, one => one.Lines, StringComparer.Ordinal);
        var classes = 1;
        _classOf = [.. items.Select(item => lines.Contains(item.Id) ? classes++ : 0)];
        if (classes == 1)
        {
            return;
        }

        var texts = items
            .SelectMany((item, index) => Texts(item).Select(text => (Seen: Seen(text), Class: _classOf[index])))
            .ToList();
        var times = new Dictionary<Sight, int>();
        foreach (var feature in texts.SelectMany(text => text.Seen.Keys))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(times, feature, out _)++;
        }

        foreach (var (feature, _) in times.Where(pair => pair.Value >= LeastTimes))
        {
            _features.Add(feature, _features.Count);
        }

        _regression = SoftmaxRegression.Train([.. texts.Select(text => new Example(FeaturesOf(text.Seen), text.Class))], _features.Count, classes);

        // What an item itself says that it is called is worth two of others' ways to ask for it.
        IEnumerable<string> Texts(ContentItem item)
        {
            string[] called = [item.Title, .. item.Synonyms, .. item.Phrases];
            return [.. lines[item.Id].SelectMany(one => one.All), .. called, .. called, .. item.Tags, item.Summary.Plain];
        }
    }

    /// <summary>For each item how sure it is that a question is after it, from 0 to 1.</summary>
    public float[] Recognise(string question)
    {
        var sure = new float[_classOf.Length];
        if (_regression is not null && Seen(question) is var seen && seen.Keys.Any(IsKnownWord))
        {
            var probabilities = _regression.Probabilities(FeaturesOf(seen));
            for (var item = 0; item < sure.Length; item++)
            {
                sure[item] = _classOf[item] > 0 ? probabilities[_classOf[item]] : 0;
            }
        }

        return sure;
    }

    /// <summary>What is seen of a text, each with how much it says.</summary>
    private Dictionary<Sight, float> Seen(string text)
    {
        var seen = new Dictionary<Sight, float>();
        foreach (var meant in _lexicon.Read(text, ContentIndex.MaxWords))
        {
            seen[new Sight(SightKind.Word, meant.Stem)] = meant.Weight;
            foreach (var group in meant.Concepts)
            {
                // The word of the group that says most comes first.
                seen.TryAdd(new Sight(SightKind.Group, group), GroupValue * meant.Weight);
            }
        }

        var words = WordForms.WordsOf(text);
        for (var at = 0; at < Math.Min(words.Count, MaxSmallWords); at++)
        {
            if (at > 0)
            {
                seen[new Sight(SightKind.Pair, $"{words[at - 1]} {words[at]}")] = PairValue;
            }

            if (WordForms.IsSmall(words[at]))
            {
                seen[new Sight(SightKind.SmallWord, words[at])] = SmallWordValue;
            }
        }

        return seen;
    }

    // Small words and pairs alone ask for nothing.
    private bool IsKnownWord(Sight sight) => sight.Kind is SightKind.Word or SightKind.Group && _features.ContainsKey(sight);

    private Feature[] FeaturesOf(Dictionary<Sight, float> seen)
    {
        // What nobody ever said counts in the length, so that the rest of such a question is taken for less sure.
        var length = MathF.Sqrt(seen.Values.Sum(value => value * value));
        return [.. seen.Where(pair => _features.ContainsKey(pair.Key)).Select(pair => new Feature(_features[pair.Key], pair.Value / length))];
    }

    private enum SightKind
    {
        Word,
        Group,
        Pair,
        SmallWord,
    }

    private readonly record struct Sight(SightKind Kind, string Text);
}
