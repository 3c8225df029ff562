using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.People;

namespace MentorBot.Slack.Conversations;

/// <summary>Says who sent something and from where, as the bot's features know people and places.</summary>
internal sealed class Senders(Profiles profiles, DirectConversations direct, Installation installation)
{
    /// <summary>A longer list of people is nothing that a command takes.</summary>
    private const int MostNames = 10;

    /// <param name="channelName">The channel's name where Slack sends it along.</param>
    /// <param name="mayOpenForm">Whether the answer may be a form, for which Slack waits only a moment.</param>
    /// <returns>The sender, and the origin with what is known of its channel now.</returns>
    public async Task<(Sender From, Origin Origin)> WhoAsync(Origin origin, string? channelName, string? teamId, bool mayOpenForm = true)
    {
        var profile = profiles.FindAsync(origin.User, mayOpenForm);
        var workspace = installation.WorkspaceOf(teamId);
        Place place;
        if (origin is { Channel: { } own, IsDirect: true })
        {
            direct.Set(origin.User, own);
        }

        if (origin.Channel is { } channel)
        {
            origin = origin with { IsDirect = origin.IsDirect || await direct.IsDirectAsync(origin.User, channel, channelName) };
            place = new Place(workspace, channel, origin.IsDirect);
        }
        else
        {
            // Where there is no channel, nobody but the person and the bot reads along.
            place = new Place(workspace, await direct.FindAsync(origin.User) ?? origin.User, IsDirect: true);
        }

        return (Profiles.SenderOf(await profile, new Identity(workspace, origin.User), place), origin);
    }

    /// <summary>What the people are called whom somebody mentions or chose.</summary>
    /// <param name="people">With the name where Slack sent it along: a handle, which the profile's own name is better than.</param>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<(string User, string? Name)> people)
    {
        var asked = people.DistinctBy(one => one.User).Take(MostNames).ToList();
        if (asked.Count == 0)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        var found = await Task.WhenAll(asked.Select(one => profiles.FindAsync(one.User)));
        return asked
            .Select((one, i) => (one.User, Name: found[i]?.Name ?? one.Name))
            .Where(one => one.Name is not null)
            .ToDictionary(one => one.User, one => one.Name!, StringComparer.Ordinal);
    }
}
