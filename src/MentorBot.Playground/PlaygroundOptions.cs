namespace MentorBot.Playground;

/// <summary>The section <c>Playground</c> of the configuration.</summary>
public sealed class PlaygroundOptions
{
    public const string Section = "Playground";

    public bool Enabled { get; set; }

    /// <summary>Where the page is served: a listener of its own, never the one that the internet may see.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5081";

    /// <summary>Lets the playground listen beyond this machine. Whoever reaches it can be anybody in it.</summary>
    public bool AllowRemote { get; set; }

    /// <summary>Keeps the conversations over a restart, as a chat platform does on its side.</summary>
    public string LogFile { get; set; } = "playground.jsonl";
}

/// <summary>An option of the playground that the operator has to put right; the message names its key.</summary>
public sealed class PlaygroundException(string message, Exception? cause = null) : Exception(message, cause);
