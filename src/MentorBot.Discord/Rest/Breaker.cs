using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Rest;

/// <summary>Stops the calls before Discord, or who stands before it, shuts the whole address out.</summary>
internal sealed partial class Breaker(RestOptions options, TimeProvider time, ILogger log)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _invalid = new();
    private long _blockedUntil = long.MinValue;
    private bool _isTold;

    /// <summary>How long nothing is to be sent on routes of the kind; null where nothing is in the way.</summary>
    public TimeSpan? OpenFor(RouteKind kind)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_blockedUntil > now)
            {
                return time.GetElapsedTime(now, _blockedUntil);
            }

            // Somebody waits for a first answer, and hardly any of those is refused.
            if (kind == RouteKind.Callback || _invalid.Count < options.MostInvalid)
            {
                return null;
            }

            Forget();
            if (_invalid.Count < options.MostInvalid)
            {
                _isTold = false;
                return null;
            }

            return options.InvalidWindow - time.GetElapsedTime(_invalid.Peek());
        }
    }

    /// <summary>Discord counts an answer of 401, 403 or 429, but for limits that bots share.</summary>
    public void CountInvalid()
    {
        lock (_lock)
        {
            Forget();
            _invalid.Enqueue(time.GetTimestamp());
            if (_invalid.Count < options.MostInvalid || _isTold)
            {
                return;
            }

            _isTold = true;
        }

        TooMany(options.MostInvalid, options.InvalidWindow.TotalMinutes);
    }

    /// <summary>An answer came that is not the API's.</summary>
    public void Block(int status, TimeSpan rest)
    {
        lock (_lock)
        {
            _blockedUntil = Math.Max(_blockedUntil, time.GetTimestamp() + (long)(rest.TotalSeconds * time.TimestampFrequency));
        }

        Blocked(status, rest.TotalMinutes);
    }

    private void Forget()
    {
        while (_invalid.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= options.InvalidWindow)
        {
            _invalid.Dequeue();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord refused {Count} calls within {Minutes:0.#} minutes; the bot only answers until these are over, since Discord would shut out its whole address at 10,000")]
    private partial void TooMany(int count, double minutes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Something before Discord's API keeps the bot out (status {Status}, no JSON); nothing is sent for {Minutes:0.#} minutes. If it stays so, the address of this machine is banned for a while")]
    private partial void Blocked(int status, double minutes);
}
