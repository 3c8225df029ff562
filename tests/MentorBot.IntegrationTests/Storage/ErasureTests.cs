using System.Text.Json;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class ErasureContract(Engine engine) : StorageTest(engine)
{
    // So large that it is no other row's id, count or time.
    private static readonly PersonId Ada = new(7_654_321);

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
        ["enrolments"] = "plans",
        ["evidence"] = "evidence",
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
        var services = new ServiceCollection().AddStorage(Options).BuildServiceProvider();
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
            shown[section].ShouldContain($"mark of {table}");
        }
    }

    [Fact]
    public async Task WhatIsSharedStaysWithoutTheName()
    {
        var (ada, bob) = (await PersonAsync("ada"), await KnownAsync("bob"));
        var id = await Checklists.StartAsync(Run(ada), Ct);
        await Checklists.TickAsync(id, 1, ada, Monday, Ct);
        await Checklists.TickAsync(id, 2, bob.Id, Monday, Ct);
        await Checklists.DetailAsync(id, 3, "Ask Kim", ada, null, Ct);

        await Erasure.EraseAsync(ada, Monday, Ct);

        var run = await Checklists.FindAsync(id, Ct);
        run!.Starter.ShouldBeNull();
        run.Items.Select(item => (item.DoneAt, item.DoneBy, item.Note, item.Assignee)).ShouldBe(
        [
            (Monday, null, null, null),
            (Monday, bob, null, null),
            (null, null, "Ask Kim", null),
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
                catch (System.Data.Common.DbException)
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
        await Checklists.DetailAsync(shared, 1, "mark of checklist_items", Ada, null, Ct);
        await Enrolments.AddAsync(OnPlan(Ada) with { Title = "mark of enrolments" }, Ct);
        await Evidence.SaveAsync(Proof(Ada) with { Title = "mark of evidence" }, Ct);
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
