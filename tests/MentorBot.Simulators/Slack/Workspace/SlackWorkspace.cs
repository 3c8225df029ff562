using System.Globalization;

namespace MentorBot.Simulators.Slack;

/// <summary>All that the simulated workspace holds, behind one lock.</summary>
internal sealed class SlackWorkspace(SlackSimulator slack, SimulatorOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SlackPerson> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackChannel> _directs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SlackView> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SlackView>> _modals = new(StringComparer.Ordinal);
    private long _lastTs;
    private int _lastId;

    public IReadOnlyList<SlackPerson> People => Read(() => _people.Values.ToList());

    public IReadOnlyList<SlackChannel> Channels => Read(() => _channels.Values.ToList());

    public SlackPerson? Person(string? id) => id is null ? null : Read(() => _people.GetValueOrDefault(id));

    public SlackChannel? Channel(string? id) => id is null ? null : Read(() => _channels.GetValueOrDefault(id));

    /// <summary>Takes part in the one lock, so that what is read fits together.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }

        slack.Changed();
    }

    public string NewId(string prefix) => $"{prefix}0SIM{Interlocked.Increment(ref _lastId):X5}";

    public void Add(SlackPerson person) => Change(() => _people.Add(person.Id, person));

    public void Add(SlackChannel channel) => Change(() => _channels.Add(channel.Id, channel));

    public void Add(SlackFile file) => Change(() => _files.Add(file.Id, file));

    public SlackFile? File(string? id) => id is null ? null : Read(() => _files.GetValueOrDefault(id));

    /// <summary>Slack: a direct conversation comes to be when somebody first writes in it.</summary>
    public SlackChannel DirectWith(SlackPerson person, out bool isNew)
    {
        lock (_lock)
        {
            isNew = !_directs.TryGetValue(person.Id, out var direct);
            if (direct is null)
            {
                direct = new SlackChannel(slack, NewId("D"), $"directmessage-{person.Name}") { With = person };
                direct.MemberIds.Add(person.Id);
                direct.MemberIds.Add(slack.BotUserId);
                _directs.Add(person.Id, direct);
                _channels.Add(direct.Id, direct);
            }

            return direct;
        }
    }

    /// <summary>Slack: a message is named by the time it was posted, to the microsecond, and no two are the same.</summary>
    public string NewTs()
    {
        var now = (options.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;
        lock (_lock)
        {
            _lastTs = Math.Max(now, _lastTs + 1);
            return string.Create(CultureInfo.InvariantCulture, $"{_lastTs / 1_000_000}.{_lastTs % 1_000_000:D6}");
        }
    }

    public void Post(SlackMessage message) => Change(() => message.Channel.All.Add(message));

    public SlackMessage? Find(SlackChannel channel, string? ts) => Read(() => channel.All.FindLast(message => message.Ts == ts && message.OnlyFor is null));

    public void Delete(SlackMessage message) => Change(() =>
    {
        message.IsDeleted = true;
        message.Channel.All.Remove(message);
    });

    public SlackView? View(string? id) => id is null ? null : Read(() => _views.GetValueOrDefault(id));

    public SlackView? ViewByExternalId(string? externalId) =>
        string.IsNullOrEmpty(externalId) ? null : Read(() => _views.Values.FirstOrDefault(view => view.IsOpen && view.ExternalId == externalId));

    public IReadOnlyList<SlackView> ModalsOf(SlackPerson person) => Read(() => _modals.TryGetValue(person.Id, out var stack) ? stack.ToList() : []);

    public void Open(SlackView view) => Change(() =>
    {
        _views.Add(view.Id, view);
        if (view.Type == "modal")
        {
            if (!_modals.TryGetValue(view.Person.Id, out var stack))
            {
                _modals[view.Person.Id] = stack = [];
            }

            stack.Add(view);
        }
    });

    /// <summary>Closes this view and those above it.</summary>
    public void Close(SlackView view) => Change(() =>
    {
        var stack = _modals[view.Person.Id];
        var at = stack.IndexOf(view);
        foreach (var closed in stack.Skip(Math.Max(at, 0)))
        {
            closed.IsOpen = false;
            _views.Remove(closed.Id);
        }

        stack.RemoveRange(Math.Max(at, 0), stack.Count - Math.Max(at, 0));
    });

    public void CloseAll(SlackPerson person)
    {
        if (ModalsOf(person) is [var root, ..])
        {
            Close(root);
        }
    }

    /// <summary>The text as a person reads it: tokens resolved, escapes undone.</summary>
    public string AsRead(string text) => SlackText.AsRead(text, id => Person(id)?.Name, id => Channel(id)?.Name);
}
