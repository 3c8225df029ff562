namespace MentorBot.Core.Commands;

/// <summary>Finds what somebody meant who typed something close to it.</summary>
internal static class Spelling
{
    /// <summary>The candidates nearest to what was typed, the nearest first; none that shares too little with it.</summary>
    public static List<string> Nearest(string typed, IEnumerable<string> candidates, int count)
    {
        var wanted = typed.Trim().ToLowerInvariant();
        if (wanted.Length > 64)
        {
            wanted = wanted[..64];
        }

        var first = wanted.Split(' ', 2)[0];
        return
        [
            .. candidates
                .Select(candidate => (Candidate: candidate, Distance: Math.Min(Distance(wanted, candidate), Distance(first, candidate))))
                .Where(pair => pair.Distance <= Allowed(pair.Candidate.Length) || (first.Length >= 2 && pair.Candidate.StartsWith(first, StringComparison.Ordinal)))
                .OrderBy(pair => pair.Distance)
                .Select(pair => pair.Candidate)
                .Take(count),
        ];
    }

    /// <summary>How many mistakes a word of a length may hold and still be meant.</summary>
    public static int Allowed(int length) => length switch
    {
        < 4 => 1,
        < 8 => 2,
        _ => 3,
    };

    /// <summary>The edit distance with neighbouring letters swapped counted as one mistake (optimal string alignment).</summary>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        Span<int> beforeLast = stackalloc int[other.Length + 1];
        Span<int> last = stackalloc int[other.Length + 1];
        Span<int> current = stackalloc int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            var spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }

        return last[other.Length];
    }
}
