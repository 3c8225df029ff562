using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Time;

/// <summary>Shows the team's days off, and has its leads add some and take some out.</summary>
internal sealed class TeamHolidaysFeature(ITeamTime teams, WorkingTimes times, IClock clock) : IFeature
{
    public const string CommandName = "team holidays";

    /// <summary>Makes the chosen day one with work.</summary>
    public static readonly Route Remove = new("team.work");

    /// <summary>Forgets what the team did to the chosen day.</summary>
    public static readonly Route Reset = new("team.reset");

    private const int MostDays = 31;
    private const int MostListed = 60;
    private const int LongestName = 80;
    private const int MostWordsOfADate = 9;
    private const string Add = "add";
    private const string RemoveWord = "remove";
    private const string ResetWord = "reset";

    public void Register(FeatureMap map)
    {
        var change = new CommandOption("change", ValueKind.Text, "A day and its name, or remove or reset and a day");
        map.Command(
            new CommandDefinition(CommandName, "The team's days off: see, add, remove, import")
            {
                Options = [change],
                Examples = [CommandName, "team holidays 2026-12-24 Christmas Eve", "team holidays remove 2026-12-24", "team holidays reset 2026-12-24"],
            },
            async (request, cancellationToken) => request.Options.Text(change.Name) is { } written
                ? await ChangeAsync(request.Caller, written, cancellationToken)
                : await ShowAsync(request.Caller, null, cancellationToken));
        map.Action(Remove, (request, cancellationToken) => ChooseAsync(request, RemoveWord, cancellationToken));
        map.Action(Reset, (request, cancellationToken) => ChooseAsync(request, ResetWord, cancellationToken));
    }

    private async Task<Answer> ChooseAsync(ActionRequest request, string verb, CancellationToken cancellationToken)
    {
        var chosen = LocalDatePattern.Iso.Parse(request.Values.FirstOrDefault() ?? string.Empty);
        var answer = request.Caller.Role < TeamSettingsFeature.Changers ? TeamSettingsFeature.OnlyLeads(request.Caller)
            : !chosen.Success ? await ShowAsync(request.Caller, "No day was chosen, so nothing was changed.", cancellationToken)
            : await ApplyAsync(request.Caller, verb, new Absence(chosen.Value, chosen.Value), string.Empty, cancellationToken);
        return request.Caller.Role < TeamSettingsFeature.Changers ? answer : answer.AsUpdate();
    }

    private async Task<Reply> ChangeAsync(Caller caller, string written, CancellationToken cancellationToken)
    {
        if (caller.Role < TeamSettingsFeature.Changers)
        {
            return TeamSettingsFeature.OnlyLeads(caller);
        }

        var words = written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var verb = words.FirstOrDefault()?.ToLowerInvariant() is Add or RemoveWord or ResetWord ? words[0].ToLowerInvariant() : Add;
        words = words.FirstOrDefault()?.Equals(verb, StringComparison.OrdinalIgnoreCase) == true ? words[1..] : words;

        // The date is as many words as make one, and the rest is the day's name.
        var today = clock.GetCurrentInstant().InZone((await times.OfAsync(caller.Workspace, cancellationToken)).Zone).Date;
        var problem = WrittenSpan.Help;
        for (var count = Math.Min(words.Length, MostWordsOfADate); count > 0; count--)
        {
            var (span, wrong) = WrittenSpan.Read(SlashedDates.Settle(string.Join(' ', words[..count]), caller), today);
            if (span is not null)
            {
                return await ApplyAsync(caller, verb, span, string.Join(' ', words[count..]), cancellationToken);
            }

            problem = wrong == WrittenSpan.Help ? problem : wrong!;
        }

        return Reply.Of(
            new Paragraph(problem == WrittenSpan.Help ? $"“{Limits.Shorten(written.Trim(), 60)}” names no day that I can read. {problem}" : problem),
            new ContextLine((Line)"For example: " + Line.Code($"{CommandDefinition.Root} {CommandName} 2026-12-24 Christmas Eve")));
    }

