using MentorBot.Core.Commands;
using MentorBot.Core.Features.Phrases;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>What people can do with a message that they point at.</summary>
public sealed class MessageShortcutTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task ShowsWhatCouldBeSaidBetterAndWhy()
    {
        var card = await Say("Hm. It WORKS on my machine – please retry!");
        card.Text().ShouldStartWith("Instead of “It works on my machine.” say:\n\n> ");
        card.Text().ShouldContain("\n\nWhy: ");
        card.Labels().ShouldContain("Copy");
        card.Delivery.ShouldBe(Delivery.Private);
        card.Post.ShouldBeNull();
    }

    [Fact]
    public async Task ShowsAllThatCouldBeSaidBetterInTheOrderOfTheText()
    {
        var all = await Say("Sorry to bother you, that's not my job. It works on my machine.");
        all.Text().Split('\n').Where(line => line.StartsWith("Instead of", StringComparison.Ordinal)).ShouldBe(
        [
            "Instead of “sorry to bother you” say:",
            "Instead of “not my job” say:",
            "Instead of “works on my machine” say:",
        ]);
        var chooser = all.All().OfType<Select>().ShouldHaveSingleItem();
        chooser.Options.Select(option => option.Value).ShouldBe(["sorry-to-bother", "not-my-job", "works-on-my-machine"]);
        (await _bot.Press(chooser.Token, values: "not-my-job")).Text().ShouldStartWith("Instead of “That's not my job.” say:");
    }

    [Theory]
    [InlineData("That is not my fault.", "whose-fault")]
    [InlineData("that won’t work", "impossible")]
    [InlineData("There's no time for tests now", "no-time-for-tests")]
    public async Task TakesTheLongestOfWhatOverlaps(string text, string item)
    {
        var card = await Say(text);
        card.Text().ShouldStartWith($"Instead of “{_bot.Pack.Find<Core.Content.Phrase>(item)!.InsteadOf}” say:");
        card.All().OfType<Select>().ShouldBeEmpty();
    }

    [Fact]
    public void FindsNothingByATriggerWithoutWords() =>
        SaidPhrases.In(new Core.Content.WrittenText("What??? Why???"), [_bot.Pack.All<Core.Content.Phrase>().First() with { Triggers = [new("???")] }]).ShouldBeEmpty();

    [Fact]
    public async Task FindsWholeWordsOnly() =>
        (await Say("The mapping of shipping codes")).Text().ShouldNotStartWith("Instead of");

    [Fact]
    public async Task ShowsTheNearestWhereNothingStandsInItWordForWord() =>
        (await Say("we should refactor everything properly")).Text().ShouldStartWith("Instead of “We need to refactor this.” say:");

    [Fact]
    public async Task SaysSoWhereTheNearestIsAllThereIs() =>
        (await Say("the machines worked for my colleague")).Text().ShouldStartWith("Nothing in that message is what I'd warn of. This comes closest to it:\n\nInstead of “");

    [Fact]
    public async Task IsKindAboutAMessageThatIsFine() =>
        (await Say("zzzz qqqq")).Text().ShouldStartWith("That message reads fine to me: there is nothing in it that I know a better way to say.\n\nWhat people say: ");

    [Fact]
    public async Task IsKindAboutAMessageWithoutWords() =>
        (await Say(" ")).Text().ShouldBe("That message has no words in it, so there is nothing to say better.");

    [Fact]
    public async Task KeepsNothingOfAMessageThatWasOnlyRead()
    {
        await Say("It works on my machine");
        _bot.KeptForms.Kept.ShouldBeEmpty();
        _bot.Evidence.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task OpensAFormWithWhatTheMessageSays()
    {
        var form = await SaveAsEvidence(new PointedMessage("Ana's fix halved the build time", "ben", "https://chat.example/archives/1"));
        form.Title.ShouldBe("Note your evidence");
        form.Fields.Select(field => (field.Name, field.Value)).ShouldBe(
        [
            ("what", "Ana's fix halved the build time"),
            ("impact", null),
            ("number", null),
            ("link", "https://chat.example/archives/1"),
            ("date", "2026-03-04"),
        ]);
    }

    [Fact]
    public async Task ShortensALongMessageToWhatAFieldHolds()
    {
        var form = await SaveAsEvidence(new PointedMessage(string.Concat(Enumerable.Repeat("Ana did it. ", 2_000)), null, null));
        form.Field("what").Value!.Length.ShouldBeInRange(Limits.FieldValue - 20, Limits.FieldValue);
        form.Field("what").Value!.ShouldEndWith("…");
    }

    [Fact]
    public async Task DatesItWhereThePersonIs()
    {
        var late = new UsedShortcut(Some.Sender(), "save-as-evidence", new PointedMessage("Done", null, null));
        _bot.Time.Advance(TimeSpan.FromHours(14));
        (await _bot.Handle(late)).ShouldBeOfType<Form>().Field("date").Value.ShouldBe("2026-03-04");
        var ana = await _bot.People.FindAsync(Some.Identity("ana"), CancellationToken.None);
        await _bot.PersonalTimes.ChangeAsync(ana!.Id, new PersonalTime { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }, CancellationToken.None);
        (await _bot.Handle(late)).ShouldBeOfType<Form>().Field("date").Value.ShouldBe("2026-03-05");
    }

    [Fact]
    public async Task TakesNoAddressThatIsNone() =>
        (await SaveAsEvidence(new PointedMessage("Fixed", null, "javascript:alert(1)"))).Field("link").Value.ShouldBeNull();

    [Fact]
    public async Task OpensTheSameFormAgainAfterARestartWhereItCameTooLate()
    {
        var form = await SaveAsEvidence(new PointedMessage("Ana's fix halved the build time", "ben", "https://chat.example/archives/1"));
        _bot.Restart();
        _bot.Time.Advance(TimeSpan.FromDays(1));
        var again = await _bot.Open(form.ResumeToken);
        again.Token.ShouldBe(form.Token);
        again.Fields.ShouldBe(form.Fields);
    }

    [Fact]
    public async Task KeepsItAsEvidenceOnceHoweverOftenItIsSent()
    {
        var form = await SaveAsEvidence(new PointedMessage("Ana's fix halved the build time", "ben", "https://chat.example/archives/1"));
        var values = form.Fields.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);
        values["impact"] = "The whole team";
        values["date"] = "3 March 2026";
        (await _bot.Submit(form.Token, values)).Text().ShouldBe(
            """
            Kept as evidence of Tue 3 Mar 2026: Ana's fix halved the build time

            [Note another]  [All your evidence]

            Only you see it.
            """);
        await _bot.Submit(form.Token, values);
        var kept = _bot.Evidence.All.ShouldHaveSingleItem();
        (kept.Source, kept.Title, kept.What, kept.Impact, kept.Number, kept.Link, kept.Date).ShouldBe(
            ("message", "Ana's fix halved the build time", "Ana's fix halved the build time", "The whole team", null, "https://chat.example/archives/1", new LocalDate(2026, 3, 3)));
        kept.Workspace.ShouldBe(Some.Team);
        _bot.KeptForms.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task AsksForWhatAMessageWithoutWordsDoesNotSay()
    {
        var form = await SaveAsEvidence(new PointedMessage(string.Empty, "ben", "https://chat.example/archives/1"));
        form.Field("what").Value.ShouldBeNull();
        var again = (await _bot.Handle(Some.Submission(form.Token, Some.Values(("date", "today"))))).ShouldBeOfType<Form>();
        again.Problems["what"].ShouldBe("This one is needed.");
    }

    private async Task<Reply> Say(string text) =>
        (await _bot.Handle(new UsedShortcut(Some.Sender(), "say-like-a-senior", new PointedMessage(text, "ben", null)))).ShouldBeOfType<Reply>();

    private async Task<Form> SaveAsEvidence(PointedMessage message) =>
        (await _bot.Handle(new UsedShortcut(Some.Sender(), "save-as-evidence", message))).ShouldBeOfType<Form>();
}
