namespace MentorBot.Discord;

/// <summary>The section <c>Discord</c> of the configuration; without a token Discord is off.</summary>
public sealed record DiscordOptions
{
    public const string Section = "Discord";

    /// <summary>The bot's token, from the page Bot of the app in Discord's developer portal.</summary>
    public string? Token { get; init; }

    /// <summary>The address of the REST API, with the slash at its end; the gateway's address comes from it.</summary>
    public string ApiUrl { get; init; } = "https://discord.com/api/v10/";

    /// <summary>Whether there is anything of Discord's to turn on.</summary>
    public bool IsOn() => !string.IsNullOrEmpty(Token);

    /// <summary>What is wrong, each with its key and with what to do; never with what was given, which is a secret.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsOn())
        {
            yield break;
        }

        if (Token!.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase) || Token.Any(letter => letter is <= ' ' or > '~'))
        {
            yield return "Discord:Token has a character in it that no token has, such as a space. Copy the token alone from discord.com/developers/applications → your app → Bot → Reset Token.";
        }

        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || !ApiUrl.EndsWith('/'))
        {
            yield return $"Discord:ApiUrl is '{ApiUrl}'. Expected an address with a slash at its end, such as https://discord.com/api/v10/.";
        }
    }

    /// <summary>The token is a secret: whoever prints the options does not print it.</summary>
    public override string ToString() => IsOn() ? $"Discord at {ApiUrl}" : "Discord is off";
}

/// <summary>Something about the Discord app that the operator has to put right; the message says what, and where to click.</summary>
public sealed class DiscordException(string message) : Exception(message);
