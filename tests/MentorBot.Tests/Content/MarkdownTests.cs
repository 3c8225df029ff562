using MentorBot.Core.Content;

namespace MentorBot.Tests.Content;

public class MarkdownTests
{
    [Theory]
    [InlineData("Show senior-level work (in 7 days), e.g. 3 + 4 = 7!", "Show senior-level work (in 7 days), e.g. 3 + 4 = 7!")]
    [InlineData("the max_retries of main.cs", "the max_retries of main.cs")]
    [InlineData("_private_ and *loud*", @"\_private\_ and \*loud\*")]
    [InlineData("- no item", @"\- no item")]
    [InlineData("  12. no item", @"  12\. no item")]
    [InlineData("# no heading", @"\# no heading")]
    [InlineData("[a](b) <b> `c` {d} a|b ~~e~~", @"\[a\](b) \<b\> \`c\` \{d\} a\|b \~\~e\~\~")]
    public void EscapesWhatWouldBeReadAsAMarkAndNothingElse(string text, string written)
    {
        MarkdownReader.Escape(text).ShouldBe(written);
        var problems = new List<ContentProblem>();
        new MarkdownReader(new Position("test", 1, 1), problems).ReadProse(written).Plain.ShouldBe(text.Trim());
        problems.ShouldBeEmpty();
    }
}
