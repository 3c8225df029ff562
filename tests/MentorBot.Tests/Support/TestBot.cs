using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Drills;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Features.Practice;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.Tests.Support;

/// <summary>The real bot with its real content: only the clock and the stores are in memory.</summary>
internal sealed class TestBot : IDisposable
{
    private static readonly ContentLibrary RealContent = new(Repository.Data, new CollectingLog().For<ContentLibrary>());

    private readonly Func<IServiceCollection, IServiceCollection> _features;
    private ServiceProvider _services;

    public TestBot()
        : this(services => services.AddMentor())
    {
    }

    private TestBot(Func<IServiceCollection, IServiceCollection> features)
    {
        _features = features;
        Checklists = new InMemoryChecklists(People);
        Schedules = new InMemorySchedules(new Core.TimeProviderClock(Time));
        // Nobody here says where they are, and most tests are not about being asked.
        TeamTimes.All[Some.Team] = new TeamTime { Zone = NodaTime.DateTimeZone.Utc };
        _services = Build();
    }

    public FakeTime Time { get; } = new();

    public CollectingLog Log { get; } = new();

    public InMemoryPeople People { get; } = new();

    public InMemoryKeptForms KeptForms { get; } = new();

    public InMemoryPosts Posts { get; } = new();

    public InMemoryAnswers Answers { get; } = new();

    public InMemoryChecklists Checklists { get; }

    public InMemoryCadences Cadences { get; } = new();

    public InMemoryEnrolments Enrolments { get; } = new();

    public InMemoryEvidence Evidence { get; } = new();

    public InMemoryPractice Practice { get; } = new();

    public InMemoryDrills Drills { get; } = new();

    public InMemoryKpis Kpis { get; } = new();

    public InMemoryScores Scores { get; } = new();

    public InMemoryPersonalTime PersonalTimes { get; } = new();

    public InMemoryTeamTime TeamTimes { get; } = new();

    public InMemorySchedules Schedules { get; }

    public InMemoryLedger Ledger { get; } = new();

    /// <summary>Takes the place of the kept forms where a test wants them to fail.</summary>
    public IKeptForms? OtherKeptForms { get; set; }

    public FeatureMap Map => _services.GetRequiredService<FeatureMap>();

    public ContentPack Pack => RealContent.Pack;

    /// <summary>What a feature does when one of its schedules is due.</summary>
    public IScheduledFeature Scheduled(string name) => _services.GetServices<IScheduledFeature>().Single(feature => feature.Name == name);

    /// <summary>A part of the bot, for what no command leads to.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A bot with the shared handler and only these features.</summary>
    public static TestBot With(params IFeature[] features) => new(services =>
    {
        services.AddMentor();
        foreach (var known in services.Where(service => service.ServiceType == typeof(IFeature)).ToList())
        {
            services.Remove(known);
        }

        foreach (var feature in features)
        {
            services.AddSingleton(feature);
        }

        return services;
    });

    /// <summary>Starts the bot anew on what its stores hold.</summary>
    public void Restart()
    {
        _services.Dispose();
        _services = Build();
    }

    public Task<Answer> Handle(Incoming incoming) => _services.GetRequiredService<Dispatcher>().HandleAsync(incoming, CancellationToken.None);

    public async Task<Reply> Say(string line, string user = "ana", Place? place = null, Role role = Role.Member) =>
        (await Handle(Some.Line(line, user, place, role))).ShouldBeOfType<Reply>();

    public async Task<Reply> Press(string token, string user = "ana", Place? place = null, Role role = Role.Member, params ImmutableArray<string> values) =>
        (await Handle(Some.Press(token, user, place, role, values))).ShouldBeOfType<Reply>();

    public async Task<Form> Open(string token, string user = "ana", Place? place = null, Role role = Role.Member, params ImmutableArray<string> values) =>
        (await Handle(Some.Press(token, user, place, role, values))).ShouldBeOfType<Form>();

    public async Task<Reply> Submit(string token, IReadOnlyDictionary<string, string> values, int? page = null, string user = "ana", Place? place = null, Role role = Role.Member) =>
        (await Handle(Some.Submission(token, values, page, user, place, role))).ShouldBeOfType<Reply>();

    public async Task<Form> SubmitPage(string token, IReadOnlyDictionary<string, string> values, int? page = null, string user = "ana", Role role = Role.Member) =>
        (await Handle(Some.Submission(token, values, page, user, role: role))).ShouldBeOfType<Form>();

    public void Dispose()
    {
        _services.Dispose();
        Log.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection()
            .AddMetrics()
            .AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Shared(Log)))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(RealContent)
            .AddSingleton<IPeopleStore>(People)
            .AddSingleton<IReceipts>(new InMemoryReceipts())
            .AddSingleton(_ => OtherKeptForms ?? KeptForms)
            .AddSingleton<IPostStore>(Posts)
            .AddSingleton<IRememberedAnswers>(Answers)
            .AddSingleton<IChecklistStore>(Checklists)
            .AddSingleton<IPersonalTime>(PersonalTimes)
            .AddSingleton<ITeamTime>(TeamTimes)
            .AddSingleton<ISchedules>(Schedules)
            .AddSingleton<ILedger>(Ledger)
            .AddSingleton<IErasure>(new InMemoryErasure(this))
            .AddSingleton<ICadenceStore>(Cadences)
            .AddSingleton<IEnrolmentStore>(Enrolments)
            .AddSingleton<IEvidenceStore>(Evidence)
            .AddSingleton<IPracticeStore>(Practice)
            .AddSingleton<IDrillStore>(Drills)
            .AddSingleton<IScoreStore>(Scores)
            .AddSingleton<IKpiStore>(Kpis)
            .AddSingleton<IOutbox>(Schedules)
            .AddSingleton<IPersonalData>(new InMemoryData("answers", person => Answers.All.Where(pair => pair.Key.Person == person).Select(pair => Row(("item", pair.Key.Item), ("answers", pair.Value)))))
            .AddSingleton<IPersonalData>(new InMemoryData("posts", person => Posts.All.Values.Where(post => post.Author == person).Select(post => Row(("item", post.ItemId), ("state", post.State.ToString())))))
            .AddSingleton<IPersonalData>(new InMemoryData("profile", person => People.All(person).Select(one => Row(("name", one.Name), ("role", one.Role.ToString())))));
        return _features(services).BuildServiceProvider();
    }

    private static Dictionary<string, object?> Row(params (string Name, object? Value)[] cells) => cells.ToDictionary(cell => cell.Name, cell => cell.Value, StringComparer.Ordinal);

    /// <summary>Outlives the container, which disposes the providers that it is given.</summary>
    private sealed class Shared(CollectingLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log.CreateLogger(categoryName);

        public void Dispose()
        {
            // The bot's log is read after a restart, too.
        }
    }
}
