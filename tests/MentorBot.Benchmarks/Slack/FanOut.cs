using System.Diagnostics;
using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.Benchmarks.Slack;

/// <summary>A nudge to each of many people, all due at once, through the engine and Slack's Web API within Slack's limits.</summary>
internal sealed class FanOut : IScheduledFeature
{
    /// <summary>Slack: several hundred posts a minute in a workspace; its own libraries count on 600.</summary>
    private const double PostsASecond = 10;

    public string Name => "bench";

    public static async Task RunAsync(int nudges)
    {
        var time = new WorkingTime();
        var folder = Directory.CreateTempSubdirectory("mentorbot-slack-");
        await using (var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Remembers = false, Time = time }))
        await using (var services = Services(slack, time, Path.Combine(folder.FullName, "bench.db")))
        {
            await services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
            var start = services.GetServices<IHostedService>().First();
            await start.StartAsync(CancellationToken.None);
            SlackPerson[] people = [.. Enumerable.Range(1, nudges).Select(number => slack.AddPerson($"person{number}"))];
            await FillAsync(services, slack.TeamId, people, services.GetRequiredService<IClock>().GetCurrentInstant());

            var watch = Stopwatch.StartNew();
            var taken = await services.GetRequiredService<Ticker>().TickAsync(CancellationToken.None);
            var ticked = watch.Elapsed;
            await services.GetRequiredService<Pump>().PumpAsync(CancellationToken.None);
            Print(slack, people, taken, ticked, watch.Elapsed);
            await start.StopAsync(CancellationToken.None);
        }

        folder.Delete(recursive: true);
    }

    public Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult(schedule.Kind);

    public Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Composition>(new ComposedMessage([new Paragraph("Step 3 of 7: write down what went well today."), new Paragraph("It takes five minutes.")]));

    public Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ServiceProvider Services(SlackSimulator slack, TimeProvider time, string database) => new ServiceCollection()
        .AddSingleton(time)
        .AddMentor()
        .AddStorage(new StorageOptions { ConnectionString = $"Data Source={database}" })
        .AddSingleton(new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance))
        .AddSingleton<IScheduledFeature, FanOut>()

        // Without an app token there are no sockets: nobody talks to the bot.
        .AddSlack(new SlackOptions { BotToken = slack.BotToken, SigningSecret = slack.SigningSecret, ApiUrl = slack.ApiUrl.ToString() })
        .AddLogging()
        .AddMetrics()
        .BuildServiceProvider();

    /// <summary>A schedule for each, that comes due now.</summary>
    private static async Task FillAsync(ServiceProvider services, string team, SlackPerson[] people, Instant now)
    {
        var local = now.InUtc().LocalDateTime;
        var values = new
        {
            people = System.Text.Json.JsonSerializer.Serialize(people.Select((person, i) => new { id = i + 1, user = person.Id })),
            team,
            date = NodaTime.Text.LocalDatePattern.Iso.Format(local.Date),
            time = NodaTime.Text.LocalTimePattern.ExtendedIso.Format(local.TimeOfDay.With(TimeAdjusters.TruncateToSecond)),
            now = now.ToUnixTimeMilliseconds(),
        };
        await services.GetRequiredService<Database>().WriteAsync(
            async session =>
            {
                const string From = "FROM json_each(@people)";
                await session.ExecuteAsync($"INSERT INTO people (id) SELECT json_extract(value, '$.id') {From}", values);
                await session.ExecuteAsync(
                    $"INSERT INTO identities (platform, workspace, user_id, person_id, name) SELECT 'slack', @team, json_extract(value, '$.user'), json_extract(value, '$.id'), 'Somebody' {From}", values);
                return await session.ExecuteAsync(
                    $"""
                    INSERT INTO schedules
                        (feature, subject, kind, platform, workspace, person_id, is_direct, rule, start_date, time_of_day, zone, follows_zone, working_days_only, asked_for,
                         lateness, state, next_date, next_due_at)
                    SELECT 'bench', json_extract(value, '$.id'), 'nudge', 'slack', @team, json_extract(value, '$.id'), FALSE, 'FREQ=DAILY', @date, @time, 'Etc/UTC', FALSE, FALSE, TRUE,
                        'PlanNudge', 'Active', @date, @now
                    {From}
                    """,
                    values);
            },
            CancellationToken.None);
    }

    private static void Print(SlackSimulator slack, SlackPerson[] people, int taken, TimeSpan ticked, TimeSpan took)
    {
        var arrived = people.Select(person => slack.DirectWith(person).FromBot.Count).ToList();
        Line("nudges that came due", $"{taken:N0}");
        Line("people who have theirs", $"{arrived.Count(count => count > 0):N0}");
        Line("duplicates", $"{arrived.Sum(count => Math.Max(0, count - 1)):N0}");
        Line("calls refused because of a limit", $"{slack.RateLimited:N0}");
        Line("calls refused for another reason", $"{slack.Refusals.Count:N0}");
        Line("the tick, s", $"{ticked.TotalSeconds:F1}");
        Line("all of it, s", $"{took.TotalSeconds:F1}");
        Line("what Slack's limit of 600 a minute alone takes, s", $"{people.Length / PostsASecond:F1}");

        static void Line(string what, FormattableString figure) => Console.WriteLine($"{what,-60}{figure.ToString(CultureInfo.InvariantCulture),12}");
    }

    /// <summary>Whenever this is run, it is a Wednesday morning, at which everybody works.</summary>
    private sealed class WorkingTime : TimeProvider
    {
        private readonly TimeSpan _ahead = new DateTimeOffset(2030, 11, 6, 10, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }
}
