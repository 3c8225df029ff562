using System.Collections.Immutable;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Playground.Chat;

/// <summary>A message as the playground keeps and shows it.</summary>
/// <param name="Id">Rises with time and is never used again, not even after a restart.</param>
/// <param name="Place">A channel's id, or that of a direct conversation.</param>
/// <param name="Author">A person's id, or <see cref="Bot"/>.</param>
public sealed record ChatMessage(long Id, string Place, string Author, Instant At, ImmutableArray<Block> Blocks)
{
    public const string Bot = "mentorbot";

    /// <summary>The only person who sees it; null for all who are in the place.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The command that it answers, where nobody else saw that command typed.</summary>
    public string? About { get; init; }

    public bool Edited { get; init; }

    /// <summary>The message whose form failed, where this one says so and leads back into that form.</summary>
    public long? Instead { get; init; }

    /// <summary>The entry of the outbox that it carries, where the bot came by itself.</summary>
    public long? Entry { get; init; }

    /// <summary>True where it is the bot's, and one of its controls sends this token with these values.</summary>
    public bool Offers(string token, ImmutableArray<string> values) => Author == Bot && Controls.Offer(Blocks, token, values);

    public bool IsVisibleTo(string person) => Channel.Admits(Place, person) && (OnlyFor is null || OnlyFor == person);
}
