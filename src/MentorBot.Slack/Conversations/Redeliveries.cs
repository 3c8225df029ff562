using MentorBot.Core.Commands;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Tells what people say for the first time from what Slack brings again: the one is answered, and of the other what never was.</summary>
internal sealed partial class Redeliveries(IReceipts receipts, Seen seen, Posting posting, IClock clock, ILogger<Redeliveries> log)
{
    /// <summary>Slack: a message may come under several event ids, and a mention also as a message; its ts is always the same.</summary>
    public async Task<Due> DueAsync(EventCallback callback, SlackEvent said, CancellationToken cancellationToken)
    {
        var keys = KeysOf(callback, said);
        if (!keys.All(seen.TryTake))
        {
            // It is in hand, however long that takes, or was.
            return Due.Nothing;
        }

        try
        {
            var now = clock.GetCurrentInstant();
            foreach (var key in keys)
            {
                if (!await receipts.TryTakeAsync(key, now, cancellationToken))
                {
                    return await LeftAsync(said, cancellationToken);
                }
            }

            return Due.AnAnswer;
        }
        catch (Exception exception) when (exception is not UnsaidException && !cancellationToken.IsCancellationRequested)
        {
            // A second answer harms less than none.
            LogForgetful(exception);
            return Due.AnAnswer;
        }
    }

    /// <summary>It could not be answered, so that it is looked at again when Slack brings it again.</summary>
    public void Forget(EventCallback callback, SlackEvent said)
    {
        foreach (var key in KeysOf(callback, said))
        {
            seen.Forget(key);
        }
    }

    private static string[] KeysOf(EventCallback callback, SlackEvent said) =>
        [$"slack:event:{callback.EventId ?? said.Ts}", $"slack:said:{callback.TeamId}:{said.ChannelId}:{said.Ts ?? callback.EventId}"];

    /// <summary>What was taken in before a restart may never have been answered; where answers stay, Slack can say.</summary>
    /// <remarks>Slack: nobody can look for an ephemeral answer, so that a mention is answered rather twice than never. A command may be carried out again, too.</remarks>
    private async Task<Due> LeftAsync(SlackEvent said, CancellationToken cancellationToken)
    {
        if (said is not { Type: Events.Message, ChannelId: { } channel, Ts: { } ts })
        {
            return Due.AnswerThatMayBeThere;
        }

        return await posting.IsAnsweredAsync(channel, said.ThreadTs, ts, cancellationToken) ? Due.Nothing : Due.AnAnswer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was taken in can't be remembered, so that it may be answered twice")]
    private partial void LogForgetful(Exception exception);
}

/// <summary>What is left to do about something that was said.</summary>
internal enum Due
{
    /// <summary>It was answered, or is in hand.</summary>
    Nothing,

    AnAnswer,

    /// <summary>It may have been answered by an earlier life of the bot, or by a way that Slack didn't confirm.</summary>
    AnswerThatMayBeThere,
}
