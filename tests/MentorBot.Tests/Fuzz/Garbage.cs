using FsCheck;
using FsCheck.Fluent;

namespace MentorBot.Tests.Fuzz;

/// <summary>Makes what nobody would type, and what somebody will.</summary>
internal static class Garbage
{
    /// <summary>How many cases each test runs.</summary>
    public const int Cases = 10_000;

    private static readonly string[] Oddities =
    [
        "\"", "“", "”", "„", "«", "'", "`", "\\", "\\\"", "", " ", "  ", "\t", "\n", "\r\n", "\0", "\u0001", "\u001b[31m", "\u007f", "\u00A0", "\u200B", "\u200E", "\u202E", "\uFEFF", "\u2028",
        "💥", "👩‍👩‍👧", "é", "e\u0301", "ß", "İ", "ﬁ", "Ω", "漢字", "\ud800", "\udc00", "a\ud83d", "<@U1>", "<@U1|ana>", "<@!9>", "<@>", "<@", "<#C1|>", "<#C1>", "<!channel>", "<!here>", "@everyone", "&lt;",
        ":", "::", "a:", ":b", "key:value", "id:", "text:", "command:", "id:\"", "text:\"a b\"", "--", "-1", "+1", "0", "1e9", "99999999999999999999", "-9223372036854775808", "NaN", "2026-02-30", "31 March", "in 999 weeks",
        "{date}", "{", "}", "{{date}}", "[a](b)", "**", "_", "~", "~1", "~~", "|", "||", "$(reboot)", "'; drop table people; --", "<script>alert(1)</script>", "../../etc/passwd", "%s%n", "null", "true", "undefined",
    ];

    /// <summary>One oddity, or one of the given words.</summary>
    public static Gen<string> Piece(IEnumerable<string> words)
    {
        var known = words.ToArray();
        return Gen.Frequency(
            (5, Gen.Elements(known)),
            (4, Gen.Elements(Oddities)),
            (2, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty)),
            (1, from word in Gen.Elements(known) from at in Gen.Choose(0, 30) from letter in Gen.Elements(Oddities) select word.Insert(Math.Min(at, word.Length), letter)));
    }

    /// <summary>Up to so many pieces with something between them; now and then far too long.</summary>
    public static Gen<string> Text(IEnumerable<string> words, int pieces, int longest) => Gen.Frequency(
        (60, from parts in Piece(words).ArrayOf().Select(parts => parts.Take(pieces)) from glue in Gen.Elements(" ", " ", " ", "", ":", "\u00A0") select string.Join(glue, parts)),
        (1, from piece in Piece(words) from length in Gen.Choose(longest - 2, longest + 3) select string.Concat(Enumerable.Repeat(piece.Length == 0 ? "x" : piece, (length / Math.Max(1, piece.Length)) + 1))[..length]));

    /// <summary>The same cases every time; a failure names its number, and that number alone can be run again.</summary>
    public static IEnumerable<(int Number, T Case)> Of<T>(Gen<T> generator, int cases = Cases)
    {
        const int AtOnce = 500;
        for (var batch = 0; batch * AtOnce < cases; batch++)
        {
            var made = generator.Sample(Math.Min(AtOnce, cases - (batch * AtOnce)), new Rnd((ulong)(20260304 + batch), 7919), 20);
            made.Length.ShouldBe(Math.Min(AtOnce, cases - (batch * AtOnce)));
            for (var i = 0; i < made.Length; i++)
            {
                yield return ((batch * AtOnce) + i, made[i]);
            }
        }
    }
}
