using System.Collections.Immutable;

namespace MentorBot.Core.Content;

/// <summary>The table of every kind of content, how much there is of it and where it comes from, as Markdown.</summary>
public static class KindTable
{
    /// <summary>The lines that stand before and after the table in a file.</summary>
    public const string Begin = "<!-- content kinds: written by `content kinds --write` -->";
    public const string End = "<!-- end of content kinds -->";

    public static string Of(ContentPack pack)
    {
        var rows = ContentKind.All
            .Select(kind => (Kind: kind, Items: pack.Items.Where(item => item.GetType() == kind.Type).ToImmutableArray()))
            .Select(row => $"| {row.Kind.Name} | `data/{row.Kind.Folder}` | {row.Items.Length} | {string.Join("; ", Sources(row.Items))} |\n");
        return $"| kind | folder | items | where it comes from |\n|---|---|---|---|\n{string.Concat(rows)}| all | `data` | {pack.Items.Length} | |\n";
    }

    /// <summary>A text with the table between its marks brought up to date; null where it has no marks.</summary>
    public static string? Into(string text, ContentPack pack)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return begin < 0 || end < begin ? null : $"{text[..(begin + Begin.Length)]}\n{Of(pack)}{text[end..]}";
    }

    private static IEnumerable<string> Sources(IEnumerable<ContentItem> items) =>
        items.SelectMany(item => item.Source.Split(';', StringSplitOptions.TrimEntries))
            .GroupBy(source => source, StringComparer.Ordinal)
            .OrderByDescending(same => same.Count())
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => same.Key);
}
