using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace MentorBot.Slack.Api;

/// <summary>What Slack answered to a call: a value, or an error to act upon.</summary>
internal sealed record ApiAnswer<T>
    where T : class
{
    private ApiAnswer(T? value, ApiError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public ApiError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    public static ApiAnswer<T> Ok(T value) => new(value, null);

    public static ApiAnswer<T> Failed(ApiError error) => new(null, error);
}

/// <summary>What kind of error it is: decides what can be done.</summary>
internal enum ApiErrorKind
{
    /// <summary>Too many calls, or a fault of Slack's before it did anything: certainly nothing happened.</summary>
    Later,

    /// <summary>The call may have been carried out.</summary>
    Unknown,

    /// <summary>The token is dead or the app was removed.</summary>
    TokenDead,

    /// <summary>A scope or a setting of the app is missing.</summary>
    AppSetting,

    /// <summary>The bot is not in the channel, may not write in it, or does not even see it.</summary>
    NotInPlace,

    /// <summary>The channel is archived.</summary>
    PlaceGone,

    /// <summary>The person has left, or their account is closed.</summary>
    PersonGone,

    /// <summary>The person can't be written to directly.</summary>
    DirectMessagesClosed,

    /// <summary>What the call referred to is over: a trigger, a view, a message, a response_url.</summary>
    Over,

    /// <summary>Slack can't show what was sent: a mistake of ours.</summary>
    Invalid,
}

/// <param name="Code">Slack's own word, such as <c>not_in_channel</c>, or ours for what Slack did not answer.</param>
/// <param name="After">How long Slack asked to be left alone.</param>
/// <param name="Detail">Slack's messages, or the missing scope; never what a person wrote.</param>
internal sealed record ApiError(ApiErrorKind Kind, string Code, Duration? After = null, string? Detail = null);
