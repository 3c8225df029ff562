using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>Explains what comes to somebody by itself, what came, and why.</summary>
internal sealed class ExplainFeature(WorkingTimes times, ISchedules schedules, ILedger ledger, ComingNudges coming, IClock clock) : IFeature
{
    public const string CommandName = "nudges explain";

    private const int Count = 10;

    public void Register(FeatureMap map) => map.Command(
        new CommandDefinition(CommandName, "What comes to you next, what came, and why") { Examples = [CommandName] },
        (request, cancellationToken) => ExplainAsync(request.Caller, cancellationToken));

    private async Task<Answer> ExplainAsync(Caller caller, CancellationToken cancellationToken)
    {
        var me = new PersonRecipient(caller.Workspace, caller.Person.Id);
        var time = await times.OfAsync(me, cancellationToken);
        var running = await schedules.ForRecipientAsync(me, cancellationToken);
        var past = await ledger.PastAsync(me, Count, cancellationToken);
        var names = await NamesAsync(running, past, cancellationToken);
        var blocks = new List<Block> { new Heading("What comes to you") };
        if (time.Paused)
        {
            blocks.Add(new Paragraph("You have paused everything, so nothing comes until you resume."));
            blocks.Add(new Buttons([new Button("Resume", NudgesFeature.Resume.Token(), ButtonStyle.Primary)]));
        }
        else
        {
            blocks.Add(await coming.NextAsync(running, time, Count, names, cancellationToken));
        }

        if (running.Where(schedule => schedule.State == ScheduleState.Paused).Select(schedule => names[schedule.Id]).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } resting)
        {
            blocks.Add(new Paragraph($"Paused on its own: {string.Join(", ", resting)}."));
        }

        if (past.Count > 0)
        {
            blocks.Add(new Heading("What came, and what didn't"));
            blocks.Add(new ItemList([.. past.Select(entry => OccurrenceWords.Past(entry, names[entry.Key.Schedule], time.Zone, clock.GetCurrentInstant()))]));
        }

        blocks.Add(new ContextLine((Line)$"Times are those of {TimeWords.Zone(time.Zone)}. At most {Many(time.Budget)} a day that you didn't ask for: the last one holds all the rest of the day. To change that: " + Line.Code($"{CommandDefinition.Root} {SettingsFeature.CommandName}")));
        return Reply.Of([.. blocks]);
    }

    /// <summary>What people call each schedule that comes or came.</summary>
    private async Task<Dictionary<long, string>> NamesAsync(IReadOnlyList<Schedule> running, IReadOnlyList<OutboxEntry> past, CancellationToken cancellationToken)
    {
        var names = new Dictionary<long, string>();
        foreach (var schedule in running)
        {
            names[schedule.Id] = await coming.NameOfAsync(schedule, cancellationToken);
        }

        foreach (var ended in past.Select(entry => entry.Key.Schedule).Distinct().Where(id => !names.ContainsKey(id)).ToList())
        {
            names[ended] = await schedules.FindAsync(ended, cancellationToken) is { } found ? await coming.NameOfAsync(found, cancellationToken) : "something that is gone";
        }

        return names;
    }

    private static string Many(int budget) => budget == 1 ? "one message" : $"{budget} messages";
}
