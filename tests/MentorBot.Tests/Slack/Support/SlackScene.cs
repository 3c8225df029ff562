using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Slack;
using MentorBot.Slack.Api;
using MentorBot.Slack.Conversations;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Tests.Slack.Support;

/// <summary>The adapter between a Slack that is written down and features that a test makes.</summary>
internal sealed class SlackScene : IDisposable
{
    private readonly TestBot _bot;
    private readonly ServiceProvider _services;
    private int _triggers;

    public SlackScene(params IFeature[] features)
    {
        _bot = TestBot.With(features);
        _services = new ServiceCollection()
            .AddSingleton<ISlackApi>(Api)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IClock>(new Core.TimeProviderClock(Time))
            .AddSingleton(_bot.Get<Dispatcher>())
            .AddSingleton(_bot.Get<SpokenLines>())
            .AddSingleton<IReceipts>(Receipts)
            .AddSingleton<IPromiseStore>(Promises)
            .AddSingleton(_bot.Map)
            .AddSingleton<IOutboxWork>(_ => null!)
            .AddSingleton(provider => new Pump(null!, provider.GetServices<IMessenger>(), null!, provider.GetRequiredService<IClock>(), _bot.Log.For<Pump>()))
            .AddLogging(logging => logging.ClearProviders().AddProvider(Log))
            .AddConversations()
            .BuildServiceProvider();
        Api.OnTokenDead = Get<Installation>().Lose;
        Get<Installation>().Know(new AuthTest("T1", "Acme", "UBOT", "B1", "https://acme.slack.com/", []));
    }

    public FakeSlackApi Api { get; } = new();

    public TimerClock Time { get; } = new();

    public CollectingLog Log { get; } = new();

    public InMemoryReceipts Receipts { get; } = new();

    public InMemoryPromises Promises { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public SlashCommand Command(string text, string channel = "C1", string? name = "general", string? trigger = null) =>
        new("/mentor", text, "T1", channel, name, "U1", "https://hooks/1", trigger ?? NewTrigger());

    public string NewTrigger() => $"trigger{++_triggers}";

    public Task<Acknowledged> TypeAsync(string text, string channel = "C1", string? name = "general", string? trigger = null) =>
        ReceiveAsync(new CommandDelivery(Command(text, channel, name, trigger)));

    public Task<Acknowledged> ActAsync(Interaction interaction) => ReceiveAsync(new InteractionDelivery(interaction));

    public Task<Acknowledged> TellAsync(string json) =>
        ReceiveAsync(new EventDelivery(System.Text.Json.JsonSerializer.Deserialize(json, SlackJson.Default.EventCallback)!));

    public async Task<Acknowledged> ReceiveAsync(Delivery delivery, bool takesPayloads = true)
    {
        var acknowledged = new Acknowledged(takesPayloads);
        await ReceiveAsync(delivery, acknowledged);
        return acknowledged;
    }

    public Task ReceiveAsync(Delivery delivery, Acknowledged acknowledged, TimeSpan waited = default) =>
        Get<IInbox>().ReceiveAsync(delivery with { Since = Time.GetTimestamp() - waited.Ticks }, acknowledged, CancellationToken.None);

    public void Dispose()
    {
        _services.Dispose();
        _bot.Dispose();
        Log.Dispose();
    }

    /// <summary>What a delivery was acknowledged with.</summary>
    internal sealed class Acknowledged(bool takesPayloads = true) : IAcknowledgement
    {
        private readonly ConcurrentQueue<Response?> _all = new();

        public IReadOnlyList<Response?> All => [.. _all];

        /// <summary>What the person reads at once; null where nothing.</summary>
        public string? Text => (_all.Single() as MessageResponse)?.Text;

        public ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken)
        {
            var isTaken = response is null || takesPayloads;
            if (isTaken)
            {
                _all.Enqueue(response);
            }

            return ValueTask.FromResult(isTaken);
        }
    }
}
