using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Shows when somebody may be reached, where each of it comes from, and changes it.</summary>
internal sealed class SettingsFeature(IPersonalTime people, ITeamTime teams, WorkingTimes times, ISchedules schedules, ZoneQuestion question, IClock clock) : IFeature
{
    public const string CommandName = "settings";

    /// <summary>The form; its argument is the person whose settings it holds.</summary>
    public static readonly Route<long> Change = new("settings.form");

    /// <summary>The form for the zone alone, for whom nobody knows in which they are.</summary>
    public static readonly Route Zone = new("settings.zone");

    /// <summary>Takes the zone in which the platform sees the person; the second argument is <see cref="Here"/> or <see cref="Aside"/>.</summary>
    public static readonly Route<string, string> Move = new("settings.move");

    /// <summary>Keeps the zone, and remembers which one was declined.</summary>
    public static readonly Route<string, string> Stay = new("settings.stay");

    /// <summary>The question stood in the settings, which the answer takes the place of.</summary>
    public const string Here = "settings";

    /// <summary>The question went along with another answer, which stays.</summary>
    public const string Aside = "aside";

    private const string NudgesName = "nudges";
    private const string StrengthName = "strength";

    /// <summary>What stands in the quick way for taking a setting back.</summary>
    private const string Team = "team";

    private static readonly ImmutableArray<Choice> Strengths =
    [
        new("Light: one message a day", "light"),
        new("Standard: two a day", "standard"),
        new("Active: four a day", "active"),
    ];

    private readonly CommandDefinition _definition = new(CommandName, "Your time zone, working hours and nudges")
    {
        Options =
        [
            new CommandOption(WrittenTime.ZoneName, ValueKind.Text, "A city or an IANA name") { Complete = typed => ZoneNames.Complete(typed, clock.GetCurrentInstant()) },
            new CommandOption(WrittenTime.DaysName, ValueKind.Text, "Working days, such as Sun-Thu"),
            new CommandOption(WrittenTime.HoursName, ValueKind.Text, "Working hours, such as 9-17:30"),
            new CommandOption(WrittenTime.QuietName, ValueKind.Text, "Quiet hours, such as 22-7"),
            new CommandOption(NudgesName, ValueKind.Time, "When nudges come"),
            new CommandOption(StrengthName, ValueKind.Choice, "How many messages a day") { Choices = Strengths },
        ],
        Examples = [CommandName, "settings zone:lisbon", "settings nudges:9:30", "settings days:Sun-Thu hours:9-17:30"],
    };

    public void Register(FeatureMap map)
    {
        map.Command(_definition, async (request, cancellationToken) => _definition.Options.Any(option => Given(request.Options, option.Name))
            ? await QuickAsync(request, cancellationToken)
            : await ShowAsync(request.Caller, null, asks: true, cancellationToken));
        map.Form(Change, OpenAsync, SubmitAsync);
        map.Form(Zone, (_, _) => Task.FromResult<Answer>(ZoneForm()), SubmitZoneAsync);
        map.Action(Move, MoveAsync);
        map.Action(Stay, StayAsync);
    }

    private static bool Given(Values values, string name) => name == NudgesName ? values.Time(name) is not null : values.Text(name) is not null;

    private async Task<Reply> QuickAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var options = request.Options;
        var written = WrittenTime.Read(name => IsTeams(options.Text(name)) ? null : options.Text(name), clock.GetCurrentInstant());
        if (_definition.Options.FirstOrDefault(option => written.Problems.ContainsKey(option.Name)) is { } wrong)
        {
            return Apologies.ForOption(_definition, wrong, written.Problems[wrong.Name]);
        }

