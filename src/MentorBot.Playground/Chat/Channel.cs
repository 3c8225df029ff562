using System.Collections.Immutable;
using MentorBot.Core.People;

namespace MentorBot.Playground.Chat;

/// <summary>A channel that everybody in the playground is in.</summary>
public sealed record Channel(string Id, string Topic)
{
    private const string DirectPrefix = "dm-";

    public static readonly Workspace Workspace = new("playground", "local");

    public static readonly ImmutableArray<Channel> All =
    [
        new("general", "Where the whole team talks"),
        new("backend", "The people who keep it running"),
        new("stakeholders", "Those who want to know how it goes"),
    ];

    /// <summary>The place of a person's direct conversation with the bot.</summary>
    public static string DirectOf(string person) => DirectPrefix + person;

    public static bool IsDirect(string place) => place.StartsWith(DirectPrefix, StringComparison.Ordinal);

    /// <summary>True where a person may read and write: every channel, and their own direct conversation.</summary>
    public static bool Admits(string place, string person) =>
        place == DirectOf(person) || All.Any(channel => channel.Id == place);
}
