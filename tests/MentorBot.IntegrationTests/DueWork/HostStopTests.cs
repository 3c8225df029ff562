using MentorBot.Core.Content;
using MentorBot.Core.Schedules;
using MentorBot.Hosting;
using MentorBot.IntegrationTests.Storage;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.IntegrationTests.DueWork;

public abstract class HostStopContract(Engine engine) : DueTest(engine)
{
    private const int Prompts = 60;

    [Fact]
    public async Task AStopInTheMiddleLosesNothingAndTheNextStartGoesOn()
    {
        foreach (var channel in Enumerable.Range(1, Prompts))
        {
            await PromptAsync("FREQ=DAILY;COUNT=1", channel: $"C{channel}");
        }

        Clock.Now = InBerlin(2, 9);
        Chat.Limit = new LaneLimit(5, Duration.FromMilliseconds(100), 0);
        Chat.Meanwhile = () => Task.Delay(50);
        using (var host = Start())
        {
            await host.StartAsync(Ct);

            // A tick that finds the database out of order is followed by another on the next minute.
            await Eventually.HoldsAsync("some have gone", TimeSpan.FromSeconds(90), () => Task.FromResult(Chat.Sent.Count >= 10));
            await host.StopAsync(Ct);
        }

        // What was on the wire is recorded, and the rest waits as if nobody had touched it.
        var sent = Chat.Sent.Count;
        sent.ShouldBeLessThan(Prompts);
        (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'Sent'")).ShouldBe([sent]);
        (await ListAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = 'Pending'")).ShouldBe([Prompts - sent]);

        using var next = Start();
        await next.StartAsync(Ct);
        await Eventually.HoldsAsync("all have gone", TimeSpan.FromSeconds(90), () => Task.FromResult(Chat.Sent.Count >= Prompts));
        await next.StopAsync(Ct);

        Chat.Sent.Select(message => message.EntryId).Distinct().Count().ShouldBe(Prompts);
        (await ListAsync<string>("SELECT DISTINCT status FROM outbox")).ShouldBe(["Sent"]);
    }

    private IHost Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<IClock>(Clock)
            .AddSingleton(TimeProvider.System)
            .AddStorage(Options)
            .AddDueWork()
            .AddSingleton(provider => new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), provider.GetRequiredService<ILogger<ContentLibrary>>()))
            .AddSingleton<IScheduledFeature>(Feature)
            .AddSingleton<IMessenger>(Chat)
            .AddDueWorkHost();
        return builder.Build();
    }
}

public sealed class HostStopOnSqliteTests() : HostStopContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class HostStopOnPostgreSqlTests(PostgresServer server) : HostStopContract(new PostgreSql(server));
