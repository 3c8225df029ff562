using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>One message as Slack takes it: blocks, and the text that notifications and screen readers have.</summary>
/// <param name="Text">Never empty, at most 4,000 characters, escaped.</param>
internal sealed record SlackMessage(string Text, ImmutableArray<LayoutBlock> Blocks);

/// <summary>What a reply's blocks become: one message or, where they are too much for one, several in order, and the files apart.</summary>
internal sealed record RenderedBlocks(ImmutableArray<SlackMessage> Messages, ImmutableArray<FileBlock> Files);
