using MentorBot.Core.Messages;

namespace MentorBot.Core.Commands;

/// <summary>A part of the product: it declares its commands, its actions and its forms in one place.</summary>
public interface IFeature
{
    void Register(FeatureMap map);
}

/// <summary>All that can be asked of the bot, and who answers it.</summary>
public sealed class FeatureMap
{
    private readonly Dictionary<string, MappedCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MappedAction> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MappedForm> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MappedShortcut> _shortcuts = new(StringComparer.Ordinal);

    public FeatureMap(IEnumerable<IFeature> features)
    {
        foreach (var feature in features)
        {
            feature.Register(this);
        }
    }

    internal Func<Caller, CancellationToken, Task<Reply>>? HomePage { get; private set; }

    internal delegate Task<Answer?> MappedAction(ActionRequest request, TokenParts token, CancellationToken cancellationToken);

    internal delegate Task<Answer?> OpenForm(FormRequest request, TokenParts token, CancellationToken cancellationToken);

    internal delegate Task<Answer?> SubmitForm(FormSubmission submission, TokenParts token, CancellationToken cancellationToken);

    /// <summary>The commands in the order in which help shows them.</summary>
    public IEnumerable<CommandDefinition> Commands => _commands.Values.Select(command => command.Definition);

    /// <summary>The shortcuts in the order in which menus show them.</summary>
    public IEnumerable<ShortcutDefinition> Shortcuts => _shortcuts.Values.Select(shortcut => shortcut.Definition);

    /// <summary>The names of all actions and forms, for the tests that walk them.</summary>
    public IEnumerable<string> Routes => _actions.Keys.Concat(_forms.Keys);

    public void Command(CommandDefinition definition, Func<CommandRequest, CancellationToken, Task<Answer>> handle) =>
        _commands.Add(definition.Name, new MappedCommand(definition, handle));

    public void Shortcut(ShortcutDefinition definition, Func<ShortcutRequest, CancellationToken, Task<Answer>> handle) =>
        _shortcuts.Add(definition.Name, new MappedShortcut(definition, handle));

    /// <summary>Who makes a person's own page; there is one.</summary>
    public void Home(Func<Caller, CancellationToken, Task<Reply>> show) =>
        HomePage = HomePage is null ? show : throw new InvalidOperationException("Two features make the home page.");

    public void Action(Route route, Func<ActionRequest, CancellationToken, Task<Answer>> handle) =>
        AddAction(route.Name, async (request, token, cancellationToken) =>
            token.Arguments.Length == 0 ? await handle(request, cancellationToken) : null);

    public void Action<T>(Route<T> route, Func<ActionRequest, T, CancellationToken, Task<Answer>> handle)
        where T : IParsable<T> =>
        AddAction(route.Name, async (request, token, cancellationToken) =>
            token.TryRead<T>(0, 1, out var argument) ? await handle(request, argument, cancellationToken) : null);

    public void Action<T1, T2>(Route<T1, T2> route, Func<ActionRequest, T1, T2, CancellationToken, Task<Answer>> handle)
        where T1 : IParsable<T1>
        where T2 : IParsable<T2> =>
        AddAction(route.Name, async (request, token, cancellationToken) =>
            token.TryRead<T1>(0, 2, out var first) && token.TryRead<T2>(1, 2, out var second)
                ? await handle(request, first, second, cancellationToken)
                : null);

    public void Action<T1, T2, T3>(Route<T1, T2, T3> route, Func<ActionRequest, T1, T2, T3, CancellationToken, Task<Answer>> handle)
        where T1 : IParsable<T1>
        where T2 : IParsable<T2>
        where T3 : IParsable<T3> =>
        AddAction(route.Name, async (request, token, cancellationToken) =>
            token.TryRead<T1>(0, 3, out var first) && token.TryRead<T2>(1, 3, out var second) && token.TryRead<T3>(2, 3, out var third)
                ? await handle(request, first, second, third, cancellationToken)
                : null);

    /// <summary>A form: pressed as a button its token opens it, submitted its token carries it out.</summary>
    public void Form(
        Route route,
        Func<FormRequest, CancellationToken, Task<Answer>> open,
        Func<FormSubmission, CancellationToken, Task<Answer>> submit) =>
        AddForm(route.Name, new MappedForm(
            async (request, token, cancellationToken) => token.Arguments.Length == 0 ? await open(request, cancellationToken) : null,
            async (submission, token, cancellationToken) => token.Arguments.Length == 0 ? await submit(submission, cancellationToken) : null));

