using System.Collections.Concurrent;
using System.Globalization;

namespace MentorBot.Simulators.Slack;

/// <summary>Where an interaction happened, which is all that a response_url or a trigger needs to know of it.</summary>
/// <param name="View">The modal that it happened in.</param>
/// <param name="Source">The message that was pressed in.</param>
internal sealed record Origin(SlackPerson Person, SlackChannel? Channel, SlackMessage? Source, SlackView? View);

/// <summary>Hands out trigger ids and response urls and says whether they still work.</summary>
internal sealed class Tickets(SimulatorOptions options, string appId)
{
    private const int MostUses = 5;
    private const int MostKept = 100_000;

    private readonly TimeSpan _triggerLife = options.Scaled(3);
    private readonly TimeSpan _urlLife = options.Scaled(30 * 60);
    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Key, DateTimeOffset At)> _age = new();
    private long _last;

    /// <summary>Slack: "expires 3 s after being sent; single use".</summary>
    public string Trigger(Origin origin)
    {
        var number = Interlocked.Increment(ref _last);
        var id = string.Create(CultureInfo.InvariantCulture, $"{number}.47445629121.{(ulong)number * 0x9E3779B97F4A7C15UL:x16}{number:x16}");
        Keep(id, origin);
        return id;
    }

    public string ResponsePath(string kind, string teamId, Origin origin)
    {
        var number = Interlocked.Increment(ref _last);
        var path = string.Create(CultureInfo.InvariantCulture, $"/{kind}/{teamId}/{number}/{appId}{number:x8}");
        Keep(path, origin);
        return path;
    }

    /// <summary>Uses up a trigger.</summary>
    public Origin TakeTrigger(string? id)
    {
        if (id is null || !_tickets.TryGetValue(id, out var ticket))
        {
            var wasOnce = id is not null && id.Contains(".47445629121.", StringComparison.Ordinal) && long.TryParse(id.Split('.')[0], CultureInfo.InvariantCulture, out var number) && number <= Interlocked.Read(ref _last);
            throw new SlackError(wasOnce ? "expired_trigger_id" : "invalid_trigger_id");
        }

        if (options.Time.GetUtcNow() - ticket.At > _triggerLife)
        {
            throw new SlackError("expired_trigger_id");
        }

        return Interlocked.Increment(ref ticket.Uses) > 1 ? throw new SlackError("exchanged_trigger_id") : ticket.Origin;
    }

    /// <summary>Uses a response url once more.</summary>
    public Origin TakeUrl(string path)
    {
        if (!_tickets.TryGetValue(path, out var ticket))
        {
            throw new SlackError("expired_url", 404);
        }

        if (options.Time.GetUtcNow() - ticket.At > _urlLife)
        {
            throw new SlackError("expired_url", 404);
        }

        return Interlocked.Increment(ref ticket.Uses) > MostUses ? throw new SlackError("used_url", 404) { Whose = ticket.Origin.Person.Name } : ticket.Origin;
    }

    private void Keep(string key, Origin origin)
    {
        var now = options.Time.GetUtcNow();
        _tickets[key] = new Ticket(origin, now);
        _age.Enqueue((key, now));

        // A load test makes thousands a second: the oldest are forgotten, which their user sees as expired.
        while ((_age.Count > MostKept || (_age.TryPeek(out var oldest) && now - oldest.At > _urlLife)) && _age.TryDequeue(out oldest))
        {
            _tickets.TryRemove(oldest.Key, out _);
        }
    }

    private sealed class Ticket(Origin origin, DateTimeOffset at)
    {
        public Origin Origin { get; } = origin;

        public DateTimeOffset At { get; } = at;

        public int Uses;
    }
}