        var own = await people.OfAsync(request.Caller.Person.Id, cancellationToken);
        var changed = own with
        {
            Zone = Given(options, WrittenTime.ZoneName) ? written.Zone : own.Zone,
            WorkingDays = Given(options, WrittenTime.DaysName) ? written.WorkingDays : own.WorkingDays,
            Working = Given(options, WrittenTime.HoursName) ? written.Working : own.Working,
            Quiet = Given(options, WrittenTime.QuietName) ? written.Quiet : own.Quiet,
            NoQuiet = Given(options, WrittenTime.QuietName) ? written.NoQuiet : own.NoQuiet,
            NudgeTime = options.Time(NudgesName) ?? own.NudgeTime,
            Strength = StrengthOf(options.Text(StrengthName)) ?? own.Strength,
        };
        return await SaveAsync(request.Caller, own, changed, cancellationToken) is { } problem
            ? Reply.Say(problem + " Nothing was changed.")
            : await ShowAsync(request.Caller, "Saved. This is how it is now:", asks: false, cancellationToken);
    }

    private static bool IsTeams(string? text) => string.Equals(text?.Trim(), Team, StringComparison.OrdinalIgnoreCase);

    private async Task<Answer> OpenAsync(FormRequest request, long person, CancellationToken cancellationToken) =>
        request.Caller.Person.Id.Value == person
            ? FormFor(request.Caller, await people.OfAsync(request.Caller.Person.Id, cancellationToken))
            : Reply.Say((Line)"Those settings are somebody else's. Yours come with " + Line.Code($"{CommandDefinition.Root} {CommandName}") + ".");

    private static Form FormFor(Caller caller, PersonalTime own) => new(
        "Your time",
        Change.Token(caller.Person.Id.Value),
        [
            new FormPage([
                .. WrittenTime.Fields(own.Zone ?? ZoneQuestion.ReportedZone(caller), own.WorkingDays, own.Working, WrittenTime.Quiets(own.Quiet, own.NoQuiet), "the team's"),
                new TimeField(NudgesName, "Nudge time") { Required = false, Hint = "When nudges come, such as 9:30", Value = own.NudgeTime is { } time ? TimeWords.Time(time) : null },
            ]),
            new FormPage([new ChoiceField(StrengthName, "Messages that you didn't ask for", Strengths) { Value = ValueOf(own.Strength) }]),
        ],
        "Save");

    private static Form ZoneForm() => new("Your time zone", Zone.Token(), [new FormPage([WrittenTime.WhereField()])], "Save");

    private async Task<Answer> SubmitZoneAsync(FormSubmission submission, CancellationToken cancellationToken)
    {
        var written = WrittenTime.Read(name => name == WrittenTime.ZoneName ? submission.Values.Text(name) : null, clock.GetCurrentInstant());
        if (written.Zone is not { } zone)
        {
            return ZoneForm() with { Problems = written.Problems };
        }

        var own = await people.OfAsync(submission.Caller.Person.Id, cancellationToken);
        return Reply.Say(await SaveAsync(submission.Caller, own, own with { Zone = zone }, cancellationToken) is { } problem
            ? problem + " Nothing was changed."
            : $"Good. What I send you comes by the clock of {TimeWords.City(zone)}.");
    }

    private async Task<Answer> SubmitAsync(FormSubmission submission, long person, CancellationToken cancellationToken)
    {
        var own = await people.OfAsync(submission.Caller.Person.Id, cancellationToken);
        var written = WrittenTime.Read(submission.Values.Text, clock.GetCurrentInstant());
        if (!written.Problems.IsEmpty)
        {
            return FormFor(submission.Caller, own) with { Problems = written.Problems };
        }

        var changed = own with
        {
            Zone = written.Zone,
            WorkingDays = written.WorkingDays,
            Working = written.Working,
            Quiet = written.Quiet,
            NoQuiet = written.NoQuiet,
            NudgeTime = submission.Values.Time(NudgesName),
            Strength = StrengthOf(submission.Values.Text(StrengthName)) ?? own.Strength,
        };
        return await SaveAsync(submission.Caller, own, changed, cancellationToken) is { } problem
            ? FormFor(submission.Caller, own) with { Problems = ImmutableDictionary<string, string>.Empty.Add(WrittenTime.QuietName, problem) }
            : await ShowAsync(submission.Caller, "Saved. This is how it is now:", asks: false, cancellationToken);
    }

    private async Task<Answer> MoveAsync(ActionRequest request, string id, string where, CancellationToken cancellationToken)
    {
        if (ZoneNames.Find(id) is not { } zone)
        {
            return await ShowAsync(request.Caller, "I don't know that zone any more. Nothing was changed.", asks: true, cancellationToken);
        }

        var own = await people.OfAsync(request.Caller.Person.Id, cancellationToken);
        var note = await SaveAsync(request.Caller, own, own with { Zone = zone }, cancellationToken) is { } problem
            ? problem + " Nothing was changed."
            : $"Done. Your nudges now come by the clock of {TimeWords.City(zone)}.";
        return where == Aside ? Reply.Say(note) : (await ShowAsync(request.Caller, note, asks: false, cancellationToken)).AsUpdate();
    }

    private async Task<Answer> StayAsync(ActionRequest request, string id, string where, CancellationToken cancellationToken)
    {
        var note = "Nothing was changed: your zone stays as it is.";
        if (ZoneNames.Find(id) is { } declined)
        {
            var own = await people.OfAsync(request.Caller.Person.Id, cancellationToken);
            // It becomes theirs, or else a plan would begin by the clock that they declined.
            var time = await times.OfAsync(request.Caller.Workspace, cancellationToken);
            await people.ChangeAsync(request.Caller.Person.Id, own with { Zone = own.Zone ?? time.Zone, DeclinedZone = declined }, cancellationToken);
            if (own.Zone is null)
            {
                note = $"Done: your nudges stay on the clock of {TimeWords.City(time.Zone)}.";
            }

            note += $" I won't ask about {TimeWords.City(declined)} again.";
        }

        return where == Aside ? Reply.Say(note) : (await ShowAsync(request.Caller, note, asks: false, cancellationToken)).AsUpdate();
    }

    /// <summary>Saves what was changed; says why where it can't be.</summary>
    private async Task<string?> SaveAsync(Caller caller, PersonalTime own, PersonalTime changed, CancellationToken cancellationToken)
    {
        var team = await times.OfAsync(caller.Workspace, cancellationToken);
        var (before, after) = (team.For(own, []), team.For(changed, []));
        if (!IsReachable(after) && IsReachable(before))
        {
            return "Your quiet hours would cover all of your working hours, so that nothing could ever reach you.";
        }

        // Whoever chooses a zone may be asked again where they travel from there.
        await people.ChangeAsync(caller.Person.Id, changed.Zone == own.Zone ? changed : changed with { DeclinedZone = null }, cancellationToken);
        if (before.NudgeTime != after.NudgeTime)
        {
            // What runs at the old time of nudges moves along; what the person put at another time stays there.
            var running = await schedules.ForRecipientAsync(new PersonRecipient(caller.Workspace, caller.Person.Id), cancellationToken);
            foreach (var schedule in running.Where(one => one is { FollowsZone: true, AskedFor: false } && one.When.Time == before.NudgeTime))
            {
                await schedules.ChangeAsync(schedule with { When = schedule.When with { Time = after.NudgeTime } }, cancellationToken);
            }
        }

        return null;
    }

    private bool IsReachable(WorkingTime time) => time.Hours.Hold(clock.GetCurrentInstant(), time.Zone, time.Calendar) is not null;

    private async Task<Reply> ShowAsync(Caller caller, string? note, bool asks, CancellationToken cancellationToken)
    {
        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        var team = await teams.OfAsync(caller.Workspace, cancellationToken);
        var time = times.Of(team).For(own, []);
        var asked = !asks ? [] : ZoneQuestion.IsOpen(caller, own, team) ? ZoneQuestion.AskWhere() : question.Ask(caller, own, time.Zone, Here);
        return SettingsView.Of(caller, own, team, time, note, asked, clock.GetCurrentInstant());
    }

    private static string ValueOf(NudgeStrength strength) => strength.ToString().ToLowerInvariant();

    private static NudgeStrength? StrengthOf(string? value) =>
        Enum.GetValues<NudgeStrength>().Where(strength => ValueOf(strength) == value).Select(strength => (NudgeStrength?)strength).FirstOrDefault();
}
