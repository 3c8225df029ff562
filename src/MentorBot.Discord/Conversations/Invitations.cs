using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;

namespace MentorBot.Discord.Conversations;

/// <summary>Says once a day to each person in a channel in which the bot may not post what it lacks, and who can give it.</summary>
internal sealed class Invitations(OnceADay once)
{
    /// <summary>Null where there is nothing to say.</summary>
    public ContextLine? NoteFor(Origin origin) => origin.Missing.Count > 0 && once.TryTake($"{Self.Platform}:{origin.Channel}:{origin.User}")
        ? new ContextLine("I can't post in this channel by myself. " + Permissions.Remedy(origin.Missing))
        : null;
}
