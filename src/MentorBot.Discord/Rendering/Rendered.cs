using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>One message as Discord takes it: components V2, the files that they show, and whom they may ping.</summary>
/// <param name="Components">At most 40 with all that they hold, and 4,000 code points of text.</param>
/// <param name="Files">At most 10, each shown by a component of the message.</param>
/// <param name="Mentions">The ids of the people whom it mentions.</param>
internal sealed record DiscordMessage(ImmutableArray<Component> Components, ImmutableArray<FileBlock> Files, ImmutableArray<string> Mentions);

/// <summary>What a reply's blocks become: one message or, where they are too much for one, several in order.</summary>
/// <param name="Files">Files of the reply apart from its messages, since a private one goes to the person's direct conversation.</param>
internal sealed record RenderedBlocks(ImmutableArray<DiscordMessage> Messages, ImmutableArray<FileBlock> Files);
