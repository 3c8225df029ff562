using System.Text.RegularExpressions;

namespace MentorBot.Core.Features.Time;

/// <summary>What all ways of writing "from one to the other" have in common.</summary>
internal static partial class Ranges
{
    /// <summary>The text in lower case, with one plain hyphen and no space for each dash and each "to".</summary>
    public static string Straighten(string text) => Dash().Replace(text.Trim().ToLowerInvariant(), "-");

    [GeneratedRegex(@"\s+(to|until|till|through)\s+|\s*[-–—‑−]\s*", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Dash();
}
