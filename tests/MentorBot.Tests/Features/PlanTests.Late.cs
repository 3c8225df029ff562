using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Tests.Features;

public abstract partial class PlanTests
{
    public sealed class Late : PlanTests
    {
        [Fact]
        public async Task SaysThatAStepComesLate()
        {
            await Enrol(values: ("first-day", "2026-03-04"));
            var schedule = Bot.Schedules.All[^1];
            var entry = Bot.Schedules.Due(schedule, March(4)) with { IsLate = true };

            var step = (ComposedMessage)await new Composer([Plans]).ComposeAsync(new ClaimedEntry(entry, schedule, null, []), CancellationToken.None);

            PlainText.Of(step.Blocks).ShouldEndWith("This comes late: I wasn't running when it was due.");
            PlainText.Of(step.Brief!.Value).ShouldEndWith("This comes late: I wasn't running when it was due.");
        }
    }
}
