using MentorBot.Core.People;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;

namespace MentorBot.IntegrationTests.Storage;

public abstract class BackupContract(Engine source, Engine target) : BackupTest(source, target)
{
    private const string Broken = "This is not a MentorBot backup, or not the whole of one; nothing has changed.";

    [Fact]
    public async Task ALostStoreComesBackWhole()
    {
        await FillAsync();
        var archive = await ArchiveAsync(Database);

        await RestoreAsync(archive);

        (await LinesAsync(Target)).ShouldBe(Lines(archive));
        Lines(archive).Count(line => line.StartsWith('[')).ShouldBe(32);
    }

    [Fact]
    public async Task ReceiptsStayWithTheDatabaseThatTookThem()
    {
        await Receipts.TryTakeAsync("slack:Ev1", Monday, Ct);
        var archive = await ArchiveAsync(Database);
        await new Receipts(Target).TryTakeAsync("slack:Ev2", Monday, Ct);

        await RestoreAsync(archive);

        (await new Receipts(Target).TryTakeAsync("slack:Ev1", Monday, Ct)).ShouldBeTrue();
        (await new Receipts(Target).TryTakeAsync("slack:Ev2", Monday, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task WhatAdaptersRememberStaysWithTheDatabaseButForThePeopleWhoGiveWay()
    {
        await PersonAsync("ada");
        await Memory.KeepAsync("discord:session", "theirs", Ct);
        await Memory.KeepAsync("discord:commands", "their hash", Ct);
        var archive = await ArchiveAsync(Database);
        var here = new PlatformMemory(Target);
        await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "ada"), "Ada", Ct);
        await here.KeepAsync("discord:session", "ours", Ct);
        (await here.TryKeepAsync("discord:home:ada", "T1", new Identity(Team, "ada"), Ct)).ShouldBeTrue();

        await RestoreAsync(archive);

        (await here.FindAsync("discord:session", Ct)).ShouldBe("ours");
        (await here.FindAsync("discord:commands", Ct)).ShouldBeNull();
        (await here.FindAsync("discord:home:ada", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatWasThereBeforeGivesWay()
    {
        var ada = await PersonAsync("ada");
        var archive = await ArchiveAsync(Database);
        await new PeopleStore(Target).FindOrAddAsync(new Identity(OtherTeam, "U9"), "Bob", Ct);

        await RestoreAsync(archive);

        (await NamesAsync()).ShouldBe(["ada"]);
        (await new PeopleStore(Target).FindAsync(Team, ada, Ct))!.Name.ShouldBe("ada");
    }

    [Fact]
    public async Task NewIdsBeginAfterAllThatWereEverUsed()
    {
        await FillAsync();
        var gone = await PersonAsync("gone");
        await Erasure.EraseAsync(gone, Monday, Ct);
        var post = await Posts.AddAsync(Draft(await PersonAsync("ada")), Ct);
        await RestoreAsync(await ArchiveAsync(Database));

        var next = await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "next"), "Next", Ct);

        next.Id.Value.ShouldBeGreaterThan(gone.Value);
        (await new PostStore(Target).AddAsync(Draft(next.Id), Ct)).ShouldBeGreaterThan(post);
        (await new ChecklistStore(Target).StartAsync(Run(next.Id), Ct)).ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task ARestoreNeverTurnsIdsBack()
    {
        await PersonAsync("ada");
        var archive = await ArchiveAsync(Database);
        var bob = await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "bob"), "Bob", Ct);
        var post = await new PostStore(Target).AddAsync(Draft(bob.Id), Ct);

        await RestoreAsync(archive);

        // An old button of Bob's post must not open the next person's.
        var next = await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "next"), "Next", Ct);
        (await new PostStore(Target).AddAsync(Draft(next.Id), Ct)).ShouldBeGreaterThan(post);
    }

    [Fact]
    public async Task WhoWasErasedSinceTheBackupStaysErased()
    {
        await FillAsync();
        await RestoreAsync(await ArchiveAsync(Database));
        var archive = await ArchiveAsync(Target);
        var ada = (await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "ada"), null, Ct)).Id;
        await new Erasure(Target).EraseAsync(ada, Monday, Ct);

        await RestoreAsync(archive);

        (await NamesAsync()).ShouldBe(["bob 🙂"]);
        (await Target.ReadAsync(session => session.ListAsync<long>("SELECT id FROM posts"), Ct)).ShouldBeEmpty();
        (await Target.ReadAsync(session => session.ListAsync<PersonId>("SELECT person_id FROM erasures"), Ct)).ShouldContain(ada);
    }

    [Fact]
    public async Task WhoIsErasedInTheBackupStaysErased()
    {
        var ada = await PersonAsync("ada");
        await Erasure.EraseAsync(ada, Monday, Ct);
        await RestoreAsync(await ArchiveAsync(Database));

        (await Target.ReadAsync(session => session.ListAsync<PersonId>("SELECT person_id FROM erasures"), Ct)).ShouldBe([ada]);
        (await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "ada"), "Ada", Ct)).Id.ShouldNotBe(ada);
    }

    [Fact]
    public async Task RefusesABackupThatIsCutAnywhere()
    {
        await FillAsync();
        var archive = await ArchiveAsync(Database);
        await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "here"), "Here", Ct);

        foreach (var length in Enumerable.Range(0, 20).Select(part => archive.Length * part / 20))
        {
            await RefusesAsync(archive[..length], Broken);
        }
    }

    [Fact]
    public async Task RefusesABackupWithAFlippedByte()
    {
        await FillAsync();
        var archive = await ArchiveAsync(Database);

        // The ten bytes before are gzip's own header, where some bits mean nothing.
        foreach (var place in Enumerable.Range(0, 20).Select(part => 10 + ((archive.Length - 10) * part / 20)))
        {
            byte[] flipped = [.. archive];
            // Some bits only fill up a byte between two stretches of what is packed, so it takes the whole byte.
            flipped[place] ^= byte.MaxValue;
            await RefusesAsync(flipped, Broken);
        }
    }

    [Fact]
    public async Task RefusesABackupOfLinesCutAnywhere()
    {
        await FillAsync();
        var lines = (await LinesAsync(Database)).ToArray();

        foreach (var left in Enumerable.Range(0, lines.Length))
        {
            await RefusesAsync(Packed(lines[..left]), Broken);
        }
    }

    [Fact]
    public async Task RefusesWhatIsNoBackup()
    {
        await PersonAsync("ada");
        var lines = (await LinesAsync(Database)).ToArray();

        await RefusesAsync("Not even packed"u8.ToArray(), Broken);
        await RefusesAsync(Packed("A packed letter"), Broken);
        await RefusesAsync(Packed("{}"), Broken);
        await RefusesAsync(Packed([lines[0].Replace("MentorBot backup 1", "Other backup 1", StringComparison.Ordinal), .. lines[1..]]), Broken);
        await RefusesAsync(Packed([.. lines, "[1]"]), Broken);
        await RefusesAsync(Packed([lines[0], "[1]", .. lines[1..]]), Broken);
        await RefusesAsync(Packed([lines[0], lines[1], "[1,2]", .. lines[2..]]), Broken);
        await RefusesAsync(Packed([lines[0], lines[1], "[{}]", .. lines[2..]]), Broken);
        await RefusesAsync(Packed([lines[0], """{"table":"people","columns":["id); DROP TABLE people; --"]}""", .. lines[2..]]), Broken);
        await RefusesAsync(Packed([lines[0], """{"table":"schema_migrations","columns":["version"]}""", .. lines[1..]]), Broken);
    }

    [Fact]
    public async Task RefusesABackupOfOtherTablesAndNamesBothVersions()
    {
        var lines = (await LinesAsync(Database)).ToArray();
        var newest = Migrations.Newest(Database.Engine);
        lines[0] = lines[0].Replace($"\"schema\":{newest}", $"\"schema\":{newest + 1}", StringComparison.Ordinal);

        await RefusesAsync(
            Packed(lines),
            $"The backup has version {newest + 1} of the tables and this MentorBot has {newest}; nothing has changed. Restore it with the MentorBot that wrote it, then update.");
    }

    [Fact]
    public async Task RowsThatTheTablesRefuseChangeNothing()
    {
        await PersonAsync("ada");
        var orphan = (await LinesAsync(Database)).Select(line => line.Replace("\"ada\",1,\"ada\"", "\"ada\",777,\"ada\"", StringComparison.Ordinal)).ToArray();
        await new PeopleStore(Target).FindOrAddAsync(new Identity(Team, "here"), "Here", Ct);

        (await Should.ThrowAsync<StorageException>(RestoreAsync(Packed(orphan)))).Message
            .ShouldStartWith("The backup could not be restored, and nothing has changed: ");

        (await NamesAsync()).ShouldBe(["Here"]);
    }

    [Fact]
    public async Task ABackupTakenWhilePeopleWorkIsOfOneMoment()
    {
        var work = Task.WhenAll(Enumerable.Range(0, 3).Select(worker => Task.Run(async () =>
        {
            for (var number = 0; number < 60; number++)
            {
                var person = await PersonAsync($"{worker}-{number}");
                await Checklists.StartAsync(Run(person), Ct);
                await Task.Delay(1);
            }
        })));

        // A row without the one that it refers to would make the restore fail.
        while (!work.IsCompleted)
        {
            await RestoreAsync(await ArchiveAsync(Database));
        }

        await work;
    }

    [Fact]
    public async Task AFileIsThereWholeOrNotAtAll()
    {
        using var folder = new Sqlite();
        var path = Path.Combine(Path.GetDirectoryName(SqliteEngine.PathOf((await folder.CreateAsync()).ConnectionString))!, "team.backup");
        await PersonAsync("ada");
        await Backup(Database).WriteFileAsync(path, Ct);
        var before = await File.ReadAllBytesAsync(path);

        await PersonAsync("bob");
        await Should.ThrowAsync<OperationCanceledException>(Backup(Database).WriteFileAsync(path, new CancellationToken(canceled: true)));

        (await File.ReadAllBytesAsync(path)).ShouldBe(before);
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        await using var file = File.OpenRead(path);
        await Backup(Target).RestoreAsync(file, Ct);
        (await NamesAsync()).ShouldBe(["ada"]);
    }
}

public sealed class BackupOfSqliteToSqliteTests() : BackupContract(new Sqlite(), new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class BackupOfSqliteToPostgreSqlTests(PostgresServer server) : BackupContract(new Sqlite(), new PostgreSql(server));

[Collection(PostgresServer.Collection)]
public sealed class BackupOfPostgreSqlToSqliteTests(PostgresServer server) : BackupContract(new PostgreSql(server), new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class BackupOfPostgreSqlToPostgreSqlTests(PostgresServer server) : BackupContract(new PostgreSql(server), new PostgreSql(server));
