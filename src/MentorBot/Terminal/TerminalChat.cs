using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Terminal;

/// <summary>A conversation in the terminal: lines in, text out, and a number for every button.</summary>
internal sealed partial class TerminalChat(Dispatcher dispatcher, PeopleDirectory people, Sender sender, TextReader input, TextWriter output)
{
    private ImmutableArray<Control> _controls = [];

    /// <summary>Chats until the input ends or somebody types <c>exit</c>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"You are {sender.Name}. Type a command such as {CommandDefinition.Root} start, the number of a button, or exit.");
        while (true)
        {
            await output.WriteAsync("> ");
            await output.FlushAsync(cancellationToken);
            if (await input.ReadLineAsync(cancellationToken) is not { } line || line.Trim() is "exit" or "quit")
            {
                return;
            }

            if (line.Trim().Length > 0)
            {
                await AnswerAsync(line.Trim(), cancellationToken);
            }
        }
    }

    /// <summary>Has one line answered.</summary>
    public async Task<Answer> SayAsync(string line, CancellationToken cancellationToken) =>
        await dispatcher.HandleAsync(new TypedLine(sender, await MarkedAsync(line, cancellationToken)), cancellationToken);

    /// <summary>An answer as the terminal shows it.</summary>
    public static string Write(Answer answer, DateTimeZone zone) => answer switch
    {
        Form form => string.Join('\n', form.Fields.Select(field => $"{field.Label}{(field.Required ? string.Empty : " (can be left out)")}: {field.Hint}").Prepend($"{form.Title}:")),
        Reply reply => Write(reply, zone),
        _ => throw new InvalidOperationException($"No text for a {answer.GetType().Name}."),
    };

    private static string Write(Reply reply, DateTimeZone zone)
    {
        var own = PlainText.Of(reply.Blocks, zone);
        if (reply.Post is not { } post)
        {
            return own.Length == 0 && reply.Delivery == Delivery.Remove ? "(removed)" : own;
        }

        return $"{own}\n\n--- posted, everybody here reads ---\n{PlainText.Of(post, zone)}\n---";
    }

    /// <summary>Marks those who are known here, as every platform's typed line does.</summary>
    private async Task<string> MarkedAsync(string line, CancellationToken cancellationToken)
    {
        var marked = new StringBuilder();
        var written = 0;
        foreach (Match match in Mark().Matches(line))
        {
            if (await IsKnownAsync(TerminalCommand.IdOf(match.Groups["name"].Value)) is { } id)
            {
                marked.Append(line, written, match.Index - written).Append("<@").Append(id).Append('>');
                written = match.Index + match.Length;
            }
        }

        return marked.Append(line, written, line.Length - written).ToString();

        async Task<string?> IsKnownAsync(string id) =>
            id == sender.Identity.UserId || await people.FindAsync(sender.Identity with { UserId = id }, cancellationToken) is not null ? id : null;
    }

    private async Task AnswerAsync(string line, CancellationToken cancellationToken)
    {
        if (!int.TryParse(line, out var number))
        {
            await ShowAsync(await SayAsync(line, cancellationToken), cancellationToken);
        }
        else if (number >= 1 && number <= _controls.Length)
        {
            var control = _controls[number - 1];
            await ShowAsync(await dispatcher.HandleAsync(new Press(sender, control.Token, control.Values), cancellationToken), cancellationToken);
        }
        else
        {
            await output.WriteLineAsync(_controls.IsEmpty ? "There is no button to press." : $"Press one of 1 to {_controls.Length}.");
        }
    }

    private async Task ShowAsync(Answer answer, CancellationToken cancellationToken)
    {
        var shown = answer;
        while (shown is Form form)
        {
            if (await FillInAsync(form, cancellationToken) is not { } values)
            {
                await output.WriteLineAsync("Left as it was.");
                return;
            }

            shown = await dispatcher.HandleAsync(new Submission(sender, form.Token, values, Page: null), cancellationToken);
        }

        var reply = (Reply)shown;
        await output.WriteLineAsync(Write(WithoutControls(reply), sender.Zone));
        _controls = [.. reply.Blocks.Concat(reply.Post ?? []).SelectMany(ControlsOf)];
        for (var i = 0; i < _controls.Length; i++)
        {
            await output.WriteLineAsync($"  {i + 1}) {_controls[i].Label}");
        }

        foreach (var file in reply.Blocks.OfType<FileBlock>())
        {
            await File.WriteAllBytesAsync(file.Name, file.Content, cancellationToken);
            await output.WriteLineAsync($"Saved as {Path.GetFullPath(file.Name)}.");
        }
    }

    /// <summary>The numbered list below the text says what can be pressed, so the text need not.</summary>
    private static Reply WithoutControls(Reply reply)
    {
        return reply with { Blocks = Without(reply.Blocks), Post = reply.Post is { } post ? Without(post) : null };

        static ImmutableArray<Block> Without(ImmutableArray<Block> blocks) => [.. blocks.Where(block => block is not (Buttons or Select))];
    }

    /// <summary>Asks field by field; null when the input ends. An empty line keeps what is there, a single dash empties it.</summary>
    private async Task<Dictionary<string, string>?> FillInAsync(Form form, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{form.Title}. An empty line keeps what is in [brackets], a dash empties it.");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            if (form.Problems.TryGetValue(field.Name, out var problem))
            {
                await output.WriteLineAsync($"! {problem}");
            }

            var hint = field.Hint is null ? string.Empty : $" ({field.Hint})";
            var choices = field is ChoiceField choice ? $" {string.Join(" | ", choice.Choices.Select(one => one.Value))}" : string.Empty;
            var kept = field.Value is { Length: > 0 } value ? $" [{value}]" : string.Empty;
            await output.WriteAsync($"{field.Label}{(field.Required ? string.Empty : ", can be left out")}{hint}{choices}{kept}: ");
            await output.FlushAsync(cancellationToken);
            if (await input.ReadLineAsync(cancellationToken) is not { } line)
            {
                return null;
            }

            values[field.Name] = line.Trim() switch
            {
                "" => field.Value ?? string.Empty,
                "-" => string.Empty,
                ['@', .. var name] when field is PersonField => TerminalCommand.IdOf(name),
                var text => text,
            };
        }

        return values;
    }

    private static IEnumerable<Control> ControlsOf(Block block) => block switch
    {
        Buttons buttons => buttons.Items.Select(button => new Control(button.Label, button.Token, [])),
        Select select => select.Options.Select(option => new Control($"{select.Label}: {option.Label}", select.Token, [option.Value])),
        TickList { Token: { } token } ticks => ticks.Items.Select(item => new Control(
            $"{(item.Done ? "Untick" : "Tick")}: {PlainText.Of(item.Text)}", token, [$"{(item.Done ? '-' : '+')}{item.Key}"])),
        _ => [],
    };

    // Behind a letter it is an address, and behind "<" it is marked already.
    [GeneratedRegex(@"(?<![\w<.@/])@(?<name>\w[\w-]{0,63})", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Mark();

    private sealed record Control(string Label, string Token, ImmutableArray<string> Values);
}
