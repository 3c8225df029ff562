using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>A sentence or two with inline markup and no blanks.</summary>
/// <param name="Line">As it is shown.</param>
/// <param name="Plain">Its words alone.</param>
public sealed record Prose(Line Line, string Plain);
