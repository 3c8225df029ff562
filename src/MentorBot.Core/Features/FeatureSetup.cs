using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Careers;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Drills;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Help;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.Features.Phrases;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Features.Practice;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.Features.Scripts;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.Core.Features;

/// <summary>Registers the shared handler and every feature; the order is the one in which help shows them. The host brings metrics and the stores.</summary>
public static class FeatureSetup
{
    public static IServiceCollection AddMentor(this IServiceCollection services) =>
        services
            .AddDispatcher()
            .AddDueWork()
            .AddSingleton<OwnPosts>()
            .AddSingleton<IFeature, StartFeature>()
            .AddSingleton<IFeature, LibraryFeature>()
            .AddSingleton<IFeature, AskFeature>()
            .AddSingleton<IFeature, CareerFeature>()
            .AddSingleton<IFeature, CareerMeFeature>()
            .AddSingleton<IFeature, ScriptFeature>()
            .AddSingleton<IFeature, SituationFeature>()
            .AddChecklists()
            .AddPlans()
            .AddCadences()
            .AddCadenceReports()
            .AddKpis()
            .AddSingleton<IFeature, PostFeature>()
            .AddSingleton<IFeature, WritingFeature>()
            .AddSingleton<IFeature, SayFeature>()
            .AddSingleton<IFeature, PracticeFeature>()
            .AddSingleton<IFeature, PracticeHistory>()
            .AddSingleton<IFeature, DrillFeature>()
            .AddScores()
            .AddSingleton<IFeature, EvidenceNoteFeature>()
            .AddSingleton<IFeature, EvidenceFeature>()
            .AddSingleton<ZoneQuestion>()
            .AddSingleton<IFeature, SettingsFeature>()
            .AddSingleton<IFeature, AwayFeature>()
            .AddSingleton<ComingNudges>()
            .AddSingleton<IFeature, ExplainFeature>()
            .AddSingleton<IFeature, NudgesFeature>()
            .AddSingleton<IFeature, TeamSettingsFeature>()
            .AddSingleton<IFeature, TeamHolidaysFeature>()
            .AddSingleton<IFeature, HolidayImport>()
            .AddSingleton<TeamMemory>()
            .AddSingleton<TeamContentFeature>()
            .AddSingleton<IFeature>(provider => provider.GetRequiredService<TeamContentFeature>())
            .AddSingleton<IFeature, DataFeature>()
            .AddHome()
            .AddSingleton<IFeature, HelpFeature>();

    /// <summary>A person's own page; the order of its sections is the one in which it shows them.</summary>
    private static IServiceCollection AddHome(this IServiceCollection services) =>
        services
            .AddSingleton<IHomeSection>(provider => provider.GetRequiredService<TeamContentFeature>())
            .AddSingleton<IHomeSection, PlanHome>()
            .AddSingleton<IHomeSection, ChecklistHome>()
            .AddSingleton<IHomeSection, TimeHome>()
            .AddSingleton<IFeature, HomeFeature>();

    private static IServiceCollection AddKpis(this IServiceCollection services) =>
        services
            .AddSingleton<KpiBoards>()
            .AddSingleton<KpiPack>()
            .AddSingleton<MeetingNumbers>()
            .AddSingleton<IFeature, KpiSetup>()
            .AddSingleton<IFeature, KpiRecord>()
            .AddSingleton<IFeature, KpiShow>()
            .AddSingleton<IFeature, KpiChange>();

    private static IServiceCollection AddScores(this IServiceCollection services) =>
        services
            .AddSingleton<OwnScores>()
            .AddSingleton<IFeature, ScoreFeature>()
            .AddSingleton<IFeature, RankedList>()
            .AddSingleton<IFeature, ScoreSharing>();

    private static IServiceCollection AddChecklists(this IServiceCollection services) =>
        services
            .AddSingleton<DueItems>()
            .AddSingleton<ChecklistRuns>()
            .AddSingleton<IFeature, ChecklistFeature>()
            .AddSingleton<IFeature, DueItemFeature>()
            .AddSingleton<IScheduledFeature, DueNudges>();

    private static IServiceCollection AddPlans(this IServiceCollection services) =>
        services
            .AddSingleton<OwnPlans>()
            .AddSingleton<PlanEnd>()
            .AddSingleton<IFeature, PlanFeature>()
            .AddSingleton<IFeature, EnrolFeature>()
            .AddSingleton<IFeature, PlanStepFeature>()
            .AddSingleton<IScheduledFeature, PlanNudges>();

    private static IServiceCollection AddCadences(this IServiceCollection services) =>
        services
            .AddSingleton<CadenceSchedules>()
            .AddSingleton<OwnCadences>()
            .AddSingleton<CadenceCard>()
            .AddSingleton<CadenceNotices>()
            .AddSingleton<CadenceFailures>()
            .AddSingleton<StandUpReport>()
            .AddSingleton<IFeature, AnswerFeature>()
            .AddSingleton<IFeature, CadenceSetup>()
            .AddSingleton<IFeature, CadenceFeature>()
            .AddSingleton<IFeature, ParticipationFeature>()
            .AddSingleton<IFeature, ReminderFeature>()
            .AddSingleton<IFeature, CadenceExplain>()
            .AddSingleton<IFeature>(provider => provider.GetRequiredService<StandUpReport>())
            .AddSingleton<IScheduledFeature, CadenceMessages>();

    private static IServiceCollection AddCadenceReports(this IServiceCollection services) =>
        services
            .AddSingleton<WeeklyStatus>()
            .AddSingleton<WeeklyStatusPosting>()
            .AddSingleton<MonthlyMeeting>()
            .AddSingleton<CadencePapers>()
            .AddSingleton<CadenceReports>()
            .AddSingleton<RoundPosts>()
            .AddSingleton<LateAnswers>()
            .AddSingleton<CadenceReportFiles>()
            .AddSingleton<IFeature, WeeklyStatusFeature>()
            .AddSingleton<IFeature, CadenceReportFeature>();
}
