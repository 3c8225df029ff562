using MentorBot.Core.Commands;
using MentorBot.Core.Content;
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
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.Storage;

/// <summary>Registers the stores behind Core's ports; the host still calls <see cref="Database.MigrateAsync"/> before it uses them.</summary>
public static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(_ => new Database(options));
        services.AddSingleton<Backup>();
        services.AddSingleton<IErasure, Erasure>();
        services.AddSingleton<IReceipts, Receipts>();
        services.AddSingleton(provider => provider.GetRequiredService<Database>().Engine.SoleTasks);
        AddStore<IPlatformMemory, PlatformMemory>();
        AddStore<IPromiseStore, PromiseStore>();
        AddStore<IPeopleStore, PeopleStore>();
        AddStore<IKeptForms, KeptForms>();
        AddStore<IRememberedAnswers, RememberedAnswers>();
        AddStore<IPostStore, PostStore>();
        AddStore<IChecklistStore, ChecklistStore>();
        AddStore<IPersonalTime, PersonalTimes>();
        AddStore<ISchedules, Schedules>();
        AddStore<IOutbox, Outbox>();
        services.AddSingleton<ILedger>(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<ITeamTime, TeamTimes>();
        services.AddSingleton<ITeamContentStore, TeamContentStore>();
        services.AddSingleton<IDueWork, DueSchedules>();
        services.AddSingleton<IOutboxWork, OutboxWork>();
        AddStore<IEnrolmentStore, EnrolmentStore>();
        AddStore<IEvidenceStore, EvidenceStore>();
        AddStore<IPracticeStore, PracticeStore>();
        AddStore<IDrillStore, DrillStore>();
        AddStore<ICadenceStore, CadenceStore>();
        AddStore<IScoreStore, ScoreStore>();
        AddStore<IKpiStore, KpiStore>();
        return services;

        void AddStore<TPort, TStore>()
            where TPort : class
            where TStore : class, TPort, IPersonalData
        {
            services.AddSingleton<TStore>();
            services.AddSingleton<TPort>(provider => provider.GetRequiredService<TStore>());
            services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<TStore>());
        }
    }

    /// <summary>Reads a connection string, and names the key when it can't be read.</summary>
    internal static T Parse<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException exception)
        {
            throw new StorageException($"Storage:ConnectionString can't be read: {exception.Message}", exception);
        }
    }
}
