using System.Collections.Immutable;

namespace MentorBot.Core.Content;

/// <summary>A word or a phrase to look for in what people write, taken apart once.</summary>
public sealed class Wording
{
    // Without their apostrophe these are other words, so there it has to be written.
    private static readonly HashSet<string> OtherWithout = new(StringComparer.Ordinal) { "well", "ill", "were", "wed", "id", "shed", "hell", "shell", "wont", "lets" };

    public Wording(string text)
    {
        Text = text;
        Words = [.. WordForms.PlacesOf(text).Select(place => new SoughtWord(place.Word, WordForms.Stem(place.Word), place.IsShortened && OtherWithout.Contains(place.Word)))];
    }

    /// <summary>As the file has it.</summary>
    public string Text { get; }

    internal ImmutableArray<SoughtWord> Words { get; }

    /// <param name="NeedsApostrophe">Whether it is another word where it is written without.</param>
    internal readonly record struct SoughtWord(string Word, string Stem, bool NeedsApostrophe);
}