    /// <inheritdoc cref="Form(Route, Func{FormRequest, CancellationToken, Task{Answer}}, Func{FormSubmission, CancellationToken, Task{Answer}})"/>
    public void Form<T>(
        Route<T> route,
        Func<FormRequest, T, CancellationToken, Task<Answer>> open,
        Func<FormSubmission, T, CancellationToken, Task<Answer>> submit)
        where T : IParsable<T> =>
        AddForm(route.Name, new MappedForm(
            async (request, token, cancellationToken) =>
                token.TryRead<T>(0, 1, out var argument) ? await open(request, argument, cancellationToken) : null,
            async (submission, token, cancellationToken) =>
                token.TryRead<T>(0, 1, out var argument) ? await submit(submission, argument, cancellationToken) : null));

    /// <inheritdoc cref="Form{T}"/>
    public void Form<T1, T2>(
        Route<T1, T2> route,
        Func<FormRequest, T1, T2, CancellationToken, Task<Answer>> open,
        Func<FormSubmission, T1, T2, CancellationToken, Task<Answer>> submit)
        where T1 : IParsable<T1>
        where T2 : IParsable<T2> =>
        AddForm(route.Name, new MappedForm(
            async (request, token, cancellationToken) =>
                token.TryRead<T1>(0, 2, out var first) && token.TryRead<T2>(1, 2, out var second)
                    ? await open(request, first, second, cancellationToken)
                    : null,
            async (submission, token, cancellationToken) =>
                token.TryRead<T1>(0, 2, out var first) && token.TryRead<T2>(1, 2, out var second)
                    ? await submit(submission, first, second, cancellationToken)
                    : null));

    /// <inheritdoc cref="Form{T}"/>
    public void Form<T1, T2, T3>(
        Route<T1, T2, T3> route,
        Func<FormRequest, T1, T2, T3, CancellationToken, Task<Answer>> open,
        Func<FormSubmission, T1, T2, T3, CancellationToken, Task<Answer>> submit)
        where T1 : IParsable<T1>
        where T2 : IParsable<T2>
        where T3 : IParsable<T3> =>
        AddForm(route.Name, new MappedForm(
            async (request, token, cancellationToken) =>
                token.TryRead<T1>(0, 3, out var first) && token.TryRead<T2>(1, 3, out var second) && token.TryRead<T3>(2, 3, out var third)
                    ? await open(request, first, second, third, cancellationToken)
                    : null,
            async (submission, token, cancellationToken) =>
                token.TryRead<T1>(0, 3, out var first) && token.TryRead<T2>(1, 3, out var second) && token.TryRead<T3>(2, 3, out var third)
                    ? await submit(submission, first, second, third, cancellationToken)
                    : null));

    /// <summary>The root and the command that a line names, and nothing else of what was typed.</summary>
    public string TitleOf(string line) =>
        line.Length <= Limits.CommandLine && NameOf(CommandLine.Read(line), out _) is { } name ? $"{CommandDefinition.Root} {name}" : CommandDefinition.Root;

    /// <summary>The command that a line names with its first one or two words; a line without words asks for help.</summary>
    internal string? NameOf(CommandLine line, out int words)
    {
        words = line.Words.Count == 0 ? 0 : Math.Min(2, line.Words.Count);
        for (; words > 0; words--)
        {
            var name = string.Join(' ', line.Words.Take(words).Select(word => word.Text.ToLowerInvariant()));
            if (_commands.ContainsKey(name))
            {
                return name;
            }

            // Who asks for the scripts means the command script.
            if (name is [.., 's'] && _commands.ContainsKey(name[..^1]))
            {
                return name[..^1];
            }
        }

        return line.Words.Count == 0 && _commands.ContainsKey(CommandDefinition.Help) ? CommandDefinition.Help : null;
    }

    internal MappedCommand? FindCommand(string name) => _commands.GetValueOrDefault(name);

    internal MappedShortcut? FindShortcut(string name) => _shortcuts.GetValueOrDefault(name);

    internal MappedAction? FindAction(string name) => _actions.GetValueOrDefault(name);

    internal MappedForm? FindForm(string name) => _forms.GetValueOrDefault(name);

    private void AddAction(string name, MappedAction action)
    {
        ThrowIfTaken(name);
        _actions.Add(name, action);
    }

    private void AddForm(string name, MappedForm form)
    {
        ThrowIfTaken(name);
        _forms.Add(name, form);
    }

    private void ThrowIfTaken(string name)
    {
        if (_actions.ContainsKey(name) || _forms.ContainsKey(name))
        {
            throw new InvalidOperationException($"Two features answer to the token '{name}'.");
        }
    }

    internal sealed record MappedCommand(
        CommandDefinition Definition,
        Func<CommandRequest, CancellationToken, Task<Answer>> Handle);

    internal sealed record MappedShortcut(
        ShortcutDefinition Definition,
        Func<ShortcutRequest, CancellationToken, Task<Answer>> Handle);

    internal sealed record MappedForm(OpenForm Open, SubmitForm Submit);
}
