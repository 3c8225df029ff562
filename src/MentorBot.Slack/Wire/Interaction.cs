using System.Text.Json;

namespace MentorBot.Slack.Wire;

/// <summary>Something that a person did with what the bot shows; which members are there depends on <see cref="Type"/>.</summary>
internal sealed record Interaction
{
    public const string BlockActions = "block_actions";
    public const string ViewSubmission = "view_submission";
    public const string GlobalShortcut = "shortcut";
    public const string MessageShortcut = "message_action";

    public required string Type { get; init; }

    public TeamReference? Team { get; init; }

    public required UserReference User { get; init; }

    public ChannelReference? Channel { get; init; }

    /// <summary>Where the control that was used stands.</summary>
    public ActionContainer? Container { get; init; }

    /// <summary>The message that holds the control, or that a shortcut was used on; mostly absent for an ephemeral one.</summary>
    public MessageReference? Message { get; init; }

    public ViewState? View { get; init; }

    public IReadOnlyList<BlockAction>? Actions { get; init; }

    public string? ResponseUrl { get; init; }

    public string? TriggerId { get; init; }

    /// <summary>The shortcut's name in the manifest.</summary>
    public string? CallbackId { get; init; }

    /// <summary>The message that a shortcut was used on.</summary>
    public string? MessageTs { get; init; }
}

internal sealed record TeamReference(string Id);

internal sealed record UserReference(string Id);

internal sealed record ChannelReference(string Id, string? Name);

internal sealed record ActionContainer(string? MessageTs, string? ChannelId, bool IsEphemeral, string? ThreadTs);

internal sealed record MessageReference(string? Ts, string? ThreadTs, string? Text, string? User);

/// <summary>A view with what is filled in.</summary>
/// <param name="Type"><c>modal</c> or <c>home</c>.</param>
/// <param name="PrivateMetadata">What the bot put in when it opened the view; at most 3,000 characters.</param>
internal sealed record ViewState(string Id, string Type, string? CallbackId, string? PrivateMetadata, StateValues? State);

/// <param name="Values">By block_id, then by action_id; the elements' values are read by <see cref="BlockAction"/>'s members.</param>
internal sealed record StateValues(IReadOnlyDictionary<string, IReadOnlyDictionary<string, BlockAction>> Values);

/// <summary>What one element holds: one member by its type.</summary>
internal sealed record BlockAction
{
    public required string Type { get; init; }

    public string? BlockId { get; init; }

    public string? ActionId { get; init; }

    public string? ActionTs { get; init; }

    /// <summary>A button's value, or what is typed into an input; a number is a string, too.</summary>
    public string? Value { get; init; }

    public OptionReference? SelectedOption { get; init; }

    public IReadOnlyList<OptionReference>? SelectedOptions { get; init; }

    public string? SelectedUser { get; init; }

    public string? SelectedConversation { get; init; }

    public string? SelectedChannel { get; init; }

    /// <summary><c>2026-11-22</c></summary>
    public string? SelectedDate { get; init; }

    /// <summary><c>09:30</c></summary>
    public string? SelectedTime { get; init; }
}

internal sealed record OptionReference(string Value);

/// <summary>What the Events API tells; an event without a body, such as <c>app_rate_limited</c>, has no <see cref="Event"/>.</summary>
internal sealed record EventCallback
{
    public required string Type { get; init; }

    public string? TeamId { get; init; }

    /// <summary>For whom it is told. Slack: in a channel that is shared, <see cref="TeamId"/> may be the other workspace.</summary>
    public IReadOnlyList<Authorization>? Authorizations { get; init; }

    public string? EventId { get; init; }

    public SlackEvent? Event { get; init; }
}

/// <param name="TeamId">Null where the app is installed for a whole organisation.</param>
internal sealed record Authorization(string? TeamId);

/// <summary>The event itself; members by its type.</summary>
internal sealed record SlackEvent
{
    public required string Type { get; init; }

    public string? Subtype { get; init; }

    /// <summary>An id, or the whole user in <c>team_join</c> and <c>user_change</c>.</summary>
    public JsonElement User { get; init; }

    /// <summary>An id, or an object in a few events.</summary>
    public JsonElement Channel { get; init; }

    public string? ChannelType { get; init; }

    public string? Text { get; init; }

    /// <summary>Kept as text: as a number it would lose digits.</summary>
    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }

    public string? BotId { get; init; }

    /// <summary><c>home</c> or <c>messages</c>, in <c>app_home_opened</c>.</summary>
    public string? Tab { get; init; }

    public RevokedTokens? Tokens { get; init; }

    public string? UserId => User.ValueKind == JsonValueKind.String ? User.GetString() : User.ValueKind == JsonValueKind.Object && User.TryGetProperty("id", out var id) ? id.GetString() : null;

    public string? ChannelId => Channel.ValueKind == JsonValueKind.String ? Channel.GetString() : Channel.ValueKind == JsonValueKind.Object && Channel.TryGetProperty("id", out var id) ? id.GetString() : null;
}

/// <summary>User ids, not tokens.</summary>
internal sealed record RevokedTokens(IReadOnlyList<string>? Bot);

/// <summary>Slack asks over HTTP whether an address is the app's: the challenge is to come back.</summary>
internal sealed record UrlVerification(string? Type, string? Challenge);
