using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class KindTableTests
{
    private static readonly ContentPack Pack = ContentLoader.Load(Repository.Data).Pack!;

    [Fact]
    public void StandsInTheReadmeAsTheCommandPrintsIt()
    {
        var readme = File.ReadAllText(Repository.At("README.md"));
        KindTable.Into(readme, Pack).ShouldBe(readme, "The library has changed. Run: dotnet run --project src/MentorBot -- content kinds --write README.md");
    }

    [Fact]
    public void CountsEveryItemAndNamesWhereItIsFrom()
    {
        var table = KindTable.Of(Pack);
        table.ShouldContain($"| script | `data/scripts` | {Pack.All<Script>().Count()} | ");
        table.ShouldEndWith($"| all | `data` | {Pack.Items.Length} | |\n");
        Pack.Items.SelectMany(item => item.Source.Split("; ")).ShouldAllBe(source => table.Contains(source, StringComparison.Ordinal));
        table.Split('\n').Length.ShouldBe(ContentKind.All.Length + 4);
    }

    [Fact]
    public void LeavesAFileWithoutItsMarksAlone() => KindTable.Into("# Something else", Pack).ShouldBeNull();
}
