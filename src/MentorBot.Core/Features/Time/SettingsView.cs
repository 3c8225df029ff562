using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>How somebody's own settings look, and a team's.</summary>
internal static class SettingsView
{
    private const string Default = "default";

    /// <param name="question">Whether to move to where the platform sees the person; empty where there is nothing to ask.</param>
    public static Reply Of(Caller caller, PersonalTime own, TeamTime team, WorkingTime time, string? note, ImmutableArray<Block> question, Instant now)
    {
        var blocks = new List<Block>();
        if (note is not null)
        {
            blocks.Add(new Paragraph(note));
        }

        blocks.Add(new Heading("Your time"));
        blocks.Add(new Fields([
            new Field("Zone", TimeWords.Zone(time.Zone) + From(own.Zone, team.Zone)),
            new Field("Working days", WrittenDays.Write(time.Calendar.WorkingDays) + From(own.WorkingDays, team.WorkingDays)),
            new Field("Working hours", TimeWords.Hours(time.Hours.Working) + From(own.Working, team.Working)),
            new Field("Quiet hours", (time.Hours.Quiet is { } quiet ? TimeWords.Hours(quiet) : "none") + From(own.NoQuiet ? own : own.Quiet, team.Quiet)),
            new Field("Nudge time", TimeWords.Time(time.NudgeTime) + From(own.NudgeTime, null)),
            new Field("Messages that you didn't ask for", $"{own.Strength.ToString().ToLowerInvariant()}, at most {time.Budget} a day · {(own.Strength == NudgeStrength.Standard ? Default : "yours")}"),
        ]));
        if (WaitOf(time, time.Calendar.NextWorkingDay(now.InZone(time.Zone).Date)) is { } wait)
        {
            blocks.Add(new Paragraph(wait));
        }

        if (own.Paused)
        {
            blocks.Add(new Paragraph(Line.Bold("Paused:") + " nothing comes to you until you resume."));
        }

        blocks.AddRange(question);
        blocks.Add(new Buttons([
            new Button("Change", SettingsFeature.Change.Token(caller.Person.Id.Value)),
            own.Paused ? new Button("Resume", NudgesFeature.Resume.Token()) : new Button("Pause everything", NudgesFeature.Pause.Token()),
        ]));
        blocks.Add(new ContextLine((Line)"Only you see this. The quick way: " + Line.Code($"{CommandDefinition.Root} settings zone:lisbon") + ", or " + Line.Code("zone:team") + " to go back to the team's. Days off: " + Line.Code($"{CommandDefinition.Root} {AwayFeature.CommandName}")));
        return Reply.Of([.. blocks]);
    }

    /// <summary>What the team set, each with where it comes from.</summary>
    public static Fields Of(TeamTime team, WorkingTime time) => new([
        new Field("Zone", TimeWords.Zone(time.Zone) + FromTeam(team.Zone)),
        new Field("Work week", WrittenDays.Write(time.Calendar.WorkingDays) + FromTeam(team.WorkingDays)),
        new Field("Working hours", TimeWords.Hours(time.Hours.Working) + FromTeam(team.Working)),
        new Field("Quiet hours", (time.Hours.Quiet is { } quiet ? TimeWords.Hours(quiet) : "none") + FromTeam(team.Quiet)),
        new Field("Holidays", team.Calendars.IsEmpty ? "none chosen" : string.Join(", ", team.Calendars)),
    ]);

    private static string From(object? own, object? team) => own is not null ? " · yours" : FromTeam(team, "the team's");

    private static string FromTeam(object? team, string teams = "set by the team") => $" · {(team is not null ? teams : Default)}";

    /// <summary>What becomes of the nudge of a day, where it would have to wait.</summary>
    public static string? WaitOf(WorkingTime time, LocalDate? on)
    {
        if (on is not { } day)
        {
            return null;
        }

        var at = LocalSchedule.InstantOf(day, time.NudgeTime, time.Zone);
        return time.Hours.Hold(at, time.Zone, time.Calendar) switch
        {
            null => "There are no hours at which I may write to you: your quiet hours cover all of your working hours.",
            { } open when open > at => $"{TimeWords.Time(time.NudgeTime)} is outside of the hours at which I may write to you, so a nudge waits until they open: that of {TimeWords.Day(day)} until {TimeWords.DayAndTime(open, time.Zone)}.",
            _ => null,
        };
    }
}
