using MentorBot.Core.Commands;
using MentorBot.Core.Messages;

namespace MentorBot.Tests.Commands;

public class CompletionTests
{
    private static readonly Completion Completion = new(new FeatureMap([new SmallFeature()]));

    [Fact]
    public void SuggestsEveryFirstWordForASlashAlone() =>
        Labels("/").ShouldBe(["help", "script", "checklist", "plan"]);

    [Fact]
    public void SuggestsTheSameWhileTheRootIsHalfTyped() =>
        Labels("/Men").ShouldBe(Labels("/"));

    [Fact]
    public void SuggestsNothingForAnotherRootOrForPlainWords()
    {
        Labels("/remind me").ShouldBeEmpty();
        Labels("hello").ShouldBeEmpty();
        Labels(string.Empty).ShouldBeEmpty();
    }

    [Fact]
    public void CompletesTheNameThatIsBeingTyped()
    {
        var only = Completion.Complete("/mentor SC").ShouldHaveSingleItem();
        only.ShouldBe(new Suggestion("/mentor script ", "script", "Find words to say"));
    }

    [Fact]
    public void ShowsAGroupOnceAndWhatIsInIt() =>
        Completion.Complete("/mentor ").Single(suggestion => suggestion.Label == "plan")
            .ShouldBe(new Suggestion("/mentor plan ", "plan", "start, status"));

    [Fact]
    public void ShowsTheCommandsOfAGroupOnceItIsTyped()
    {
        Labels("/mentor plan ").ShouldBe(["plan start", "plan status"]);
        Labels("/mentor plan sta").ShouldBe(["plan start", "plan status"]);
        Labels("/mentor pl").ShouldBe(["plan start", "plan status"]);
    }

    [Fact]
    public void AddsNoBlankBehindACommandWithoutOptions() =>
        Completion.Complete("/mentor he").ShouldHaveSingleItem().Insert.ShouldBe("/mentor help");

    [Fact]
    public void ForgivesATypingMistakeInAName() =>
        Labels("/mentor scirpt").ShouldBe(["script"]);

    [Fact]
    public void CompletesATextFromItsSource() =>
        Completion.Complete("/mentor script dead").ShouldHaveSingleItem()
            .ShouldBe(new Suggestion("/mentor script deadline-move", "Move a deadline", "deadline-move"));

    [Fact]
    public void GivesTheSourceAllWordsOfTheLastText() =>
        Completion.Complete("/mentor script move a dead").ShouldHaveSingleItem().Insert.ShouldBe("/mentor script deadline-move");

    [Fact]
    public void CompletesAChoiceAndLeavesABlankForTheNextOption() =>
        Completion.Complete("/mentor checklist RI").ShouldHaveSingleItem().Insert.ShouldBe("/mentor checklist risk ");

    [Fact]
    public void GoesOnToTheNextOptionBehindABlank() =>
        Labels("/mentor checklist risk ").ShouldBe(["Start a new one", "Show it"]);

    [Fact]
    public void CompletesAnOptionThatIsNamed() =>
        Completion.Complete("/mentor checklist do:st").ShouldHaveSingleItem().Insert.ShouldBe("/mentor checklist do:start ");

    [Fact]
    public void LeavesOutOfTurnWhatWasNamedBefore() =>
        Labels("/mentor checklist do:show on").ShouldBe(["Onboarding"]);

    [Fact]
    public void QuotesAValueOfSeveralWordsThatIsNotTheLast() =>
        Completion.Complete("/mentor checklist new").ShouldHaveSingleItem().Insert.ShouldBe("/mentor checklist \"new joiner\" ");

    [Fact]
    public void SuggestsNothingBehindTheLastOption() =>
        Labels("/mentor checklist risk start more").ShouldBeEmpty();

    [Fact]
    public void SuggestsAtMostTwentyFive()
    {
        var crowded = new CommandOption("item", ValueKind.Text, "which") { Complete = _ => [.. Enumerable.Range(0, 60).Select(i => new Choice($"{i}", $"{i}"))] };
        var completion = new Completion(new FeatureMap([new OneCommand(new CommandDefinition("many", "Many") { Options = [crowded] })]));

        completion.Complete("/mentor many ").Count.ShouldBe(25);
    }

    private static string[] Labels(string typed) => [.. Completion.Complete(typed).Select(suggestion => suggestion.Label)];

    private sealed class SmallFeature : IFeature
    {
        public void Register(FeatureMap map)
        {
            foreach (var definition in (CommandDefinition[])
            [
                new("help", "What I can do"),
                new("script", "Find words to say")
                {
                    Options =
                    [
                        new("words", ValueKind.Text, "which script")
                        {
                            Complete = typed => "move a deadline deadline-move".Contains(typed, StringComparison.OrdinalIgnoreCase)
                                ? [new Choice("Move a deadline", "deadline-move")]
                                : [],
                        },
                    ],
                },
                new("checklist", "Run a checklist")
                {
                    Options =
                    [
                        new("list", ValueKind.Choice, "which one")
                        {
                            Choices = [new("Risk", "risk"), new("Onboarding", "onboarding"), new("New joiner", "new joiner")],
                        },
                        new("do", ValueKind.Choice, "what to do") { Choices = [new("Start a new one", "start"), new("Show it", "show")] },
                    ],
                },
                new("plan start", "Start a plan"),
                new("plan status", "How far you are"),
            ])
            {
                new OneCommand(definition).Register(map);
            }
        }
    }

    private sealed class OneCommand(CommandDefinition definition) : IFeature
    {
        public void Register(FeatureMap map) => map.Command(definition, (_, _) => Task.FromResult<Answer>(Reply.Say("ok")));
    }
}
