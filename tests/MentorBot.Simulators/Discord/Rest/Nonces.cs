namespace MentorBot.Simulators.Discord;

/// <summary>Remembers nonces for a few minutes (Discord: enforce_nonce).</summary>
internal sealed class Nonces(SimulatorOptions options)
{
    private readonly Dictionary<(string Channel, string Nonce), (DiscordMessage Message, DateTimeOffset At)> _known = [];
    private readonly Lock _lock = new();
    private int _sweep;

    /// <summary>The message that had this nonce before, or a new one.</summary>
    public DiscordMessage Enforce(string channel, string nonce, Func<DiscordMessage> post)
    {
        lock (_lock)
        {
            var now = options.Time.GetUtcNow();
            if (_known.TryGetValue((channel, nonce), out var known) && now - known.At < options.NonceMemory)
            {
                // When the first message was deleted meanwhile, the call fails and creates nothing.
                return known.Message.IsDeleted ? throw DiscordError.UnknownMessage : known.Message;
            }

            if (++_sweep % 1024 == 0)
            {
                foreach (var old in _known.Where(one => now - one.Value.At >= options.NonceMemory).Select(one => one.Key).ToList())
                {
                    _known.Remove(old);
                }
            }

            var message = post();
            _known[(channel, nonce)] = (message, now);
            return message;
        }
    }
}
