using System.Globalization;
using System.Text;

namespace MentorBot.Core.Content;

/// <summary>Reduces what people write to words that can be compared: lower case, no accents, no endings.</summary>
internal static class WordForms
{
    private static readonly HashSet<string> SmallWords = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "by", "is", "are", "was", "were", "be", "been",
        "being", "am", "it", "its", "this", "that", "these", "those", "i", "im", "ive", "id", "ill", "my", "mine", "me", "myself", "we",
        "weve", "our", "us", "you", "your", "youre", "they", "theyre", "them", "their", "theirs", "he", "hes", "she", "shes", "his",
        "her", "him", "do", "does", "did", "doing", "how", "what", "whats", "when", "which", "who", "whom", "whose", "can", "could",
        "should", "would", "will", "shall", "may", "might", "must", "have", "has", "had", "having", "want", "wants", "wanted", "need",
        "needs", "about", "as", "so", "if", "then", "than", "there", "theres", "from", "into", "some", "any", "just", "please", "let", "lets",
        "s", "t", "say", "tell", "help", "too", "very", "really", "also", "while", "whenever", "because", "during",
        "yet", "else", "whether", "since", "though", "although", "unless", "per",
    };

    /// <summary>What people say to each other before they say what they need.</summary>
    private static readonly HashSet<string> Greetings = new(StringComparer.Ordinal)
    {
        "hi", "hello", "hey", "hiya", "yo", "thanks", "thank", "thx", "cheers", "ok", "okay", "yes", "yeah", "no", "nope", "bye", "lol", "good", "morning", "afternoon", "evening", "there", "bot", "mentor",
    };

    // Longer endings come first. What is left need not be a word, only the same letters for the same meaning.
    private static readonly (string Ending, string Instead)[] Endings =
    [
        ("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ied", "y"), ("ed", ""), ("ness", ""), ("ment", ""), ("ation", ""),
        ("ator", ""), ("ate", ""), ("ally", ""), ("ly", ""), ("es", ""), ("s", ""), ("e", ""),
    ];

    // The program runs without culture data (InvariantGlobalization), which leaves string.Normalize without its tables.
    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž";
    private const string Unaccented = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijkllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz";

    /// <summary>Whether a word only holds a sentence together.</summary>
    public static bool IsSmall(string word) => SmallWords.Contains(word);

    /// <summary>Whether there is nothing in a text but a greeting or a thank-you.</summary>
    public static bool IsGreeting(IReadOnlyCollection<string> words) => words.All(Greetings.Contains);

    /// <summary>The words of a text as they stand there, in lower case without accents and apostrophes.</summary>
    public static List<string> WordsOf(string text) => [.. PlacesOf(text).Select(place => place.Word)];

    /// <summary>The same words, each with where it stands in the text.</summary>
    public static List<PlacedWord> PlacesOf(string text)
    {
        var words = new List<PlacedWord>();
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
                words.Add(new PlacedWord(word.ToString(0, Math.Min(word.Length, 40)), start, end));
                word.Clear();
            }
        }
    }

    /// <summary>A word without the common English endings.</summary>
    public static string Stem(string word)
    {
        foreach (var (ending, instead) in Endings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal) && !(ending == "s" && word.EndsWith("ss", StringComparison.Ordinal)))
            {
                var stem = word[..^ending.Length] + instead;
                stem = stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's') ? stem[..^1] : stem.TrimEnd('e');
                // A plural may have another ending below it: "meetings", "payments".
                return ending == "s" && stem.Length > 5 ? Stem(stem) : stem;
            }
        }

        return word;
    }

    private static char Plain(char lower) => lower > 127 && Accented.IndexOf(lower) is >= 0 and var at ? Unaccented[at] : lower;
}

/// <summary>A word of a text, where it begins there and where it ends.</summary>
internal readonly record struct PlacedWord(string Word, int Start, int End)
{
    /// <summary>Whether it stands there with an apostrophe, which its plain form lost.</summary>
    public bool IsShortened => End - Start > Word.Length;
}
