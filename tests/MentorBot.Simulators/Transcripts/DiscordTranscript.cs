using MentorBot.Simulators.Discord;

namespace MentorBot.Simulators.Transcripts;

/// <summary>Writes down what people do in Discord, and what they see then.</summary>
internal sealed class DiscordTranscript(TextWriter output, Func<string, string> read)
{
    public void Says(string what) => output.WriteLine($"{Environment.NewLine}▶ {what}");

    public void Offers(string choice) => output.WriteLine($"  │ {choice}");

    public void Sees(DiscordMessage message)
    {
        var who = message.OnlyFor is { } one ? $"only {one.DisplayName} sees" : message.Channel.Guild is null ? "in the direct conversation" : $"everybody in #{message.Channel.Name} reads";
        output.WriteLine($"  {who}:");
        Write(message.IsThinking ? [message.Shown] : [.. message.Content.Length > 0 ? [message.Content] : Array.Empty<string>(), .. ComponentReading.LinesOf(message.Components, read)]);
        foreach (var file in message.Files)
        {
            output.WriteLine($"  │ [file {file.Name}]");
        }
    }

    public void Sees(DiscordModal modal)
    {
        output.WriteLine($"  a modal, \"{modal.Title}\":");
        foreach (var (field, error) in modal.Errors)
        {
            output.WriteLine($"  │ ✗ {field}: {error}");
        }

        Write(ComponentReading.LinesOf(modal.Components, read));
    }

    private void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines.SelectMany(text => text.Split('\n')))
        {
            output.WriteLine($"  │ {line}");
        }
    }
}
