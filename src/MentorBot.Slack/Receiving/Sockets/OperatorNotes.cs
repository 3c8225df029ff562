using Microsoft.Extensions.Logging;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Tells the operator once what has to be mended, however many sockets try it however often.</summary>
internal sealed partial class OperatorNotes(ILogger log)
{
    private string? _said;

    public void TurnedOff(TimeSpan retry)
    {
        if (IsNew("turned off"))
        {
            LogTurnedOff(retry.TotalMinutes);
        }
    }

    public void Refused(string code, TimeSpan retry)
    {
        if (IsNew(code))
        {
            LogRefused(code, retry.TotalMinutes);
        }
    }

    /// <summary>It works again; should it break again, that is news.</summary>
    public void Clear() => Volatile.Write(ref _said, null);

    private bool IsNew(string what) => Interlocked.Exchange(ref _said, what) != what;

    [LoggerMessage(Level = LogLevel.Error, Message = "Socket Mode is turned off in the app's settings: turn it on at https://api.slack.com/apps under Socket Mode. The bot looks every {Minutes:0.#} minutes")]
    private partial void LogTurnedOff(double minutes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack refuses Slack:AppToken ({Code}): it has to be the app-level token, xapp-…, with the scope connections:write, from https://api.slack.com/apps under Basic Information. The bot tries every {Minutes:0.#} minutes")]
    private partial void LogRefused(string code, double minutes);
}
