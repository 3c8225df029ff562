using System.Text.Json;
using MentorBot.Core.Platforms;
using NodaTime;

namespace MentorBot.Discord.Gateway;

/// <summary>The session with Discord, which outlives its connections and, where it was left in good order, the program.</summary>
internal sealed class GatewaySession(IPlatformMemory memory, GatewayOptions options, IClock clock)
{
    private const string Name = "discord:session";

    private readonly Lock _lock = new();
    private SessionRecord? _record;

    /// <summary>Null where there is nothing to resume.</summary>
    public SessionRecord? Record
    {
        get
        {
            lock (_lock)
            {
                return _record;
            }
        }
    }

    /// <summary>The last that came; null before the first.</summary>
    public long? Sequence => Record?.Sequence;

    public void Begin(string id, string url, long sequence)
    {
        lock (_lock)
        {
            _record = new SessionRecord(id, url, sequence);
        }
    }

    /// <summary>Notes a dispatch before it is handled; what comes again after a resume does not count back.</summary>
    public void Note(long sequence)
    {
        lock (_lock)
        {
            if (_record is { } record && sequence > record.Sequence)
            {
                _record = record with { Sequence = sequence };
            }
        }
    }

    public void Drop()
    {
        lock (_lock)
        {
            _record = null;
        }
    }

    /// <summary>Takes up what another run of the program, or another node, left in good order; nobody else does so then.</summary>
    public async Task TakeUpAsync(CancellationToken cancellationToken)
    {
        var kept = await memory.FindAsync(Name, cancellationToken);
        if (string.IsNullOrEmpty(kept) || !await memory.TryReplaceAsync(Name, kept, string.Empty, cancellationToken))
        {
            return;
        }

        var left = Read(kept);
        lock (_lock)
        {
            var age = left is null ? Duration.MaxValue : clock.GetCurrentInstant() - Instant.FromUnixTimeMilliseconds(left.LeftAt);

            // Another node's clock may be a little ahead.
            var longest = Duration.FromTimeSpan(options.ResumeWithin);
            _record ??= age > -longest && age < longest ? left : null;
        }
    }

    /// <summary>Keeps the session for the next start: all that came up to its last sequence was answered.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (Record is { } record)
        {
            var left = record with { LeftAt = clock.GetCurrentInstant().ToUnixTimeMilliseconds() };
            await memory.KeepAsync(Name, JsonSerializer.Serialize(left, GatewayJson.Default.SessionRecord), cancellationToken);
        }
    }

    private static SessionRecord? Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize(kept, GatewayJson.Default.SessionRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
