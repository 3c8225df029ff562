using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class ContentLoaderTests : IDisposable
{
    private readonly ContentFolder _folder = new ContentFolder().With("scripts/ask-early.yaml", ContentFolder.GoodScript);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadsEveryFileOfTheRealPack()
    {
        var (pack, problems) = ContentLoader.Load(Repository.Data);
        problems.ShouldBeEmpty();
        pack.ShouldNotBeNull().Items.Length.ShouldBe(Directory.GetFiles(Repository.Data, "*.yaml", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void LoadsAGoodFile() => _folder.Problems().ShouldBeEmpty();

    public static readonly TheoryData<string, string, string> Edits = new()
    {
        { "title: Ask early", "titel: Ask early", "scripts/ask-early.yaml:2:1: `titel` is no key here. Did you mean `title`?" },
        { "title: Ask early", "colour: red", "scripts/ask-early.yaml:2:1: `colour` is no key here. Expected one of: id, title, version, source, tags, synonyms, placeholders, need, goals, counterparts, urgency, when, why, body, objections." },
        { "when: Before you are stuck for a day.\n", "", "scripts/ask-early.yaml:1:1: `when` is missing: one sentence on the moment that it is for." },
        { "version: 1", "version: one", "scripts/ask-early.yaml:3:10: Expected a whole number, found `one`." },
        { "version: 1", "version: 0", "scripts/ask-early.yaml:3:10: `version` is 0. Expected 1 to 1000000." },
        { "version: 1", "version: 1\nversion: 2", "scripts/ask-early.yaml:4:1: `version` stands here twice. Expected each key once." },
        { "tags: [asking]", "tags: asking", "scripts/ask-early.yaml:5:7: Expected a list, found `asking`." },
        { "tags: [asking]", "tags: [asking, an-endless-tag-of-41-letters-all-in-a-row]", "scripts/ask-early.yaml:5:16: `tags` has an entry of 41 characters. Expected at most 40." },
        { "tags: [asking]", "tags: [[asking]]", "scripts/ask-early.yaml:5:8: Expected text, found a list." },
        { "title: Ask early", "title: [Ask, early]", "scripts/ask-early.yaml:2:8: Expected text, found a list." },
        { "title: Ask early", "title:", "scripts/ask-early.yaml:2:7: Expected text, found nothing." },
        { "title: Ask early", "title: Ask early, and then go on asking until somebody hears you out at last", "scripts/ask-early.yaml:2:8: `title` has 69 characters. Expected at most 60." },
        { "title: Ask early", "title: \"Ask\\nearly\"", "scripts/ask-early.yaml:2:8: Expected one line." },
        { "id: ask-early", "id: Ask Early", "scripts/ask-early.yaml:1:5: `id` is `Ask Early`. Expected lower-case words with hyphens between them, such as deadline-pushback." },
        { "id: ask-early", "id: ask-late", "scripts/ask-early.yaml:1:1: The id is `ask-late`, so the file has to be ask-late.yaml." },
        { "{topic}", "{subject}", "scripts/ask-early.yaml:14:7: The text has the blank {subject}, but `placeholders` doesn't declare it. Expected one of: topic." },
        { "{topic}", "it", "scripts/ask-early.yaml:10:5: `topic` is declared, but the text has no {topic}. Use it or take it out." },
        { "{topic}", "{topic} and {Topic}", "scripts/ask-early.yaml:14:7: {Topic} is no blank. Expected lower-case words with hyphens between them, such as {new-date}." },
        { "{topic}", "{topic} and [{topic}](https://example.org)", "scripts/ask-early.yaml:14:7: A blank can't stand in a link. Put it before or behind the link." },
        { "body: I need", "body: |\n  # Help\n\n  I need", "scripts/ask-early.yaml:15:3: Found a heading. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "body: I need", "body: |\n  First.\n\n  > I need", "scripts/ask-early.yaml:17:3: Found a quotation. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "{topic}.", "{topic}. <b>Now</b>", "scripts/ask-early.yaml:14:7: Found HTML. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "{topic}.", "{topic}. ![cat](https://example.org/cat.png)", "scripts/ask-early.yaml:14:7: Found an image. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "{topic}.", "{topic}, [see](javascript:alert(1)).", "scripts/ask-early.yaml:14:7: Found a link that is no http or https address. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "{topic}.", "{topic}, see <javascript:alert(1)>.", "scripts/ask-early.yaml:14:7: Found a link that is no http or https address. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "{topic}.", "{topic}, or ask <ana@example.org>.", "scripts/ask-early.yaml:14:7: Found a link that is no http or https address. Expected paragraphs and simple lists with bold, italic, code and links." },
        { "why: It costs others less.", "why: It costs {topic} less.", "scripts/ask-early.yaml:8:6: {topic} is a blank, and this text can't have one." },
        { "why: It costs others less.", "why: |\n  It costs.\n\n  Others less.", "scripts/ask-early.yaml:9:3: Expected one paragraph." },
        { "    label: What it is about", "    label: What it is about, told in as few words as you can find", "scripts/ask-early.yaml:11:12: `label` has 54 characters. Expected at most 45." },
        { "    example: the build", "    example: the build\n    required: yes", "scripts/ask-early.yaml:14:15: Expected true or false, found `yes`." },
        { "tags: [asking]", "tags: &t [asking]\nneed: *t", "scripts/ask-early.yaml:6:7: Expected plain keys, texts and lists: this is an alias." },
        { "tags: [asking]", "tags: [[[[[[[[[[[[[[[[[[asking]]]]]]]]]]]]]]]]]]", "scripts/ask-early.yaml:5:20: Expected plain keys, texts and lists: this is nested too deep." },
        { "title: Ask early", "title: \"Ask early", "scripts/ask-early.yaml:2:8: This can't be read from here on. Usually a text with a colon, a quote or a # in it needs double quotes around it, a quote isn't closed, or a line is indented unlike those around it." },
        { "title: Ask early", "title: Ask: early", "scripts/ask-early.yaml:2:11: This can't be read from here on. Usually a text with a colon, a quote or a # in it needs double quotes around it, a quote isn't closed, or a line is indented unlike those around it." },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void NamesTheFileTheLineTheColumnAndWhatWasExpected(string was, string now, string expected)
    {
        ContentFolder.GoodScript.ShouldContain(was);
        _folder.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace(was, now, StringComparison.Ordinal));
        _folder.Problems().ShouldContain(problem => problem.StartsWith(expected, StringComparison.Ordinal), string.Join('\n', _folder.Problems()));
    }

    public static readonly TheoryData<string, string, string> Files = new()
    {
        { "scripts/empty.yaml", "", "scripts/empty.yaml:1:1: Expected one script, found an empty file." },
        { "scripts/two.yaml", "id: a\n---\nid: b", "scripts/two.yaml:1:1: Expected one script, found several documents." },
        { "scripts/text.yaml", "just words", "scripts/text.yaml:1:1: Expected the keys id, title, version, source, tags, synonyms, placeholders, need, goals, counterparts, urgency, when, why, body, objections, found `just words`." },
        { "scripts/list.yaml", "- a\n- b", "scripts/list.yaml:1:1: Expected the keys id, title, version, source, tags, synonyms, placeholders, need, goals, counterparts, urgency, when, why, body, objections, found a list." },
        { "scripts/other.yml", "id: other", "scripts/other.yml:1:1: Expected a name that ends in .yaml." },
        { "recipes/cake.yaml", "id: cake", "recipes:1:1: No kind of content has this folder. Expected one of: scripts, checklists, cadences, phrases, plans, holidays, dashboards, answers, signals, career, learning, habits, question-kinds, questions, drills, rubrics, vocabulary, asked." },
        { "stray.yaml", "id: stray", "stray.yaml:1:1: A file of content stands in the folder of its kind. Expected one of: scripts, checklists, cadences, phrases, plans, holidays, dashboards, answers, signals, career, learning, habits, question-kinds, questions, drills, rubrics, vocabulary, asked." },
        { "scripts/more/deep.yaml", "id: deep", "scripts/more:1:1: Expected files here, and no folders." },
        { "cadences/weekly.yaml", Cadence, "cadences/weekly.yaml:8:9: Expected one of daily, weekly, monthly, on-demand, found `fortnightly`." },
        { "checklists/none.yaml", Checklist, "checklists/none.yaml:8:8: `items` has 0 entries. Expected at least 1." },
        { "phrases/ask-early.yaml", ContentFolder.GoodPhrase.Replace("no-idea", "ask-early"), "phrases/ask-early.yaml:1:1: The id `ask-early` is taken by scripts/ask-early.yaml. Expected an id of its own, over all kinds." },
        { "cadences/daily.yaml", Meeting + "\ndashboard: sales", "cadences/daily.yaml:12:12: There is no dashboard `sales`. Expected the id of a dashboard." },
        { "dashboards/numbers.yaml", Numbers, "dashboards/numbers.yaml:14:9: `uptime` is there twice. Expected each KPI once." },
        { "dashboards/numbers.yaml", Numbers, "dashboards/numbers.yaml:11:9: `target` is `99.9%`. Expected a number with its unit after under, at most, at least, over or exactly, or a range such as 3 to 5 features." },
        { "dashboards/numbers.yaml", Numbers.Replace("target: 99.9%", "target: over 99.9%\n        unit: points", StringComparison.Ordinal), "dashboards/numbers.yaml:11:9: `unit` belongs to KPIs without a `target`, which has its own. Expected one of the two." },
        { "answers/nothing.yaml", Answer + "\nquestions: []", "answers/nothing.yaml:8:12: `questions` has 0 entries. Expected at least 1." },
        { "answers/nothing.yaml", Answer + "\nquestions: [What now?]\nleads-to: [ask-early, ask-late]", "answers/nothing.yaml:9:23: `ask-late` leads nowhere. Expected the id of another item that people can open." },
        { "answers/nothing.yaml", Answer + "\nquestions: [What now?]\nleads-to: [nothing]", "answers/nothing.yaml:9:12: `nothing` leads nowhere. Expected the id of another item that people can open." },
        { "career/pay.yaml", Pay, "career/pay.yaml:10:5: There are `figures` here, so the file needs `as-of`: a figure without its year misleads." },
        { "phrases/no-idea.yaml", ContentFolder.GoodPhrase + "\nscript: ask-late", "phrases/no-idea.yaml:11:9: There is no script `ask-late`. Expected the id of a script." },
        { "question-kinds/story.yaml", Story.Replace("label: Action", "label: Result", StringComparison.Ordinal), "question-kinds/story.yaml:12:5: `Result` is there twice. Expected each label once." },
        { "question-kinds/story.yaml", Story.Replace("name: action", "name: result", StringComparison.Ordinal), "question-kinds/story.yaml:12:5: `result` is there twice. Expected each part once." },
        { "scripts/nul.yaml", "id: a\0b", "scripts/nul.yaml:1:" },
        { "scripts/quotes.yaml", "> > a", "scripts/quotes.yaml:1:" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void NamesAFileThatCannotBeUsed(string path, string text, string expected)
    {
        _folder.With(path, text);
        _folder.Problems().ShouldContain(problem => problem.StartsWith(expected, StringComparison.Ordinal), string.Join('\n', _folder.Problems()));
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*")]
    [InlineData("**a ")]
    [InlineData("<")]
    [InlineData("![")]
    [InlineData("`")]
    [InlineData("1. ")]
    [InlineData("{")]
    public void SurvivesATextThatIsNestedWithoutEnd(string mark)
    {
        var body = string.Concat(Enumerable.Repeat(mark, 5_000));
        _folder.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("body: ", $"body: |\n  {{topic}} {body} \n\n  {body}\n\n  ", StringComparison.Ordinal));
        Should.NotThrow(() => _folder.Problems()).ShouldAllBe(problem => problem.StartsWith("scripts/ask-early.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void NamesEveryMistakeAtOnceInTheOrderOfTheLines()
    {
        _folder.With("scripts/ask-early.yaml", ContentFolder.GoodScript.Replace("version: 1", "version: one", StringComparison.Ordinal).Replace("tags: [asking]", "tags: 1", StringComparison.Ordinal));
        _folder.Problems().ShouldBe(
        [
            "scripts/ask-early.yaml:3:10: Expected a whole number, found `one`.",
            "scripts/ask-early.yaml:5:7: Expected a list, found `1`.",
        ]);
    }

    [Fact]
    public void OverlooksWhatEditorsAndGitLeaveBehind()
    {
        _folder.With("scripts/.ask-early.yaml.swp", "x").With("scripts/ask-early.yaml~", "x").With(".git/config", "x").With("README.md", "x");
        _folder.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void NamesAFolderThatIsNotThere() =>
        ContentLoader.Load(Path.Combine(_folder.Folder, "nowhere")).Problems.ShouldHaveSingleItem().Message
            .ShouldBe("There is no such folder. Expected the content folder; set Content:Folder to it.");

    [Fact]
    public void RefusesAFolderWithoutAnyItem()
    {
        using var empty = new ContentFolder();
        empty.Problems().ShouldHaveSingleItem().ShouldEndWith("There is no item of content here. Expected files in scripts, checklists, cadences, phrases, plans, holidays, dashboards, answers, signals, career, learning, habits, question-kinds, questions, drills, rubrics, vocabulary, asked; set Content:Folder to the content folder.");
    }

    [Fact]
    public void HoldsTheEntriesOfAListToWhatACompletionTakes()
    {
        var trigger = new string('x', 101);
        _folder.With("phrases/no-idea.yaml", ContentFolder.GoodPhrase.Replace("triggers: [no idea]", $"triggers: [no idea, {trigger}]", StringComparison.Ordinal));
        _folder.Problems().ShouldBe(["phrases/no-idea.yaml:10:21: `triggers` has an entry of 101 characters. Expected at most 100."]);
        ContentSchema.Of(ContentKind.All.Single(kind => kind.Name == "phrase")).ShouldContain("\"maxLength\": 100");
    }

    [Fact]
    public void NamesTheLineThatIsNotInUtf8()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(ContentFolder.GoodScript);
        bytes[ContentFolder.GoodScript.IndexOf("early", StringComparison.Ordinal) + ContentFolder.GoodScript.IndexOf('\n', StringComparison.Ordinal)] = 0xE9;
        File.WriteAllBytes(Path.Combine(_folder.Folder, "scripts", "ask-early.yaml"), bytes);
        _folder.Problems().ShouldHaveSingleItem().ShouldBe("scripts/ask-early.yaml:2:1: There are letters here that can't be read. Save the file as UTF-8.");
    }

    [Fact]
    public void ReadsAFileWithAByteOrderMark()
    {
        File.WriteAllText(Path.Combine(_folder.Folder, "scripts", "ask-early.yaml"), ContentFolder.GoodScript, System.Text.Encoding.UTF8);
        _folder.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void RefusesAFileThatIsTooLarge()
    {
        _folder.With("scripts/large.yaml", new string('x', 256 * 1024));
        _folder.Problems().ShouldBe(["scripts/large.yaml:1:1: The file is larger than 256 KiB. Expected one item."]);
    }

    private const string Meeting =
        """
        id: daily
        title: Daily
        version: 1
        source: MentorBot
        tags: [daily]
        synonyms: [every day]
        when: Every day.
        rhythm: daily
        length: a line
        why: It helps.
        body: All is well.
        """;

    private const string Pay =
        """
        id: pay
        title: Pay
        version: 1
        source: MentorBot
        tags: [a]
        synonyms: [b]
        questions: [What does it pay?]
        when: Now.
        sections:
          - title: All
            text: By employer.
            figures:
              - name: Startup
                usd-a-year: 70,000
        """;

    private const string Answer =
        """
        id: nothing
        title: Nothing
        version: 1
        source: MentorBot
        tags: [a]
        synonyms: [b]
        short: Wait.
        """;

    private const string Story =
        """
        id: story
        title: Story
        version: 1
        source: MentorBot
        tags: [a]
        synonyms: [b]
        when: Once.
        parts:
          - name: result
            label: Result
            hint: What came of it
          - name: action
            label: Action
            hint: What you did
        fine: Good.
        """;

    private const string Numbers =
        """
        id: numbers
        title: Numbers
        version: 1
        source: MentorBot
        tags: [kpis]
        synonyms: [metrics]
        when: For the team.
        groups:
          - title: System
            kpis:
              - id: uptime
                title: Uptime
                target: 99.9%
              - id: uptime
                title: Uptime again
                target: 99.99%
        """;

    private const string Cadence =
        """
        id: weekly
        title: Weekly
        version: 1
        source: MentorBot
        tags: [a]
        synonyms: [b]
        when: Once.
        rhythm: fortnightly
        length: a page
        why: So.
        body: Text.
        """;

    private const string Checklist =
        """
        id: none
        title: None
        version: 1
        source: MentorBot
        tags: [a]
        synonyms: [b]
        when: Once.
        items: []
        """;
}
