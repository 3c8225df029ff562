using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

/// <summary>
/// Facts come from documents, sentences don't: no eight words in a row of the pack stand in a document that it is from. The
/// documents aren't ours to keep here, so what is kept is a hash of each run of eight words (FNV-1a, 64 bits, sorted).
/// </summary>
public sealed partial class OwnWordsTests
{
    private const int Run = 8;

    private static readonly string Kept = Repository.At("tests", "MentorBot.Tests", "Content", "source-phrases.bin");

    [Fact]
    public void HasNoEightWordsInARowFromADocument()
    {
        var known = Known();
        known.Count.ShouldBeGreaterThan(9_000);

        var pack = ContentLoader.Load(Repository.Data).Pack!;
        var titles = pack.Items.SelectMany(item => item.Source.Split("; ")).Distinct().Where(title => title.Contains(' ')).ToList();
        var taken = pack.Items
            .Select(item => (item.Id, Text: titles.Aggregate(item.Written, (text, title) => text.Replace(title, "¶", StringComparison.Ordinal))))
            .SelectMany(item => item.Text.Split('¶').SelectMany(Runs).Where(run => known.Contains(Hash(run))).Select(run => $"{item.Id}: {run}"));
        taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Volunteer to lead a technical discussion or presentation")]
    [InlineData("don’t see it as an interruption; they see")]
    public void KnowsTheDocumentsWords(string words) => Known().ShouldContain(Hash(Runs(words).ShouldHaveSingleItem()));

    /// <summary>With <c>MENTORBOT_SOURCES</c> set to the documents' folder the hashes are written anew, and held to them.</summary>
    [Fact]
    public void KeepsTheHashesOfTheDocuments()
    {
        if (Environment.GetEnvironmentVariable("MENTORBOT_SOURCES") is not { Length: > 0 } folder)
        {
            (new FileInfo(Kept).Length % sizeof(ulong)).ShouldBe(0);
            return;
        }

        var hashes = Directory.GetFiles(folder, "*.txt").SelectMany(file => Runs(File.ReadAllText(file))).Select(Hash).Distinct().Order().ToArray();
        var bytes = new byte[hashes.Length * sizeof(ulong)];
        for (var i = 0; i < hashes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        }

        File.WriteAllBytes(Kept, bytes);
        Known().SetEquals(hashes).ShouldBeTrue();
    }

    private static HashSet<ulong> Known()
    {
        var bytes = File.ReadAllBytes(Kept);
        return [.. Enumerable.Range(0, bytes.Length / sizeof(ulong)).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong))))];
    }

    private static IEnumerable<string> Runs(string text)
    {
        var words = Words().Matches(text.ToLowerInvariant().Replace("'", string.Empty, StringComparison.Ordinal).Replace("’", string.Empty, StringComparison.Ordinal)).Select(match => match.Value).ToArray();
        return Enumerable.Range(0, Math.Max(0, words.Length - Run + 1)).Select(i => string.Join(' ', words.Skip(i).Take(Run)));
    }

    private static ulong Hash(string run) => Encoding.UTF8.GetBytes(run).Aggregate(14695981039346656037UL, (hash, one) => unchecked((hash ^ one) * 1099511628211UL));

    [GeneratedRegex("[a-z0-9]+", RegexOptions.None, 1_000)]
    private static partial Regex Words();
}
