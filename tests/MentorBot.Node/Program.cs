using System.Globalization;
using MentorBot.Core;
using MentorBot.Core.Content;
using MentorBot.Core.Schedules;
using MentorBot.Node;
using MentorBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

// A node with nothing but the engine: it ticks and pumps into a recorder until it is killed, or dies at a named point.
if (args is not [var provider, var connectionString, var recorder, var content, var pace, .. var fault])
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Node <provider> <connection string> <recorder's address> <content folder> <messages in a lane and window> [<point> <times>]");
    return 1;
}

var storage = new StorageOptions { Provider = Enum.Parse<StorageProvider>(provider), ConnectionString = connectionString };
var faults = fault is [var point, var times] ? new Faults(point, int.Parse(times, CultureInfo.InvariantCulture)) : new Faults("", 0);
await using var services = new ServiceCollection()
    .AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Error))
    .AddSingleton(TimeProvider.System)
    .AddSingleton<IClock, TimeProviderClock>()
    .AddStorage(storage)
    .AddDueWork()
    .AddSingleton(provider => new ContentLibrary(content, provider.GetRequiredService<ILogger<ContentLibrary>>()))
    .AddSingleton<IScheduledFeature, NudgeFeature>()
    .AddSingleton<IMessenger>(new RecorderMessenger(new Uri(recorder), int.Parse(pace, CultureInfo.InvariantCulture), faults))
    .AddSingleton(new PumpOptions { Lease = Duration.FromSeconds(1), SendPatience = Duration.FromMilliseconds(500), LookAfter = Duration.FromSeconds(1), Batch = 64, Wires = 16 })
    .Decorate<IOutboxWork>(inner => new FaultyOutbox(inner, faults))
    .Decorate<IDueWork>(inner => new FaultyDueWork(inner, faults))
    .BuildServiceProvider();
using var lease = Lease(storage);
var ticker = services.GetRequiredService<Ticker>();
var pump = services.GetRequiredService<Pump>();
while (true)
{
    await ticker.TickAsync(CancellationToken.None);
    await pump.StartDueAsync(CancellationToken.None);
    await Task.Delay(50);
}

static SqliteLease? Lease(StorageOptions storage) => storage.Provider == StorageProvider.PostgreSql ? null
    : SqliteLease.TryAcquire(storage, out var lease) ? lease
    : throw new InvalidOperationException("Another node has the file.");
