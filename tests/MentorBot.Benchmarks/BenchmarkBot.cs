using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.People;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MentorBot.Benchmarks;

/// <summary>A clock that moves on at every look, so that a measurement in a tight loop is not taken for a flood of one person.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private static readonly long Step = TimeSpan.FromMilliseconds(100).Ticks;

    private long _ticks = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, Step), TimeSpan.Zero);
}

/// <summary>The real handler on the real content and a real SQLite file, without a host around it.</summary>
internal sealed class BenchmarkBot : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder;

    private BenchmarkBot(ServiceProvider services, DirectoryInfo folder)
    {
        _services = services;
        _folder = folder;
    }

    public static Workspace Workspace { get; } = new("benchmark", "local");

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<BenchmarkBot> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mentorbot-bench-");
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(new SteppingTime())
            .AddMentor()
            .AddStorage(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder.FullName, "bench.db")}" })
            .AddSingleton(new ContentLibrary(Path.Combine(AppContext.BaseDirectory, "data"), NullLogger<ContentLibrary>.Instance))
            .BuildServiceProvider();
        await services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        return new BenchmarkBot(services, folder);
    }

    public static Sender Sender(int number) => new(
        new Identity(Workspace, $"person-{number}"),
        $"Person {number}",
        new Place(Workspace, "general"),
        Role.Member,
        DateTimeZone.Utc);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
