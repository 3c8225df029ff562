using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Checklists;

/// <summary>Shows checklists and has them worked through, alone or by a whole channel at once.</summary>
internal sealed class ChecklistFeature(ContentLibrary library, IChecklistStore runs, ChecklistRuns open, DueItems due, IClock clock) : IFeature
{
    public const string CommandName = "checklist";

    public static readonly Route<string> StartMine = new("checklist.mine");

    public static readonly Route<string> StartShared = new("checklist.shared");

    /// <summary>Opens the run that was chosen in a select.</summary>
    public static readonly Route ChooseRun = new("checklist.run");

    /// <summary>Posts a shared run in its channel once more, so that nobody has to scroll for it.</summary>
    public static readonly Route<long> Repost = new("checklist.repost");

    public static readonly Route<long> Tick = new("checklist.tick");

    /// <summary>Opens the details of the item that was chosen in a select.</summary>
    public static readonly Route<long> Pick = new("checklist.pick");

    /// <summary>Opens and writes the details of an item, over the revision that the person saw.</summary>
    public static readonly Route<long, int, int> Detail = new("checklist.item");

    public static readonly Route<long> Close = new("checklist.close");

    public static readonly Route<long> Reopen = new("checklist.reopen");

    private const int MostOpen = 20;
    private const string Note = "note";
    private const string Assignee = "assignee";
    private const string Due = "due";

    public void Register(FeatureMap map)
    {
        var id = new CommandOption("id", ValueKind.Text, "The checklist's name, or what it is about")
        {
            Complete = typed => library.Pack.Complete<Checklist>(typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "Work through a checklist, alone or with the channel")
            {
                Options = [id],
                Examples = ["checklist project-onboarding", CommandName],
            },
            (request, cancellationToken) => request.Options.Text(id.Name) is { } wanted
                ? Task.FromResult<Answer>(Show(request.Caller, wanted))
                : ListAsync(request.Caller, cancellationToken));
        map.Action(StartMine, (request, item, cancellationToken) => StartAsync(request.Caller, item, isShared: false, cancellationToken));
        map.Action(StartShared, (request, item, cancellationToken) => StartAsync(request.Caller, item, isShared: true, cancellationToken));
        map.Action(ChooseRun, OpenRunAsync);
        map.Action(Repost, (request, run, cancellationToken) => open.WithAsync(request.Caller, run, found => Task.FromResult<Answer>(
            found.IsShared && found.Place.Channel == request.Caller.Place.Channel
                ? Reply.Say("Here it is again, at the end of the channel.").AsUpdate().AndPost(ChecklistView.Of(found))
                : Reply.Of([.. ChecklistView.Of(found)])), cancellationToken));
        map.Action(Tick, TickAsync);
        map.Action(Pick, PickAsync);
        map.Form(Detail, OpenDetailAsync, SubmitDetailAsync);
        map.Action(Close, (request, run, cancellationToken) => ChangeAsync(
            request.Caller, run, () => runs.CloseAsync(run, clock.GetCurrentInstant(), cancellationToken), cancellationToken));
        map.Action(Reopen, (request, run, cancellationToken) => ChangeAsync(
            request.Caller, run, () => runs.ReopenAsync(run, cancellationToken), cancellationToken));
    }

    private Reply Show(Caller caller, string wanted) =>
        library.Pack is var pack && pack.Find<Checklist>(wanted) is { } checklist
            ? ItemCards.Of(checklist, caller.Place, pack)
            : ItemCards.NotFound<Checklist>(pack, wanted, "checklist");

    private async Task<Answer> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var running = await runs.OpenAsync(caller.Person.Id, caller.Place, MostOpen, cancellationToken);
        var blocks = new List<Block>();
        if (running.Count > 0)
        {
            blocks.Add(new Heading("Being worked through"));
            blocks.Add(new ItemList([.. running.Select(ChecklistView.Entry)]));
            blocks.Add(new Select("Go on with one", ChooseRun.Token(), [.. running.Select(run => new Choice(
                Limits.Shorten($"{run.Title} ({run.Done} of {run.Total}, {(run.IsShared ? "in this channel" : "yours")})", Limits.ChoiceLabel),
                run.Id.ToString(CultureInfo.InvariantCulture)))]));
        }

