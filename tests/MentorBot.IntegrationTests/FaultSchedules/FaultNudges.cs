using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>Comes by itself, and says which nudge it is.</summary>
internal sealed class FaultNudges : IScheduledFeature
{
    public const string FeatureName = "faults";

    public string Name => FeatureName;

    public static string TextOf(long subject) => $"This is nudge {subject}.";

    public Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult("A nudge");

    public Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Composition>(new ComposedMessage([new Paragraph(TextOf(request.Schedule.Subject))]));

    public Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken) => Task.CompletedTask;
}
