using MentorBot.Core.Platforms;
using MentorBot.Discord.Conversations;

namespace MentorBot.Discord;

/// <summary>Says whether Discord can reach the bot, for whoever looks after it.</summary>
internal sealed class DiscordReadiness(Self self) : IReadiness
{
    public string Reached => "Discord is connected";

    public string? WhyNot() => self.App is null ? "Discord has not answered yet" : null;
}
