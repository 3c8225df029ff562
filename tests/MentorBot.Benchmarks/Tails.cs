using System.Diagnostics;
using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Benchmarks;

/// <summary>Measures one call after another and prints the slowest in a hundred, which no mean shows.</summary>
internal static class Tails
{
    private const int Seed = 2026;

    private static readonly string[] Words =
    [
        "deadline", "scope", "stakeholder", "budget", "review", "incident", "release", "migration", "latency", "cache", "queue", "schema",
        "contract", "interview", "salary", "promotion", "mentor", "feedback", "risk", "roadmap", "estimate", "priority", "hand", "over",
        "test", "coverage", "security", "audit", "backup", "restore", "deploy", "rollback", "monitor", "alert", "runbook", "onboarding",
        "design", "document", "meeting", "agenda", "status", "report", "milestone", "quality", "debt", "refactor", "legacy", "customer",
    ];

    public static async Task RunAsync()
    {
        Console.WriteLine($"{"what",-52}{"calls",8}{"p50 µs",10}{"p99 µs",10}{"max µs",10}");
        Search();
        await TickAsync();
    }

    private static void Search()
    {
        var random = new Random(Seed);
        var pack = new ContentPack(Enumerable.Range(0, 1_000).Select(number => Generated(number, random)));
        var queries = Enumerable.Range(0, 5_000).Select(_ => Query(random)).ToArray();
        foreach (var query in queries.Take(1_000))
        {
            pack.Search<ContentItem>(query, 6);
        }

        Print("search over 1,000 items, every second one misspelt", queries.Select(query =>
        {
            var started = Stopwatch.GetTimestamp();
            pack.Search<ContentItem>(query, 6);
            return Stopwatch.GetElapsedTime(started);
        }));
    }

    private static async Task TickAsync()
    {
        await using var bot = await BenchmarkBot.StartAsync();
        var store = bot.Get<IChecklistStore>();
        var person = await bot.Get<IPeopleStore>().FindOrAddAsync(BenchmarkBot.Sender(1).Identity, "Person 1", CancellationToken.None);
        var now = Instant.FromUtc(2026, 11, 22, 9, 0);
        var times = new List<TimeSpan>();
        for (var run = 0; run < 300; run++)
        {
            var id = await store.StartAsync(
                new ChecklistRun(0, new Place(BenchmarkBot.Workspace, "general"), IsShared: true, person, "bench", "Bench", now, null,
                    [.. Enumerable.Range(1, 10).Select(number => new RunItem(number, $"Item {number}", "Because", null, null, null, null, null))]),
                CancellationToken.None);
            for (var item = 1; item <= 10; item++)
            {
                var started = Stopwatch.GetTimestamp();
                await store.TickAsync(id, item, person.Id, now, CancellationToken.None);
                if (run >= 50)
                {
                    times.Add(Stopwatch.GetElapsedTime(started));
                }
            }
        }

        Print("a checklist tick stored on SQLite", times);
    }

    private static void Print(string what, IEnumerable<TimeSpan> calls)
    {
        var sorted = calls.Select(call => call.TotalMicroseconds).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52}{sorted.Length,8}{At(0.5),10:F1}{At(0.99),10:F1}{sorted[^1],10:F1}"));

        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }

    private static Script Generated(int number, Random random) => new()
    {
        Id = $"item-{number}",
        Title = Sentence(random, 4),
        Version = 1,
        Source = "Benchmark",
        Tags = [Word(random), Word(random), Word(random)],
        Synonyms = [.. Enumerable.Range(0, 10).Select(_ => Sentence(random, 3))],
        When = Prose(Sentence(random, 12)),
        Why = Prose(Sentence(random, 15)),
        Body = Template.Stored(Sentence(random, 80)),
        Objections = [],
    };

    /// <summary>Every second query has a letter wrong, which is the slow way through the index.</summary>
    private static string Query(Random random)
    {
        var query = Sentence(random, random.Next(1, 6)).ToCharArray();
        if (random.Next(2) == 0)
        {
            query[random.Next(query.Length)] = (char)('a' + random.Next(26));
        }

        return new string(query);
    }

    // A number behind some words gives the index a vocabulary of a few thousand words, as a large library has.
    private static string Word(Random random) =>
        Words[random.Next(Words.Length)] + (random.Next(3) == 0 ? random.Next(60).ToString(CultureInfo.InvariantCulture) : string.Empty);

    private static string Sentence(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));

    private static Prose Prose(string text) => new(text, text);
}
