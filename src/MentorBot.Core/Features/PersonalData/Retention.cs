using NodaTime;

namespace MentorBot.Core.Features.PersonalData;

/// <summary>How long what nobody came back to is kept.</summary>
public static class Retention
{
    public const int UnfinishedDays = 30;

    /// <summary>For drafts that were never posted and forms that were never carried out.</summary>
    public static readonly Duration Unfinished = Duration.FromDays(UnfinishedDays);

    /// <summary>A year, and some weeks in which somebody may still ask about the same time last year.</summary>
    public const int LedgerDays = 400;

    /// <summary>For what was sent and what was not, and why.</summary>
    public static readonly Duration Ledger = Duration.FromDays(LedgerDays);
}
