using MentorBot.Core.Platforms;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Npgsql;

namespace MentorBot.IntegrationTests.Storage;

public abstract class SoleTasksContract(Engine engine) : StorageTest(engine)
{
    internal const string Gateway = "discord:gateway";

    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ATaskIsGivenOnceAtATime()
    {
        var first = await Tasks.TryTakeAsync(Gateway, Ct);

        first.ShouldNotBeNull().Lost.IsCancellationRequested.ShouldBeFalse();
        (await Tasks.TryTakeAsync(Gateway, Ct)).ShouldBeNull();
        await using var other = (await Tasks.TryTakeAsync("discord:another", Ct)).ShouldNotBeNull();

        await first.DisposeAsync();
        await first.DisposeAsync();

        await using var next = await TakeAsync(Tasks);
        (await Tasks.TryTakeAsync(Gateway, Ct)).ShouldBeNull();
        first.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task WhoWasDisposedOfTakesNothingFromTheNext()
    {
        var first = await TakeAsync(Tasks);
        await first.DisposeAsync();
        await using var next = await TakeAsync(Tasks);

        await first.DisposeAsync();

        (await Tasks.TryTakeAsync(Gateway, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task OneOfManyGetsIt()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Tasks.TryTakeAsync(Gateway, Ct))));

        await using var only = taken.Where(task => task is not null).ShouldHaveSingleItem();
    }

    internal ISoleTasks Tasks => Database.Engine.SoleTasks;

    /// <summary>A server needs a moment to see that a session has ended.</summary>
    internal static async Task<ISoleTask> TakeAsync(ISoleTasks tasks)
    {
        ISoleTask? task = null;
        await Eventually.HoldsAsync("the task is free", Patience, async () => (task = await tasks.TryTakeAsync(Gateway, Ct)) is not null);
        return task!;
    }
}

public sealed class SoleTasksOnSqliteTests() : SoleTasksContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class SoleTasksOnPostgreSqlTests(PostgresServer server) : SoleTasksContract(new PostgreSql(server))
{
    [Fact]
    public async Task OneNodeHasItAndAnotherOnceTheFirstIsDone()
    {
        var second = new PostgreSqlSoleTasks(Options.ConnectionString);
        var task = await TakeAsync(Tasks);
        (await second.TryTakeAsync(Gateway, Ct)).ShouldBeNull();

        await task.DisposeAsync();

        await using var taken = await TakeAsync(second);
        taken.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task ANodeWhoseSessionTheServerEndsLosesItAndAnotherTakesOver()
    {
        await using var task = await TakeAsync(Tasks);

        await EndSessionsWithLocksAsync();

        await using var taken = await TakeAsync(new PostgreSqlSoleTasks(Options.ConnectionString));
        await LosesAsync(task);
        (await Tasks.TryTakeAsync(Gateway, Ct)).ShouldBeNull();
        taken.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    /// <summary>As when the process is killed: its connections end with it.</summary>
    [Fact]
    public async Task ANodeWhoseConnectionEndsLosesItAndAnotherTakesOver()
    {
        await using var relay = Relay.To(Options.ConnectionString);
        await using var task = await TakeAsync(new PostgreSqlSoleTasks(relay.ConnectionString));

        relay.Cut();

        await using var taken = await TakeAsync(Tasks);
        await LosesAsync(task);
    }

    [Fact]
    public async Task ANodeThatIsCutOffGivesItUpBeforeAnotherGetsIt()
    {
        await using var relay = Relay.To(Options.ConnectionString);
        await using var task = await TakeAsync(new PostgreSqlSoleTasks(relay.ConnectionString));

        relay.Hold();

        await using var taken = await TakeAsync(Tasks);
        task.Lost.IsCancellationRequested.ShouldBeTrue();
    }

    /// <summary>As a pooler does that gives a client another session than before.</summary>
    [Fact]
    public async Task ASessionWithoutTheLockDoesNotHaveTheTask()
    {
        var connection = new NpgsqlConnection(Options.ConnectionString);
        await connection.OpenAsync();

        await using var task = new PostgreSqlSoleTask(connection);

        await LosesAsync(task);
    }

    [Fact]
    public async Task KeepsItForAsLongAsItIsAskedFor()
    {
        await using var task = await TakeAsync(Tasks);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        // Longer than the server bears a session that says nothing.
        await Eventually.HoldsAsync("ten seconds pass", Patience, () => Task.FromResult(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds > 10));

        task.Lost.IsCancellationRequested.ShouldBeFalse();
        (await new PostgreSqlSoleTasks(Options.ConnectionString).TryTakeAsync(Gateway, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task SaysSoWhereTheServerDoesNotAnswer() =>
        await Should.ThrowAsync<NpgsqlException>(new PostgreSqlSoleTasks("Host=127.0.0.1;Port=1;Username=mentor").TryTakeAsync(Gateway, Ct));

    private static Task LosesAsync(ISoleTask task) => Eventually.HoldsAsync("the task is lost", Patience, () => Task.FromResult(task.Lost.IsCancellationRequested));

    private Task EndSessionsWithLocksAsync() => ChangeAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
}
