using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Commands;

/// <summary>Finds the command that was typed or chosen, or the action that was pressed, and hands it on when it is in order.</summary>
public sealed class CommandDesk(FeatureMap map, ValueReader reader)
{
    internal async Task<Answer> RunAsync(Caller caller, TypedLine typed, Handling what, CancellationToken cancellationToken)
    {
        if (typed.Text.Length > Limits.CommandLine)
        {
            what.Outcome = "refused";
            return Reply.Say($"That line is longer than the {Limits.CommandLine} characters I can read. Try a shorter one.");
        }

        var line = CommandLine.Read(typed.Text);
        var name = map.NameOf(line, out var words);
        if (name is null && !Apologies.KnowsSomethingLike(map, line.RestFrom(0)))
        {
            // Nothing is spelt like it: then it says what the person needs, and what they need is to be found.
            name = CommandDefinition.Search;
        }

        if (name is null || map.FindCommand(name) is not { } command)
        {
            what.Outcome = "unknown";
            return Apologies.ForUnknownCommand(map, line.RestFrom(0));
        }

        return await RunAsync(caller, command, line.AssignTo(command.Definition, words), typed, what, cancellationToken);
    }

    internal async Task<Answer> RunAsync(Caller caller, ChosenCommand chosen, Handling what, CancellationToken cancellationToken)
    {
        if (map.FindCommand(chosen.Command) is { } command)
        {
            return await RunAsync(caller, command, chosen.Options, chosen, what, cancellationToken);
        }

        what.Outcome = "unknown";
        return Apologies.ForUnknownCommand(map, chosen.Command);
    }

    internal async Task<Answer> UseAsync(Caller caller, UsedShortcut used, Handling what, CancellationToken cancellationToken)
    {
        if (map.FindShortcut(used.Name) is not { } shortcut)
        {
            what.Outcome = "unknown";
            return Apologies.ForUnknownShortcut(map);
        }

        what.Name = $"shortcut.{shortcut.Definition.Name}";
        if (shortcut.Definition.OnMessage && used.Message is null)
        {
            what.Outcome = "refused";
            return Reply.Say($"“{shortcut.Definition.Title}” is for a message: open the menu of one and choose it there.");
        }

        return await shortcut.Handle(new ShortcutRequest(caller, used.Message?.Bounded()), cancellationToken);
    }

    internal async Task<Answer> VisitAsync(Caller caller, Handling what, CancellationToken cancellationToken)
    {
        what.Name = "home";
        return map.HomePage is { } show ? await show(caller, cancellationToken) : Apologies.ForUnknownCommand(map, string.Empty);
    }

    /// <summary>Carries out the action that a token names; null when no action answers to it.</summary>
    internal async Task<Answer?> PressAsync(Caller caller, Press press, Handling what, CancellationToken cancellationToken)
    {
        var parts = TokenParts.Of(press.Token);
        if (press.Token.Length > Limits.Token || press.Values.Length > Limits.SelectOptions || map.FindAction(parts.Name) is not { } action)
        {
            return null;
        }

        what.Name = parts.Name;
        return await action(new ActionRequest(caller, press.Values), parts, cancellationToken);
    }

    private async Task<Answer> RunAsync(
        Caller caller,
        FeatureMap.MappedCommand command,
        IReadOnlyDictionary<string, string> raw,
        Incoming incoming,
        Handling what,
        CancellationToken cancellationToken)
    {
        var definition = command.Definition;
        what.Name = definition.Name;
        if (caller.Role < definition.MinimumRole)
        {
            what.Outcome = "refused";
            return Reply.Say($"That needs the role {InWords(definition.MinimumRole)}{(definition.MinimumRole < Role.Admin ? " or higher" : string.Empty)} here, and yours is {InWords(caller.Role)}. Ask somebody who has it.{caller.OrElsewhere}");
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var option in definition.Options)
        {
            if (!raw.TryGetValue(option.Name, out var text) || string.IsNullOrWhiteSpace(text))
            {
                if (option.Required)
                {
                    what.Outcome = "refused";
                    return Apologies.ForMissingOption(definition, option);
                }

                continue;
            }

            var (value, problem) = await reader.ReadAsync(option.Kind, text, option.Choices, caller, incoming.Names, cancellationToken);
            if (problem is not null)
            {
                what.Outcome = "refused";
                return Apologies.ForOption(definition, option, problem);
            }

            values[option.Name] = value!;
        }

        return await command.Handle(new CommandRequest(caller, new Values(values)), cancellationToken);
    }

    private static string InWords(Role role) => role.ToString().ToLowerInvariant();
}
