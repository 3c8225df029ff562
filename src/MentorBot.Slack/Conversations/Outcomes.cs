using MentorBot.Core.Schedules;
using MentorBot.Slack.Api;

namespace MentorBot.Slack.Conversations;

/// <summary>What an error of Slack's means for a message that the bot sends by itself.</summary>
internal static class Outcomes
{
    public static SendOutcome OfSending(ApiError error, bool isToPerson) => error.Kind switch
    {
        ApiErrorKind.Later => new TryLater(error.After, error.Code),
        ApiErrorKind.Unknown => new NoAnswer(error.Code),
        ApiErrorKind.TokenDead => new Refused(Refusal.WorkspaceGone, error.Code),

        // Slack: a person whom the bot may not write to is a channel that is not found.
        ApiErrorKind.NotInPlace or ApiErrorKind.AppSetting => new Refused(isToPerson ? Refusal.DirectMessagesClosed : Refusal.NotInPlace, error.Code),
        ApiErrorKind.PlaceGone => new Refused(isToPerson ? Refusal.PersonGone : Refusal.PlaceGone, error.Code),
        ApiErrorKind.PersonGone => new Refused(Refusal.PersonGone, error.Code),
        ApiErrorKind.DirectMessagesClosed => new Refused(Refusal.DirectMessagesClosed, error.Code),
        _ => new Refused(Refusal.Invalid, error.Code),
    };
}
