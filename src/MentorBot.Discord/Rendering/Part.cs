using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>A component on its way into a message, with whom it calls and the file that it shows.</summary>
internal sealed record Part(Component Component, ImmutableArray<string> Mentions, FileBlock? File = null)
{
    public Part(Component component, FileBlock? file = null)
        : this(component, [], file)
    {
    }
}
