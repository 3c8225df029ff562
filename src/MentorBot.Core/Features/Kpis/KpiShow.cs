using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Kpis;

/// <summary>Shows where a channel's KPIs stand, posts that after a preview, and brings a month's pack.</summary>
internal sealed class KpiShow(KpiBoards boards, KpiPack packs, ValueReader reader, IReceipts receipts, IClock clock) : IFeature
{
    public const string CommandName = "kpi show";

    public static readonly Route<long> Open = new("kpi.open");

    /// <summary>Previews where a board stands as the channel will read it.</summary>
    public static readonly Route<long> Preview = new("kpi.preview");

    /// <summary>Posts where a board stands. The number of the preview makes it one try, however often it is pressed.</summary>
    /// <remarks>For as long as receipts are kept (<see cref="IReceipts.Kept"/>): a preview that is older could post once more.</remarks>
    public static readonly Route<long, long> Publish = new("kpi.publish");

    /// <summary>Takes what was posted out of the channel; its argument is the person who posted it.</summary>
    public static readonly Route<long> Withdraw = new("kpi.withdraw");

    /// <summary>A board's pack of a month, such as 202603.</summary>
    public static readonly Route<long, int> Pack = new("kpi.pack");

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandName, "Where this channel's KPIs stand, and the month's pack") { Examples = [CommandName] },
            (request, cancellationToken) => boards.WithAsync(request.Caller, id: null, async board => await ShowAsync(request.Caller, board, cancellationToken), cancellationToken));
        map.Action(Open, (request, id, cancellationToken) => boards.WithAsync(request.Caller, id, async board => (await ShowAsync(request.Caller, board, cancellationToken)).AsUpdate(), cancellationToken));
        map.Action(Preview, (request, id, cancellationToken) => boards.WithAsync(request.Caller, id, async board => KpiView.Preview(board, await boards.StandsAsync(board, cancellationToken), clock.GetCurrentInstant().ToUnixTimeTicks()), cancellationToken));
        map.Action(Publish, (request, id, preview, cancellationToken) => boards.WithAsync(request.Caller, id, board => PublishAsync(request.Caller, board, preview, cancellationToken), cancellationToken));
        map.Action(Withdraw, (request, author, _) => Task.FromResult<Answer>(author == request.Caller.Person.Id.Value || request.Caller.Role >= Role.Admin
            ? new Reply([], Delivery.Remove)
            : Reply.Say("Only the person who posted this, or an admin, can delete it.")));
        map.Action(Pack, (request, id, month, cancellationToken) => boards.WithAsync(request.Caller, id, board => PackAsync(board, month, cancellationToken), cancellationToken));
    }

    private async Task<Reply> ShowAsync(Caller caller, KpiBoard board, CancellationToken cancellationToken) =>
        KpiView.Stands(board, await boards.StandsAsync(board, cancellationToken), caller, await reader.TodayOfAsync(caller, cancellationToken));

    private async Task<Answer> PublishAsync(Caller caller, KpiBoard board, long preview, CancellationToken cancellationToken)
    {
        var posted = KpiView.Posted(board, await boards.StandsAsync(board, cancellationToken), caller.Person);
        return await receipts.TryTakeAsync($"{Publish.Name}:{board.Id}:{preview}", clock.GetCurrentInstant(), cancellationToken)
            ? Reply.Say("Posted. You can delete it there.").AsUpdate().AndPost(posted)
            : Reply.Of(
                new Paragraph("I've tried to post that already. If it isn't there, make a new preview."),
                new Buttons([new Button("Make a new preview", Preview.Token(board.Id)), new Button("Where they stand", Open.Token(board.Id))]));
    }

    private async Task<Answer> PackAsync(KpiBoard board, int number, CancellationToken cancellationToken)
    {
        if (number is < 197001 or > 999812 || number % 100 is < 1 or > 12)
        {
            return Reply.Say("There is no such month.");
        }

        var month = new YearMonth(number / 100, number % 100);
        return await packs.OfAsync(board, month, cancellationToken) is { Count: > 0 } files
            ? Reply.Of([new Paragraph($"The pack of {TimeWords.Month(month)}: one file to read, one for a spreadsheet. Only you get them until you pass them on."), .. files])
            : Reply.Say($"Nothing was recorded in {TimeWords.Month(month)}, so there is no pack.");
    }
}
