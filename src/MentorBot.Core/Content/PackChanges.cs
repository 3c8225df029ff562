using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace MentorBot.Core.Content;

/// <summary>
/// What an upgrade of the built-in content changes for a team: compares it with the one that the team looked at last, which
/// is noted in the team's folder.
/// </summary>
public sealed record PackChanges(ImmutableArray<string> Underneath, ImmutableArray<string> GoneUnderneath, ImmutableArray<string> HiddenGone, ImmutableArray<string> Added, ImmutableArray<string> Changed, ImmutableArray<string> Gone)
{
    /// <summary>The file in a team's folder that notes each built-in item that the team has looked at: its name, version and a mark of its text.</summary>
    public const string SeenFile = "built-in.seen";

    public bool IsEmpty => Underneath.IsEmpty && GoneUnderneath.IsEmpty && HiddenGone.IsEmpty && Added.IsEmpty && Changed.IsEmpty && Gone.IsEmpty;

    /// <summary>The lines to note once a team has looked at what is there.</summary>
    public static string Seen(IEnumerable<ContentItem> builtIn) =>
        string.Concat(builtIn.OrderBy(TeamContent.NameOf, StringComparer.Ordinal).Select(item => $"{TeamContent.NameOf(item)} {item.Version} {MarkOf(item)}\n"));

    /// <param name="seen">The lines as they were noted.</param>
    public static PackChanges Between(string seen, IReadOnlyList<ContentItem> builtIn, TeamContent team)
    {
        // A merge of two branches may leave a name twice: what was noted later counts.
        var before = seen.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 3)
            .GroupBy(cells => cells[0], StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => (Version: same.Last()[1], Mark: same.Last()[2]), StringComparer.Ordinal);
        var now = builtIn.ToDictionary(TeamContent.NameOf, StringComparer.Ordinal);
        var replaced = team.Replaced.Select(TeamContent.NameOf).ToHashSet(StringComparer.Ordinal);
        var own = team.Added.Select(TeamContent.NameOf).ToHashSet(StringComparer.Ordinal);
        var hidden = team.Hidden.Select(TeamContent.NameOf).Concat(team.HiddenGone).ToHashSet(StringComparer.Ordinal);
        var changed = now.Where(pair => before.TryGetValue(pair.Key, out var old) && old.Mark != MarkOf(pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var gone = before.Keys.Where(name => !now.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        return new PackChanges(
            [.. changed.Where(pair => replaced.Contains(pair.Key)).Select(Told)],
            [.. gone.Where(own.Contains)],
            [.. team.HiddenGone],
            [.. now.Keys.Where(name => !before.ContainsKey(name)).Order(StringComparer.Ordinal)],
            [.. changed.Where(pair => !replaced.Contains(pair.Key) && !hidden.Contains(pair.Key)).Select(Told)],
            [.. gone.Where(name => !own.Contains(name) && !hidden.Contains(name))]);

        string Told(KeyValuePair<string, ContentItem> pair) => before[pair.Key].Version is var old && old == $"{pair.Value.Version}"
            ? $"{pair.Key} (still version {old}, its words changed)"
            : $"{pair.Key} (version {old}, now {pair.Value.Version})";
    }

    /// <summary>All of it as an operator reads it.</summary>
    public string Told() =>
        IsEmpty
            ? "Nothing has changed since you looked last.\n"
            : Part("Changed under what you replace; see whether yours should follow:", Underneath)
            + Part("Gone under what you replace; yours stays, as an item of its own:", GoneUnderneath)
            + Part("Hidden by you, and gone; it can be taken out of hidden.yaml:", HiddenGone)
            + Part("New:", Added)
            + Part("Changed, and used as it comes:", Changed)
            + Part("Gone:", Gone)
            + "When you have looked at it, run `content diff --accept`.\n";

    private static string Part(string heading, ImmutableArray<string> lines) =>
        lines.IsEmpty ? string.Empty : $"{heading}\n{string.Concat(lines.Select(line => $"  {line}\n"))}";

    private static string MarkOf(ContentItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(item.Written.ReplaceLineEndings("\n"))))[..12];
}
