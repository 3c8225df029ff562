using System.Globalization;
using MentorBot.Core.Content;

namespace MentorBot.Core.Features.Scores;

/// <summary>Scores in the words in which people read them: the number, how it was made, and what made it so.</summary>
public static class ScoreWords
{
    /// <summary>A total as it is shown, such as 68% or 13.5.</summary>
    public static string Number(RubricFormula formula, decimal total) =>
        formula == RubricFormula.WeightedPercent ? $"{Plain(total)}%" : Plain(total);

    /// <summary>A number with two decimals at most.</summary>
    public static string Plain(decimal number) => Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The name of a thing as names are compared.</summary>
    public static string KeyOf(string name) => string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
