using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Plans;

/// <summary>What somebody's plan has for them today, on their own page.</summary>
internal sealed class PlanHome(OwnPlans own, ContentLibrary library) : IHomeSection
{
    public async Task<IReadOnlyList<Block>> ShowAsync(Caller caller, CancellationToken cancellationToken)
    {
        var today = PlanFeature.Today(await own.OpenAsync(caller, cancellationToken));
        return
        [
            new Heading("My plan today"),
            .. today?.Blocks ?? [new Paragraph("You're not on a plan. A plan brings you one small step a day, with something to show for each."), ItemCards.Chooser("Start a plan", library.Pack.All<Plan>())],
        ];
    }
}
