using MentorBot.IntegrationTests.FaultSchedules;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Whatever goes wrong between Slack and the bot: everybody is answered once or told, and every nudge comes once.</summary>
public sealed class FaultTests
{
    [Fact]
    public Task EverybodyIsAnsweredOnceOrToldAndEveryNudgeComesOnceWhateverGoesWrong() => FaultSeeds.RunAsync(FaultSchedule.RunAsync);
}
