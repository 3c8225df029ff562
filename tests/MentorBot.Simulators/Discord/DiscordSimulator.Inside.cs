namespace MentorBot.Simulators.Discord;

/// <content>What happens to the whole of it, and what its parts need of each other.</content>
public sealed partial class DiscordSimulator
{
    private bool _isRevoked;

    /// <summary>Whether nothing of it can be reached.</summary>
    public bool IsDown { get; private set; }

    internal Observations Seen { get; }

    internal Snowflakes Snowflakes { get; }

    internal World World { get; }

    internal Gateway Gateway { get; }

    internal CommandRegistry Commands { get; }

    internal Messages Messages { get; }

    internal Nonces Nonces { get; }

    internal Deadlines Deadlines { get; }

    internal Interactions Interactions { get; }

    internal Judge Judge { get; }

    internal RestApi Api { get; }

    /// <summary>Somebody who is never seen: the owner of guilds and of the application.</summary>
    internal string NobodyId { get; }

    /// <summary>Where Discord's OpenAPI file is; null where a clone stands alone, whose bodies are then judged without it.</summary>
    public static string? FindSpecification() => Specification.FindPath();

    /// <summary>An outage: every connection ends and no new one is taken, whatever it is for.</summary>
    public void GoesDown()
    {
        IsDown = true;
        foreach (var socket in AllSockets)
        {
            socket.Abort();
        }
    }

    public void ComesBack() => IsDown = false;

    /// <summary>The token is reset in the developer portal: sessions end with 4004, requests with 401.</summary>
    public void RevokesToken()
    {
        _isRevoked = true;
        Gateway.EndAll();
    }

    /// <summary>Registers commands as if the bot had done so before, such as those of an older version.</summary>
    public void HasCommands(string definitions, DiscordGuild? guild = null) =>
        Commands.Replace(guild?.Id ?? "", (System.Text.Json.Nodes.JsonArray)System.Text.Json.Nodes.JsonNode.Parse(definitions)!);

    internal bool IsTokenWrong(string? token) => _isRevoked || token != BotToken;
}
