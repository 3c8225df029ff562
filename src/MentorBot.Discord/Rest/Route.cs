namespace MentorBot.Discord.Rest;

/// <summary>What holds for a route beside its own limit.</summary>
internal enum RouteKind
{
    /// <summary>Takes the bot's token, and counts towards the limit of all of them.</summary>
    Bot,

    /// <summary>Takes the interaction's token alone, which is in the path.</summary>
    Webhook,

    /// <summary>The first answer to an interaction, which waits for nothing. Discord: it has no limit but what a 429 says.</summary>
    Callback,
}

/// <summary>When a call may be made again although nobody knows whether it was carried out.</summary>
internal enum Repetition
{
    Never,

    /// <summary>
    /// Within minutes. Discord: for so long it knows an enforced nonce again, and an interaction's token; and to a first answer that it
    /// has it says so. What is left in doubt then stays so.
    /// </summary>
    Soon,

    Always,
}

/// <summary>A route of the REST API. Discord: limits are by route and by its major parameter.</summary>
/// <param name="Name">Method and template: what is logged, since a path may hold an interaction's token.</param>
internal sealed record Route(HttpMethod Method, string Name, RouteKind Kind, Repetition Repetition)
{
    public static readonly Route Gateway = Get("/gateway/bot");
    public static readonly Route App = Get("/applications/@me");
    public static readonly Route Commands = new(HttpMethod.Put, "PUT /applications/{app}/commands", RouteKind.Bot, Repetition.Always);
    public static readonly Route Callback = new(HttpMethod.Post, "POST /interactions/{interaction}/{token}/callback", RouteKind.Callback, Repetition.Soon);
    public static readonly Route EditOriginal = new(HttpMethod.Patch, "PATCH /webhooks/{app}/{token}/messages/@original", RouteKind.Webhook, Repetition.Soon);
    public static readonly Route DeleteOriginal = new(HttpMethod.Delete, "DELETE /webhooks/{app}/{token}/messages/@original", RouteKind.Webhook, Repetition.Always);
    public static readonly Route FollowUp = new(HttpMethod.Post, "POST /webhooks/{app}/{token}", RouteKind.Webhook, Repetition.Never);
    public static readonly Route CreateMessage = new(HttpMethod.Post, "POST /channels/{channel}/messages", RouteKind.Bot, Repetition.Soon);
    public static readonly Route EditMessage = new(HttpMethod.Patch, "PATCH /channels/{channel}/messages/{message}", RouteKind.Bot, Repetition.Soon);
    public static readonly Route DeleteMessage = new(HttpMethod.Delete, "DELETE /channels/{channel}/messages/{message}", RouteKind.Bot, Repetition.Always);
    public static readonly Route History = Get("/channels/{channel}/messages");
    public static readonly Route Channel = Get("/channels/{channel}");
    public static readonly Route Guild = Get("/guilds/{guild}");
    public static readonly Route Member = Get("/guilds/{guild}/members/{user}");

    /// <summary>Discord: gives the conversation that is there already, however often it is asked.</summary>
    public static readonly Route OpenDirect = new(HttpMethod.Post, "POST /users/@me/channels", RouteKind.Bot, Repetition.Always);

    private static Route Get(string template) => new(HttpMethod.Get, $"GET {template}", RouteKind.Bot, Repetition.Always);
}

/// <summary>One call as it is to be made.</summary>
/// <param name="Path">Below the API's address, without a slash before it.</param>
/// <param name="Major">What the route's limit is counted for: a channel, a guild, or a webhook with its token; empty where there is none.</param>
/// <param name="Content">Made anew for each attempt, since none can be sent twice.</param>
/// <param name="IsDue">The bot does it by itself; nobody waits for it.</param>
internal sealed record RestCall(Route Route, string Path, string Major = "", Func<HttpContent>? Content = null, bool IsDue = false)
{
    public TimeSpan? Patience { get; init; }
}
