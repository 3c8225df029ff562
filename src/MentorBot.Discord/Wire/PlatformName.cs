namespace MentorBot.Discord.Wire;

/// <summary>What the bot's features know Discord by.</summary>
internal static class PlatformName
{
    public const string Discord = "discord";
}
