using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MentorBot.Core.Content;

/// <summary>Something that shows in a text without being any particular words.</summary>
public enum Sign
{
    /// <summary>A question mark.</summary>
    Question,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A time or a date in digits.</summary>
    Time,

    /// <summary>Somebody by name: a mention, or a name that does something.</summary>
    Name,
}

/// <summary>What to look for in a text: it is there if one of these is.</summary>
public sealed record Cues : Positioned
{
    [Description("Words and phrases; other forms of the same words count, too.")]
    [MaxEntryLength(60)]
    public ImmutableArray<Wording> Words { get; init; } = [];

    [Description("What shows without being any particular words.")]
    public ImmutableArray<Sign> Signs { get; init; } = [];
}

/// <summary>A text that somebody wrote, taken apart into words that remember where they stand.</summary>
internal sealed partial class WrittenText
{
    // What a person does or has done after their name; a product or a place seldom does.
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "will", "can", "could", "takes", "owns", "does", "is", "has", "and" };

    private static readonly HashSet<string> Calendar = new(
        CultureInfo.InvariantCulture.DateTimeFormat.DayNames.Concat(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames).Select(name => name.ToLowerInvariant()),
        StringComparer.Ordinal);

    private readonly string _text;
    private readonly ImmutableArray<PlacedWord> _words;
    private readonly ImmutableArray<string> _stems;

    /// <param name="mostWords">No more of the text is read.</param>
    public WrittenText(string text, int mostWords = int.MaxValue)
    {
        var words = WordForms.PlacesOf(text);
        IsCut = words.Count > mostWords;
        _words = [.. words.Take(mostWords)];
        _text = IsCut ? text[.._words[^1].End] : text;
        _stems = [.. _words.Select(word => WordForms.Stem(word.Word))];
    }

    public int Length => _words.Length;

    /// <summary>Whether the text goes on after what was read of it.</summary>
    public bool IsCut { get; }

    /// <summary>Where phrases stand, in any form of their words: the longest where they overlap, in the order of the text.</summary>
    public IReadOnlyList<WordSpan> Find(ImmutableArray<Wording> phrases)
    {
        var found = new List<WordSpan>();
        foreach (var phrase in phrases)
        {
            for (var at = Next(phrase, 0); at >= 0; at = Next(phrase, at + 1))
            {
                found.Add(new WordSpan(at, phrase.Words.Length));
            }
        }

        return WordSpan.Longest(found, span => span);
    }

    /// <summary>Whether one of some phrases stands anywhere, in any form of its words.</summary>
    public bool HasAny(ImmutableArray<Wording> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (Next(phrase, 0) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first word of the text, from one on, at which a phrase begins; -1 where it doesn't. One without words begins nowhere.</summary>
    /// <param name="wordForWord">Whether other forms of its words don't count.</param>
    public int Next(Wording phrase, int from, bool wordForWord = false)
    {
        for (var start = from; !phrase.Words.IsEmpty && start + phrase.Words.Length <= Length; start++)
        {
            if (StandsAt(start, phrase, wordForWord))
            {
                return start;
            }
        }

        return -1;
    }

    public bool Has(Cues cues) => cues.Signs.Any(Has) || HasAny(cues.Words);

    public bool Has(Sign sign) => sign switch
    {
        Sign.Question => _text.Contains('?', StringComparison.Ordinal),
        Sign.Number => _text.Any(char.IsAsciiDigit),
        Sign.Time => DigitsOfTime().IsMatch(_text),
        _ => Mention().IsMatch(_text) || Enumerable.Range(0, Length).Any(IsName),
    };

    /// <summary>The words of a span as they stand in the text, on one line.</summary>
    public string Excerpt(WordSpan span) => OneLine(_text[_words[span.Start].Start.._words[span.Start + span.Length - 1].End]);

    /// <summary>The whole text on one line.</summary>
    public string Whole() => OneLine(_text.Trim());

    /// <summary>The sentences of the text, each with the mark that ends it.</summary>
    public IEnumerable<WrittenText> Sentences() =>
        SentenceEnd().Split(_text).Where(sentence => !string.IsNullOrWhiteSpace(sentence)).Select(sentence => new WrittenText(sentence));

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private bool StandsAt(int start, Wording phrase, bool wordForWord)
    {
        for (var i = 0; i < phrase.Words.Length; i++)
        {
            if (!(wordForWord ? _words[start + i].Word == phrase.Words[i].Word : IsFormOf(start + i, phrase.Words[i])))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsFormOf(int index, Wording.SoughtWord sought) => _stems[index] == sought.Stem && (!sought.NeedsApostrophe || _words[index].IsShortened);

    private bool IsName(int index)
    {
        var (word, start, end) = _words[index];
        return end - start > 1 && char.IsUpper(_text[start]) && _text[(start + 1)..end].All(char.IsLower) && !Calendar.Contains(word)
            && ((index + 1 < Length && Verbs.Contains(_words[index + 1].Word) && !IsPronoun(word)) || (index > 0 && _words[index - 1].Word is "ask"));
    }

    private static bool IsPronoun(string word) => word is "we" or "he" or "she" or "they" or "it" or "this" or "that" or "there" or "who" or "what" or "which" or "somebody" or "someone" or "you" or "nobody" or "everybody" or "the";

    [GeneratedRegex(@"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?(am|pm|h)\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}\b|\b\d{1,2}(st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex DigitsOfTime();

    [GeneratedRegex(@"<@\w+|(?<=^|\s)@\w+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<=[.!?…])\s+|\n+", RegexOptions.None, 1_000)]
    private static partial Regex SentenceEnd();
}

/// <summary>Some words of a text: the first, from 0, and how many.</summary>
internal readonly record struct WordSpan(int Start, int Length)
{
    public bool Overlaps(WordSpan other) => Start < other.Start + other.Length && other.Start < Start + Length;

    /// <summary>What was found in a text: the longest where some overlap, in the order of the text.</summary>
    public static IReadOnlyList<T> Longest<T>(List<T> found, Func<T, WordSpan> spanOf)
    {
        if (found.Count < 2)
        {
            return found;
        }

        var chosen = new List<T>();
        foreach (var one in found.OrderByDescending(one => spanOf(one).Length).ThenBy(one => spanOf(one).Start))
        {
            if (!chosen.Exists(other => spanOf(other).Overlaps(spanOf(one))))
            {
                chosen.Add(one);
            }
        }

        return [.. chosen.OrderBy(one => spanOf(one).Start)];
    }
}
