using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

public sealed class RubricTests : IDisposable
{
    private const string Risk =
        """
        id: risk
        title: Risk
        version: 1
        source: MentorBot
        tags: [a]
        synonyms: [b]
        when: Once.
        why: So.
        formula: product
        criteria:
          - id: chance
            title: Chance
            question: How likely is it?
            levels:
              - {id: seldom, title: Seldom, description: once in years, points: 1}
              - {id: often, title: Often, description: every month, points: 2}
          - id: harm
            title: Harm
            question: How bad is it?
            divides: true
            levels: [{id: some, title: Some, description: a day lost, points: 1}, {id: much, title: Much, description: a week lost, points: 2}]
        bands:
          - {from: 2, title: Act, then: Do it.}
          - {from: 0, title: Wait, then: Look again.}
        """;

    private readonly ContentFolder _folder = new();

    public static readonly TheoryData<string, string, string> Edits = new()
    {
        { "points: 1", "points: 0", "rubrics/risk.yaml:15:9: `points` is 0, which makes every product 0 or divides by it. Expected at least 1." },
        { "formula: product", "formula: weighted-percent", "rubrics/risk.yaml:17:5: `divides` belongs to the formula product. Expected none." },
        { "divides: true", "weight: 2", "rubrics/risk.yaml:17:5: A `weight` belongs to the formula weighted-percent. Expected none." },
        { "id: harm", "id: chance", "rubrics/risk.yaml:17:5: `chance` is there twice. Expected each criterion once." },
        { "id: often", "id: seldom", "rubrics/risk.yaml:16:9: `seldom` is there twice. Expected each level once." },
        { "title: Seldom, description: once in years", "title: Hardly ever, description: once in so many years that nobody recalls the last time of it all", "rubrics/risk.yaml:15:9: Title and description have 78 characters together. Expected at most 75, which is what a menu shows." },
        { "{id: some, title: Some, description: a day lost, points: 1}, ", string.Empty, "rubrics/risk.yaml:17:5: `harm` has no `levels`, and the rubric has none for all. Expected at least two." },
        { "from: 0", "from: 2", "rubrics/risk.yaml:24:5: `from` is 2. Expected less than 2, where the band before begins." },
        { "from: 0", "from: 1", "rubrics/risk.yaml:24:5: The last band begins at 1. Expected 0, so that every number is in one." },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HoldsTogether() => _folder.With("rubrics/risk.yaml", Risk).Problems().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Edits))]
    public void NamesWhatDoesNotHoldTogether(string was, string now, string expected)
    {
        Risk.ShouldContain(was);
        _folder.With("rubrics/risk.yaml", Risk.Replace(was, now, StringComparison.Ordinal));
        _folder.Problems().ShouldContain(expected);
    }
}
