using System.Reflection;
using System.Xml.Linq;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Conventions;

/// <summary>What a reviewer would otherwise have to look for.</summary>
public class ProjectTests
{
    private const int LongestFile = 300;

    private static readonly string Source = Repository.At("src");

    private static IEnumerable<string> SourceFiles => Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    public static TheoryData<ContentKind> Kinds => [.. ContentKind.All];

    [Fact]
    public void KeepsEveryFileReadable() =>
        SourceFiles.Where(file => File.ReadLines(file).Count() > LongestFile).ShouldBeEmpty();

    [Fact]
    public void HasNoVoidThatIsAsync() =>
        SourceFiles.Where(file => File.ReadAllText(file).Contains("async void", StringComparison.Ordinal)).ShouldBeEmpty();

    /// <summary>The playground can move the clock, and whoever asks another one would live in another time.</summary>
    [Fact]
    public void AsksOneClockWhatTimeItIs() =>
        SourceFiles.Where(file => File.ReadAllText(file).Contains(".GetUtcNow(", StringComparison.Ordinal)).Select(Path.GetFileName).ShouldBe(["TimeProviderClock.cs"]);

    [Fact]
    public void SaysWhatEveryPublicTypeOfTheCoreIsFor()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(Dispatcher).Assembly.Location, ".xml"))
            .Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value) || member.Elements("param").Any() || member.Elements("inheritdoc").Any())
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var silent = typeof(Dispatcher).Assembly.GetExportedTypes()
            .Where(type => !type.IsSubclassOf(typeof(Core.Messages.Block)) && !typeof(System.Text.Json.Serialization.JsonConverter).IsAssignableFrom(type))
            .Where(type => !documented.Contains("T:" + type.FullName!.Replace('+', '.')))
            .Select(type => type.Name);
        silent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MentorBot.Core", "Discord, Slack, Sqlite, Npgsql, Dapper, System.Data, AspNetCore, System.Net.Http, System.Net.WebSockets, Quartz, MentorBot.Playground, MentorBot.Storage")]
    [InlineData("MentorBot.Playground", "Sqlite, Npgsql, Dapper, System.Data, Quartz, MentorBot.Storage, MentorBot.Slack, MentorBot.Discord")]
    [InlineData("MentorBot.Storage", "AspNetCore, Quartz, MentorBot.Playground, MentorBot.Slack, MentorBot.Discord")]
    [InlineData("MentorBot.Slack", "Sqlite, Npgsql, Dapper, System.Data, Quartz, MentorBot.Playground, MentorBot.Storage, MentorBot.Discord")]
    [InlineData("MentorBot.Discord", "Sqlite, Npgsql, Dapper, System.Data, Quartz, MentorBot.Playground, MentorBot.Storage, MentorBot.Slack")]
    [InlineData("MentorBot.Simulators", "MentorBot")]
    public void KnowsOnlyWhatItMay(string assembly, string forbidden)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!).ToList();
        references.Where(name => forbidden.Split(", ").Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void HasTheSchemaOfEveryKindForEditors(ContentKind kind)
    {
        var file = Path.Combine(Repository.Data, ContentSchema.Folder, ContentSchema.FileName(kind));
        if (Environment.GetEnvironmentVariable("MENTORBOT_WRITE_SCHEMAS") is "1")
        {
            File.WriteAllText(file, ContentSchema.Of(kind));
        }

        File.ReadAllText(file).ShouldBe(ContentSchema.Of(kind), "MENTORBOT_WRITE_SCHEMAS=1 writes it anew.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void PointsEveryContentFileToItsSchema(ContentKind kind)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Data, kind.Folder), "*.yaml");
        files.ShouldNotBeEmpty();
        files.Where(file => File.ReadLines(file).First() != $"# yaml-language-server: $schema=../{ContentSchema.Folder}/{ContentSchema.FileName(kind)}").ShouldBeEmpty();
    }

    [Fact]
    public void HasNoSchemaOfAKindThatThereIsNot() =>
        Directory.GetFiles(Path.Combine(Repository.Data, ContentSchema.Folder)).Select(Path.GetFileName).ShouldBe(ContentKind.All.Select(ContentSchema.FileName), ignoreOrder: true);
}
