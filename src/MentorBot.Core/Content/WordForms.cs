using System.Globalization;
using System.Text;

namespace MentorBot.Core.Content;

/// <summary>Reduces what people write to what they mean: words in lower case without accents, endings and small words.</summary>
internal static class WordForms
{
    private static readonly HashSet<string> SmallWords = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "by", "is", "are", "was", "be", "been",
        "am", "it", "its", "this", "that", "these", "those", "i", "im", "ive", "my", "me", "we", "our", "us", "you", "your", "they",
        "them", "their", "he", "she", "his", "her", "do", "does", "did", "how", "what", "when", "which", "who", "can", "could",
        "should", "would", "will", "shall", "have", "has", "had", "want", "need", "about", "as", "so", "if", "then", "there", "from",
        "into", "some", "any", "just", "please", "let", "s", "t", "say", "tell", "help",
    };

    // The program runs without culture data (InvariantGlobalization), which leaves string.Normalize without its tables.
    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž";
    private const string Unaccented = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz";

    /// <summary>The stems of a text, small words left out; where nothing else is left, they stay.</summary>
    public static List<string> Of(string text, int most = int.MaxValue)
    {
        var words = WordsOf(text);
        var meant = words.Where(word => !SmallWords.Contains(word)).ToList();
        return [.. (meant.Count > 0 ? meant : words).Take(most).Select(Stem)];
    }

    /// <summary>The words of a text as they stand there, in lower case without accents and apostrophes.</summary>
    public static List<string> WordsOf(string text) => [.. PlacesOf(text).Select(place => place.Word)];

    /// <summary>The same words, each with where it begins in the text and where it ends.</summary>
    public static List<(string Word, int Start, int End)> PlacesOf(string text)
    {
        var words = new List<(string Word, int Start, int End)>();
        var word = new StringBuilder();
        var (start, end) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                start = word.Length == 0 ? i : start;
                end = i + 1;
                word.Append(Plain(char.ToLowerInvariant(text[i])));
            }
            else if (text[i] is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(text[i]) != UnicodeCategory.NonSpacingMark)
            {
                Flush();
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
            {
                words.Add((word.ToString(0, Math.Min(word.Length, 40)), start, end));
                word.Clear();
            }
        }
    }

    private static char Plain(char lower) => lower > 127 && Accented.IndexOf(lower) is >= 0 and var at ? Unaccented[at] : lower;

    /// <summary>Takes common English endings off; it need not yield a word, only the same letters for the same meaning.</summary>
    public static string Stem(string word)
    {
        foreach (var (ending, instead) in ((string, string)[])[("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ness", ""), ("ment", ""), ("ation", ""), ("ator", ""), ("ate", ""), ("ally", ""), ("ly", ""), ("es", ""), ("s", ""), ("e", "")])
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal) && !(ending == "s" && word.EndsWith("ss", StringComparison.Ordinal)))
            {
                var stem = word[..^ending.Length] + instead;
                return stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's') ? stem[..^1] : stem.TrimEnd('e');
            }
        }

        return word;
    }
}
