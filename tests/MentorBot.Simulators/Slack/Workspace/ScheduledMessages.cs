namespace MentorBot.Simulators.Slack;

/// <summary>A message that waits to be posted.</summary>
internal sealed record ScheduledMessage(string Id, SlackChannel Channel, DateTimeOffset At, MessageContent Content, string? ThreadTs, bool HasMetadata);

/// <summary>Posts what was scheduled when its time has come.</summary>
internal sealed class ScheduledMessages(SlackSimulator slack) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ScheduledMessage> _waiting = [];
    private ITimer? _timer;

    public IReadOnlyList<ScheduledMessage> Waiting
    {
        get
        {
            lock (_lock)
            {
                return [.. _waiting];
            }
        }
    }

    public void Add(ScheduledMessage message)
    {
        lock (_lock)
        {
            var tick = TimeSpan.FromMilliseconds(100);
            _timer ??= slack.Options.Time.CreateTimer(_ => PostDue(), null, tick, tick);
            _waiting.Add(message);
        }
    }

    public bool Remove(string? id, SlackChannel channel)
    {
        lock (_lock)
        {
            return _waiting.RemoveAll(message => message.Id == id && message.Channel == channel) > 0;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void PostDue()
    {
        List<ScheduledMessage> due;
        lock (_lock)
        {
            var now = slack.Options.Time.GetUtcNow();
            due = [.. _waiting.Where(message => message.At <= now)];
            _waiting.RemoveAll(due.Contains);
        }

        // Slack: "a message scheduled with metadata never posts".
        foreach (var message in due.Where(message => !message.HasMetadata && !message.Channel.IsArchived))
        {
            slack.Workspace.Post(Messages.New(slack, message.Channel, slack.BotUserId, message.Content, message.ThreadTs));
        }
    }
}
