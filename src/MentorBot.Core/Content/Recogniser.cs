using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MentorBot.Core.Content;

/// <summary>
/// Recognises what a question is after by thousands of others that are known to be after it: by their words, by the groups of the
/// vocabulary that these belong to, and by which words stand next to each other, with the small ones and without them.
/// </summary>
internal sealed class Recogniser
{
    // What is seen of a text, against a word that says something by itself.
    private const float GroupValue = 0.6f;
    private const float PairValue = 0.5f;
    private const float SmallWordValue = 0.15f;

    // What an item itself says that it is called, and what somebody asked who knew nothing of the library, against what was written
    // by others who had an item before them.
    private const float CalledWeight = 3;
    private const float UnpromptedWeight = 3;

    // What stood in one example only teaches nothing about the next question.
    private const int LeastTimes = 2;

    // So many words from the beginning are looked at as they stand; a question is shorter, and a long message is none.
    private const int MostInOrder = 60;

    private readonly Dictionary<Sight, int> _features = [];
    private readonly int[] _classOf;
    private readonly int _nothing;
    private readonly OneAgainstRest? _classes;

    /// <param name="items">All items. Those that nobody is known to have asked for are one class, of which nothing is recognised.</param>
    public Recogniser(ImmutableArray<ContentItem> items, Lexicon lexicon, IEnumerable<Asked> asked)
    {
        var lines = asked
            .SelectMany(file => file.For.Select(one => (one.Item.Id, one.Lines, Weight: file.Unprompted ? UnpromptedWeight : 1)))
            .ToLookup(said => said.Id, said => (said.Lines, said.Weight), StringComparer.Ordinal);
        var classes = 1;
        _classOf = [.. items.Select(item => lines.Contains(item.Id) ? classes++ : 0)];
        if (classes == 1)
        {
            return;
        }

        _nothing = classes++;
        var texts = items
            .SelectMany((item, index) => SeenOf(item).Select(text => (text.Seen, Class: _classOf[index], text.Weight)))
            .Concat(Seen(asked.SelectMany(file => file.ForNothing.All), UnpromptedWeight).Select(text => (text.Seen, Class: _nothing, text.Weight)))
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

        _classes = OneAgainstRest.Train([.. texts.Select(text => new Example(FeaturesOf(text.Seen), text.Class, text.Weight))], _features.Count, classes);

        IEnumerable<(Dictionary<Sight, float> Seen, float Weight)> SeenOf(ContentItem item) =>
        [
            .. lines[item.Id].SelectMany(said => Seen(said.Lines.All, said.Weight)),
            .. Seen([item.Title, .. item.Synonyms, .. item.Phrases], CalledWeight),
            .. Seen([.. item.Tags, item.Summary.Plain], 1),
        ];

        IEnumerable<(Dictionary<Sight, float> Seen, float Weight)> Seen(IEnumerable<string> said, float weight) =>
            said.Select(text => (See(WordForms.WordsOf(text), lexicon.Read(text, ContentIndex.MaxWords)), weight));
    }

    /// <summary>Whether anybody is known to have asked for an item.</summary>
    public bool Knows(int item) => _classOf[item] > 0;

    /// <summary>For each item how sure it is that a question is after it, and how sure that it is after nothing that there is, from 0 to 1.</summary>
    /// <param name="words">The question's, in their order.</param>
    /// <param name="meant">What they mean by the vocabularies.</param>
    public (float[] Items, float Nothing) Recognise(List<string> words, List<Meant> meant)
    {
        var (sure, nothing) = (new float[_classOf.Length], 0f);
        if (_classes is not null && See(words, meant) is var seen && seen.Keys.Any(IsKnownWord))
        {
            var sureness = _classes.Sureness(FeaturesOf(seen));
            nothing = sureness[_nothing];
            for (var item = 0; item < sure.Length; item++)
            {
                sure[item] = _classOf[item] > 0 ? sureness[_classOf[item]] : 0;
            }
        }

        return (sure, nothing);
    }

    /// <summary>What is seen of a text, each with how much it says.</summary>
    private static Dictionary<Sight, float> See(List<string> words, List<Meant> meant)
    {
        var seen = new Dictionary<Sight, float>();
        foreach (var one in meant)
        {
            seen[new Sight(SightKind.Word, one.Stem)] = one.Weight;
            foreach (var group in one.Concepts)
            {
                // The word of the group that says most comes first.
                seen.TryAdd(new Sight(SightKind.Group, group), GroupValue * one.Weight);
            }
        }

        for (var at = 0; at < Math.Min(words.Count, MostInOrder); at++)
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

        var telling = words.Take(MostInOrder).Where(word => !WordForms.IsSmall(word)).Select(WordForms.Stem).ToList();
        for (var at = 1; at < telling.Count; at++)
        {
            seen[new Sight(SightKind.Neighbours, $"{telling[at - 1]} {telling[at]}")] = PairValue;
        }

        return seen;
    }

    // Small words alone ask for nothing, nor does what stands next to what.
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
        Neighbours,
        SmallWord,
    }

    private readonly record struct Sight(SightKind Kind, string Text);
}
