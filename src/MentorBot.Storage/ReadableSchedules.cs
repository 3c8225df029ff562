using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime.TimeZones;

namespace MentorBot.Storage;

/// <summary>Reads schedules one by one, so that none that can't be read keeps the others from their turn.</summary>
internal static partial class ReadableSchedules
{
    /// <summary>Null where its zone or its rule is none any more.</summary>
    public static Schedule? ToScheduleOrNull(this ScheduleRow row, ILogger log)
    {
        try
        {
            return row.ToSchedule();
        }
        catch (Exception exception) when (exception is FormatException or DateTimeZoneNotFoundException)
        {
            LogUnreadable(log, exception, row.Id);
            return null;
        }
    }

    /// <summary>Null also where it is due although it comes round no more, which would stop every tick.</summary>
    public static Schedule? ToComingScheduleOrNull(this ScheduleRow row, ILogger log)
    {
        if (row.ToScheduleOrNull(log) is not { } schedule)
        {
            return null;
        }

        if (schedule is { State: ScheduleState.Active, NextDate: not null })
        {
            return schedule;
        }

        LogOver(log, row.Id);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {Schedule} is due but comes round no more")]
    private static partial void LogOver(ILogger log, long schedule);

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {Schedule} can't be read")]
    private static partial void LogUnreadable(ILogger log, Exception exception, long schedule);
}
