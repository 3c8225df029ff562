namespace MentorBot.Slack;

/// <summary>The section <c>Slack</c> of the configuration; without a bot token Slack is off.</summary>
public sealed record SlackOptions
{
    public const string Section = "Slack";

    /// <summary>The bot's token, <c>xoxb-…</c>: what it says and looks up in the one workspace that it is installed in.</summary>
    public string? BotToken { get; init; }

    /// <summary>The app's token, <c>xapp-…</c> with the scope <c>connections:write</c>: turns Socket Mode on.</summary>
    public string? AppToken { get; init; }

    /// <summary>Proves that a request over HTTP is Slack's: turns HTTP mode on, where there is no <see cref="AppToken"/>.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>The address of the Web API, with the slash at its end.</summary>
    public string ApiUrl { get; init; } = "https://slack.com/api/";

    public bool IsOn => !string.IsNullOrEmpty(BotToken);
}
