using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Commands;

public sealed class SlashedDatesTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Theory]
    [InlineData("en-GB", "Europe/London", "away 3/4", "Fri 3 Apr 2026")]
    [InlineData("de-DE", "America/New_York", "away 3/4/2027", "Sat 3 Apr 2027")]
    [InlineData("pt_BR", "America/Sao_Paulo", "away 20/12 - 2/1", "Sun 20 Dec 2026 to Sat 2 Jan 2027")]
    [InlineData("fr", "Europe/Paris", "away until 5/3", "Wed 4 Mar 2026 to Thu 5 Mar 2026")]
    [InlineData("en-US", "America/New_York", "away 4/3", "Fri 3 Apr 2026")]
    [InlineData("es-US", "America/Chicago", "away 4/3", "Fri 3 Apr 2026")]
    [InlineData("en-US-POSIX", "America/New_York", "away 4/3", "Fri 3 Apr 2026")]
    [InlineData("sr-Latn-RS", "Europe/Belgrade", "away 3/4", "Fri 3 Apr 2026")]
    [InlineData("ja-JP", "Asia/Tokyo", "away 4/3..4/5", "Fri 3 Apr 2026 to Sun 5 Apr 2026")]
    [InlineData("en-US", "Europe/Berlin", "away 20/12", "Sun 20 Dec 2026")]
    [InlineData(null, "UTC", "away 12/20..1/31/2027", "Sun 20 Dec 2026 to Sun 31 Jan 2027")]
    [InlineData(null, "UTC", "away 5/5", "Tue 5 May 2026")]
    public async Task ReadsDayAndMonthAsThePersonWritesThem(string? locale, string zone, string line, string days) =>
        (await Say(line, locale, zone)).ShouldContain(days);

    [Theory]
    [InlineData(null, "Europe/London")]
    [InlineData("", "Europe/London")]
    [InlineData("en", "Europe/London")]
    [InlineData("en-US", "Europe/Berlin")]
    [InlineData("en-US", "America/Sao_Paulo")]
    [InlineData("en-CA", "America/Toronto")]
    [InlineData("es-US", "Europe/Madrid")]
    [InlineData("es-PR", "America/Puerto_Rico")]
    [InlineData("es-PA", "America/Panama")]
    [InlineData("fil", "Asia/Manila")]
    [InlineData("en-US-POSIX", "Europe/Berlin")]
    public async Task GuessesNothing(string? locale, string zone) =>
        (await Say("away 3/4", locale, zone)).ShouldBe("“3/4” names no days that I can read. Write days as 2026-12-20..2027-01-02, 20 Dec - 2 Jan, tomorrow, next week or until Friday.");

    [Theory]
    [InlineData("31/31")]
    [InlineData("0/4")]
    [InlineData("3/4/26")]
    [InlineData("1/2/3/4")]
    [InlineData("2026/3/4")]
    [InlineData("31/2/2026")]
    public async Task ReadsNoDayThatIsNone(string written) =>
        (await Say($"away {written}", "en-GB", "Europe/London")).ShouldContain("names no days that I can read.");

    [Fact]
    public async Task ReadsThemInRangesThatLookBackInFormsAndBeforeANameOfADay()
    {
        (await Say("evidence 1/2 - 28/2", "en-GB", "Europe/London")).ShouldStartWith("Your evidence, Sun 1 Feb 2026 to Sat 28 Feb 2026");
        var setUp = (await _bot.Handle(Some.Line("cadence setup"))).ShouldBeOfType<Form>();
        await _bot.Submit(setUp.Token, setUp.Fields.ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal));
        (await Say("cadence report 2/1..2/28", "en-US", "America/Chicago")).ShouldContain("Sun 1 Feb 2026 to Sat 28 Feb 2026");
        (await Say("team holidays 4/5 May 1/2 day", "en-GB", "Europe/London")).ShouldContain("Mon 4 May 2026 · May 1/2 day");
        await _bot.Handle(new Submission(From("en-GB", "Europe/London"), "evidence.note:1", Some.Values(("what", "Did it"), ("date", "1/3")), null));
        _bot.Evidence.All.Single().Date.ShouldBe(new LocalDate(2026, 3, 1));
    }

    private static Sender From(string? locale, string zone) =>
        Some.Sender(role: Core.People.Role.Admin, zone: DateTimeZoneProviders.Tzdb[zone]) with { Locale = locale };

    private async Task<string> Say(string line, string? locale, string zone) =>
        (await _bot.Handle(new TypedLine(From(locale, zone), $"/mentor {line}"))).ShouldBeOfType<Reply>().Text();
}
