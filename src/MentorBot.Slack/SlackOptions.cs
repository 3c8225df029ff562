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

    internal bool IsSocketMode => !string.IsNullOrEmpty(AppToken);

    /// <summary>Whether there is anything of Slack's to turn on.</summary>
    public bool IsOn() => !string.IsNullOrEmpty(BotToken);

    /// <summary>What is wrong, each with its key and with what to do; never with what was given, which is a secret.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsOn())
        {
            return string.IsNullOrEmpty(AppToken) && string.IsNullOrEmpty(SigningSecret)
                ? []
                : ["Slack:BotToken is missing. Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → your app → OAuth & Permissions."];
        }

        return ProblemsOfWhatIsOn();
    }

    /// <summary>Tokens are secrets: whoever prints the options does not print them.</summary>
    public override string ToString() => IsOn() ? $"Slack at {ApiUrl}" : "Slack is off";

    private IEnumerable<string> ProblemsOfWhatIsOn()
    {
        if (!BotToken!.StartsWith("xoxb-", StringComparison.Ordinal))
        {
            yield return "Slack:BotToken doesn't start with xoxb-. Copy the Bot User OAuth Token from api.slack.com/apps → your app → OAuth & Permissions.";
        }

        if (IsSocketMode && !AppToken!.StartsWith("xapp-", StringComparison.Ordinal))
        {
            yield return "Slack:AppToken doesn't start with xapp-. Make one with the scope connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens.";
        }

        if (!IsSocketMode && string.IsNullOrEmpty(SigningSecret))
        {
            yield return "Slack:BotToken is set, but neither Slack:AppToken nor Slack:SigningSecret. Set Slack:AppToken (xapp-…, from api.slack.com/apps → your app → Basic Information → App-Level Tokens), or Slack:SigningSecret where Slack reaches the bot over HTTP.";
        }

        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || !ApiUrl.EndsWith('/'))
        {
            yield return $"Slack:ApiUrl is '{ApiUrl}'. Expected an address with a slash at its end, such as https://slack.com/api/.";
        }
    }
}

/// <summary>Something about the Slack app that the operator has to put right; the message says what, and where to click.</summary>
public sealed class SlackException(string message) : Exception(message);
