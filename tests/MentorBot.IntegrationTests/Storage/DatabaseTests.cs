using System.Runtime.Versioning;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;

namespace MentorBot.IntegrationTests.Storage;

public abstract class DatabaseContract(Engine engine) : StorageTest(engine)
{
    private readonly Engine _engine = engine;

    [Fact]
    public async Task AnswersOnceItHasItsTables() => await Database.PingAsync(Ct);

    [Fact]
    public async Task DoesNotAnswerWithoutTables()
    {
        await using var empty = new Database(await _engine.CreateAsync());

        await Should.ThrowAsync<System.Data.Common.DbException>(empty.PingAsync(Ct));
    }

    [Fact]
    public async Task MigratingAgainKeepsWhatIsThere()
    {
        var ada = await PersonAsync("ada");

        await Database.MigrateAsync(Ct);

        (await People.FindAsync(Team, ada, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ManyHostsThatStartAtOnceMigrateOnce()
    {
        var options = await _engine.CreateAsync();

        var hosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var host = new Database(options);
            await host.MigrateAsync(Ct);
            return host;
        })));

        (await hosts[0].ReadAsync(session => session.ListAsync<int>("SELECT version FROM schema_migrations"), Ct)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 9]);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task RefusesADatabaseThatIsNewerThanTheProgram()
    {
        await ChangeAsync("INSERT INTO schema_migrations (version, name) VALUES (10, 'later')");

        (await Should.ThrowAsync<StorageException>(Database.MigrateAsync(Ct))).Message.ShouldBe(
            "The database has version 10 of the tables, and this program knows only 9: run a newer MentorBot, or restore a backup into an empty database.");
    }

    [Fact]
    public async Task ChecksAMigratedDatabaseWithoutAWord() => await Database.CheckAsync(Ct);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task NamesBothVersionsOfADatabaseThatIsNotOfTheProgramsOwn(int version)
    {
        await ChangeAsync("DELETE FROM schema_migrations");
        await ChangeAsync("INSERT INTO schema_migrations (version, name) VALUES (@version, 'other')", new { version });

        (await Should.ThrowAsync<StorageException>(Database.CheckAsync(Ct))).Message.ShouldStartWith(
            $"The database has version {version} of the tables and this MentorBot has 9.");
    }

    [Fact]
    public async Task AWriteThatFailsLeavesNothing()
    {
        await Should.ThrowAsync<TimeZoneNotFoundException>(Database.WriteAsync<int>(
            async session =>
            {
                await session.ExecuteAsync("INSERT INTO people DEFAULT VALUES");
                throw new TimeZoneNotFoundException();
            },
            Ct));

        (await ListAsync<PersonId>("SELECT id FROM people")).ShouldBeEmpty();
        (await PersonAsync("ada")).Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task EveryColumnThatRefersToAPersonIsIndexed()
    {
        var indexed = await Schema.IndexedColumnsAsync(Database);

        (await Schema.PersonColumnsAsync(Database)).ShouldAllBe(column => indexed.Contains(column));
    }

    [Fact]
    public async Task EveryTableIsInABackupButWhatIsOfThisDatabaseAlone() =>
        (await Schema.ColumnsAsync(Database)).Select(column => column.Split('.')[0]).Distinct(StringComparer.Ordinal)
            .ShouldBe(Backup.Tables.Append("schema_migrations").Append("receipts").Append("platform_memory").Append("team_content"), ignoreOrder: true);

    [Fact]
    public async Task EveryColumnNamedAfterAPersonRefersToPeople()
    {
        var named = (await Schema.ColumnsAsync(Database)).Where(column =>
            column.EndsWith("person_id", StringComparison.Ordinal) || column.EndsWith("_by", StringComparison.Ordinal) || column.EndsWith("_to", StringComparison.Ordinal));

        // Engines tell by these endings whether it is a person who is missing: see IEngine.IsPersonGone.
        named.Except(["erasures.person_id"], StringComparer.Ordinal).ShouldBe(await Schema.PersonColumnsAsync(Database), ignoreOrder: true);
    }
}

public sealed class DatabaseOnSqliteTests() : DatabaseContract(new Sqlite())
{
    [Theory]
    [InlineData("")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=team;Mode=Memory;Cache=Shared")]
    public void RefusesADatabaseThatForgets(string connectionString) =>
        Should.Throw<StorageException>(() => new Database(new StorageOptions { ConnectionString = connectionString }))
            .Message.ShouldStartWith("Storage:ConnectionString must name a file");

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public void NamesTheKeyOfAConnectionStringThatItCannotRead(StorageProvider provider) =>
        Should.Throw<StorageException>(() => new Database(new StorageOptions { Provider = provider, ConnectionString = "Hots=db" }))
            .Message.ShouldStartWith("Storage:ConnectionString can't be read: ");

    [Fact]
    public async Task ChecksAndMakesNothingWhereThereIsNoFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        await using var missing = new Database(new StorageOptions { ConnectionString = $"Data Source={path}" });

        (await Should.ThrowAsync<StorageException>(missing.CheckAsync(Ct))).Message.ShouldStartWith($"There is no database at {path}.");
        await Should.ThrowAsync<System.Data.Common.DbException>(missing.PingAsync(Ct));
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task RefusesADatabaseOfSomebodyElse()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var other = new Database(new StorageOptions { ConnectionString = $"Data Source={path}" });
            (await Should.ThrowAsync<StorageException>(other.CheckAsync(Ct))).Message.ShouldStartWith("The database of Storage:ConnectionString is not one of MentorBot's");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task KeepsItsFilesToItsOwner()
    {
        await PersonAsync("ada");

        // A connection that stays open keeps the journal beside the file.
        await using var connection = await Database.Engine.OpenAsync(Ct);
        var path = SqliteEngine.PathOf(Options.ConnectionString);
        string[] files = [path, path + "-wal", path + "-shm"];
        files.ShouldAllBe(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task KeepsItsJournalSoThatReadersNeverWait()
    {
        (await ListAsync<string>("PRAGMA journal_mode")).ShouldBe(["wal"]);
        (await ListAsync<int>("PRAGMA synchronous")).ShouldBe([1]);
        (await ListAsync<int>("PRAGMA foreign_keys")).ShouldBe([1]);
    }

    [Fact]
    public void OneHostAtATimeHoldsTheLease()
    {
        SqliteLease.TryAcquire(Options, out var first).ShouldBeTrue();
        SqliteLease.TryAcquire(Options, out _).ShouldBeFalse();

        first!.Dispose();

        SqliteLease.TryAcquire(Options, out var next).ShouldBeTrue();
        next!.Dispose();
    }
}

[Collection(PostgresServer.Collection)]
public sealed class DatabaseOnPostgreSqlTests(PostgresServer server) : DatabaseContract(new PostgreSql(server));
