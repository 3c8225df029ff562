using System.Globalization;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Features;

/// <summary>A week of stand-ups with three people in three zones, judged as the engine judges it and composed as it is composed.</summary>
public sealed class CadenceWeekTests : IDisposable
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private readonly TestBot _bot = new();
    private readonly List<string> _seen = [];

    public void Dispose()
    {
        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Dispose();
    }

    [Fact]
    public async Task BringsExactlyThePromptsRemindersAndReportsThatItShould()
    {
        // Clocks in New York went forward the day before, those in Berlin do so in three weeks.
        await Join("ana", "Europe/Berlin");
        await Join("ben", "America/New_York");
        await Join("cara", "Pacific/Auckland");
        await _bot.PersonalTimes.AddAbsenceAsync(_bot.People.IdOf("ben"), new Absence(March(10), March(11)), CancellationToken.None);
        await _bot.TeamTimes.AddDaysOffAsync(Some.Team, [new Holiday(March(13), "Founders' day")], CancellationToken.None);

        (Instant At, string User, int Day)[] answers =
        [
            (InBerlin(9, 15), "ana", 9), (InBerlin(10, 15), "ana", 10), (InBerlin(10, 22), "cara", 11), (InBerlin(11, 15), "ana", 11), (InBerlin(12, 16, 30), "ben", 12), (InBerlin(12, 18), "ana", 12),
        ];
        var coming = _bot.Schedules.All.SelectMany(schedule => Enumerable.Range(9, 5).Select(day => (Schedule: schedule, Date: March(day)))).ToList();
        foreach (var at in coming.Select(one => one.Schedule.When.At(one.Date)).Concat(answers.Select(answer => answer.At)).Concat(Openings()).Distinct().Order())
        {
            _bot.Time.Advance(at.ToDateTimeOffset() - _bot.Time.GetUtcNow());
            foreach (var answer in answers.Where(answer => answer.At == at))
            {
                await _bot.Submit($"cadence.answer:1:202603{answer.Day:00}", Some.Values(("progress", "p"), ("plan", "q"), ("blockers", "no")), user: answer.User);
            }

            foreach (var (schedule, date) in coming.ToList())
            {
                if (await IsOver(schedule, date, at))
                {
                    coming.Remove((schedule, date));
                }
            }
        }

        coming.ShouldBeEmpty();
        _seen.ShouldBe(
        [
            "Mon 14:30 prompt",
            "Mon 16:00 no reminder to ana: it is answered already",
            "Mon 16:00 reminder to ben",
            "Mon 17:00 report: Ana · no answer Ben, Cara",
            "Mon 21:00 no reminder to cara: its window closed before it could go",
            "Tue 14:30 prompt",
            "Tue 16:00 no reminder to ana: it is answered already",
            "Tue 16:00 no reminder to ben: away",
            "Tue 17:00 report: Ana · no answer Cara · away Ben",
            "Tue 21:00 no reminder to cara: its window closed before it could go",
            "Wed 14:30 prompt",
            "Wed 16:00 no reminder to ana: it is answered already",
            "Wed 16:00 no reminder to ben: away",
            "Wed 17:00 report: Cara, Ana · away Ben",
            "Wed 21:00 no reminder to cara: its window closed before it could go",
            "Thu 14:30 prompt",
            "Thu 16:00 reminder to ana",
            "Thu 16:00 reminder to ben",
            "Thu 17:00 report: Ben · no answer Ana, Cara",
            "Fri 14:30 no prompt: holiday: Founders' day",
            "Fri 16:00 no reminder to ana: holiday: Founders' day",
            "Fri 16:00 no reminder to ben: holiday: Founders' day",
            "Fri 16:00 no reminder to cara: holiday: Founders' day",
            "Fri 17:00 no report: holiday: Founders' day",
            "Sun 21:00 no reminder to cara: its window closed before it could go",
        ]);

        // Who answered on Thursday evening is in the report that was posted.
        _bot.Schedules.Refreshed.ShouldHaveSingleItem().Date.ShouldBe(March(12));
        (await Summary(March(12))).ShouldBe("Ben, Ana · no answer Cara");
    }

    private static LocalDate March(int day) => new(2026, 3, day);

    private static Instant InBerlin(int day, int hour, int minute = 0) => LocalSchedule.InstantOf(March(day), new LocalTime(hour, minute), Berlin);

    /// <summary>When working hours begin in each of the zones, which is when what was held is looked at again.</summary>
    private static IEnumerable<Instant> Openings() =>
        from zone in (string[])["Europe/Berlin", "America/New_York", "Pacific/Auckland"]
        from day in Enumerable.Range(9, 9)
        select LocalSchedule.InstantOf(March(day), new LocalTime(9, 0), DateTimeZoneProviders.Tzdb[zone]);

    private async Task Join(string user, string zone)
    {
        if (_bot.Schedules.All.Count == 0)
        {
            var form = (await _bot.Handle(Some.Line("/mentor cadence add stand-up"))).ShouldBeOfType<Form>();
            await _bot.Submit(form.Token, Some.Values(("stand-up-days", "Mon-Fri"), ("stand-up-asks", "14:30"), ("stand-up-reminds", "16:00"), ("stand-up-closes", "17:00"), ("zone", "Berlin")));
        }

        await _bot.Press("cadence.join:1", user);
        await _bot.PersonalTimes.ChangeAsync(_bot.People.IdOf(user), new PersonalTime { Zone = DateTimeZoneProviders.Tzdb[zone] }, CancellationToken.None);
    }

    /// <summary>Judges an occurrence as the engine does, and has it come where it may; true once that is settled.</summary>
    private async Task<bool> IsOver(Schedule schedule, LocalDate date, Instant now)
    {
        if (schedule.When.At(date) > now)
        {
            return false;
        }

        var time = await _bot.Get<WorkingTimes>().OfAsync(schedule.Recipient, CancellationToken.None);
        var verdict = new Judge(schedule, time).JudgeAll([date], now).ShouldHaveSingleItem();
        if (verdict.Status == EntryStatus.Held)
        {
            return false;
        }

        var entry = _bot.Schedules.Due(schedule, date);
        var composed = verdict.Status == EntryStatus.Pending
            ? await _bot.Scheduled("cadence").ComposeAsync(new ComposeRequest(entry, schedule, AskToEase: false), CancellationToken.None)
            : new NothingToSend(verdict.Reason);
        var settled = _bot.Schedules.Settle(entry, composed is ComposedMessage ? EntryStatus.Sent : EntryStatus.Skipped);
        await _bot.Scheduled("cadence").SettledAsync(settled, schedule, null, CancellationToken.None);
        var to = schedule.Recipient is PersonRecipient(_, var person) ? $" to {_bot.People.Find(Some.Team, person)!.Identity.UserId}" : string.Empty;
        var when = now.InZone(Berlin).ToString("ddd HH:mm", CultureInfo.InvariantCulture);
        _seen.Add(composed switch
        {
            NothingToSend nothing => $"{when} no {schedule.Kind}{to}: {nothing.Reason}",
            _ when schedule.Kind == CadenceSchedules.Report => $"{when} report: {await Summary(date)}",
            _ => $"{when} {schedule.Kind}{to}",
        });
        return true;
    }

    /// <summary>What the closed round holds.</summary>
    private async Task<string> Summary(LocalDate date)
    {
        var round = (await _bot.Cadences.RoundAsync(1, date, CancellationToken.None)).ShouldNotBeNull();
        round.ClosedAt.ShouldNotBeNull();
        (string Label, IEnumerable<PersonId> People)[] parts =
        [
            (string.Empty, round.Answers.Select(answer => answer.Person)),
            ("no answer ", round.Missing.Where(gap => !gap.IsAway).Select(gap => gap.Person)),
            ("away ", round.Missing.Where(gap => gap.IsAway).Select(gap => gap.Person)),
        ];
        return string.Join(" · ", parts
            .Where(part => part.People.Any())
            .Select(part => part.Label + string.Join(", ", part.People.Select(person => _bot.People.Find(Some.Team, person)!.Name))));
    }
}
