using System.Runtime.CompilerServices;
using MentorBot.Core.Content;
using MentorBot.Core.Schedules;

namespace MentorBot.Tests.Schedules;

/// <summary>The holidays that ship.</summary>
internal static class TestContent
{
    public static readonly IReadOnlyList<HolidaySet> HolidaySets = Load();

    public static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../data"));

    public static Holidays Holidays(params string[] codes) => new(HolidaySets, codes, new Dictionary<NodaTime.LocalDate, string>(), new HashSet<NodaTime.LocalDate>());

    private static List<HolidaySet> Load()
    {
        var kind = ContentKind.All.Single(kind => kind.Type == typeof(HolidaySet));
        var problems = new List<ContentProblem>();
        var sets = Directory.GetFiles(Path.Combine(Folder(), kind.Folder))
            .Order(StringComparer.Ordinal)
            .Select(file => (HolidaySet?)ContentLoader.LoadText(File.ReadAllText(file), file, kind, problems))
            .ToList();
        problems.ShouldBeEmpty();
        return [.. sets.Select(set => set!)];
    }
}
