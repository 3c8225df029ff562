using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Api;

/// <summary>A method of the Web API: what Slack allows of it, and whether it may be called twice for one purpose.</summary>
/// <param name="IsRepeatable">A second call does no harm where nobody can tell whether the first was carried out.</param>
/// <param name="Patience">How long a call may wait for its turn; who asks is told sooner where it would be longer.</param>
internal sealed record ApiMethod(string Name, Rate Rate, bool IsRepeatable, TimeSpan Patience)
{
    /// <summary>Together with the request it stays within the pump's patience for one message.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(3);

    /// <summary>Slack: a trigger lives for 3 s.</summary>
    private static readonly TimeSpan Trigger = TimeSpan.FromSeconds(1.5);

    private static readonly Rate Tier3 = Rate.AMinute(50);
    private static readonly Rate Tier4 = Rate.AMinute(100);

    /// <summary>Slack: several hundred a minute in a workspace. In short windows, so that an answer never waits long behind what is due.</summary>
    public static readonly Rate PostsInWorkspace = new(20, TimeSpan.FromSeconds(2));

    /// <summary>Slack: one a second in a channel, and short bursts go through.</summary>
    public static readonly Rate PostsInChannel = new(3, TimeSpan.FromSeconds(3));

    /// <summary>Slack: one a second.</summary>
    public static readonly Rate AnswersByUrl = new(1, TimeSpan.FromSeconds(1));

    public static readonly ApiMethod AuthTest = Read("auth.test", Tier4);
    public static readonly ApiMethod ConnectionsOpen = Read("apps.connections.open", Tier3);
    public static readonly ApiMethod PostMessage = new("chat.postMessage", PostsInWorkspace, IsRepeatable: false, Usual);
    public static readonly ApiMethod PostEphemeral = new("chat.postEphemeral", Tier4, IsRepeatable: false, Usual);
    public static readonly ApiMethod Update = Read("chat.update", Tier3);
    public static readonly ApiMethod Delete = Read("chat.delete", Tier3);
    public static readonly ApiMethod History = Read("conversations.history", Tier3);
    public static readonly ApiMethod Replies = Read("conversations.replies", Tier3);
    public static readonly ApiMethod ConversationInfo = Read("conversations.info", Tier3);
    public static readonly ApiMethod ConversationOpen = Read("conversations.open", Tier3);
    public static readonly ApiMethod UserInfo = Read("users.info", Tier4);
    public static readonly ApiMethod ViewOpen = new("views.open", Tier4, IsRepeatable: false, Trigger);
    public static readonly ApiMethod ViewPush = new("views.push", Tier4, IsRepeatable: false, Trigger);
    public static readonly ApiMethod ViewUpdate = Read("views.update", Tier4);
    public static readonly ApiMethod HomePublish = Read("views.publish", Tier4);
    public static readonly ApiMethod UploadUrl = Read("files.getUploadURLExternal", Tier4);
    public static readonly ApiMethod UploadComplete = new("files.completeUploadExternal", Tier4, IsRepeatable: false, Usual);

    /// <summary>Not methods, but called and paced like them.</summary>
    public static readonly ApiMethod Respond = new("response_url", AnswersByUrl, IsRepeatable: false, Usual);
    public static readonly ApiMethod Upload = new("upload_url", Tier4, IsRepeatable: false, Usual);

    private static ApiMethod Read(string name, Rate rate) => new(name, rate, IsRepeatable: true, Usual);
}
