using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Explains what comes to somebody by itself, when and why, and stops and starts it.</summary>
internal sealed class NudgesFeature(IPersonalTime people, WorkingTimes times, ISchedules schedules, ILedger ledger, IClock clock) : IFeature
{
    public static readonly Route Pause = new("nudges.pause");

    public static readonly Route Resume = new("nudges.resume");

    private const string ExplainName = "nudges explain";
    private const string PauseName = "nudges pause";
    private const string ResumeName = "nudges resume";
    private const int Count = 10;

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(ExplainName, "What comes to you next, what came, and why") { Examples = [ExplainName] },
            (request, cancellationToken) => ExplainAsync(request.Caller, cancellationToken));
        map.Command(
            new CommandDefinition(PauseName, "Nothing comes to you until you resume") { Examples = [PauseName] },
            async (request, cancellationToken) => await SetAsync(request.Caller, paused: true, cancellationToken));
        map.Command(
            new CommandDefinition(ResumeName, "Nudges come to you again") { Examples = [ResumeName] },
            async (request, cancellationToken) => await SetAsync(request.Caller, paused: false, cancellationToken));
        map.Action(Pause, async (request, cancellationToken) => (await SetAsync(request.Caller, paused: true, cancellationToken)).AsUpdate());
        map.Action(Resume, async (request, cancellationToken) => (await SetAsync(request.Caller, paused: false, cancellationToken)).AsUpdate());
    }

    private async Task<Reply> SetAsync(Caller caller, bool paused, CancellationToken cancellationToken)
    {
        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        if (own.Paused != paused)
        {
            await people.ChangeAsync(caller.Person.Id, own with { Paused = paused }, cancellationToken);
        }

        if (paused)
        {
            return Reply.Of(
                new Paragraph(own.Paused
                    ? "It was paused already: nothing comes to you until you resume."
                    : "Paused. Nothing comes to you until you resume; your plans keep the days that they have left."),
                new Buttons([new Button("Resume", Resume.Token(), ButtonStyle.Primary)]));
        }

        return Reply.Of(
            new Paragraph(own.Paused
                ? "Welcome back. What comes round from now on comes to you again; what fell into the pause is not sent afterwards."
                : "Nothing was paused: all comes to you as usual."),
            new ContextLine((Line)"What comes next: " + Line.Code($"{CommandDefinition.Root} {ExplainName}")));
    }

    private async Task<Answer> ExplainAsync(Caller caller, CancellationToken cancellationToken)
    {
        var me = new PersonRecipient(caller.Workspace, caller.Person.Id);
        var time = await times.OfAsync(me, cancellationToken);
        var running = await schedules.ForRecipientAsync(me, cancellationToken);
        var blocks = new List<Block> { new Heading("What comes to you") };
        if (time.Paused)
        {
            blocks.Add(new Paragraph("You have paused everything, so nothing comes until you resume."));
            blocks.Add(new Buttons([new Button("Resume", Resume.Token(), ButtonStyle.Primary)]));
        }
        else
        {
            var next = running
                .SelectMany(schedule => Outlook.Next(schedule, time, Count))
                .OrderBy(one => one.At ?? one.Schedule.When.At(one.On ?? one.Date))
                .Take(Count)
                .ToList();
            blocks.Add(next.Count == 0
                ? new Paragraph("Nothing is planned to come to you by itself.")
                : new ItemList([.. next.Select(one => OccurrenceWords.Expected(one, NameOf(one.Schedule), time.Zone))]));
        }

        if (running.Where(schedule => schedule.State == ScheduleState.Paused).Select(NameOf).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } resting)
        {
            blocks.Add(new Paragraph($"Paused on its own: {string.Join(", ", resting)}."));
        }

        var past = await ledger.PastAsync(me, Count, cancellationToken);
        if (past.Count > 0)
        {
            var names = running.ToDictionary(schedule => schedule.Id, NameOf);
            foreach (var ended in past.Select(entry => entry.Key.Schedule).Distinct().Where(id => !names.ContainsKey(id)).ToList())
            {
                names[ended] = await schedules.FindAsync(ended, cancellationToken) is { } found ? NameOf(found) : "something that is gone";
            }

            blocks.Add(new Heading("What came, and what didn't"));
            blocks.Add(new ItemList([.. past.Select(entry => OccurrenceWords.Past(entry, names[entry.Key.Schedule], time.Zone, clock.GetCurrentInstant()))]));
        }

        blocks.Add(new ContextLine((Line)$"Times are those of {TimeWords.Zone(time.Zone)}. At most {Many(time.Budget)} a day that you didn't ask for: the last one holds all the rest of the day. To change that: " + Line.Code($"{CommandDefinition.Root} {SettingsFeature.CommandName}")));
        return Reply.Of([.. blocks]);
    }

    private static string NameOf(Schedule schedule) => schedule.Feature == schedule.Kind ? schedule.Kind : $"{schedule.Feature} {schedule.Kind}";

    private static string Many(int budget) => budget == 1 ? "one message" : $"{budget} messages";
}
