namespace MentorBot.Simulators.Discord;

/// <content>Where a person goes, what they write, and what they see.</content>
public sealed partial class DiscordPerson
{
    /// <summary>Comes into a server.</summary>
    public void Joins(DiscordGuild guild, params DiscordRole[] roles)
    {
        guild.Admit(this, roles);
        _discord.Gateway.Dispatch("GUILD_MEMBER_ADD", Intents.GuildMembers, () => guild.MemberJson(this));
    }

    /// <summary>Goes out of a server.</summary>
    public void Leaves(DiscordGuild guild)
    {
        guild.Dismiss(this);
        _discord.Gateway.Dispatch("GUILD_MEMBER_REMOVE", Intents.GuildMembers, () => new() { ["guild_id"] = guild.Id, ["user"] = ToJson() });
    }

    public void Gets(DiscordGuild guild, DiscordRole role) => _discord.World.Change(() => guild.Member(this)!.Roles.Add(role));

    public void Loses(DiscordGuild guild, DiscordRole role) => _discord.World.Change(() => guild.Member(this)!.Roles.Remove(role));

    /// <summary>What they are called in one server.</summary>
    public void IsCalled(DiscordGuild guild, string? nick) => _discord.World.Change(() => guild.Member(this)!.Nick = nick);

    /// <summary>Writes a message: in the conversation with the bot when no channel is named.</summary>
    /// <param name="text">With @name and #channel as people type them.</param>
    public DiscordMessage Says(string text, DiscordChannel? channel = null, DiscordMessage? replyTo = null)
    {
        channel ??= _discord.DirectWith(this);
        MustSee(channel);
        return _discord.Messages.Say(this, channel, Mentions.Typed(_discord, channel, text), replyTo);
    }

    /// <summary>What they can read in a channel, what only they see included; oldest first.</summary>
    public IReadOnlyList<DiscordMessage> Sees(DiscordChannel channel) =>
        CanSee(channel) ? _discord.World.Read(() => channel.All.Where(message => message.OnlyFor is null || message.OnlyFor == this).ToList()) : [];

    /// <summary>Waits for a message of the bot that says this.</summary>
    public Task<DiscordMessage> WaitForAsync(DiscordChannel channel, string containing) =>
        _discord.WaitForAsync($"{Name} sees \"{containing}\" in {channel.Name}", () => Sees(channel).LastOrDefault(message => message.IsFromBot && (message.Shown.Contains(containing, StringComparison.Ordinal) || message.Text.Contains(containing, StringComparison.Ordinal))));

    /// <summary>Waits for a message of the bot in the conversation with it.</summary>
    public Task<DiscordMessage> WaitForDirectAsync(string containing) => WaitForAsync(_discord.DirectWith(this), containing);

    /// <summary>Waits until a modal is open.</summary>
    /// <param name="title">The title that it has; any when null.</param>
    public Task<DiscordModal> WaitForModalAsync(string? title = null) =>
        _discord.WaitForAsync($"{Name} sees a modal {title}", () => Modal is { } modal && (title is null || modal.Title == title) ? modal : null);

    internal bool CanSee(DiscordChannel channel) => channel.IsDirect ? channel.Recipient == this : channel.PermissionsOf(this).HasFlag(DiscordPermissions.ViewChannel);

    internal void MustSee(DiscordChannel channel)
    {
        if (!CanSee(channel) || channel.IsDeleted)
        {
            throw new InvalidOperationException($"{Name} cannot see {channel.Name}.");
        }
    }
}
