using System.Collections.Immutable;

namespace MentorBot.Core.Content;

/// <summary>What a team's own folder changes about the built-in content: it adds items, replaces some and hides others.</summary>
/// <param name="Added">The team's items whose ids the built-in content doesn't have.</param>
/// <param name="Replaced">The team's items that stand in the place of a built-in one with the same id.</param>
/// <param name="Hidden">The built-in items that are left out.</param>
/// <param name="HiddenGone">What is to be hidden and isn't there, as <c>kind/id</c>: the built-in content has it no more.</param>
public sealed record TeamContent(ImmutableArray<ContentItem> Added, ImmutableArray<ContentItem> Replaced, ImmutableArray<ContentItem> Hidden, ImmutableArray<string> HiddenGone)
{
    /// <summary>The file in the folder that lists what is hidden.</summary>
    public const string HiddenFile = "hidden.yaml";

    /// <summary>The configuration's key of the folder.</summary>
    public const string Setting = "Content:TeamFolder";

    /// <summary>What a folder changes about the built-in content; null when there are problems with it.</summary>
    public static (TeamContent? Content, ImmutableArray<ContentProblem> Problems) Load(ContentPack builtIn, string folder)
    {
        var problems = new List<ContentProblem>();
        var files = Read(folder, problems);
        var merged = Merge(builtIn.Items, files, folder, problems);
        return problems.Count == 0 ? (merged!.Value.Team, []) : (null, ContentLoader.InOrder(problems));
    }

    /// <summary>The files of a team's folder. There is at least one, since a volume that is unmounted for a moment is an empty folder, too.</summary>
    internal static ImmutableArray<ContentFile> Read(string folder, List<ContentProblem> problems)
    {
        var files = ContentLoader.Files(folder, Setting, [HiddenFile], problems);
        if (files.IsEmpty && problems.Count == 0)
        {
            problems.Add(new ContentProblem(new Position(folder, 1, 1), $"There is nothing of the team's here. Expected files in the folders of their kinds, such as scripts, or {HiddenFile}; without either, leave {Setting} unset."));
        }

        return files;
    }

    /// <summary>The built-in content as the team wants it; null when there are problems with the team's files.</summary>
    internal static (ContentPack Pack, TeamContent Team)? Merge(IReadOnlyList<ContentItem> builtIn, ImmutableArray<ContentFile> files, string folder, List<ContentProblem> problems)
    {
        var own = files.Where(file => file.Kind is not null).Select(file => ContentLoader.Item(file, folder, problems)).OfType<ContentItem>().ToList();
        var byId = builtIn.ToDictionary(item => item.Id, StringComparer.Ordinal);
        foreach (var item in own.Where(item => byId.TryGetValue(item.Id, out var other) && other.GetType() != item.GetType()))
        {
            problems.Add(new ContentProblem(item.Position, $"The built-in {byId[item.Id].Kind} has the id `{item.Id}`. Expected an id of its own, or a {byId[item.Id].Kind} to replace that one."));
        }

        var hidden = new List<ContentItem>();
        var gone = new List<string>();
        foreach (var reference in files.Where(file => file.Path == HiddenFile).SelectMany(file => HiddenIn(file, folder, problems)))
        {
            if (Find(reference, byId, problems) is not { } item)
            {
                gone.Add(reference.Id);
            }
            else if (own.Exists(one => one.Id == item.Id))
            {
                problems.Add(new ContentProblem(reference.Position, $"`{reference.Id}` is hidden here, and a file of yours replaces it. Expected one of the two."));
            }
            else
            {
                hidden.Add(item);
            }
        }

        var replaced = own.Where(item => byId.ContainsKey(item.Id)).ToImmutableArray();
        var left = replaced.Concat(hidden).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var all = builtIn.Where(item => !left.Contains(item.Id)).Concat(own).ToList();
        CrossChecks.Run(all, [.. hidden.Select(item => item.Id)], problems);
        return problems.Count > 0
            ? null
            : (new ContentPack(all), new TeamContent([.. own.Except(replaced)], replaced, [.. hidden], [.. gone]));
    }

    /// <summary>An item as a team names it, such as <c>script/hand-over</c>.</summary>
    internal static string NameOf(ContentItem item) => $"{ContentKind.All.First(kind => kind.Type == item.GetType()).Name}/{item.Id}";

    private static ImmutableArray<Reference> HiddenIn(ContentFile file, string folder, List<ContentProblem> problems) =>
        (ContentLoader.Bind(file.Text, Path.Combine(folder, file.Path), "list of hidden items", typeof(HiddenItems), problems) as HiddenItems)?.Hide ?? [];

    private static ContentItem? Find(Reference reference, Dictionary<string, ContentItem> builtIn, List<ContentProblem> problems)
    {
        var parts = reference.Id.Split('/');
        if (parts.Length != 2 || ContentKind.All.FirstOrDefault(kind => kind.Name == parts[0]) is not { } named)
        {
            problems.Add(new ContentProblem(reference.Position, $"`{reference.Id}` names nothing that could be hidden. Expected a kind and an id, such as script/hand-over; the kinds are {string.Join(", ", ContentKind.All.Select(kind => kind.Name))}."));
            return null;
        }

        return builtIn.GetValueOrDefault(parts[1]) is { } item && item.GetType() == named.Type ? item : null;
    }
}
