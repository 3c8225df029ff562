using System.Text.RegularExpressions;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Cadences;

/// <summary>What several people wrote, point by point: each point once, with the names of those who made it, the newest last.</summary>
internal sealed partial class NamedPoints
{
    // Three sections of this length are the page that a weekly status is.
    private const int Longest = 1_000;
    private const int LongestPoint = 300;

    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "nothing", "nothing new", "nothing really", "nothing right now", "nothing at the moment", "nothing to report", "nothing today", "nothing at all",
        "none", "none today", "no", "nope", "nil", "null", "n/a", "na", "no blocker", "no blockers", "no risks", "not blocked", "all good", "all clear", "-", "--", "–", "—", "/", "x", "0",
    };

    private readonly List<Point> _points = [];

    public bool IsEmpty => _points.Count == 0;

    /// <summary>Adds each line of what somebody wrote; what says that there is nothing is left out.</summary>
    /// <param name="name">Whose words they are; null where that goes without saying.</param>
    public void Add(string? words, string? name)
    {
        foreach (var line in (words ?? string.Empty).ReplaceLineEndings("\n").Split('\n'))
        {
            var text = Bullet().Replace(line.Trim(), string.Empty);
            if (IsNothing(text))
            {
                continue;
            }

            var key = Bare(text);
            var known = _points.Find(point => string.Equals(point.Key, key, StringComparison.OrdinalIgnoreCase));
            if (known is null)
            {
                _points.Add(known = new Point(key, Limits.Shorten(text, LongestPoint)));
            }

            if (name is not null && !known.Names.Contains(name))
            {
                known.Names.Add(name);
            }
        }
    }

    /// <summary>Whether somebody wrote that there is nothing to say.</summary>
    public static bool IsNothing(string text) => Bare(text) is var bare && (bare.Length == 0 || Nothing.Contains(bare));

    /// <summary>A line for each point; where they are too many for a page the newest stay, and a line says how many are left out.</summary>
    public string ToText()
    {
        var lines = _points.ConvertAll(point => point.Names.Count == 0 ? point.Text : $"{And(point.Names)}: {point.Text}");
        var length = 0;
        var kept = lines.AsEnumerable().Reverse().TakeWhile(line => (length += line.Length + 1) <= Longest).Count();
        var left = lines.Count - kept;
        return string.Join('\n', left == 0 ? lines : lines.Skip(left).Prepend(left == 1 ? "(1 earlier point is left out here.)" : $"({left} earlier points are left out here.)"));
    }

    /// <summary>Such as "Ana, Ben and Cem".</summary>
    public static string And(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>A text as it compares with others.</summary>
    private static string Bare(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', '!').TrimEnd();

    [GeneratedRegex(@"^([-*•–]|\d{1,2}[.)])\s+", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Bullet();

    private sealed record Point(string Key, string Text)
    {
        public List<string> Names { get; } = [];
    }
}
