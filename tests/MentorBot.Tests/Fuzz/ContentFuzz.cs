using FsCheck;
using FsCheck.Fluent;
using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Fuzz;

/// <summary>Whatever a mentor saves is read, or its mistakes are named: nothing else happens.</summary>
public class ContentFuzz
{
    private static readonly (ContentKind Kind, string Text)[] Real =
    [
        .. ContentKind.All.SelectMany(kind => Directory.GetFiles(Path.Combine(Repository.Data, kind.Folder), "*.yaml").Order(StringComparer.Ordinal).Select(file => (kind, File.ReadAllText(file)))),
    ];

    private static readonly string[] Marks =
    [
        "\n", "\n\n", ":", ": ", "- ", "  ", "\t", "#", "\"", "'", "|", "|\n", ">", ">-\n", "[", "]", "{", "}", "{date}", "{Date}", "&a ", "*a", "!!binary ", "!<tag> ", "%YAML 9.9\n", "---\n", "...\n", "? ", "<b>", "`", "```\n", "**", "_", "\\",
        "![x](y)", "[x](javascript:y)", "<https://x.y>", "<x:y>", "1. ", "> ", "# ", "---", "===\n", "null", "~", "yes", "0x1F", "1e3", "\0", "\u0001", "\uFEFF", "\ud800", "💥", "\u2028", "\u0085", "&#0;", "&amp;", "title: x\n", "items: []\n", "[[[[[[[[[[[[[[[[[[[[", "{a: {a: {a: {a: ",
    ];

    [Fact]
    public void ReadsTenThousandFilesOrNamesTheirMistakes()
    {
        foreach (var (number, (kind, text)) in Garbage.Of(Mutated()))
        {
            var problems = new List<ContentProblem>();
            ContentItem? item = null;
            var thrown = Record.Exception(() => item = ContentLoader.LoadText(text, "file.yaml", kind, problems));
            var isInOrder = thrown is null
                && (item is null) == (problems.Count > 0)
                && problems.All(problem => problem.Position.Line >= 1 && problem.Position.Column >= 1 && problem.Message.Length > 10);
            if (!isInOrder)
            {
                Assert.Fail($"file {number}: {thrown}\n{string.Join('\n', problems)}\n{text}");
            }
        }
    }

    private static Gen<(ContentKind Kind, string Text)> Mutated() =>
        from real in Gen.Elements(Real)
        from kind in Gen.Frequency((9, Gen.Constant(real.Kind)), (1, Gen.Elements(ContentKind.All.ToArray())))
        from times in Gen.Choose(1, 4)
        from changes in Change().ArrayOf(times)
        select (kind, changes.Aggregate(real.Text, (text, change) => change(text)));

    private static Gen<Func<string, string>> Change() =>
        from what in Gen.Choose(0, 5)
        from at in Gen.Choose(0, 10_000)
        from length in Gen.Frequency((3, Gen.Choose(1, 10)), (1, Gen.Choose(10, 400)))
        from mark in Gen.Elements(Marks)
        select (Func<string, string>)(text =>
        {
            if (text.Length < 2)
            {
                return text + mark;
            }

            var start = at % text.Length;
            var part = Math.Min(length, text.Length - start);
            return what switch
            {
                0 => text.Remove(start, part),
                1 => text.Insert(start, text.Substring(start, part)),
                2 => text[..start],
                3 => text[start..] + text[..start],
                _ => text.Insert(start, mark),
            };
        });
}
