using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>Turns what has come due into entries of the outbox. What it costs follows what is due, not what exists.</summary>
public sealed partial class Ticker(IDueWork work, WorkingTimes times, IClock clock, ILogger<Ticker> log)
{
    private const int Batch = 1_000;

    /// <summary>After a year of downtime nobody asks what became of each day: the last ones are noted, those before are not.</summary>
    private const int MostMissed = 60;

    // A schedule that can't be judged is looked at again, since its zone or holidays may be mended meanwhile.
    private static readonly Duration Pause = Duration.FromHours(1);

    /// <summary>Takes all that is due by now, and returns how many schedules that were.</summary>
    public async Task<int> TickAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var taken = 0;
        int batch;
        do
        {
            batch = await work.TakeAsync(now, Batch, due => Decide(due, now), cancellationToken);
            taken += batch;
        }
        while (batch == Batch);

        return taken;
    }

    private List<ScheduleStep> Decide(DueBatch batch, Instant now)
    {
        var known = new BatchCalendar(batch.Times, times);
        var steps = new List<ScheduleStep>(batch.Schedules.Count);
        foreach (var schedule in batch.Schedules)
        {
            try
            {
                steps.Add(Step(schedule, known.Of(schedule.Recipient), now));
            }
            catch (Exception exception)
            {
                // One schedule that can't be judged keeps none of the others from being sent.
                LogUnjudged(exception, schedule.Id);
                steps.Add(new ScheduleStep(schedule, [], new Occurrence(schedule.NextDate!.Value, now + Pause)));
            }
        }

        return steps;
    }

    private static ScheduleStep Step(Schedule schedule, WorkingTime time, Instant now)
    {
        var missed = new Queue<LocalDate>();
        Occurrence? next = null;
        foreach (var occurrence in schedule.When.From(schedule.NextDate!.Value))
        {
            if (occurrence.At > now)
            {
                next = occurrence;
                break;
            }

            missed.Enqueue(occurrence.Date);
            if (missed.Count > MostMissed)
            {
                missed.Dequeue();
            }
        }

        return new ScheduleStep(schedule, new Judge(schedule, time).JudgeAll(missed, now), next);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {Schedule} can't be judged; it is looked at again in an hour")]
    private partial void LogUnjudged(Exception exception, long schedule);
}
