using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Commands;

/// <summary>What a value is: of a command's option as well as of a form's field.</summary>
public enum ValueKind
{
    Text,
    Choice,
    Number,
    Person,
    Channel,
    Date,
    Time,
}

/// <summary>What a command answers first: decides whether a surface must be ready to open a form at once.</summary>
public enum FirstAnswer
{
    Reply,
    Form,
}

/// <summary>Suggests values for what is typed so far; it answers from memory, since no surface waits for more.</summary>
public delegate IReadOnlyList<Choice> CompletionSource(string typed);

/// <summary>One option of a command.</summary>
/// <param name="Name">Lower case, at most 32 characters; also the key in <c>key:value</c>.</param>
/// <param name="Summary">At most 100 characters.</param>
public sealed record CommandOption(string Name, ValueKind Kind, string Summary)
{
    public bool Required { get; init; }

    /// <summary>The values of a <see cref="ValueKind.Choice"/>.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>Where suggestions for a text come from; null suggests nothing.</summary>
    public CompletionSource? Complete { get; init; }
}

/// <summary>
/// One command below the root, declared once: parsing, help, completion and every platform's registration are
/// derived from it.
/// </summary>
/// <param name="Name">A word, or a group and a word such as <c>plan start</c>; lower case, at most 32 characters each.</param>
/// <param name="Summary">The help line, at most 100 characters.</param>
public sealed record CommandDefinition(string Name, string Summary)
{
    /// <summary>The one word that people type before every command.</summary>
    public const string Root = "/mentor";

    /// <summary>What menus say of the root; at most 100 characters.</summary>
    public const string RootSummary = "Ask your mentor: words for a hard moment, checklists, plans, updates";

    /// <summary>The command that the bare root asks for.</summary>
    public const string Help = "help";

    /// <summary>The command that a line goes to that is no command and not spelt like one.</summary>
    public const string Search = "find";

    public ImmutableArray<CommandOption> Options { get; init; } = [];

    /// <summary>Lines to try, without the root.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];

    public Role MinimumRole { get; init; } = Role.Member;

    public FirstAnswer Answers { get; init; } = FirstAnswer.Reply;

    /// <summary>How the command is typed, with its required options in capitals and the others in brackets.</summary>
    public string Usage => string.Join(' ', [
        Root,
        Name,
        .. Options.Select(option => option.Required ? option.Name.ToUpperInvariant() : $"[{option.Name.ToUpperInvariant()}]"),
    ]);
}
