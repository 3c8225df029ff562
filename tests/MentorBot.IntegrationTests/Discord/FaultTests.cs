using MentorBot.IntegrationTests.FaultSchedules;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Whatever goes wrong between Discord and the bot: everybody is answered once or told, and every nudge comes once.</summary>
public sealed class FaultTests
{
    [Fact]
    public Task EverybodyIsAnsweredOnceOrToldAndEveryNudgeComesOnceWhateverGoesWrong() => FaultSeeds.RunAsync(FaultSchedule.RunAsync);
}
