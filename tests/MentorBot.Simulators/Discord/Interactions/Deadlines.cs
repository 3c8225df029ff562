namespace MentorBot.Simulators.Discord;

/// <summary>Watches over the three seconds of each interaction with one timer.</summary>
internal sealed class Deadlines : IDisposable
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);

    private readonly DiscordSimulator _discord;
    private readonly TimeSpan _wait;
    private readonly Queue<DiscordInteraction> _waiting = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;

    public Deadlines(DiscordSimulator discord)
    {
        _discord = discord;
        _wait = discord.Options.Scaled(3);
        _timer = discord.Options.Time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    public bool IsOver(DiscordInteraction interaction) => _discord.Options.Time.GetUtcNow() - interaction.At > _wait;

    public void Add(DiscordInteraction interaction)
    {
        lock (_lock)
        {
            // All wait equally long, so they are due in the order in which they came.
            _waiting.Enqueue(interaction);
            if (_waiting.Count == 1)
            {
                _timer.Change(_wait, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void OnTimer()
    {
        var due = new List<DiscordInteraction>();
        lock (_lock)
        {
            var now = _discord.Options.Time.GetUtcNow();
            while (_waiting.TryPeek(out var first) && now - first.At >= _wait)
            {
                due.Add(_waiting.Dequeue());
            }

            if (_waiting.TryPeek(out var next))
            {
                var rest = next.At + _wait - now;
                _timer.Change(rest < Least ? Least : rest, Timeout.InfiniteTimeSpan);
            }
        }

        due.ForEach(_discord.Interactions.OnDeadline);
        if (due.Count > 0)
        {
            _discord.Changed();
        }
    }
}
