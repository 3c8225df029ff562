using System.Collections.Frozen;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Rest;

/// <summary>What Discord's numbers for a failure mean for whoever called.</summary>
internal static class RestErrors
{
    public const string NoTurn = "no_turn";
    public const string Unreachable = "unreachable";
    public const string TimedOut = "timed_out";
    public const string ConnectionLost = "connection_lost";
    public const string Unreadable = "unreadable_answer";
    public const string TooManyPages = "too_many_pages";
    public const string HistoryClosed = "history_closed";
    public const string RateLimited = "rate_limited";
    public const string Blocked = "blocked";
    public const string TooManyInvalid = "too_many_invalid";
    public const string TokenDead = "token_dead";

    public const string UnknownChannel = "10003";
    public const string UnknownMessage = "10008";
    public const string OpeningTooFast = "40003";

    /// <summary>Somebody has answered the interaction; what else is over is no more.</summary>
    public const string Acknowledged = "40060";

    public const int CloudflareBlocks = 40333;

    private static readonly FrozenDictionary<int, ApiErrorKind> Kinds = new (ApiErrorKind Kind, int[] Codes)[]
    {
        // Slow mode, limits of writing in a channel or a server, commands made today, direct conversations opened, an overload.
        (ApiErrorKind.Later, [20016, 20022, 20028, 20029, 30034, 40003, CloudflareBlocks, 130000]),

        // Of the app itself, wherever it writes: not authorised, quarantined, or its account to be verified.
        (ApiErrorKind.AppSetting, [20012, 20026, 40002]),

        // Discord: whoever may not see a channel is told that access is missing.
        (ApiErrorKind.NotInPlace, [50001, 50013]),

        // Gone, of a kind that nobody can write into, archived or locked.
        (ApiErrorKind.PlaceGone, [10003, 10004, 40058, 50008, 50024, 50083, 160005]),

        // Discord: an account that was deleted is an invalid recipient.
        (ApiErrorKind.PersonGone, [10007, 10013, 50033]),
        (ApiErrorKind.DirectMessagesClosed, [50007, 50278]),

        // An interaction that is over or answered, a message that is gone or may not be edited any more, the last follow-up.
        (ApiErrorKind.Over, [10008, 10015, 10062, 30046, 40060, 40094, 50005, 50021, 50027]),
        (ApiErrorKind.Invalid, [10063, 30032, 50006, 50035, 50109, 200000, 240000]),
    }.SelectMany(row => row.Codes.Select(code => (code, row.Kind))).ToFrozenDictionary(pair => pair.code, pair => pair.Kind);

    /// <summary>What a refusal means, by its number or, where that is not known here, by its status.</summary>
    public static ApiErrorKind KindOf(int status, int code) => Kinds.TryGetValue(code, out var kind) ? kind : status switch
    {
        408 or >= 500 => ApiErrorKind.Unknown,
        403 => ApiErrorKind.NotInPlace,
        404 => ApiErrorKind.Over,
        _ => ApiErrorKind.Invalid,
    };

    /// <summary>What it means that there was no answer.</summary>
    public static ApiErrorKind KindOf(string fault) => fault == Unreachable ? ApiErrorKind.Later : ApiErrorKind.Unknown;
}
