using System.Net;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

[Collection(PostgresServer.Collection)]
public sealed class PostgreSqlTests(PostgresServer server) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task KeepsEverythingThereAndNothingBesideIt()
    {
        var storage = await CreateAsync(server);
        await using (var bot = await BotProcess.StartAsync(_folder, storage))
        {
            await Work.DoAsync(_folder, storage);
            (await bot.StopAsync()).ExitCode.ShouldBe(0);
        }

        await Work.ShouldBeThereAsync(_folder, storage);
        _folder.FileNames.ShouldBe(["playground.jsonl", "playground.jsonl.lease"]);
    }

    [Fact]
    public async Task LetsTwoHostsShareADatabase()
    {
        var storage = await CreateAsync(server);
        await using var first = await BotProcess.StartAsync(_folder, [.. storage, "--Playground:LogFile=first.jsonl"]);
        await using var second = await BotProcess.StartAsync(_folder, [.. storage, "--Playground:LogFile=second.jsonl"]);

        await first.Playground.TypeAsync("ana", "general", "/mentor script deadline-pushback");
        var form = await first.Playground.PressAsync("ana", "general", "Fill in");
        await first.Playground.SubmitAsync("ana", "general", form!.Value, "Friday");

        await second.Playground.TypeAsync("ana", "general", "/mentor script deadline-pushback");
        $"{await second.Playground.PressAsync("ana", "general", "Fill in")}".ShouldContain("Friday");
    }

    [Fact]
    public async Task BringsEverythingBackIntoAnotherDatabase()
    {
        var storage = await CreateAsync(server);
        await Work.DoAsync(_folder, storage);
        (await BotProcess.RunAsync(_folder, ["backup", "all.backup", .. storage])).ExitCode.ShouldBe(0);

        var empty = await CreateAsync(server);
        await Work.ShouldBeGoneAsync(_folder, empty);
        var restored = await BotProcess.RunAsync(_folder, ["restore", "all.backup", .. empty]);

        restored.ExitCode.ShouldBe(0, restored.Errors);
        await Work.ShouldBeThereAsync(_folder, empty);
    }

    [Fact]
    public async Task MovesATeamFromSqliteToPostgreSqlAndBack()
    {
        await Work.DoAsync(_folder);
        (await BotProcess.RunAsync(_folder, "backup", "sqlite.backup")).ExitCode.ShouldBe(0);

        var storage = await CreateAsync(server);
        (await BotProcess.RunAsync(_folder, ["restore", "sqlite.backup", .. storage])).ExitCode.ShouldBe(0);
        await Work.ShouldBeThereAsync(_folder, storage);
        (await BotProcess.ChatAsync(_folder, ["--as", "Ben", .. storage], "/mentor checklist team-habits", "1", "1")).ShouldContain("1 of 5");
        (await BotProcess.RunAsync(_folder, ["backup", "postgresql.backup", .. storage])).ExitCode.ShouldBe(0);

        string[] other = ["--Storage:ConnectionString=Data Source=other.db"];
        (await BotProcess.RunAsync(_folder, ["restore", "postgresql.backup", .. other])).ExitCode.ShouldBe(0);
        await Work.ShouldBeThereAsync(_folder, other);
        (await BotProcess.ChatAsync(_folder, ["--as", "Ben", .. other], "/mentor checklist")).ShouldContain("1 of 5 · yours");
    }

    [Fact]
    public async Task IsAliveButNotReadyWhileTheDatabaseIsAway()
    {
        var own = new PostgresServer();
        var isThere = true;
        await own.InitializeAsync();
        try
        {
            await using var bot = await BotProcess.StartAsync(_folder, await CreateAsync(own));
            await own.DisposeAsync();
            isThere = false;

            await Eventually.HoldsAsync("the bot says that it is not ready", TimeSpan.FromSeconds(30), async () =>
            {
                using var answer = await bot.Health.GetAsync(new Uri("/readyz", UriKind.Relative));
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            });
            (await bot.Health.GetStringAsync(new Uri("/healthz", UriKind.Relative))).ShouldBe("alive\n");
            var health = await BotProcess.RunAsync(_folder, "health", $"--Urls={bot.Health.BaseAddress}");
            health.ExitCode.ShouldBe(1);
            health.Output.ShouldBe("not ready: storage does not answer\n");

            await bot.Playground.TypeAsync("ana", "general", "/mentor help");
            (await bot.Playground.ReadAsync("ana", "general")).ShouldContain("Something went wrong on my side");
            (await bot.StopAsync()).ExitCode.ShouldBe(0);
        }
        finally
        {
            if (isThere)
            {
                await own.DisposeAsync();
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string[]> CreateAsync(PostgresServer server) =>
        ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={await server.CreateDatabaseAsync()}"];
}
