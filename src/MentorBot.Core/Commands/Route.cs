using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MentorBot.Core.Commands;

/// <summary>
/// The typed token of an action or a form: <c>name:argument:argument</c>. It carries all that is needed to go on, so
/// that it works after a restart and on another node. Arguments are ids: numbers, or kebab-case words.
/// </summary>
public sealed record Route(string Name)
{
    internal const char Separator = ':';

    public string Token() => Name;
}

/// <summary>A <see cref="Route"/> with one argument.</summary>
public sealed record Route<T>(string Name)
    where T : IParsable<T>
{
    public string Token(T argument) => string.Create(CultureInfo.InvariantCulture, $"{Name}{Route.Separator}{argument}");
}

/// <summary>A <see cref="Route"/> with two arguments.</summary>
public sealed record Route<T1, T2>(string Name)
    where T1 : IParsable<T1>
    where T2 : IParsable<T2>
{
    public string Token(T1 first, T2 second) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}{Route.Separator}{first}{Route.Separator}{second}");
}

/// <summary>A token taken apart again.</summary>
internal readonly record struct TokenParts(string Name, string[] Arguments)
{
    /// <summary>Stands before the page at which a form is opened again, with what was kept of it.</summary>
    public const char Resume = '~';

    public static TokenParts Of(string token)
    {
        var parts = token.Split(Route.Separator);
        return new TokenParts(parts[0], parts[1..]);
    }

    /// <summary>Splits off the page of a resumed form; a token without one is opened afresh, at its first page.</summary>
    public static (string Token, int? Page) SplitResume(string token)
    {
        var at = token.LastIndexOf(Resume);
        return at >= 0 && int.TryParse(token.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? (token[..at], page)
            : (token, null);
    }

    /// <summary>The token that opens a form again at a page, with what was kept of it.</summary>
    public static string ToResume(string token, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{SplitResume(token).Token}{Resume}{page}");

    public bool TryRead<T>(int index, int count, [MaybeNullWhen(false)] out T argument)
        where T : IParsable<T>
    {
        argument = default;
        return Arguments.Length == count && T.TryParse(Arguments[index], CultureInfo.InvariantCulture, out argument);
    }
}
