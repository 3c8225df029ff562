using System.Collections.Frozen;
using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>All that the bot can say as of one reading of its content: whole, checked, and never changed again.</summary>
public sealed class ContentPack
{
    private readonly FrozenDictionary<string, ContentItem> _byId;
    private readonly Lazy<ContentIndex> _index;

    public ContentPack(IEnumerable<ContentItem> items)
    {
        Items = [.. items];
        _byId = Items.Concat(Items.SelectMany(item => item.Rewrites)).ToFrozenDictionary(item => item.Id, StringComparer.OrdinalIgnoreCase);
        _index = new Lazy<ContentIndex>(() => new ContentIndex([.. Items.Where(item => item.IsForPeople)], new Lexicon(All<Vocabulary>()), All<Asked>()));
    }

    public ImmutableArray<ContentItem> Items { get; }

    /// <summary>Whether a search need not wait any more for what <see cref="Prepare"/> does.</summary>
    public bool IsPrepared => _index.IsValueCreated;

    public IEnumerable<T> All<T>() => Items.OfType<T>();

    /// <summary>The item with an id, in any case; null where there is none or it is of another type.</summary>
    public T? Find<T>(string id)
        where T : ContentItem => _byId.GetValueOrDefault(id.Trim()) as T;

    /// <summary>What references lead to. What a team hides leads nowhere.</summary>
    public IReadOnlyList<ContentItem> Behind(ImmutableArray<Reference> references) =>
        [.. references.Select(reference => _byId.GetValueOrDefault(reference.Id)).OfType<ContentItem>()];

    /// <summary>The items of a type, those first that were asked for most by people who knew nothing of the library.</summary>
    public IEnumerable<T> MostAsked<T>()
        where T : ContentItem
    {
        var times = All<Asked>()
            .Where(asked => asked.Unprompted)
            .SelectMany(asked => asked.For)
            .GroupBy(one => one.Item.Id, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(one => one.Lines.All.Count()), StringComparer.Ordinal);
        return All<T>().OrderByDescending(item => times.GetValueOrDefault(item.Id)).ThenBy(item => item.Id, StringComparer.Ordinal);
    }

    /// <summary>Gets ready to be searched, which takes a second or two; otherwise the first search does.</summary>
    public void Prepare() => _ = _index.Value;

    /// <summary>The items of a type that a text asks for, the best first; forgiving with typos and word forms.</summary>
    public IReadOnlyList<T> Search<T>(string text, int count)
        where T : ContentItem => [.. _index.Value.Search(text, item => item is T, count).Cast<T>()];

    /// <summary>The items of a type that come nearest to a text for which <see cref="Search"/> is sure of none, the best first.</summary>
    public IReadOnlyList<T> Guess<T>(string text, int count)
        where T : ContentItem => [.. _index.Value.Guess(text, item => item is T, count).Cast<T>()];

    /// <summary>Suggestions for what is typed of an id: those that begin like it, then those that it finds.</summary>
    public IReadOnlyList<Choice> Complete<T>(string typed)
        where T : ContentItem
    {
        var start = typed.Trim();
        var begun = All<T>().Where(item => item.Id.StartsWith(start, StringComparison.OrdinalIgnoreCase)).OrderBy(item => item.Id, StringComparer.Ordinal);
        return
        [
            .. begun.Concat(start.Length < 3 ? [] : Search<T>(start, Limits.SelectOptions))
                .DistinctBy(item => item.Id)
                .Take(Limits.SelectOptions)
                .Select(item => new Choice(item.Title, item.Id)),
        ];
    }
}
