using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using MentorBot.Discord;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Tests.Discord.Support;

/// <summary>The adapter between a Discord that is written down and features that a test makes.</summary>
internal sealed class DiscordScene : IDisposable
{
    /// <summary>Whose lower bits differ in nothing from another's, as in real ones.</summary>
    public const string Guild = "81384788765712384";

    private const string NoPermissions = "0";

    private readonly TestBot _bot;
    private readonly ServiceProvider _services;
    private int _ids = 1000;

    public DiscordScene(params IFeature[] features)
    {
        _bot = TestBot.With(features);
        _services = new ServiceCollection()
            .AddSingleton<IDiscordApi>(Api)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IClock>(new Core.TimeProviderClock(Time))
            .AddSingleton(_bot.Get<Dispatcher>())
            .AddSingleton(_bot.Get<SpokenLines>())
            .AddSingleton(_bot.Map)
            .AddSingleton<IPeopleStore>(_bot.People)
            .AddSingleton(_bot.Get<WorkingTimes>())
            .AddSingleton<IReceipts>(Receipts)
            .AddSingleton<IPlatformMemory>(Memory)
            .AddSingleton<IPromiseStore>(Promises)
            .AddSingleton<IOutboxWork>(_ => null!)
            .AddSingleton(provider => new Pump(null!, provider.GetServices<IMessenger>(), null!, provider.GetRequiredService<IClock>(), _bot.Log.For<Pump>()))
            .AddLogging(logging => logging.ClearProviders().AddProvider(Log))
            .AddConversations()
            .BuildServiceProvider();
    }

    /// <summary>The features' part, for what they keep.</summary>
    public TestBot Bot => _bot;

    public FakeDiscordApi Api { get; } = new();

    public TimerClock Time { get; } = new();

    public CollectingLog Log { get; } = new();

    public InMemoryReceipts Receipts { get; } = new();

    public KeptInMemory Memory { get; } = new();

    public InMemoryPromises Promises { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string NewId() => $"{++_ids}";

    /// <summary>The JSON of an interaction as Discord sends it, in a guild or, without one, in the direct conversation.</summary>
    public Interaction Interaction(int type, string data, string? message = null, bool isDirect = false, string permissions = NoPermissions, string app = "3072", string? id = null)
    {
        var who = """{"id":"42","username":"ana.r","global_name":"Ana"}""";
        var where = isDirect
            ? $$"""
              "channel_id":"942","context":1,"user":{{who}}
              """
            : $$"""
              "guild_id":"{{Guild}}","channel_id":"7","channel":{"id":"7","type":0,"name":"general"},"context":0,"app_permissions":"{{app}}","member":{"user":{{who}},"nick":null,"permissions":"{{permissions}}"}
              """;
        var json = $$"""
            {"id":"{{id ?? NewId()}}","application_id":"77","type":{{type}},"token":"tok","version":1,"locale":"en-GB",{{where}},"data":{{data}}{{(message is null ? string.Empty : $",\"message\":{message}")}}}
            """;
        return JsonSerializer.Deserialize(json, DiscordJson.Default.Interaction)!;
    }

    public Task UseAsync(Interaction interaction, bool isReplay = false, TimeSpan waited = default) =>
        ReceiveAsync(new InteractionDelivery(interaction) { IsReplay = isReplay, Since = Time.GetTimestamp() - waited.Ticks });

    public Task ReceiveAsync(Delivery delivery) => Get<IInbox>().ReceiveAsync(delivery, CancellationToken.None);

    /// <summary>A leaf with options, as <c>/mentor NAME …</c>.</summary>
    public static string Command(string name, string options = "[]") => name.Split(' ') is [var group, var leaf]
        ? $$"""{"id":"1","name":"mentor","type":1,"options":[{"type":2,"name":"{{group}}","options":[{"type":1,"name":"{{leaf}}","options":{{options}}}]}]}"""
        : $$"""{"id":"1","name":"mentor","type":1,"options":[{"type":1,"name":"{{name}}","options":{{options}}}]}""";

    public static string Button(string customId) => $$"""{"component_type":2,"custom_id":"{{customId}}","id":3}""";

    /// <param name="answers">The id of the interaction that it answers.</param>
    public static string Message(int flags = 32832, string components = "[]", string answers = "900") => $$$"""
        {"id":"300","channel_id":"7","content":"","author":{"id":"78","username":"mentorbot","bot":true},"flags":{{{flags}}},"components":{{{components}}},"interaction_metadata":{"id":"{{{answers}}}","type":2}}
        """;

    public static string Submitted(string customId, string field, string value) =>
        $$"""{"custom_id":"{{customId}}","components":[{"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"{{field}}","value":"{{value}}"} }]}""";

    /// <summary>Waits for the first thing that the bot asks of Discord, before a test moves the clock past its patience.</summary>
    public Task FirstCallAsync() => Until.HoldsAsync(() => Api.Calls.Count > 0);

    /// <summary>Acts again and again until something holds.</summary>
    public static Task Eventually(Action act, Func<bool> holds) => Until.HoldsAsync(() =>
    {
        if (holds())
        {
            return true;
        }

        act();
        return false;
    });

    public void Dispose()
    {
        _services.Dispose();
        _bot.Dispose();
        Log.Dispose();
    }
}
