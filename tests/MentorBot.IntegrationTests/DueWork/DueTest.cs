using System.Collections.Concurrent;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Storage;
using MentorBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>The engine on a real database, with a clock that the test moves and a platform that collects.</summary>
public abstract class DueTest(Engine engine) : StorageTest(engine)
{
    internal static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static readonly ContentLibrary Library = new(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance);

    private Pump? _node;

    /// <summary>Monday, 2 March 2026, 08:00 in Berlin.</summary>
    internal MovedClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 7, 0));

    internal CollectingMessenger Chat { get; } = new();

    internal ProbeFeature Feature { get; } = new();

    internal PumpOptions PumpOptions { get; set; } = new();

    internal Schedules Schedules => new(Database, Clock);

    internal Outbox Outbox => new(Database);

    internal PersonalTimes Personal => new(Database, Clock);

    internal TeamTimes Teams => new(Database, Clock);

    internal DueSchedules Work => new(Database, NullLogger<DueSchedules>.Instance);

    internal OutboxWork OutboxWork => new(Database, NullLogger<OutboxWork>.Instance);

    internal WorkingTimes Times => new(Personal, Teams, Library);

    /// <summary>The node that lives on through a test: another would have to wait until its lease has run out.</summary>
    internal Pump Node => _node ??= NewPump();

    internal Pump NewPump(IOutboxWork? work = null)
    {
        var outbox = work ?? OutboxWork;
        var composer = new Composer([Feature]);
        var backoff = new Backoff(PumpOptions, new Random(7));
        var settlement = new Settlement(composer, PumpOptions, backoff, Clock, NullLogger<Settlement>.Instance);
        var courier = new Courier(composer, settlement, PumpOptions, backoff, Clock, NullLogger<Courier>.Instance);
        var reviser = new Reviser(composer, PumpOptions, backoff, Clock, NullLogger<Reviser>.Instance);
        var claims = new LaneClaims(outbox, Times, PumpOptions, Clock, NullLogger<LaneClaims>.Instance);
        return new Pump(outbox, [Chat], () => new LaneRun(outbox, claims, courier, reviser, NullLogger<LaneRun>.Instance), Clock, NullLogger<Pump>.Instance);
    }

    internal Task<int> TickAsync() => new Ticker(Work, Times, Clock, NullLogger<Ticker>.Instance).TickAsync(Ct);

    /// <summary>Moves the clock through every instant at which something wants to be looked at, as the playground does.</summary>
    internal async Task LiveUntilAsync(Instant until)
    {
        while (await Work.NextInstantAsync([Chat.Platform], Ct) is { } next && next <= until)
        {
            Clock.Now = Instant.Max(Clock.Now, next);
            await TickAsync();
            await Node.PumpAsync(Ct);
        }

        Clock.Now = until;
    }

    internal Task LiveUntilAsync(int day, int hour, int minute = 0, int month = 3) => LiveUntilAsync(InBerlin(day, hour, minute, month));

    /// <summary>The bot is down until then, and does all that it does when it starts.</summary>
    internal async Task DownUntilAsync(Instant until)
    {
        Clock.Now = until;
        await TickAsync();
        await Node.PumpAsync(Ct);
    }

    internal Task DownUntilAsync(int day, int hour, int minute = 0, int month = 3) => DownUntilAsync(InBerlin(day, hour, minute, month));

    internal static Instant InBerlin(int day, int hour, int minute = 0, int month = 3) => new LocalDateTime(2026, month, day, hour, minute).InZoneLeniently(Berlin).ToInstant();

    /// <summary>A nudge to a person at a time in Berlin on every day of the rule, from 2 March on.</summary>
    internal async Task<Schedule> NudgeAsync(PersonId person, string rule = "FREQ=DAILY", int hour = 9, int minute = 0, long subject = 1, ScheduleKind lateness = ScheduleKind.PlanNudge) =>
        await Schedules.AddAsync(
            new Schedule(0, "probe", subject, "nudge", new PersonRecipient(Team, person), person, At(rule, hour, minute)) { FollowsZone = true, WorkingDaysOnly = true, LateLimit = lateness }, Ct);

    internal async Task<Schedule> PromptAsync(string rule = "FREQ=DAILY", int hour = 9, int minute = 0, ScheduleKind lateness = ScheduleKind.Other, LocalTime? close = null, string channel = "C1") =>
        await Schedules.AddAsync(
            new Schedule(0, "probe", 1, "prompt", new PlaceRecipient(new Place(Team, channel)), null, At(rule, hour, minute)) { WorkingDaysOnly = true, LateLimit = lateness, WindowClose = close }, Ct);

    internal static LocalSchedule At(string rule, int hour, int minute = 0) => new(Recurrence.Of(rule), new LocalDate(2026, 3, 2), new LocalTime(hour, minute), Berlin);

    /// <summary>Adds a person who works from nine to six in Berlin.</summary>
    internal async Task<PersonId> InBerlinAsync(string name, PersonalTime? time = null)
    {
        var person = await PersonAsync(name);
        await Personal.ChangeAsync(person, (time ?? new PersonalTime()) with { Zone = Berlin }, Ct);
        return person;
    }

    /// <summary>The ledger of a schedule, the oldest first, each entry as "date status: reason".</summary>
    internal async Task<string[]> LedgerAsync(Schedule schedule) =>
    [
        .. (await Outbox.PastAsync(schedule.Id, 100, Ct)).Reverse().Select(entry =>
            $"{entry.Key.Date:MM-dd}{(entry.Key.Sequence > 0 ? $"#{entry.Key.Sequence}" : "")} {entry.Status}{(entry.IsLate ? " late" : "")}: {entry.Reason}"),
    ];
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class MovedClock(Instant now) : IClock
{
    public Instant Now { get; set; } = now;

    public Instant GetCurrentInstant() => Now;
}

/// <summary>A platform that keeps what it is sent, and answers as it is told.</summary>
internal sealed class CollectingMessenger : IMessenger
{
    public string Platform => "slack";

    public ConcurrentQueue<OutgoingMessage> Sent { get; } = new();

    public LaneLimit Limit { get; set; } = LaneLimit.None;

    /// <summary>What becomes of a message; null delivers it.</summary>
    public Func<OutgoingMessage, SendOutcome?> Answer { get; set; } = _ => null;

    public Func<OutgoingMessage, Presence>? Look { get; set; }

    /// <summary>What was put in the place of messages, and the ids of these.</summary>
    public ConcurrentQueue<(string MessageId, string Text)> Updated { get; } = new();

    /// <summary>What happens elsewhere while a request is on the wire.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    /// <summary>What becomes of an update; null carries it out.</summary>
    public Func<OutgoingMessage, SendOutcome?> UpdateAnswer { get; set; } = _ => null;

    public IEnumerable<string> Texts => Sent.Select(TextOf);

    public LaneLimit LimitOf(Workspace workspace) => Limit;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await Meanwhile();
        if (Answer(message) is { } answer)
        {
            return answer;
        }

        Sent.Enqueue(message);
        return new Delivered($"m{message.EntryId}");
    }

    public async Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken)
    {
        await Meanwhile();
        if (UpdateAnswer(message) is { } answer)
        {
            return answer;
        }

        Updated.Enqueue((messageId, TextOf(message)));
        return new Delivered(messageId);
    }

    public Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(Look?.Invoke(message) ?? (Sent.Any(sent => sent.EntryId == message.EntryId) ? Presence.At($"m{message.EntryId}") : Presence.No));

    private static string TextOf(OutgoingMessage message) => string.Join(" | ", message.Blocks.OfType<Paragraph>().Select(block => PlainText.Of(block.Text)));
}

/// <summary>A feature that says which occurrence it is, and hears what became of it.</summary>
internal sealed class ProbeFeature : IScheduledFeature
{
    public string Name => "probe";

    public ConcurrentQueue<(OutboxEntry Entry, Refusal? Failure)> Heard { get; } = new();

    public Func<ComposeRequest, Composition?> Compose { get; set; } = _ => null;

    public Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult(schedule.Kind);

    public Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken) => Task.FromResult(
        Compose(request) ?? new ComposedMessage([new Paragraph($"{request.Schedule.Kind} {request.Schedule.Subject} of {request.Entry.Key.Date:MM-dd}{(request.AskToEase ? ", less often?" : "")}")]));

    public Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken)
    {
        Heard.Enqueue((entry, failure));
        return Task.CompletedTask;
    }
}
