using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Shows when the team works, which everybody may see and its leads may change.</summary>
internal sealed class TeamSettingsFeature(ITeamTime teams, WorkingTimes times, ContentLibrary library, IClock clock) : IFeature
{
    public const string CommandName = "team settings";

    /// <summary>The role from which on the team's time may be changed.</summary>
    public const Role Changers = Role.Lead;

    /// <summary>The form; its argument is <see cref="Time"/>, the part of the settings that it holds.</summary>
    public static readonly Route<string> Change = new("team.form");

    private const string Time = "time";
    private const string CalendarsName = "calendars";
    private const int MostCalendars = 10;

    private static readonly char[] Separators = [',', ';', '\n'];

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(CommandName, "The team's zone, work week, hours and holidays") { Examples = [CommandName] },
            async (request, cancellationToken) => await ShowAsync(request.Caller, null, cancellationToken));
        map.Form(Change, OpenAsync, SubmitAsync);
    }

    /// <summary>What those are told who may only look.</summary>
    public static Reply OnlyLeads(Caller caller) => Reply.Say($"Leads and admins of this workspace change when the team works; please ask one of them.{caller.OrElsewhere} Your own hours are yours to change: " + Line.Code($"{CommandDefinition.Root} {SettingsFeature.CommandName}") + ".");

    private async Task<Answer> OpenAsync(FormRequest request, string part, CancellationToken cancellationToken) =>
        part != Time ? Reply.Say((Line)"Those settings are not there any more. " + Line.Code($"{CommandDefinition.Root} {CommandName}") + " shows the ones there are.")
        : request.Caller.Role < Changers ? OnlyLeads(request.Caller)
        : FormFor(await teams.OfAsync(request.Caller.Workspace, cancellationToken));

    private static Form FormFor(TeamTime team) => new(
        "The team's time",
        Change.Token(Time),
        [
            new FormPage([
                .. WrittenTime.Fields(team.Zone, team.WorkingDays, team.Working, WrittenTime.Quiets(team.Quiet, none: false), "the default"),
                new TextField(CalendarsName, "Holiday calendars")
                {
                    Required = false,
                    Hint = "Such as DE-BE, or several: DE-BE, GB-SCT; empty for none",
                    Value = team.Calendars.IsEmpty ? null : string.Join(", ", team.Calendars),
                },
            ]),
        ],
        "Save");

    private async Task<Answer> SubmitAsync(FormSubmission submission, string part, CancellationToken cancellationToken)
    {
        var caller = submission.Caller;
        var team = await teams.OfAsync(caller.Workspace, cancellationToken);
        var now = clock.GetCurrentInstant();
        var written = WrittenTime.Read(submission.Values.Text, now);
        var (calendars, problem) = ReadCalendars(submission.Values.Text(CalendarsName) ?? string.Empty);
        var problems = problem is null ? written.Problems : written.Problems.Add(CalendarsName, problem);
        var changed = team with
        {
            Zone = written.Zone,
            WorkingDays = written.WorkingDays,
            Working = written.Working,
            Quiet = written.Quiet,
            Calendars = calendars,
        };
        if (problems.IsEmpty && times.Of(changed) is var time && time.Hours.Hold(now, time.Zone, time.Calendar) is null)
        {
            problems = problems.Add(WrittenTime.QuietName, "These quiet hours would cover all of the working hours, so that nothing could ever reach anybody.");
        }

        if (!problems.IsEmpty)
        {
            return FormFor(team) with { Problems = problems };
        }

        await teams.ChangeAsync(caller.Workspace, changed, cancellationToken);
        return await ShowAsync(caller, "Saved. It holds for everybody who has set nothing else for themselves.", cancellationToken);
    }

    /// <summary>The codes of calendars named by their codes or by their titles, or what is wrong with them.</summary>
    private (ImmutableArray<string> Codes, string? Problem) ReadCalendars(string text)
    {
        var known = Calendars();
        var codes = ImmutableArray.CreateBuilder<string>();
        foreach (var name in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var found = known.Where(calendar => Same(calendar.Value, name.Replace('_', '-')) || Same(calendar.Label, name) || Same(NameOf(calendar), name)).Take(2).ToList();
            if (found.Count != 1)
            {
                var near = Spelling.Nearest(name, known.SelectMany(calendar => (string[])[calendar.Value.ToLowerInvariant(), NameOf(calendar).ToLowerInvariant()]), 3);
                var meant = known.Where(calendar => near.Exists(one => Same(calendar.Value, one) || Same(NameOf(calendar), one))).Select(calendar => $"{calendar.Value} ({calendar.Label})").ToList();
                return ([], $"There is no calendar “{Limits.Shorten(name, 40)}”. " + (meant.Count > 0 ? $"The nearest: {string.Join(", ", meant)}." : $"There are {string.Join(", ", Countries())} and their regions, such as DE-BE."));
            }

            codes.Add(found[0].Value);
        }

        var distinct = codes.Distinct(StringComparer.Ordinal).ToImmutableArray();
        return distinct.Length > MostCalendars ? ([], $"At most {MostCalendars} calendars go together.") : (distinct, null);
    }

    /// <summary>The region's own name, or the country's.</summary>
    private static string NameOf(Choice calendar) => calendar.Label[(calendar.Label.IndexOf(':') + 1)..].Trim();

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private List<Choice> Calendars() => [.. library.Pack.All<HolidaySet>().SelectMany(set => set.Calendars)];

    private IEnumerable<string> Countries() => library.Pack.All<HolidaySet>().Select(set => set.Code);

    private async Task<Reply> ShowAsync(Caller caller, string? note, CancellationToken cancellationToken)
    {
        var team = await teams.OfAsync(caller.Workspace, cancellationToken);
        var time = times.Of(team);
        var blocks = new List<Block>();
        if (note is not null)
        {
            blocks.Add(new Paragraph(note));
        }

        blocks.Add(new Heading("When the team works"));
        blocks.Add(SettingsView.Of(team, time));
        if (time.Calendar.Holidays.Unknown is { IsEmpty: false } unknown)
        {
            blocks.Add(new Paragraph($"These calendars are chosen and not in the content any more, so they add nothing: {string.Join(", ", unknown)}."));
        }

        blocks.Add(new Paragraph($"Everybody starts from this and can set something else for themselves. There are holidays of {string.Join(", ", Countries())} and their regions, such as DE-BE."));
        if (caller.Role >= Changers)
        {
            blocks.Add(new Buttons([new Button("Change", Change.Token(Time))]));
        }

        blocks.Add(new ContextLine((Line)"The days themselves: " + Line.Code($"{CommandDefinition.Root} {TeamHolidaysFeature.CommandName}") + ". Your own hours: " + Line.Code($"{CommandDefinition.Root} {SettingsFeature.CommandName}")));
        return Reply.Of([.. blocks]);
    }
}
