using System.Collections.Frozen;
using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Api;

/// <summary>What Slack's words for a failure mean for whoever called.</summary>
internal static class ApiErrors
{
    public const string NoTurn = "no_turn";
    public const string Unreachable = "unreachable";
    public const string TimedOut = "timed_out";
    public const string ConnectionLost = "connection_lost";
    public const string Unreadable = "unreadable_answer";
    public const string BadAddress = "bad_address";
    public const string TooManyPages = "too_many_pages";
    public const string RateLimited = "ratelimited";

    private static readonly FrozenDictionary<string, ApiErrorKind> Kinds = new (ApiErrorKind Kind, string Codes)[]
    {
        (ApiErrorKind.Later, "ratelimited rate_limited message_limit_exceeded team_added_to_org org_login_required no_turn unreachable"),
        (ApiErrorKind.Unknown, "internal_error fatal_error service_unavailable request_timeout timed_out connection_lost unreadable_answer too_many_pages"),
        (ApiErrorKind.TokenDead, "invalid_auth not_authed account_inactive token_revoked token_expired team_access_not_granted two_factor_setup_required user_removed_from_team team_disabled forbidden_team"),
        (ApiErrorKind.AppSetting, "missing_scope not_allowed_token_type no_permission accesslimited enterprise_is_restricted method_deprecated deprecated_endpoint messages_tab_disabled not_enabled insecure_request"),
        // Slack: a private channel that the bot is not in is not found, just as one that is gone: an invitation may still mend it.
        (ApiErrorKind.NotInPlace, "channel_not_found not_in_channel user_not_in_channel restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked ekm_access_denied app_access_restricted"),
        (ApiErrorKind.PlaceGone, "is_archived is_inactive"),
        (ApiErrorKind.PersonGone, "user_not_found users_not_found user_disabled user_not_visible"),
        (ApiErrorKind.DirectMessagesClosed, "cannot_dm_bot"),
        (ApiErrorKind.Over, "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged not_found hash_conflict message_not_found cant_update_message cant_delete_message edit_window_closed cannot_reply_to_message thread_not_found used_url expired_url invalid_url"),
    }.SelectMany(row => row.Codes.Split(' ').Select(code => (code, row.Kind))).ToFrozenDictionary(pair => pair.code, pair => pair.Kind, StringComparer.Ordinal);

    /// <summary>What Slack refuses with a word that is not known here is a mistake in what was sent.</summary>
    public static ApiErrorKind KindOf(string code) => Kinds.GetValueOrDefault(code, ApiErrorKind.Invalid);

    /// <summary>A status without a word of Slack's: only a fault of the server leaves open whether the call was carried out.</summary>
    public static ApiErrorKind KindOf(int status) => status is >= 500 or 408 ? ApiErrorKind.Unknown : ApiErrorKind.Later;
}
