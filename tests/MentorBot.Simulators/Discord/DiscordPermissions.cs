namespace MentorBot.Simulators.Discord;

/// <summary>What a role or an overwrite allows, as far as a bot like ours meets it.</summary>
[Flags]
public enum DiscordPermissions : long
{
    None = 0,
    KickMembers = 1 << 1,
    Administrator = 1 << 3,
    ManageChannels = 1 << 4,
    ManageGuild = 1 << 5,
    AddReactions = 1 << 6,
    ViewChannel = 1 << 10,
    SendMessages = 1 << 11,
    ManageMessages = 1 << 13,
    EmbedLinks = 1 << 14,
    AttachFiles = 1 << 15,
    ReadMessageHistory = 1 << 16,
    MentionEveryone = 1 << 17,
    UseExternalEmojis = 1 << 18,
    ManageRoles = 1 << 28,
    UseApplicationCommands = 1L << 31,
    ManageThreads = 1L << 34,
    CreatePublicThreads = 1L << 35,
    SendMessagesInThreads = 1L << 38,
    ModerateMembers = 1L << 40,

    /// <summary>What everybody in a new guild may do.</summary>
    Everyday = ViewChannel | SendMessages | SendMessagesInThreads | EmbedLinks | AttachFiles | AddReactions | ReadMessageHistory | UseExternalEmojis | UseApplicationCommands | CreatePublicThreads,

    /// <summary>Discord: what a bot needs that writes messages, embeds and threads, 274877991936.</summary>
    Bot = ViewChannel | SendMessages | SendMessagesInThreads | EmbedLinks | ReadMessageHistory,
}
