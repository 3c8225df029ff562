using System.Collections.Immutable;
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
            ChosenCommand chosen => chosen with { Command = Of(chosen.Command), Options = Of(chosen.Options) },
            Press press => press with { Token = Of(press.Token), Values = press.Values.IsDefault ? [] : [.. press.Values.Select(Of)] },
            Submission submission => submission with { Token = Of(submission.Token), Values = Of(submission.Values) },
            UsedShortcut used => used with { Name = Of(used.Name), Message = Of(used.Message) },
            _ => incoming,
        };
        return clean with { From = clean.From with { Name = Of(clean.From.Name) }, Names = Of(clean.Names) };
    }

    private static PointedMessage? Of(PointedMessage? message) => message is null
        ? null
        : new PointedMessage(Of(message.Text), message.Author is null ? null : Of(message.Author), message.Link is null ? null : Of(message.Link));

    /// <summary>A null value is one that was left out; of two names that come to the same the last one counts.</summary>
    private static Dictionary<string, string> Of(IReadOnlyDictionary<string, string>? values)
    {
        var clean = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values ?? ImmutableDictionary<string, string>.Empty)
        {
            // Adapters deserialize what comes in, so the type alone does not keep a null out.
            if (value is not null)
            {
                clean[Of(name)] = Of(value);
            }
        }

        return clean;
    }

    private static string Of(string? text)
    {
        if (text is null || IsLegible(text))
        {
            return text ?? string.Empty;
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
