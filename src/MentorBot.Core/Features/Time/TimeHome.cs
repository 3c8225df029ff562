using MentorBot.Core.Commands;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>What comes to somebody next, and when it may, on their own page.</summary>
internal sealed class TimeHome(WorkingTimes times, ISchedules schedules, ComingNudges coming, IClock clock) : IHomeSection
{
    private const int Count = 3;

    public async Task<IReadOnlyList<Block>> ShowAsync(Caller caller, CancellationToken cancellationToken)
    {
        var me = new PersonRecipient(caller.Workspace, caller.Person.Id);
        var time = await times.OfAsync(me, cancellationToken);
        var today = clock.GetCurrentInstant().InZone(time.Zone).Date;
        return
        [
            new Heading("What comes to me next"),
            time.Paused
                ? new Paragraph("You have paused everything, so nothing comes until you resume.")
                : await coming.NextAsync(await schedules.ForRecipientAsync(me, cancellationToken), time, Count, [], cancellationToken),
            new Divider(),
            new Heading("My settings"),
            new Fields([
                new Field("Zone", TimeWords.Zone(time.Zone)),
                new Field("Working time", $"{WrittenDays.Write(time.Calendar.WorkingDays)}, {TimeWords.Hours(time.Hours.Working)}"),
                new Field("Quiet hours", time.Hours.Quiet is { } quiet ? TimeWords.Hours(quiet) : "none"),
                new Field("Away", time.Calendar.Absences.Where(absence => absence.To >= today).OrderBy(absence => absence.From).FirstOrDefault() is { } next ? TimeWords.Days(next) : "no days to come"),
            ]),
            new Buttons([
                new Button("Change", SettingsFeature.Change.Token(caller.Person.Id.Value)),
                new Button("Days away", HomeFeature.Do.Token(AwayFeature.CommandName)),
                time.Paused ? new Button("Resume", NudgesFeature.Resume.Token()) : new Button("Pause everything", NudgesFeature.Pause.Token()),
            ]),
        ];
    }
}
