using MentorBot.Core.Content;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using NodaTime;
using Cadence = MentorBot.Core.Features.Cadences.Cadence;

namespace MentorBot.IntegrationTests.Storage;

/// <summary>Where a contract suite gets its empty databases.</summary>
public abstract class Engine : IDisposable
{
    public abstract Task<StorageOptions> CreateAsync();

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

public sealed class Sqlite : Engine
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mentorbot-sqlite-").FullName;

    public override Task<StorageOptions> CreateAsync() => Task.FromResult(
        new StorageOptions { ConnectionString = $"Data Source={Path.Combine(_folder, $"{Guid.NewGuid():N}.db")}" });

    public override void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
    }
}

public sealed class PostgreSql(PostgresServer server) : Engine
{
    public override async Task<StorageOptions> CreateAsync() => new()
    {
        Provider = StorageProvider.PostgreSql,
        ConnectionString = await server.CreateDatabaseAsync(),
    };
}

/// <summary>A test on a migrated database of its own, with people and things to put into it.</summary>
public abstract class StorageTest(Engine engine) : IAsyncLifetime
{
    internal static readonly Workspace Team = new("slack", "T1");
    internal static readonly Workspace OtherTeam = new("slack", "T2");
    internal static readonly Place Channel = new(Team, "C1");
    internal static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly List<Database> _databases = [];

    internal static CancellationToken Ct => CancellationToken.None;

    internal Database Database { get; private set; } = null!;

    internal StorageOptions Options { get; private set; } = null!;

    internal PeopleStore People => new(Database);

    internal KeptForms KeptForms => new(Database);

    internal RememberedAnswers RememberedAnswers => new(Database);

    internal PostStore Posts => new(Database);

    internal ChecklistStore Checklists => new(Database);

    internal EnrolmentStore Enrolments => new(Database);

    internal EvidenceStore Evidence => new(Database);

    internal KpiStore Kpis => new(Database);

    internal ScoreStore Scores => new(Database);

    internal CadenceStore Cadences => new(Database);

    internal Receipts Receipts => new(Database);

    internal PlatformMemory Memory => new(Database);

    internal Erasure Erasure => new(Database);

    public async Task InitializeAsync()
    {
        Options = await engine.CreateAsync();
        Database = await OpenAsync(Options);
    }

    public async Task DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        engine.Dispose();
    }

    internal async Task<Database> OpenAsync(StorageOptions options)
    {
        var database = new Database(options);
        _databases.Add(database);
        await database.MigrateAsync(Ct);
        return database;
    }

    internal async Task<PersonId> PersonAsync(string name) => (await KnownAsync(name)).Id;

    internal Task<Person> KnownAsync(string name) => People.FindOrAddAsync(new Identity(Team, name), name, Ct);

    internal static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    internal static Post Draft(PersonId author, string title = "Asking for a review", string? words = null) => new(
        0, author, Channel, "script", "ask-review", title, "Could you look at {what}?", Values(("what", "the parser")), words, PostState.Draft, Monday);

    /// <summary>A stand-up in the channel, on weekdays at half past nine in Berlin.</summary>
    internal static Cadence StandUp(PersonId? owner) => new(
        0,
        Channel,
        CadenceKind.StandUp,
        owner,
        new LocalSchedule(Recurrence.Of("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"), new LocalDate(2026, 3, 2), new LocalTime(9, 30), DateTimeZoneProviders.Tzdb["Europe/Berlin"]),
        new LocalTime(11, 0),
        new LocalTime(10, 30),
        null,
        CadenceState.Running,
        Monday);

    internal static ChecklistRun Run(PersonId? starter, bool shared = true, int items = 3, Place? place = null, Instant? at = null) => new(
        0,
        place ?? Channel,
        shared,
        starter is { } id ? new Person(id, new Identity(Team, "anybody"), "anybody") : null,
        "release",
        "Before a release",
        at ?? Monday,
        null,
        [.. Enumerable.Range(1, items).Select(number => new RunItem(number, $"Step {number}", $"Reason {number}", null, null, null, null, null))]);

    internal static Schedule Nudge(PersonId person, string feature = "plan") => new(
        0, feature, 1, "nudge", new PersonRecipient(Team, person), person,
        new LocalSchedule(Recurrence.Of("FREQ=DAILY"), new LocalDate(2026, 3, 2), new LocalTime(9, 30), DateTimeZone.Utc));

    internal static Enrolment OnPlan(PersonId person, string plan = "seven", Place? place = null) => new(
        0,
        person,
        place ?? Channel,
        plan,
        "Seven days",
        "id: seven\ntitle: Seven days",
        Values(("goal", "tests")),
        new LocalDate(2026, 3, 2),
        new LocalTime(9, 30),
        EnrolmentState.Running,
        Monday,
        EndedAt: null,
        Marks: []);

    internal static EvidenceRecord Proof(PersonId person, int part = 1, long? subject = 1) => new(
        0, person, Team, new LocalDate(2026, 3, 2), "plan", subject, part, "Share a risk", "Wrote it up", "Fewer surprises", "3 hours", "https://example.org/", Monday);

    /// <summary>A thing scored with two criteria, one of which divides: half of <paramref name="points"/>.</summary>
    internal static Score Scored(PersonId person, string name, int points) => new(
        0,
        person,
        Team,
        "task-priority",
        name,
        new ScoreSheet(
            2,
            "Task priority",
            OfSelf: false,
            RubricFormula.Product,
            [
                new ScorePick("impact", "Impact", "What it brings", 1, Divides: false, "high", "High", "it moves a number", points, 1, 9),
                new ScorePick("effort", "Effort", null, 1, Divides: true, "medium", "Medium", "a few days", 2, 1, 3),
            ],
            "Put it in line",
            "Plan it in.",
            [new ScoreRung("Junior", 1)]),
        Monday);

    /// <summary>A board of the channel with three KPIs.</summary>
    internal static KpiBoard Board(PersonId? owner) => new(
        0,
        Channel,
        "service-kpis",
        "Service KPIs",
        owner,
        Monday,
        [
            new BoardKpi(0, "System", "Response time", new KpiTarget(Comparison.Under, 200), "ms"),
            new BoardKpi(0, "System", "Uptime", new KpiTarget(Comparison.AtLeast, 99.99m), "%"),
            new BoardKpi(0, "Scalability", "Peak load", null, "requests/s"),
        ]);

    internal Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? values = null) =>
        Database.ReadAsync(session => session.ListAsync<T>(sql, values), Ct);

    internal Task ChangeAsync(string sql, object? values = null) =>
        Database.WriteAsync(session => session.ExecuteAsync(sql, values), Ct);
}
