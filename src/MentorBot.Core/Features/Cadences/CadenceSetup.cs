using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Makes the cadences of a channel, all three in one form or one at a time, and changes them.</summary>
internal sealed class CadenceSetup(OwnCadences own, CadenceSchedules schedules, CadenceCard card, ITeamTime teams, ZoneQuestion question) : IFeature
{
    public const string CommandName = "cadence setup";

    /// <summary>The form for all three; its argument is <see cref="All"/>, or the kind for one.</summary>
    public static readonly Route<string> Add = new("cadence.add");

    public static readonly Route<long> Edit = new("cadence.edit");

    private const string All = "all";
    private const string AddName = "cadence add";
    private const string Yes = "yes";

    private static readonly ImmutableArray<Choice> YesOrNo = [new("Yes", Yes), new("No, leave it out", "no")];

    private static readonly ImmutableArray<CadenceKind> EachKind = [CadenceKind.StandUp, CadenceKind.WeeklyStatus, CadenceKind.MonthlyMeeting];

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandName, "Stand-up, weekly status and monthly meeting for this channel, in one form")
            {
                Examples = [CommandName],
                Answers = FirstAnswer.Form,
            },
            (request, cancellationToken) => OpenAsync(request.Caller, All, cancellationToken));
        var kind = new CommandOption("kind", ValueKind.Choice, "Which one") { Required = true, Choices = CadenceWords.Kinds };
        map.Command(
            new CommandDefinition(AddName, "Add a stand-up, a weekly status or a monthly meeting to this channel")
            {
                Options = [kind],
                Examples = [$"{AddName} stand-up"],
                Answers = FirstAnswer.Form,
            },
            (request, cancellationToken) => OpenAsync(request.Caller, request.Options.Text(kind.Name)!, cancellationToken));
        map.Form(Add, (request, what, cancellationToken) => OpenAsync(request.Caller, what, cancellationToken), SubmitAsync);
        map.Form(Edit, OpenEditAsync, SubmitEditAsync);
    }

    private static Reply OnlyInChannels() => Reply.Say(
        (Line)"Cadences belong to channels: that is where the team reads them. Go to the channel, and write " + Line.Code($"{CommandDefinition.Root} {CommandName}") + " there.");

    private async Task<Answer> OpenAsync(Caller caller, string what, CancellationToken cancellationToken)
    {
        if (caller.Place.IsDirect)
        {
            return OnlyInChannels();
        }

        if (what != All && CadenceWords.KindOf(what) is null)
        {
            return Reply.Say((Line)"There is nothing of that kind. " + Line.Code($"{CommandDefinition.Root} {CommandName}") + " makes all that there is.");
        }

        var team = await teams.OfAsync(caller.Workspace, cancellationToken);
        return FormFor(what, caller, team, await ZoneOfAsync(caller, team, cancellationToken));
    }

    /// <summary>The zone to begin with: the team's, else that of who sets it up; null where nobody knows one.</summary>
    private async Task<DateTimeZone?> ZoneOfAsync(Caller caller, TeamTime team, CancellationToken cancellationToken) =>
        team.Zone ?? (await question.IsOpenAsync(caller, cancellationToken) ? null : await question.ReadsInAsync(caller, cancellationToken));

    private Form FormFor(string what, Caller caller, TeamTime team, DateTimeZone? zone)
    {
        var begins = zone ?? DateTimeZone.Utc;
        if (CadenceWords.KindOf(what) is { } kind)
        {
            return new Form(TitleOf(kind), Add.Token(what), [.. CadenceForm.Pages(CadenceForm.Default(kind, caller, begins, team, own.Now), CadenceForm.ZoneField(zone))], "Create");
        }

        var first = new FormPage([
            Include(CadenceKind.StandUp, "A daily stand-up?"),
            Include(CadenceKind.WeeklyStatus, "A weekly status report?"),
            Include(CadenceKind.MonthlyMeeting, "A monthly stakeholder meeting?"),
            CadenceForm.ZoneField(zone),
        ]);
        return new Form(
            "Set up this channel",
            Add.Token(All),
            [first, .. EachKind.SelectMany(each => CadenceForm.Pages(CadenceForm.Default(each, caller, begins, team, own.Now), zone: null))],
            "Create");

        static ChoiceField Include(CadenceKind kind, string label) => new(CadenceWords.KeyOf(kind), label, YesOrNo) { Required = false, Value = Yes };
    }

    private static string TitleOf(CadenceKind kind) => kind switch
    {
        CadenceKind.StandUp => "Daily stand-up",
        CadenceKind.WeeklyStatus => "Weekly status",
        _ => "Monthly meeting",
    };

    private async Task<Answer> SubmitAsync(FormSubmission submission, string what, CancellationToken cancellationToken)
    {
        var (caller, values) = (submission.Caller, submission.Values);
        var team = await teams.OfAsync(caller.Workspace, cancellationToken);
        var wanted = CadenceWords.KindOf(what) is { } only ? [only] : EachKind.Where(kind => values.Text(CadenceWords.KeyOf(kind)) is null or Yes).ToImmutableArray();
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var known = await ZoneOfAsync(caller, team, cancellationToken);
        var zone = CadenceForm.ReadZone(values, known ?? DateTimeZone.Utc, own.Now, problems);
        var read = wanted.Select(kind => CadenceForm.Read(values, CadenceForm.Default(kind, caller, zone, team, own.Now), team, zone, problems)).ToList();
        if (wanted.IsEmpty)
        {
            problems[CadenceWords.StandUp] = "All three are left out, so there is nothing to set up. Say yes to at least one.";
        }

        if (problems.Count > 0)
        {
            return FormFor(what, caller, team, known) with { Problems = problems.ToImmutable() };
        }

        var there = await own.Store.InAsync(caller.Place, cancellationToken);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        foreach (var cadence in read)
        {
            blocks.AddRange(await AddAsync(cadence with { When = StartingAfter(own.Now, cadence.When) }, there, cancellationToken));
        }

        blocks.Add(new ContextLine((Line)"Each asks in this channel, with a button to join: only who joined, or was added, is reminded. To change anything: " + Line.Code($"{CommandDefinition.Root} cadence list")));
        return new Reply(blocks.ToImmutable());
    }

    /// <summary>Has it begin on the first day on which it still asks: a day whose question was never asked has no round.</summary>
    private static LocalSchedule StartingAfter(Instant now, LocalSchedule when)
    {
        var today = now.InZone(when.Zone).Date;
        return when with { Start = when.At(today) > now ? today : today.PlusDays(1) };
    }

    /// <summary>Adds a cadence, and says how it stands now; one that is there already stays as it is.</summary>
    private async Task<IEnumerable<Block>> AddAsync(Cadence cadence, IReadOnlyList<Cadence> known, CancellationToken cancellationToken)
    {
        var before = known.FirstOrDefault(one => one.Kind == cadence.Kind);
        if (before is null && await own.Store.AddAsync(cadence, cancellationToken) is { } id)
        {
            var added = cadence with { Id = id };
            await schedules.SyncAsync(added, cancellationToken);
            return
            [
                new Paragraph(await card.EntryAsync(added, cancellationToken)),
                new Paragraph(await card.NextAsync(added, cancellationToken)),
                new Buttons([new Button("Join", ParticipationFeature.Join.Token(id)), new Button("Add people", ParticipationFeature.AddPeople.Token(id)), new Button("Edit", Edit.Token(id))]),
            ];
        }

        // Somebody may have added one in another window since.
        before ??= (await own.Store.InAsync(cadence.Place, cancellationToken)).FirstOrDefault(one => one.Kind == cadence.Kind);
        if (before is null)
        {
            return [];
        }

        await schedules.SyncAsync(before, cancellationToken);
        return
        [
            new Paragraph((Line)"This channel has one already, and it stays as it is: " + await card.EntryAsync(before, cancellationToken)),
            new Paragraph(await card.NextAsync(before, cancellationToken)),
            new Buttons([new Button("Edit", Edit.Token(before.Id))]),
        ];
    }

    private Task<Answer> OpenEditAsync(FormRequest request, long id, CancellationToken cancellationToken) =>
        own.WithOwnAsync(request.Caller, id, cadence => Task.FromResult<Answer>(EditForm(cadence)), cancellationToken);

    public static Form EditForm(Cadence cadence) =>
        new(TitleOf(cadence.Kind), Edit.Token(cadence.Id), [.. CadenceForm.Pages(cadence, CadenceForm.ZoneField(cadence.When.Zone))], "Save");

    private Task<Answer> SubmitEditAsync(FormSubmission submission, long id, CancellationToken cancellationToken) =>
        own.WithOwnAsync(
            submission.Caller,
            id,
            async cadence =>
            {
                var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
                var zone = CadenceForm.ReadZone(submission.Values, cadence.When.Zone, own.Now, problems);
                var changed = CadenceForm.Read(submission.Values, cadence, await teams.OfAsync(submission.Caller.Workspace, cancellationToken), zone, problems);
                if (problems.Count > 0)
                {
                    return EditForm(cadence) with { Problems = problems.ToImmutable() };
                }

                return await own.ChangeAsync(changed, cancellationToken)
                    ? Reply.Of([new Paragraph("Saved. What came round already stays as it was."), .. await card.OfAsync(changed, submission.Caller, cancellationToken)])
                    : Reply.Say("It was deleted in another window meanwhile, so nothing was changed.");
            },
            cancellationToken);
}
