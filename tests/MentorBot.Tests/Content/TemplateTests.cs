using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public class TemplateTests
{
    [Theory]
    [InlineData("I'm with {person}.", "Ana", "I'm with Ana.")]
    [InlineData("I'm with {person}.", "  Ana \n", "I'm with Ana.")]
    [InlineData("I'm with {person}.", "Ana.", "I'm with Ana.")]
    [InlineData("I'm with {person}.", "Ana...", "I'm with Ana....")]
    [InlineData("I'm with {person}, still.", "Ana.", "I'm with Ana, still.")]
    [InlineData("I'm with {person} and Ben.", "Ana.", "I'm with Ana and Ben.")]
    [InlineData("I'm with {person} Ben waits.", "Ana.", "I'm with Ana. Ben waits.")]
    [InlineData("{person}, {person} and {person}", "Ana", "Ana, Ana and Ana")]
    [InlineData("I'm with {person}, still.", "Acme Inc.", "I'm with Acme Inc., still.")]
    [InlineData("I'm with {person}.", "Acme Inc.", "I'm with Acme Inc.")]
    [InlineData("{person} will", "Acme Inc.", "Acme Inc. will")]
    [InlineData("{person} will", "The team.", "The team will")]
    [InlineData("Not before {person} at best", "5 p.m.", "Not before 5 p.m. at best")]
    [InlineData("{person} and so on", "We did it. It works.", "We did it. It works. and so on")]
    [InlineData("I'm with {person}.", "", "I'm with.")]
    [InlineData("I'm with {person} today", "", "I'm with today")]
    [InlineData("I'm with {person}, today", " ", "I'm with, today")]
    [InlineData("{person} is here", "", "is here")]
    [InlineData("Here is {person}", "", "Here is")]
    [InlineData("- {person}\n- b", "", "- b")]
    [InlineData("- **{person}**\n- b", "", "- b")]
    [InlineData("- With {person}\n- b", "", "- With\n- b")]
    [InlineData("{person}\n\nb", "", "b")]
    [InlineData("- {person}\n\nb", "", "b")]
    [InlineData("{person} again", "**x** {date} <!channel> [a](https://b) `c` \\*", "**x** {date} <!channel> [a](https://b) `c` \\* again")]
    [InlineData("{person} again", "{person}", "{person} again")]
    [InlineData("A snake\\_case \\{person\\} and {person}", "Ana", "A snake_case {person} and Ana")]
    [InlineData("One\nline {person}", "Ana", "One line Ana")]
    [InlineData("1. {person}\n2. b", "a\nc", "1. a\n   c\n2. b")]
    [InlineData("&copy; {person} &amp; co", "Ana", "© Ana & co")]
    public void FillsItsBlanks(string text, string value, string expected) =>
        PlainText.Of(Read(text).Fill(Some.Values(("person", value)))).ShouldBe(expected);

    [Fact]
    public void LeavesOutNoneThatNobodyWasAskedFor() =>
        PlainText.Of(Read("- {a}\n- {b} and {c}").Fill(Some.Values(("a", ""), ("c", "Ana")))).ShouldBe("- [b] and Ana");

    [Fact]
    public void ShowsABlankAsABlank() =>
        PlainText.Of(Read("Move it to {new-date}, please.").Blank()).ShouldBe("Move it to [new date], please.");

    [Fact]
    public void NamesEachBlankOnceInTheOrderOfTheText() =>
        Read("{b} and {a}\n\n- {b}\n- **{c-2}** and `{d}`").Blanks.ShouldBe(["b", "a", "c-2", "d"]);

    [Fact]
    public void KeepsTheLookOfABlank()
    {
        var line = Read("**{who}**").Fill(Some.Values(("who", "Ana")))[0].ShouldBeOfType<Paragraph>().Text;
        line.Spans.ShouldHaveSingleItem().ShouldBe(new TextSpan("Ana", TextStyle.Bold));
    }

    [Fact]
    public void ReadsMarksAndLinks()
    {
        var line = Read("**a** *b* `c` [d](https://e.org) <https://f.org>").Blank()[0].ShouldBeOfType<Paragraph>().Text;
        line.Spans.ShouldBe(
        [
            new TextSpan("a", TextStyle.Bold), new TextSpan(" "), new TextSpan("b", TextStyle.Italic), new TextSpan(" "), new TextSpan("c", TextStyle.Code), new TextSpan(" "),
            new LinkSpan("d", "https://e.org"), new TextSpan(" "), new LinkSpan("https://f.org", "https://f.org"),
        ]);
    }

    [Theory]
    [InlineData("Plain words")]
    [InlineData("{date} stays")]
    [InlineData("# *Not* _marked_ `up` [x](y) <b> & ~ | \\ !")]
    [InlineData("- 1. + 2) 2024. x")]
    [InlineData("===")]
    [InlineData("---")]
    [InlineData("&amp; &#35;")]
    [InlineData("https://example.org")]
    public void MakesAListOfPlainTextsLetterForLetter(string item) =>
        PlainText.Of(Template.OfItems(default, [item, "b"]).Blank()).ShouldBe($"1. {item}\n2. b");

    private static Template Read(string text)
    {
        var problems = new List<ContentProblem>();
        var template = Template.Read(text, default, problems);
        problems.ShouldBeEmpty();
        return template;
    }
}
