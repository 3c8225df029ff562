namespace MentorBot.Simulators.Slack;

/// <summary>One place in a payload that breaks a rule of Block Kit.</summary>
/// <param name="Pointer">Where, as a JSON pointer.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Error">The code that Slack answers with.</param>
public sealed record BlockProblem(string Pointer, string Message, string Error = "invalid_blocks")
{
    /// <summary>As Slack says it in response_metadata.messages.</summary>
    public override string ToString() => $"[ERROR] {Message} [json-pointer:{Pointer}]";
}
