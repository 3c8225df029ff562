namespace MentorBot.Simulators.Discord;

/// <summary>What a session asked to hear of (Discord: gateway intents).</summary>
internal static class Intents
{
    public const long Guilds = 1;
    public const long GuildMembers = 1 << 1;
    public const long GuildPresences = 1 << 8;
    public const long GuildMessages = 1 << 9;
    public const long DirectMessages = 1 << 12;
    public const long MessageContent = 1 << 15;
    public const long Privileged = GuildMembers | GuildPresences | MessageContent;

    /// <summary>Everything that has a meaning.</summary>
    public const long Known = 0x1FFFFF & ~(1L << 17) & ~(1L << 18) & ~(1L << 19) | (1L << 24) | (1L << 25);
}
