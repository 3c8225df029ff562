using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>The reasons that the ledger gives beside those of the calendar, in the words in which people read them.</summary>
public static class OutboxReasons
{
    public const string Paused = "paused";
    public const string OutsideHours = "held by working or quiet hours";
    public const string NoHours = "there are no hours at which it may come";
    public const string ForTheDigest = "held for the day's digest";
    public const string BudgetUsed = "held: the day's messages are used up";
    public const string InTheDigest = "part of a digest";
    public const string LaterStandsForIt = "a later one stands for it";
    public const string PassedInTheNewZone = "its time was over already in the new zone";
    public const string Snoozed = "snoozed";
    public const string MayHaveComeTwice = "may have come twice: the bot stopped while it was sending, and could not look";
    public const string MayHaveCome = "may have arrived: the bot stopped while it was sending, could not look, and did not send it again";
    public const string NotArrived = "the bot stopped or had no answer while it was sending, and it had not arrived";
    public const string FoundAfterwards = "the bot stopped while it was sending, and found that it had arrived";
    public const string UnknownUser = "the person is not known in this workspace any more";
    public const string Unreadable = "its schedule can't be read; it is looked at again in an hour";
    public const string Unjudged = "its time can't be worked out; it is looked at again in an hour";
    public const string NoFeature = "no part of the bot answers for it any more";

    public static string Moved(string why, LocalDate to) => $"moved to {to:yyyy-MM-dd}, {why}";
}
