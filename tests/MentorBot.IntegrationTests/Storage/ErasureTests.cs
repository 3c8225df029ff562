using System.Text.Json;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class ErasureContract(Engine engine) : StorageTest(engine)
{
    // So large that it is no other row's id, count or time.
    private static readonly PersonId Ada = new(7_654_321);

    private static readonly LocalDate Friday = new(2026, 3, 6);

    /// <summary>The section of the export that shows the rows of each table that knows people.</summary>
    private static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal)
    {
        ["identities"] = "profile",
        ["roles"] = "profile",
        ["kept_forms"] = "kept-forms",
        ["remembered_answers"] = "remembered-answers",
        ["posts"] = "posts",
        ["checklist_runs"] = "checklists",
        ["checklist_items"] = "checklists",
        ["personal_time"] = "personal-time",
        ["absences"] = "personal-time",
        ["attention"] = "personal-time",
        ["schedules"] = "schedules",
        ["outbox"] = "outbox",
        ["enrolments"] = "plans",
        ["evidence"] = "evidence",
        ["cadences"] = "cadences",
        ["cadence_participants"] = "cadences",
        ["cadence_rounds"] = "cadences",
        ["cadence_answers"] = "cadences",
        ["cadence_gaps"] = "cadences",
        ["scores"] = "scores",
        ["kpi_boards"] = "kpis",
        ["kpi_readings"] = "kpis",
        ["platform_memory"] = "platform-memory",
    };

    /// <summary>Tables without a column for a mark of words.</summary>
    private static readonly Dictionary<string, string> Marks = new(StringComparer.Ordinal)
    {
        ["absences"] = "2026-03-03",
        ["attention"] = "\"ignored\":3",
        ["kpi_readings"] = "\"value\":\"47.11 ms\"",
        ["cadence_participants"] = "\"added somebody\"",
        ["cadence_gaps"] = "\"no answer\",\"cadence\":1,\"date\":\"2026-03-03\"",
    };

    [Fact]
    public async Task NoColumnOfAnyTableHoldsAnErasedPerson()
    {
        await PutAdaEverywhereAsync();
        var columns = await Schema.ColumnsAsync(Database);
        (await HoldersAsync(columns)).ShouldBe((await Schema.PersonColumnsAsync(Database)).Append("people.id"), ignoreOrder: true);

        await Erasure.EraseAsync(Ada, Monday, Ct);

        (await HoldersAsync(columns)).ShouldBe(["erasures.person_id"]);
    }

    [Fact]
    public async Task EveryTableThatKnowsPeopleIsShownInAnExport()
    {
        await PutAdaEverywhereAsync();
        var services = new ServiceCollection().AddLogging().AddSingleton<IClock>(new StoppedClock()).AddStorage(Options).BuildServiceProvider();
        await using var _ = services;
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var data in services.GetServices<IPersonalData>())
        {
            shown.Add(data.Section, JsonSerializer.Serialize(await data.ExportAsync(Ada, Ct)));
        }

        (await Schema.PersonColumnsAsync(Database)).Select(column => column.Split('.')[0]).Distinct(StringComparer.Ordinal)
            .ShouldBe(Sections.Keys, ignoreOrder: true);
        foreach (var (table, section) in Sections)
        {
            shown[section].ShouldContain(Marks.GetValueOrDefault(table, $"mark of {table}"));
        }
    }

    [Fact]
    public async Task WhatIsSharedStaysWithoutTheName()
    {
        var (ada, bob) = (await PersonAsync("ada"), await KnownAsync("bob"));
        var id = await Checklists.StartAsync(Run(ada), Ct);
        await Checklists.TickAsync(id, 1, ada, Monday, Ct);
        await Checklists.TickAsync(id, 2, bob.Id, Monday, Ct);
        await Checklists.DetailAsync(id, 2, 0, new ItemDetail("Ada's words", null, Friday), ada, Ct);
        await Checklists.DetailAsync(id, 3, 0, new ItemDetail("Ask Kim", ada, null), bob.Id, Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        var run = await Checklists.FindAsync(id, Ct);
        run!.Starter.ShouldBeNull();
        run.Items.Select(item => (item.DoneAt, item.DoneBy, item.Note, item.NotedBy, item.Assignee, item.Due)).ShouldBe(
        [
            (Monday, null, null, null, null, null),
            (Monday, bob, null, null, null, Friday),
            (null, null, "Ask Kim", bob, null, null),
        ]);
    }

    [Fact]
    public async Task PersonalChecklistsGoAndThoseOfOthersStay()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var hers = await Checklists.StartAsync(Run(ada, shared: false), Ct);
        var his = await Checklists.StartAsync(Run(bob, shared: false), Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        (await Checklists.FindAsync(hers, Ct)).ShouldBeNull();
        (await Checklists.FindAsync(his, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task WhoComesBackIsANewPerson()
    {
        var ada = await PersonAsync("ada");
        await Erasure.EraseAsync(ada, Monday, Ct);

        (await PersonAsync("ada")).ShouldNotBe(ada);
    }

    [Fact]
    public async Task ErasingTwiceKeepsTheFirstTime()
    {
        var ada = await PersonAsync("ada");
        await Erasure.EraseAsync(ada, Monday, Ct);
        await Erasure.EraseAsync(ada, Monday + Duration.FromHours(1), Ct);

        (await ListAsync<Instant>("SELECT erased_at FROM erasures")).ShouldBe([Monday]);
    }

    [Fact]
    public async Task ErasingNobodyNotesNothing()
    {
        await Erasure.EraseAsync(Ada, Monday, Ct);

        (await ListAsync<PersonId>("SELECT person_id FROM erasures")).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoeverWritesForAPersonWhoIsGoneIsToldSo()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var shared = await Checklists.StartAsync(Run(bob), Ct);
        var cadence = (await Cadences.AddAsync(StandUp(bob), Ct))!.Value;
        await Erasure.EraseAsync(ada, Monday, Ct);

        Task[] writes =
        [
            KeptForms.SaveAsync(ada, "token", Values(), Monday, Ct),
            RememberedAnswers.RememberAsync(ada, "ask-review", Values(), Monday, Ct),
            Posts.AddAsync(Draft(ada), Ct),
            People.SetRoleAsync(Team, ada, Role.Lead, Ct),
            Checklists.StartAsync(Run(ada), Ct),
            Checklists.TickAsync(shared, 1, ada, Monday, Ct),
            Checklists.DetailAsync(shared, 1, 0, new ItemDetail(null, ada, null), bob, Ct),
            Checklists.DetailAsync(shared, 1, 0, new ItemDetail("note", null, null), ada, Ct),
            Cadences.AddAsync(StandUp(ada) with { Place = new Place(Team, "C9") }, Ct),
            Cadences.JoinAsync(cadence, new Participant(ada, null, Monday), Ct),
            Cadences.AnswerAsync(cadence, Friday, new RoundAnswer(ada, Values(), Monday, null), Ct),
            Scores.AddAsync(Scored(ada, "late", 1), Ct),
            Kpis.AddAsync(Board(ada) with { Place = new Place(Team, "C9") }, Ct),
        ];

        foreach (var write in writes)
        {
            await Should.ThrowAsync<PersonGoneException>(write);
        }
    }

    [Fact]
    public async Task NothingOfAPersonOutlivesAnErasureThatItRacesWith()
    {
        var ada = await PersonAsync("ada");

        // A write that comes too late is refused, as there is nobody that it could belong to.
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
            {
                try
                {
                    await Posts.AddAsync(Draft(ada), Ct);
                    await Checklists.StartAsync(Run(ada, shared: false), Ct);
                }
                catch (PersonGoneException)
                {
                }
            })),
            Task.Run(() => Erasure.EraseAsync(ada, Monday, Ct)),
        ]);

        (await ListAsync<long>("SELECT id FROM posts")).ShouldBeEmpty();
        (await ListAsync<long>("SELECT id FROM checklist_runs")).ShouldBeEmpty();
    }

    private async Task PutAdaEverywhereAsync()
    {
        await ChangeAsync("INSERT INTO people (id) VALUES (@Ada)", new { Ada });
        await ChangeAsync("INSERT INTO identities (platform, workspace, user_id, person_id, name) VALUES ('slack', 'T1', 'U1', @Ada, 'mark of identities')", new { Ada });
        await ChangeAsync("INSERT INTO roles (platform, workspace, person_id, role) VALUES ('mark of roles', 'T1', @Ada, 'Lead')", new { Ada });
        await KeptForms.SaveAsync(Ada, "mark of kept_forms", Values(("done", "one")), Monday, Ct);
        await RememberedAnswers.RememberAsync(Ada, "ask-review", Values(("what", "mark of remembered_answers")), Monday, Ct);
        await Posts.AddAsync(Draft(Ada, title: "mark of posts"), Ct);
        await Checklists.StartAsync(Run(Ada, shared: false), Ct);
        var shared = await Checklists.StartAsync(Run(Ada) with { Title = "mark of checklist_runs" }, Ct);
        await Checklists.TickAsync(shared, 1, Ada, Monday, Ct);
        await Checklists.DetailAsync(shared, 1, 0, new ItemDetail("mark of checklist_items", Ada, null), Ada, Ct);
        await ChangeAsync("INSERT INTO personal_time (person_id, zone, no_quiet, strength, paused) VALUES (@Ada, 'mark of personal_time', FALSE, 'Light', FALSE)", new { Ada });
        await ChangeAsync("INSERT INTO absences (person_id, first_day, last_day) VALUES (@Ada, '2026-03-02', '2026-03-03')", new { Ada });
        await ChangeAsync("INSERT INTO attention (person_id, ignored) VALUES (@Ada, 3)", new { Ada });
        (await Memory.TryKeepAsync("discord:home:U1", "mark of platform_memory", new Identity(Team, "U1"), Ct)).ShouldBeTrue();
        var schedule = await new Schedules(Database, new StoppedClock()).AddAsync(Nudge(Ada, feature: "mark of schedules"), Ct);
        await new Outbox(Database).AddAsync(new EntryKey(schedule.Id, "nudge", schedule.Recipient, new LocalDate(2026, 3, 2)), Monday, askedFor: false, "mark of outbox", Ct);
        await Enrolments.AddAsync(OnPlan(Ada) with { Title = "mark of enrolments" }, Ct);
        await Evidence.SaveAsync(Proof(Ada) with { Title = "mark of evidence" }, Ct);
        var cadence = (await Cadences.AddAsync(StandUp(Ada) with { Place = new Place(Team, "mark of cadences") }, Ct))!.Value;
        await Cadences.JoinAsync(cadence, new Participant(Ada, Ada, Monday), Ct);
        await Cadences.JoinAsync(cadence, new Participant(await PersonAsync("bob"), Ada, Monday), Ct);
        await Cadences.AnswerAsync(cadence, new LocalDate(2026, 3, 2), new RoundAnswer(Ada, Values(("plan", "mark of cadence_answers")), Monday, null), Ct);
        await Cadences.CloseAsync(cadence, new LocalDate(2026, 3, 3), [new RoundGap(Ada, IsAway: false)], Monday, Ct);
        await Cadences.ApproveAsync(cadence, new LocalDate(2026, 3, 3), new ApprovedWords(Values(("summary", "mark of cadence_rounds")), Ada, Monday), Ct);
        await Scores.AddAsync(Scored(Ada, "mark of scores", 3), Ct);
        await Kpis.AddAsync(Board(Ada) with { Title = "mark of kpi_boards" }, Ct);
        var board = (await Kpis.InAsync(Channel, Ct))!;
        await Kpis.RecordAsync(board.Id, [new KpiReading(board.Kpis[0].Id, Friday, 47.11m, Ada, Monday)], Ct);
    }

    private sealed class StoppedClock : IClock
    {
        public Instant GetCurrentInstant() => Monday;
    }

    private async Task<List<string>> HoldersAsync(IEnumerable<string> columns)
    {
        var holders = new List<string>();
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            var count = await ListAsync<long>($"SELECT COUNT(*) FROM {table} WHERE CAST({name} AS TEXT) LIKE '%7654321%'");
            if (count[0] > 0)
            {
                holders.Add(column);
            }
        }

        return holders;
    }
}

public sealed class ErasureOnSqliteTests() : ErasureContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class ErasureOnPostgreSqlTests(PostgresServer server) : ErasureContract(new PostgreSql(server));