    private async Task<Reply> ApplyAsync(Caller caller, string verb, Absence span, string name, CancellationToken cancellationToken)
    {
        var dates = Enumerable.Range(0, Period.DaysBetween(span.From, span.To) + 1).Select(span.From.PlusDays).Take(MostDays + 1).ToList();
        if (dates.Count > MostDays)
        {
            return Reply.Say($"{TimeWords.Days(span)} is more than {MostDays} days. I change as many at once and no more, so that a slip is soon mended.");
        }

        var called = name.Length == 0 ? "Day off" : Limits.Shorten(name, LongestName);
        if (verb == Add)
        {
            await teams.AddDaysOffAsync(caller.Workspace, [.. dates.Select(date => new Holiday(date, called))], cancellationToken);
        }

        foreach (var date in verb == Add ? [] : dates)
        {
            await (verb == RemoveWord ? teams.RemoveDayOffAsync(caller.Workspace, date, cancellationToken) : teams.ResetDayAsync(caller.Workspace, date, cancellationToken));
        }

        var many = dates.Count > 1;
        return await ShowAsync(caller, verb switch
        {
            Add => $"Done: {TimeWords.Days(span)} {(many ? "are" : "is")} off for the team, as “{called}”.",
            RemoveWord => $"Done: {TimeWords.Days(span)} {(many ? "are no days off" : "is no day off")} for the team any more.",
            _ => $"Done: {TimeWords.Days(span)} {(many ? "are" : "is")} again what the holiday calendars say.",
        }, cancellationToken);
    }

    /// <summary>The days off from today to the end of next year.</summary>
    private async Task<Reply> ShowAsync(Caller caller, string? note, CancellationToken cancellationToken)
    {
        var team = await teams.OfAsync(caller.Workspace, cancellationToken);
        var time = times.Of(team);
        var today = clock.GetCurrentInstant().InZone(time.Zone).Date;
        var days = time.Calendar.Holidays.Between(today, new LocalDate(today.Year + 1, 12, 31)).ToList();
        var blocks = new List<Block>();
        if (note is not null)
        {
            blocks.Add(new Paragraph(note));
        }

        blocks.Add(new Heading($"Days off until the end of {today.Year + 1}"));
        blocks.Add(days.Count == 0
            ? new Paragraph((Line)"There are none. Choose holiday calendars with " + Line.Code($"{CommandDefinition.Root} {TeamSettingsFeature.CommandName}") + ", or add days one by one.")
            : new ItemList([.. days.Take(MostListed).Select(day => Line.Bold(TimeWords.Day(day.Date)) + $" · {day.Name}{(team.Added.ContainsKey(day.Date) ? " · added by the team" : string.Empty)}")]));
        if (days.Count > MostListed)
        {
            blocks.Add(new Paragraph($"And {days.Count - MostListed} more."));
        }

        var worked = team.Removed.Where(date => date >= today && !team.Added.ContainsKey(date)).Order().ToList();
        if (worked.Count > 0)
        {
            blocks.Add(new Paragraph($"Taken out by the team: {string.Join("; ", worked.Take(MostListed).Select(TimeWords.Day))}."));
        }

        if (caller.Role >= TeamSettingsFeature.Changers)
        {
            AddControls(blocks, days, [.. worked, .. team.Added.Keys.Where(date => date >= today)]);
        }

        return Reply.Of([.. blocks]);
    }

    private static void AddControls(List<Block> blocks, List<Holiday> days, IEnumerable<LocalDate> changed)
    {
        if (days.Count > 0)
        {
            blocks.Add(new Select("Work on a day all the same", Remove.Token(), [.. days.Take(Limits.SelectOptions).Select(day =>
                new Choice(Limits.Shorten($"{TimeWords.Day(day.Date)}: {day.Name}", Limits.ChoiceLabel), LocalDatePattern.Iso.Format(day.Date)))]));
        }

        var resettable = changed.Distinct().Order().Take(Limits.SelectOptions).ToList();
        if (resettable.Count > 0)
        {
            blocks.Add(new Select("Go back to the calendars on a day", Reset.Token(), [.. resettable.Select(date => new Choice(TimeWords.Day(date), LocalDatePattern.Iso.Format(date)))]));
        }

        blocks.Add(new Buttons([new Button("Import a calendar file", HolidayImport.File.Token(HolidayImport.Ics))]));
        blocks.Add(new ContextLine((Line)"Add a day with " + Line.Code($"{CommandDefinition.Root} {CommandName} 2026-12-24 Christmas Eve") + ", several with " + Line.Code("24 Dec - 31 Dec Company break") + "."));
    }
}
