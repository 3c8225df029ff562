using System.Data.Common;
using MentorBot.Core.People;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Nodes that come in each other's way, which only PostgreSQL lets them.</summary>
[Collection(PostgresServer.Collection)]
public sealed class ConflictTests(PostgresServer server) : StorageTest(new PostgreSql(server))
{
    [Fact]
    public async Task OfTwoThatWaitForEachOtherBothAreDoneInTheEnd()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob"));
        var attempts = 0;
        using var both = new SemaphoreSlim(0);

        await Task.WhenAll(RenameAsync(ada, bob), RenameAsync(bob, ada));

        attempts.ShouldBe(3);
        (await ListAsync<string>("SELECT name FROM identities ORDER BY user_id")).ShouldBe(["ada++", "bob++"]);

        async Task RenameAsync(PersonId first, PersonId second) => await Database.WriteAsync(
            async session =>
            {
                var isFirstAttempt = Interlocked.Increment(ref attempts) <= 2;
                await session.ExecuteAsync("UPDATE identities SET name = name || '+' WHERE person_id = @first", new { first });
                if (isFirstAttempt)
                {
                    both.Release(1);
                    await Eventually.HoldsAsync("both have one of the rows", TimeSpan.FromSeconds(10), () => Task.FromResult(both.CurrentCount == 2));
                }

                return await session.ExecuteAsync("UPDATE identities SET name = name || '+' WHERE person_id = @second", new { second });
            },
            Ct);
    }

    [Fact]
    public async Task WhatConflictsEveryTimeFailsInTheEnd()
    {
        var attempts = 0;

        var failure = await Should.ThrowAsync<DbException>(Database.WriteAsync(
            session =>
            {
                attempts++;
                return session.ExecuteAsync("DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END $$");
            },
            Ct));

        failure.SqlState.ShouldBe("40001");
        attempts.ShouldBe(5);
    }

    [Fact]
    public async Task AnotherFailureIsNotRepeated()
    {
        var attempts = 0;

        await Should.ThrowAsync<DbException>(Database.WriteAsync(
            session =>
            {
                attempts++;
                return session.ExecuteAsync("SELECT 1 / 0");
            },
            Ct));

        attempts.ShouldBe(1);
    }
}