        blocks.Add(new Heading("Checklists"));
        blocks.Add(new ItemList([.. library.Pack.All<Checklist>().Select(ItemCards.Entry)]));
        blocks.Add(ItemCards.Chooser("Open a checklist", library.Pack.All<Checklist>()));
        return Reply.Of([.. blocks]);
    }

    private async Task<Answer> StartAsync(Caller caller, string item, bool isShared, CancellationToken cancellationToken)
    {
        if (library.Pack.Find<Checklist>(item) is not { } checklist)
        {
            return LibraryFeature.Gone();
        }

        var run = new ChecklistRun(
            Id: 0,
            caller.Place,
            isShared,
            caller.Person,
            checklist.Id,
            checklist.Title,
            clock.GetCurrentInstant(),
            ClosedAt: null,
            [.. checklist.Items.Select((one, i) => new RunItem(i + 1, one.Text, one.Why.Plain, null, null, null, null, null))]);
        run = run with { Id = await runs.StartAsync(run, cancellationToken) };
        return isShared
            ? Reply.Say("Started. Everybody in this channel can tick it.").AsUpdate().AndPost(ChecklistView.Of(run))
            : new Reply(ChecklistView.Of(run), Delivery.Update);
    }

    private Task<Answer> OpenRunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        open.WithAsync(request.Caller, request.ChosenNumber, run => Task.FromResult<Answer>(Reply.Of(run.IsShared
            ? [.. ChecklistView.Of(run), new Buttons([new Button("Show it in the channel again", Repost.Token(run.Id))])]
            : [.. ChecklistView.Of(run)])), cancellationToken);

    private Task<Answer> TickAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        ChangeAsync(request.Caller, id, async () =>
        {
            foreach (var value in request.Values)
            {
                if (value is not ['+' or '-', ..] || !int.TryParse(value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    continue;
                }

                if (value[0] == '+')
                {
                    await runs.TickAsync(id, number, request.Caller.Person.Id, clock.GetCurrentInstant(), cancellationToken);
                }
                else
                {
                    await runs.UntickAsync(id, number, cancellationToken);
                }
            }
        }, cancellationToken);

    private Task<Answer> PickAsync(ActionRequest request, long id, CancellationToken cancellationToken) =>
        open.WithAsync(request.Caller, id, run => Task.FromResult(DetailForm(run, (int)request.ChosenNumber)), cancellationToken);

    // What was kept of the form was written over the revision that its token names.
    private Task<Answer> OpenDetailAsync(FormRequest request, long id, int number, int revision, CancellationToken cancellationToken) =>
        open.WithAsync(request.Caller, id, run => Task.FromResult(DetailForm(run, number, request.Kept is null ? null : revision)), cancellationToken);

    private static Answer DetailForm(ChecklistRun run, int number, int? revision = null) =>
        run.Items.FirstOrDefault(item => item.Number == number) is not { } item
            ? Reply.Say("That checklist has no such item.")
            : new Form(
                $"Item {number}",
                Detail.Token(run.Id, number, revision ?? item.Revision),
                [
                    new FormPage([
                        new LongTextField(Note, "Note") { Required = false, Hint = Limits.Shorten(item.Why, Limits.FieldHint), Value = item.Note },
                        new PersonField(Assignee, "Who takes it")
                        {
                            Required = false,
                            Hint = run.IsShared ? "On its day I remind them, and say who gave it to them" : "For you to remember: nobody else is told of your own list",
                            Value = item.Assignee?.Identity.UserId,
                        },
                        new DateField(Due, "Due") { Required = false, Hint = "Such as 2026-12-01, Friday or in 3 days", Value = item.Due is { } due ? LocalDatePattern.Iso.Format(due) : null },
                    ]),
                ],
                "Save");

    private Task<Answer> SubmitDetailAsync(FormSubmission submission, long id, int number, int revision, CancellationToken cancellationToken) =>
        open.WithAsync(submission.Caller, id, async before =>
        {
            var detail = new ItemDetail(submission.Values.Text(Note), submission.Values.Person(Assignee)?.Id, submission.Values.Date(Due));
            var isWritten = await runs.DetailAsync(id, number, revision, detail, submission.Caller.Person.Id, cancellationToken);
            if (await runs.FindAsync(id, cancellationToken) is not { } run)
            {
                return LibraryFeature.Gone();
            }

            if (isWritten)
            {
                await due.FollowAsync(run, number, before.Items.First(item => item.Number == number), submission.Caller.Person.Id, cancellationToken);
            }

            var changed = isWritten ? [] : ChangedMeanwhile(run.Items.First(item => item.Number == number), detail);
            return changed.IsEmpty
                ? new Reply(ChecklistView.Of(run), Delivery.Update)
                : (Form)DetailForm(run, number) with { Problems = changed };
        }, cancellationToken);

    /// <summary>What somebody else has written since the form was opened, beside the fields in which it differs.</summary>
    private static ImmutableDictionary<string, string> ChangedMeanwhile(RunItem item, ItemDetail wanted)
    {
        var changed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Compare(Note, item.Note == wanted.Note, item.Note is { } note ? Limits.Shorten(note, 200) : null);
        Compare(Assignee, item.Assignee?.Id == wanted.Assignee, item.Assignee?.Name);
        Compare(Due, item.Due == wanted.Due, item.Due is { } due ? LocalDatePattern.Iso.Format(due) : null);
        return changed.ToImmutable();

        void Compare(string field, bool isSame, string? now)
        {
            if (!isSame)
            {
                changed[field] = $"Meanwhile somebody {(now is null ? "emptied this" : $"made this “{now}”")}. Save once more to have it as you write it here.";
            }
        }
    }

    /// <summary>Changes a run that the caller may work on, and shows it as it is then, with what others did meanwhile.</summary>
    private Task<Answer> ChangeAsync(Caller caller, long id, Func<Task> change, CancellationToken cancellationToken) =>
        open.WithAsync(
            caller,
            id,
            async run => await open.ChangeAsync(run, change, cancellationToken) is { } changed ? new Reply(ChecklistView.Of(changed), Delivery.Update) : LibraryFeature.Gone(),
            cancellationToken);
}
