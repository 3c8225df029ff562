using System.Reflection;
using MentorBot.Slack.Api;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Slack.Api;

/// <summary>What Slack's documentation allows of each method, and how many calls of it go out.</summary>
public sealed class TierTests : IDisposable
{
    private static readonly ApiMethod[] Methods =
        [.. typeof(ApiMethod).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(ApiMethod)).Select(field => (ApiMethod)field.GetValue(null)!)];

    private readonly TimerClock _time = new();
    private readonly ApiLimits _limits;

    public TierTests() => _limits = new ApiLimits(_time);

    public static TheoryData<string, int, int> Tiers { get; } = new()
    {
        { "auth.test", 100, 60 },
        { "apps.connections.open", 50, 60 },
        { "chat.postMessage", 20, 2 },
        { "chat.postEphemeral", 100, 60 },
        { "chat.update", 50, 60 },
        { "chat.delete", 50, 60 },
        { "conversations.history", 50, 60 },
        { "conversations.replies", 50, 60 },
        { "conversations.info", 50, 60 },
        { "conversations.open", 50, 60 },
        { "users.info", 100, 60 },
        { "views.open", 100, 60 },
        { "views.push", 100, 60 },
        { "views.update", 100, 60 },
        { "views.publish", 100, 60 },
        { "files.getUploadURLExternal", 100, 60 },
        { "files.completeUploadExternal", 100, 60 },
        { "upload_url", 100, 60 },
        { "response_url", 1, 1 },
    };

    public void Dispose() => _limits.Dispose();

    /// <param name="calls">So many within the seconds, and not one more.</param>
    [Theory]
    [MemberData(nameof(Tiers))]
    public async Task IsKeptBeforeSlackHasToSaySo(string name, int calls, int seconds)
    {
        var method = Methods.Single(method => method.Name == name);
        var channel = 0;
        for (var call = 0; call < calls; call++)
        {
            var asked = TakeAsync();
            asked.IsCompleted.ShouldBeTrue($"{call} of {calls}");
            (await asked).Turn.ShouldNotBeNull().Done();
        }

        var next = TakeAsync();
        if (next.IsCompleted)
        {
            (await next).ShouldBe((null, TimeSpan.FromSeconds(seconds)));
        }

        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        (next.IsCompleted && (await next).Turn is not null).ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(2));
        ((await next).Turn ?? (await TakeAsync()).Turn).ShouldNotBeNull();

        // Each post to a channel of its own, and all answers to one address.
        Task<(ApiLimits.Turn? Turn, TimeSpan? Wait)> TakeAsync() =>
            _limits.TakeAsync(method, name is "chat.postMessage" ? $"C{++channel}" : name is "response_url" ? "https://hooks/1" : null, isDue: false, default).AsTask();
    }

    [Fact]
    public void AreKnownForEveryMethod() => Tiers.Select(tier => tier[0]).ShouldBe(Methods.Select(method => method.Name), ignoreOrder: true);
}
