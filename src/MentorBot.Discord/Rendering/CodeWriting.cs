using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rendering;

/// <summary>Puts text to copy into code blocks, as few as hold it.</summary>
internal static class CodeWriting
{
    private const string Fence = "```";

    // Both fences with their line breaks.
    private const int Fences = 8;

    public static List<string> Of(string text)
    {
        var blocks = new List<string>();
        text = DiscordText.Clean(text);
        while (text.Length > 0)
        {
            var end = Fitting(text);
            var part = text[..end];
            text = text[end..];
            part = text.Length > 0 && part.EndsWith('\n') ? part[..^1] : part;
            if (!string.IsNullOrWhiteSpace(part))
            {
                blocks.Add($"{Fence}\n{Escaping.InCodeBlock(part)}\n{Fence}");
            }
        }

        return blocks;
    }

    private static int Fitting(string text)
    {
        var most = new Extent(0, DiscordLimits.Text - Fences, DiscordLimits.Bytes - DiscordLimits.BytesOfATextDisplay - Fences);
        var used = default(Extent);
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A space of no width may come before a backtick.
            var isTick = rune.Value == '`';
            used += new Extent(0, isTick ? 2 : 1, rune.Utf8SequenceLength + (isTick ? 3 : 0));
            if (!used.FitsInto(most))
            {
                return TextCut.Within(text, end);
            }

            end += rune.Utf16SequenceLength;
        }

        return text.Length;
    }
}
