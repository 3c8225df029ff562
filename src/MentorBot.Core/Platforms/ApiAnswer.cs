using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace MentorBot.Core.Platforms;

/// <summary>What a platform answered to a call: a value, or an error to act upon.</summary>
public sealed record ApiAnswer<T>
    where T : class
{
    internal ApiAnswer(T? value, ApiError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public ApiError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;
}

/// <summary>Makes answers.</summary>
public static class ApiAnswer
{
    public static ApiAnswer<T> Ok<T>(T value)
        where T : class => new(value, null);

    public static ApiAnswer<T> Failed<T>(ApiError error)
        where T : class => new(null, error);
}

/// <summary>What kind of error it is: decides what can be done.</summary>
public enum ApiErrorKind
{
    /// <summary>Too many calls, or a fault of the platform's before it did anything: certainly nothing happened.</summary>
    Later,

    /// <summary>The call may have been carried out.</summary>
    Unknown,

    /// <summary>The token is dead or the app was removed.</summary>
    TokenDead,

    /// <summary>A permission or a setting of the app is missing.</summary>
    AppSetting,

    /// <summary>The bot is not in the channel, may not write in it, or does not even see it.</summary>
    NotInPlace,

    /// <summary>The channel is archived, locked or deleted.</summary>
    PlaceGone,

    /// <summary>The person has left, or their account is closed.</summary>
    PersonGone,

    /// <summary>The person can't be written to directly.</summary>
    DirectMessagesClosed,

    /// <summary>What the call referred to is over: a trigger, an interaction, a form, a message.</summary>
    Over,

    /// <summary>The platform can't show what was sent: a mistake of ours.</summary>
    Invalid,
}

/// <summary>What went wrong with a call to a platform.</summary>
/// <param name="Code">The platform's own word or number, or ours for what it did not answer.</param>
/// <param name="After">How long the platform asked to be left alone.</param>
/// <param name="Detail">The platform's messages, or the missing permission; never what a person wrote.</param>
public sealed record ApiError(ApiErrorKind Kind, string Code, Duration? After = null, string? Detail = null);

/// <summary>The value of a call that is done when it is done.</summary>
public sealed record Nothing;
