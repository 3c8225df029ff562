using System.Text;

namespace MentorBot.Core.Commands;

/// <summary>Leaves out of what comes in the characters that nobody sees and that not every store takes: controls and halves of pairs.</summary>
internal static class Legible
{
    public static Incoming Of(Incoming incoming)
    {
        Incoming clean = incoming switch
        {
            TypedLine line => line with { Text = Of(line.Text) },
            ChosenCommand chosen => chosen with { Options = Of(chosen.Options) },
            Press press => press with { Token = Of(press.Token) },
            Submission submission => submission with { Token = Of(submission.Token), Values = Of(submission.Values) },
            _ => incoming,
        };
        return clean with { From = clean.From with { Name = Of(clean.From.Name) }, Names = Of(clean.Names) };
    }

    private static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> values) =>
        values.Values.All(IsLegible) ? values : values.ToDictionary(pair => pair.Key, pair => Of(pair.Value), StringComparer.Ordinal);

    private static string Of(string text)
    {
        if (IsLegible(text))
        {
            return text;
        }

        var legible = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsLegible(text, i))
            {
                legible.Append(text[i]);
            }
        }

        return legible.ToString();
    }

    private static bool IsLegible(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsLegible(text, i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLegible(string text, int at) => text[at] switch
    {
        var high when char.IsHighSurrogate(high) => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        var low when char.IsLowSurrogate(low) => at > 0 && char.IsHighSurrogate(text[at - 1]),
        var other => !char.IsControl(other) || char.IsWhiteSpace(other),
    };
}
