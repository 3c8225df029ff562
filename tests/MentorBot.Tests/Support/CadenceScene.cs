using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Tests.Support;

/// <summary>Channels with their cadences, and people who answered; the clock stands at nine on Friday, the 6th of March.</summary>
internal sealed class CadenceScene : IDisposable
{
    public static readonly LocalDate Friday = March(6);

    private static readonly LocalDate Start = new(2026, 1, 1);

    public CadenceScene()
        : this(new TestBot()) => Bot.Time.Advance(TimeSpan.FromDays(2));

    /// <summary>A scene in a bot of somebody else's, at whatever time it is there.</summary>
    public CadenceScene(TestBot bot) => Bot = bot;

    public TestBot Bot { get; }

    public Instant Now => Instant.FromDateTimeOffset(Bot.Time.GetUtcNow());

    public static LocalDate March(int day) => new(2026, 3, day);

    public static Instant At(int day, int hour) => Instant.FromUtc(2026, 3, day, hour, 0);

    public async Task<PersonId> Person(string user) => (await Bot.People.FindOrAddAsync(Some.Identity(user), char.ToUpperInvariant(user[0]) + user[1..], CancellationToken.None)).Id;

    public Task<Cadence> StandUp(string owner = "ana", Place? place = null) => Add(CadenceKind.StandUp, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", owner, place);

    public Task<Cadence> Weekly(string owner = "ana", Place? place = null) => Add(CadenceKind.WeeklyStatus, "FREQ=WEEKLY;BYDAY=FR", owner, place);

    /// <summary>On the first of the month, for a meeting two working days later at two in Berlin.</summary>
    public async Task<Cadence> Monthly(string owner = "ana", Place? place = null, MeetingTime? meeting = null)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var added = new Cadence(
            0,
            place ?? Some.General,
            CadenceKind.MonthlyMeeting,
            await Person(owner),
            new LocalSchedule(Recurrence.Of("FREQ=MONTHLY;BYMONTHDAY=1"), Start, new LocalTime(9, 0), zone),
            new LocalTime(17, 0),
            null,
            meeting ?? new MeetingTime(2, new LocalTime(14, 0), Duration.FromHours(1)),
            CadenceState.Running,
            Now);
        return await Keep(added);
    }

    public Task Join(Cadence cadence, params string[] users) => Each(users, async user => await Bot.Cadences.JoinAsync(cadence.Id, new Participant(await Person(user), null, Now), CancellationToken.None));

    public async Task Answer(Cadence cadence, LocalDate date, string user, Instant? at = null, params (string Name, string Value)[] words) =>
        await Bot.Cadences.AnswerAsync(cadence.Id, date, new RoundAnswer(await Person(user), Some.Values(words), at ?? Instant.FromUtc(date.Year, date.Month, date.Day, 9, 0), null), CancellationToken.None);

    /// <summary>Closes a round at eleven.</summary>
    public async Task Close(Cadence cadence, LocalDate date, string[]? missing = null, string[]? away = null)
    {
        var gaps = new List<RoundGap>();
        await Each(missing ?? [], async user => gaps.Add(new RoundGap(await Person(user), IsAway: false)));
        await Each(away ?? [], async user => gaps.Add(new RoundGap(await Person(user), IsAway: true)));
        await Bot.Cadences.CloseAsync(cadence.Id, date, gaps, Instant.FromUtc(date.Year, date.Month, date.Day, 11, 0), CancellationToken.None);
    }

    /// <summary>An entry of a cadence's schedule, as it comes due.</summary>
    public OutboxEntry Due(Cadence cadence, string kind, LocalDate date) => Bot.Schedules.Due(Bot.Schedules.All.Single(one => one.Subject == cadence.Id && one.Kind == kind), date);

    public static Reply Read(Composition composition) => new(composition.ShouldBeOfType<ComposedMessage>().Blocks);

    public static string Silence(Composition composition) => composition.ShouldBeOfType<NothingToSend>().Reason;

    public void Dispose()
    {
        Bot.Log.Errors.ShouldBeEmpty();
        Bot.Dispose();
    }

    private async Task<Cadence> Add(CadenceKind kind, string rule, string owner, Place? place) => await Keep(new Cadence(
        0,
        place ?? Some.General,
        kind,
        await Person(owner),
        new LocalSchedule(Recurrence.Of(rule), Start, new LocalTime(9, 0), DateTimeZone.Utc),
        new LocalTime(11, 0),
        null,
        null,
        CadenceState.Running,
        Now));

    private async Task<Cadence> Keep(Cadence cadence)
    {
        var kept = cadence with { Id = (await Bot.Cadences.AddAsync(cadence, CancellationToken.None)).ShouldNotBeNull() };
        await Bot.Get<CadenceSchedules>().SyncAsync(kept, CancellationToken.None);
        return kept;
    }

    private static async Task Each(string[] users, Func<string, Task> act)
    {
        foreach (var user in users)
        {
            await act(user);
        }
    }
}
