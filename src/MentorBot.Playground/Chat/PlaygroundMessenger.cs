using System.Globalization;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Playground.Chat;

/// <summary>Brings into the room what the bot sends by itself.</summary>
internal sealed class PlaygroundMessenger(ChatRoom room) : IMessenger
{
    public string Platform => Channel.Workspace.Platform;

    public LaneLimit LimitOf(Workspace workspace) => LaneLimit.None;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult<SendOutcome>(
        WhyNot(message) is { } refused ? refused : Arrived(room.Bring(PlaceOf(message), message.Blocks, message.EntryId, Since(message)).Id));

    /// <summary>Whoever removed the message wants no other words there: then it stays gone, and all is well.</summary>
    public Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken)
    {
        if (WhyNot(message) is { } refused)
        {
            return Task.FromResult<SendOutcome>(refused);
        }

        if (!long.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Task.FromResult<SendOutcome>(new Refused(Refusal.Invalid, "that is no message of the playground"));
        }

        room.Update(id, message.Blocks);
        return Task.FromResult<SendOutcome>(Arrived(id));
    }

    public Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(room.HasEntry(PlaceOf(message), message.EntryId, Since(message)) ? Presence.Yes : Presence.No);

    private static Delivered Arrived(long id) => new Delivered(FormattableString.Invariant($"{id}"));

    /// <summary>What a database keeps of the first try has whole milliseconds.</summary>
    private static Instant Since(OutgoingMessage message) => Instant.FromUnixTimeMilliseconds(message.FirstTry.ToUnixTimeMilliseconds());

    private static string PlaceOf(OutgoingMessage message) => message.Place?.Channel ?? Channel.DirectOf(message.User?.UserId ?? string.Empty);

    private Refused? WhyNot(OutgoingMessage message)
    {
        if ((message.Place?.Workspace ?? message.User?.Workspace) != Channel.Workspace)
        {
            return new Refused(Refusal.WorkspaceGone, "the playground has one workspace only");
        }

        var place = PlaceOf(message);
        var isThere = Channel.All.Any(channel => channel.Id == place) || room.People.Any(person => Channel.DirectOf(person.Id) == place);
        return isThere ? null
            : message.Place is null ? new Refused(Refusal.PersonGone, "nobody in the playground is called that")
            : new Refused(Refusal.PlaceGone, "the playground has no such channel");
    }
}
