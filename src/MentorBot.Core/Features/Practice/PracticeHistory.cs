using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Practice;

/// <summary>Shows somebody what they answered, and lets them read it again, keep a story as evidence, and delete it.</summary>
internal sealed class PracticeHistory(ContentLibrary library, IPracticeStore practice, IEvidenceStore evidence, ValueReader reader, IClock clock) : IFeature
{
    /// <summary>A page of the answers: how many newer ones are left out.</summary>
    public static readonly Route<int> List = new("practice.list");

    /// <summary>Shows the answer that was chosen in a select.</summary>
    public static readonly Route Pick = new("practice.pick");

    public static readonly Route<long> Show = new("practice.show");

    /// <summary>Asks whether to delete an answer.</summary>
    public static readonly Route<long> Remove = new("practice.remove");

    public static readonly Route<long> Delete = new("practice.delete");

    /// <summary>Keeps an answer as evidence.</summary>
    public static readonly Route<long> Keep = new("practice.keep");

    private const string EvidenceSource = "practice";

    public void Register(FeatureMap map)
    {
        map.Action(List, async (request, skip, cancellationToken) => (await PageAsync(practice, request.Caller, Math.Max(0, skip), cancellationToken)).AsUpdate());
        map.Action(Pick, async (request, cancellationToken) => await ShowAsync(request.Caller, request.ChosenNumber, cancellationToken));
        map.Action(Show, async (request, id, cancellationToken) => (await ShowAsync(request.Caller, id, cancellationToken)).AsUpdate());
        map.Action(Remove, async (request, id, cancellationToken) =>
            await FindAsync(request.Caller, id, cancellationToken) is { } answer ? PracticeView.AskToDelete(answer).AsUpdate() : Missing());
        map.Action(Delete, async (request, id, cancellationToken) =>
            await practice.DeleteAsync(request.Caller.Workspace, request.Caller.Person.Id, id, cancellationToken) ? PracticeView.Gone("It is deleted.").AsUpdate() : Missing());
        map.Action(Keep, KeepAsync);
    }

    public static async Task<Reply> PageAsync(IPracticeStore practice, Caller caller, int skip, CancellationToken cancellationToken)
    {
        var page = await practice.NewestAsync(caller.Workspace, caller.Person.Id, skip, PracticeView.PageSize + 1, cancellationToken);

        // What stood there is deleted meanwhile, and there may be newer answers.
        return page.Count == 0 && skip > 0
            ? await PageAsync(practice, caller, 0, cancellationToken)
            : PracticeView.ListOf(
                [.. page.Take(PracticeView.PageSize)],
                await practice.AveragesAsync(caller.Workspace, caller.Person.Id, cancellationToken),
                skip,
                page.Count > PracticeView.PageSize);
    }

    private async Task<Reply> ShowAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        await FindAsync(caller, id, cancellationToken) is { } answer
            ? PracticeView.Of(answer, library.Pack.Find<Question>(answer.QuestionId), library.Pack.Find<QuestionKind>(answer.KindId))
            : Missing();

    private async Task<Answer> KeepAsync(ActionRequest request, long id, CancellationToken cancellationToken)
    {
        var caller = request.Caller;
        if (await FindAsync(caller, id, cancellationToken) is not { } answer)
        {
            return Missing();
        }

        if (await evidence.OfSubjectAsync(caller.Person.Id, EvidenceSource, id, cancellationToken) is [var kept, ..])
        {
            return EvidenceView.Of(kept, "It is among your evidence already:");
        }

        var today = await reader.TodayOfAsync(caller, cancellationToken);
        var story = string.Join('\n', answer.Parts.Select(part => $"{part.Key}: {part.Value}"));
        var piece = new EvidenceRecord(
            0, caller.Person.Id, caller.Workspace, today, EvidenceSource, id, 0, answer.Asked, Limits.Shorten(story, Limits.FieldValue), null, null, null, clock.GetCurrentInstant());
        return EvidenceView.Of(piece with { Id = await evidence.SaveAsync(piece, cancellationToken) }, "Kept as evidence. Set the day on which it was, and the number that shows it:");
    }

    private Task<PractisedAnswer?> FindAsync(Caller caller, long id, CancellationToken cancellationToken) =>
        practice.FindAsync(caller.Workspace, caller.Person.Id, id, cancellationToken);

    private static Reply Missing() => PracticeView.Gone("That answer isn't there any more, and nothing was changed.");
}
