using MentorBot.Simulators.Slack;

namespace MentorBot.Simulators.Transcripts;

/// <summary>Writes down what people do in Slack, and what they see then.</summary>
internal sealed class SlackTranscript(TextWriter output)
{
    public void Says(string what) => output.WriteLine($"{Environment.NewLine}▶ {what}");

    public void Sees(SlackMessage message)
    {
        var who = message.OnlyFor is { } one ? $"only {one.RealName} sees" : message.Channel.IsDirect ? "in the direct conversation" : $"everybody in #{message.Channel.Name} reads";
        output.WriteLine($"  {who}:");
        Write(message);
        foreach (var file in message.Files)
        {
            output.WriteLine($"  │ [file {file.Name}]");
        }
    }

    public void Sees(SlackView view)
    {
        output.WriteLine(view.Type == "home" ? "  the Home tab:" : $"  a modal, \"{view.Title}\":");
        foreach (var (field, error) in view.Errors)
        {
            output.WriteLine($"  │ ✗ {field}: {error}");
        }

        Write(view);
    }

    private void Write(SlackSurface surface)
    {
        foreach (var line in BlockReading.LinesOf(surface.Blocks).DefaultIfEmpty(surface.Shown).SelectMany(text => text.Split('\n')))
        {
            output.WriteLine($"  │ {line}");
        }
    }
}
