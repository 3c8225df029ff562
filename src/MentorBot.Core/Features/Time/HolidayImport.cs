using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Takes the team's days off from a calendar file, after a look at them.</summary>
internal sealed class HolidayImport(ITeamTime teams, WorkingTimes times, IKeptForms kept, IClock clock) : IFeature
{
    /// <summary>The form; its argument is <see cref="Ics"/>, the kind of the file.</summary>
    public static readonly Route<string> File = new("team.import");

    /// <summary>Applies the preview of a file, which its argument tells from others.</summary>
    public static readonly Route<uint> Apply = new("team.apply");

    public const string Ics = "ics";

    private const string FirstLine = "BEGIN:VCALENDAR";
    private const string FirstEvent = "BEGIN:VEVENT";
    private const string TextName = "text";
    private const int YearsAhead = 3;
    private const int MostDays = 200;
    private const int MostShown = 40;
    private const int MostProblems = 5;

    public void Register(FeatureMap map)
    {
        map.Form(File, OpenAsync, SubmitAsync);
        map.Action(Apply, ApplyAsync);
    }

    private static Task<Answer> OpenAsync(FormRequest request, string kind, CancellationToken cancellationToken) =>
        Task.FromResult<Answer>(
            kind != Ics ? Reply.Say((Line)"I don't read files of that kind any more. " + Line.Code($"{CommandDefinition.Root} {TeamHolidaysFeature.CommandName}") + " shows what can be done.")
            : request.Caller.Role < TeamSettingsFeature.Changers ? TeamSettingsFeature.OnlyLeads(request.Caller)
            : FormFor());

    private static Form FormFor() => new(
        "Import days off",
        File.Token(Ics),
        [new FormPage([new LongTextField(TextName, "The text of an .ics file") { Hint = "Paste its text, up to 3,000 characters; begin each further part at a BEGIN:VEVENT" }])],
        "Preview");

    private async Task<Answer> SubmitAsync(FormSubmission submission, string kind, CancellationToken cancellationToken)
    {
        var text = submission.Values.Text(TextName) ?? string.Empty;
        var read = await ReadAsync(submission.Caller, text, cancellationToken);
        if (read.Days.IsEmpty || read.Days.Length > MostDays)
        {
            var problem = read.Days.Length > MostDays
                ? $"That is {read.Days.Length} days off, and I take at most {MostDays} at once."
                : string.Join(' ', read.Problems.Take(MostProblems).Select(one => one.ToString()).DefaultIfEmpty($"There is no whole day in it from today to the end of {YearsAhead} years on.").Prepend("Nothing can be taken from this."));
            return FormFor() with { Problems = ImmutableDictionary<string, string>.Empty.Add(TextName, problem) };
        }

        // The text is kept as a form is, by the person and what is to be done, so that the button works on any node.
        var apply = Apply.Token(NumberOf(text));
        await kept.SaveAsync(submission.Caller.Person.Id, apply, new Dictionary<string, string>(StringComparer.Ordinal) { [TextName] = text }, clock.GetCurrentInstant(), cancellationToken);
        return Preview(read, apply);
    }

    private static Reply Preview(CalendarDays read, string apply)
    {
        var blocks = new List<Block>
        {
            new Heading(read.Days.Length == 1 ? "One day off in the file" : $"{read.Days.Length} days off in the file"),
            new ItemList([.. read.Days.Take(MostShown).Select(day => Line.Bold(TimeWords.Day(day.Date)) + $" · {day.Name}")]),
        };
        if (read.Days.Length > MostShown)
        {
            blocks.Add(new Paragraph($"And {read.Days.Length - MostShown} more, until {TimeWords.Day(read.Days[^1].Date)}."));
        }

        if (!read.Problems.IsEmpty)
        {
            blocks.Add(new Paragraph("Left out of it:"));
            blocks.Add(new ItemList([.. read.Problems.Select(problem => (Line)problem.ToString())]));
        }

        blocks.Add(new Paragraph("Nothing has been changed yet."));
        blocks.Add(new Buttons([new Button(read.Days.Length == 1 ? "Add this day" : $"Add these {read.Days.Length} days", apply, ButtonStyle.Primary)]));
        return Reply.Of([.. blocks]);
    }

    private async Task<Answer> ApplyAsync(ActionRequest request, uint number, CancellationToken cancellationToken)
    {
        var caller = request.Caller;
        if (caller.Role < TeamSettingsFeature.Changers)
        {
            return TeamSettingsFeature.OnlyLeads(caller);
        }

        var apply = Apply.Token(number);
        if (await kept.FindAsync(caller.Person.Id, apply, cancellationToken) is not { } file
            || await ReadAsync(caller, file.GetValueOrDefault(TextName, string.Empty), cancellationToken) is not { Days: { IsEmpty: false } days })
        {
            return Reply.Say((Line)"That preview is no longer there: its days were added already, or it is too old, or somebody else made it. Nothing was changed. " + Line.Code($"{CommandDefinition.Root} {TeamHolidaysFeature.CommandName}") + " shows the days off that there are.");
        }

        await teams.AddDaysOffAsync(caller.Workspace, days, cancellationToken);
        await kept.RemoveAsync(caller.Person.Id, apply, cancellationToken);
        return Reply.Say((Line)(days.Length == 1
            ? $"Done: {TimeWords.Day(days[0].Date)} is off for the team. "
            : $"Done: {days.Length} days are off for the team, from {TimeWords.Day(days[0].Date)} to {TimeWords.Day(days[^1].Date)}. ")
            + Line.Code($"{CommandDefinition.Root} {TeamHolidaysFeature.CommandName}") + " shows them all.").AsUpdate();
    }

    private async Task<CalendarDays> ReadAsync(Caller caller, string text, CancellationToken cancellationToken)
    {
        var today = clock.GetCurrentInstant().InZone((await times.OfAsync(caller.Workspace, cancellationToken)).Zone).Date;
        return CalendarFile.Read(WholeOf(text), today, new LocalDate(today.Year + YearsAhead, 12, 31));
    }

    /// <summary>
    /// A file from a part of one: a long file is pasted in parts, and only the first has its begin. What stands before the first
    /// whole event of a part makes way for it, on as many lines, so that problems keep their line.
    /// </summary>
    private static string WholeOf(string text)
    {
        var first = text.IndexOf(FirstEvent, StringComparison.OrdinalIgnoreCase);
        return first < 0 || text.Contains(FirstLine, StringComparison.OrdinalIgnoreCase)
            ? text
            : FirstLine + new string('\n', Math.Max(1, text.AsSpan(0, first).Count('\n'))) + text[first..];
    }

    private static uint NumberOf(string text) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
