using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Evidence;

/// <summary>Shows somebody their evidence, and lets them mend it, delete it and take it along.</summary>
internal sealed class EvidenceFeature(IEvidenceStore evidence, IPersonalTime people, WorkingTimes times, IClock clock) : IFeature
{
    public const string CommandName = "evidence";

    /// <summary>A page of the evidence of some days: the first, the last, and how many newer pieces are left out.</summary>
    public static readonly Route<int, int, int> List = new("evidence.list");

    /// <summary>Shows the piece that was chosen in a select.</summary>
    public static readonly Route Pick = new("evidence.pick");

    public static readonly Route<long> Show = new("evidence.show");

    public static readonly Route<long> Edit = new("evidence.edit");

    /// <summary>Asks whether to delete a piece.</summary>
    public static readonly Route<long> Remove = new("evidence.remove");

    public static readonly Route<long> Delete = new("evidence.delete");

    /// <summary>The evidence of some days as a file.</summary>
    public static readonly Route<int, int> Export = new("evidence.export");

    public void Register(FeatureMap map)
    {
        var range = new CommandOption("range", ValueKind.Text, "Such as last-month or 2026-09-01..2026-09-30; all by default") { Complete = WrittenRange.Complete };
        map.Command(
            new CommandDefinition(CommandName, "What you can show for your work: read, add, export")
            {
                Options = [range],
                Examples = [CommandName, $"{CommandName} last-month"],
            },
            (request, cancellationToken) => ListAsync(request.Caller, request.Options.Text(range.Name), cancellationToken));
        map.Action(List, async (request, from, to, skip, cancellationToken) => DaysOf(from, to) is { } days
            ? (await PageAsync(request.Caller, days, Math.Max(0, skip), cancellationToken)).AsUpdate()
            : Missing());
        map.Action(Export, (request, from, to, cancellationToken) => ExportAsync(request.Caller, DaysOf(from, to), cancellationToken));
        map.Action(Pick, async (request, cancellationToken) => await ShowAsync(request.Caller, request.ChosenNumber, cancellationToken));
        map.Action(Show, async (request, id, cancellationToken) => (await ShowAsync(request.Caller, id, cancellationToken)).AsUpdate());
        map.Action(Remove, async (request, id, cancellationToken) =>
            await FindAsync(request.Caller, id, cancellationToken) is { } one ? EvidenceView.AskToDelete(one).AsUpdate() : Missing());
        map.Action(Delete, async (request, id, cancellationToken) =>
            await evidence.DeleteAsync(request.Caller.Workspace, request.Caller.Person.Id, id, cancellationToken) ? EvidenceView.Gone("It is deleted.").AsUpdate() : Missing());
        map.Form(Edit, OpenAsync, SaveAsync);
    }

    private async Task<Answer> ListAsync(Caller caller, string? range, CancellationToken cancellationToken)
    {
        if (range is null)
        {
            return await PageAsync(caller, EvidenceView.Always, 0, cancellationToken);
        }

        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        var team = await times.OfAsync(caller.Workspace, cancellationToken);
        var today = clock.GetCurrentInstant().InZone(own.Zone ?? caller.Zone).Date;
        var (days, problem) = WrittenRange.Read(SlashedDates.Settle(range, caller), today, WrittenRange.FirstDayOf(own.WorkingDays ?? team.Calendar.WorkingDays));
        return days is null ? Reply.Say(problem!) : await PageAsync(caller, days, 0, cancellationToken);
    }

    private async Task<Reply> PageAsync(Caller caller, DateInterval days, int skip, CancellationToken cancellationToken)
    {
        var page = await evidence.NewestAsync(caller.Workspace, caller.Person.Id, days, skip, EvidenceView.PageSize + 1, cancellationToken);

        // What stood there is deleted meanwhile, and there may be newer pieces.
        return page.Count == 0 && skip > 0
            ? await PageAsync(caller, days, 0, cancellationToken)
            : EvidenceView.ListOf([.. page.Take(EvidenceView.PageSize)], days, skip, page.Count > EvidenceView.PageSize);
    }

    private async Task<Answer> ExportAsync(Caller caller, DateInterval? days, CancellationToken cancellationToken)
    {
        if (days is null || await evidence.BetweenAsync(caller.Workspace, caller.Person.Id, days.Start, days.End, cancellationToken) is not { Count: > 0 } found)
        {
            return Missing();
        }

        return Reply.Of(
            new Paragraph("Here it is, for your review or your manager. Only you see it until you pass it on."),
            EvidenceFile.Of(found, days == EvidenceView.Always ? null : days));
    }

    private async Task<Reply> ShowAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        await FindAsync(caller, id, cancellationToken) is { } one ? EvidenceView.Of(one) : Missing();

    private async Task<Answer> OpenAsync(FormRequest request, long id, CancellationToken cancellationToken) =>
        await FindAsync(request.Caller, id, cancellationToken) is { } one ? EvidenceForm.For("Your evidence", Edit.Token(id), one) : Missing();

    private async Task<Answer> SaveAsync(FormSubmission submission, long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(submission.Caller, id, cancellationToken) is not { } known)
        {
            return Missing();
        }

        var changed = EvidenceForm.Read(submission.Values, known, clock.GetCurrentInstant());
        return await evidence.ChangeAsync(changed, cancellationToken) ? EvidenceView.Of(changed, "Saved. This is how it is now:") : Missing();
    }

    private Task<EvidenceRecord?> FindAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        evidence.FindAsync(caller.Workspace, caller.Person.Id, id, cancellationToken);

    private static Reply Missing() => EvidenceView.Gone("That isn't there any more, and nothing was changed.");

    private static DateInterval? DaysOf(int from, int to) =>
        DateNumber.Read(from) is { } first && DateNumber.Read(to) is { } last && first <= last ? new DateInterval(first, last) : null;
}
