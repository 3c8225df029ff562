using System.Text;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

public sealed class EvidenceTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task InvitesToNoteTheFirst()
    {
        var empty = await _bot.Say("/mentor evidence");
        empty.Text().ShouldBe(
            """
            Your evidence
            =============

            Nothing is noted yet. Whatever you did that somebody was glad of counts: note it while you remember the number.

            [Add]

            Only you see it. To look back on some days: /mentor evidence last-month
            """);
        var form = await _bot.Open(empty.Token("Add"));
        form.Fields.Select(field => (field.Label, field.Required, field.Value)).ShouldBe(
        [
            ("What you did", true, null),
            ("What it changed", false, null),
            ("A number that shows it", false, null),
            ("Where it can be seen", false, null),
            ("When it was", true, "2026-03-04"),
        ]);
    }

    [Fact]
    public async Task KeepsWhatIsNotedAndShowsTheNewestFirst()
    {
        await Note("Halved the build time\nwith a cache", "3 March", number: "12 minutes a build");
        var saved = await Note("Calmed the outage", "today", impact: "Support could sleep");
        saved.Text().ShouldStartWith("Kept as evidence of Wed 4 Mar 2026: Calmed the outage");
        (await _bot.Press(saved.Token("All your evidence"))).Text().ShouldBe(
            """
            Your evidence
            =============

            - Calmed the outage · Wed 4 Mar 2026
              Support could sleep
            - Halved the build time · Tue 3 Mar 2026
              12 minutes a build

            Read, edit or delete one: Wed 4 Mar 2026: Calmed the outage | Tue 3 Mar 2026: Halved the build time

            [Add]  [Export]

            Only you see it. To look back on some days: /mentor evidence last-month
            """);
        _bot.Evidence.All.Select(one => one.Source).ShouldBe(["note", "note"]);
    }

    [Fact]
    public async Task TurnsPages()
    {
        for (var i = 1; i <= 23; i++)
        {
            await Keep($"Piece {i:00}", new LocalDate(2026, 2, 1).PlusDays(i));
        }

        var first = await _bot.Say("/mentor evidence");
        first.Labels().ShouldBe(["Add", "Export", "Older"]);
        Titles(first).ShouldBe(Enumerable.Range(14, 10).Reverse().Select(i => $"Piece {i:00}"));
        var second = await _bot.Press(first.Token("Older"));
        second.Delivery.ShouldBe(Delivery.Update);
        second.Labels().ShouldBe(["Add", "Export", "Newer", "Older"]);
        Titles(second).ShouldBe(Enumerable.Range(4, 10).Reverse().Select(i => $"Piece {i:00}"));
        var third = await _bot.Press(second.Token("Older"));
        third.Labels().ShouldBe(["Add", "Export", "Newer"]);
        Titles(third).ShouldBe(["Piece 03", "Piece 02", "Piece 01"]);
        Titles(await _bot.Press(third.Token("Newer"))).ShouldBe(Titles(second));
    }

    [Fact]
    public async Task ShowsTheNewestWhereAPageIsEmptyMeanwhile()
    {
        for (var i = 1; i <= 11; i++)
        {
            await Keep($"Piece {i:00}", new LocalDate(2026, 2, 1).PlusDays(i));
        }

        var older = (await _bot.Say("/mentor evidence")).Token("Older");
        _bot.Evidence.All.RemoveAt(0);
        Titles(await _bot.Press(older)).ShouldBe(Enumerable.Range(2, 10).Reverse().Select(i => $"Piece {i:00}"));
    }

    [Theory]
    [InlineData("evidence last-month", "Your evidence, Sun 1 Feb 2026 to Sat 28 Feb 2026", "Piece B")]
    [InlineData("evidence 2026-01-01..2026-01-31", "Your evidence, Thu 1 Jan 2026 to Sat 31 Jan 2026", "Piece A")]
    [InlineData("evidence this week", "Your evidence, Mon 2 Mar 2026 to Sun 8 Mar 2026", "Piece C")]
    [InlineData("evidence range:2026-03-04", "Your evidence, Wed 4 Mar 2026", "Piece C")]
    public async Task LooksBackOnSomeDays(string line, string heading, string title)
    {
        await Keep("Piece A", new LocalDate(2026, 1, 31));
        await Keep("Piece B", new LocalDate(2026, 2, 1));
        await Keep("Piece C", new LocalDate(2026, 3, 4));
        var list = await _bot.Say($"/mentor {line}");
        list.Blocks[0].ShouldBe(new Heading(heading));
        Titles(list).ShouldBe([title]);
    }

    [Fact]
    public async Task BeginsTheWeekWhereThePersonDoes()
    {
        await Keep("On Sunday", new LocalDate(2026, 3, 1));
        Titles(await _bot.Say("/mentor evidence this-week")).ShouldBeEmpty();
        await _bot.PersonalTimes.ChangeAsync(await Ana(), new PersonalTime { WorkingDays = [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday] }, CancellationToken.None);
        Titles(await _bot.Say("/mentor evidence this-week")).ShouldBe(["On Sunday"]);
    }

    [Fact]
    public async Task SaysWhatToWriteForDaysThatCannotBeRead() =>
        (await _bot.Say("/mentor evidence whenever")).Text().ShouldBe("“whenever” names no days that I can read. Write today, this-week, last-week, this-month, last-month, last-quarter, last-year, or days such as 2026-09-01..2026-09-30.");

    [Fact]
    public async Task SaysSoWhereNothingIsOfTheseDays() =>
        (await _bot.Say("/mentor evidence last-month")).Text().ShouldContain("Nothing is noted of these days.\n\n[Add]  [All your evidence]");

    [Fact]
    public async Task ExportsTheDaysAsADocumentInOrder()
    {
        await Keep("Later", new LocalDate(2026, 2, 20), impact: "Line one\nline *two*");
        await Keep("Earlier", new LocalDate(2026, 2, 3), link: "https://example.org/1");
        await Keep("Another month", new LocalDate(2026, 3, 1));
        var exported = await _bot.Press((await _bot.Say("/mentor evidence last-month")).Token("Export"));
        exported.Delivery.ShouldBe(Delivery.Private);
        var file = exported.All().OfType<FileBlock>().ShouldHaveSingleItem();
        (file.Name, file.MediaType).ShouldBe(("evidence-2026-02-01-2026-02-28.md", "text/markdown"));
        Encoding.UTF8.GetString(file.Content.Span).ShouldBe(
            """
            # Evidence

            1 February 2026 to 28 February 2026 · 2 pieces

            ## Earlier

            3 February 2026

            - What: Earlier
            - Link: https://example.org/1

            ## Later

            20 February 2026

            - What: Later
            - Impact: Line one line \*two\*

            """);
        var all = await _bot.Press((await _bot.Say("/mentor evidence")).Token("Export"));
        all.All().OfType<FileBlock>().Single().Name.ShouldBe("evidence.md");
    }

    [Fact]
    public async Task ShowsOneAndLetsItBeMended()
    {
        await Keep("Halved the build time", new LocalDate(2026, 3, 3), impact: "All of us", number: "12 minutes", link: "https://example.org/1");
        var card = await OpenFirst();
        card.Text().ShouldBe(
            """
            Halved the build time
            =====================

            What you did: Halved the build time

            What it changed: All of us

            A number that shows it: 12 minutes

            Where it can be seen: https://example.org/1

            Tue 3 Mar 2026 · only you see it

            [Edit]  [Delete]  [All your evidence]
            """);
        var form = await _bot.Open(card.Token("Edit"));
        form.Field("number").Value.ShouldBe("12 minutes");
        var saved = await _bot.Submit(form.Token, Some.Values(("what", "Halved the build time twice"), ("date", "2 March")));
        saved.Text().ShouldStartWith("Saved. This is how it is now:\n\nHalved the build time twice\n");
        var kept = _bot.Evidence.All.ShouldHaveSingleItem();
        (kept.Title, kept.Impact, kept.Number, kept.Link, kept.Date).ShouldBe(("Halved the build time twice", null, null, null, new LocalDate(2026, 3, 2)));
    }

    [Fact]
    public async Task DeletesOnlyOnceItIsConfirmed()
    {
        await Keep("Halved the build time", new LocalDate(2026, 3, 3));
        var card = await OpenFirst();
        var asked = await _bot.Press(card.Token("Delete"));
        asked.Text().ShouldStartWith("Delete this for good? Nobody else has it.\n\nHalved the build time\n");
        _bot.Evidence.All.ShouldHaveSingleItem();
        (await _bot.Press(asked.Token("Keep it"))).Text().ShouldBe(card.Text());
        (await _bot.Press(asked.Token("Delete it"))).Text().ShouldBe("It is deleted.\n\n[Add]  [All your evidence]");
        _bot.Evidence.All.ShouldBeEmpty();
        (await _bot.Press(asked.Token("Delete it"))).Text().ShouldStartWith("That isn't there any more, and nothing was changed.");
        (await _bot.Press(card.Token("Edit"))).Text().ShouldStartWith("That isn't there any more");
    }

    [Fact]
    public async Task GivesTheWordsBackThatWereWrittenOverWhatIsDeletedMeanwhile()
    {
        await Keep("Halved the build time", new LocalDate(2026, 3, 3));
        var form = await _bot.Open((await OpenFirst()).Token("Edit"));
        _bot.Evidence.All.Clear();
        (await _bot.Submit(form.Token, Some.Values(("what", "my new words"), ("date", "today")))).Text().ShouldContain("What you wrote, so that it isn't lost:\n\nmy new words");
    }

    [Fact]
    public async Task LetsProofOfAPlanBeMendedWithTheTitleOfItsStep()
    {
        await _bot.Evidence.SaveAsync(New("Share a risk", new LocalDate(2026, 3, 3)) with { Person = await Ana(), Source = "plan", Subject = 7, Part = 1, What = null, Number = "3 hours" }, CancellationToken.None);
        var card = await OpenFirst();
        card.Text().ShouldContain("Tue 3 Mar 2026 · from a plan · only you see it");
        await _bot.Submit((await _bot.Open(card.Token("Edit"))).Token, Some.Values(("number", "4 hours"), ("date", "3 March 2026")));
        var kept = _bot.Evidence.All.ShouldHaveSingleItem();
        (kept.Title, kept.Number, kept.Source, kept.Subject).ShouldBe(("Share a risk", "4 hours", "plan", 7));
    }

    [Theory]
    [InlineData("evidence.show:1")]
    [InlineData("evidence.edit:1")]
    [InlineData("evidence.remove:1")]
    [InlineData("evidence.delete:1")]
    public async Task ShowsNobodyElsesEvidence(string token)
    {
        await Keep("Hers", new LocalDate(2026, 3, 3));
        (await _bot.Press(token, "ben")).Text().ShouldStartWith("That isn't there any more, and nothing was changed.");
        (await _bot.Press("evidence.pick", "ben", values: "1")).Text().ShouldStartWith("That isn't there any more");
        (await _bot.Press("evidence.export:19700101:99981231", "ben")).Text().ShouldStartWith("That isn't there any more");
        (await _bot.Say("/mentor evidence", "ben")).Text().ShouldContain("Nothing is noted yet.");
        _bot.Evidence.All.ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Titles(Reply list) =>
        list.All().OfType<Select>().SelectMany(select => select.Options).Select(option => option.Label.Split(": ")[1]);

    private async Task<Reply> OpenFirst()
    {
        var select = (await _bot.Say("/mentor evidence")).All().OfType<Select>().Single();
        return await _bot.Press(select.Token, values: select.Options[0].Value);
    }

    private async Task<Reply> Note(string what, string date, string? impact = null, string? number = null)
    {
        _bot.Time.Advance(TimeSpan.FromSeconds(1));
        var values = Some.Values(("what", what), ("date", date));
        foreach (var (name, value) in new[] { ("impact", impact), ("number", number) })
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }

        return await _bot.Submit((await _bot.Open("evidence.add")).Token, values);
    }

    private async Task<PersonId> Ana() => (await _bot.People.FindOrAddAsync(Some.Identity("ana"), "Ana", CancellationToken.None)).Id;

    private async Task Keep(string title, LocalDate date, string? impact = null, string? number = null, string? link = null) =>
        await _bot.Evidence.SaveAsync(New(title, date) with { Person = await Ana(), Subject = _bot.Evidence.All.Count, Impact = impact, Number = number, Link = link }, CancellationToken.None);

    private static EvidenceRecord New(string title, LocalDate date) =>
        new(0, default, Some.Team, date, "note", 0, 0, title, title, null, null, null, Instant.FromUtc(2026, 3, 4, 9, 0));
}
