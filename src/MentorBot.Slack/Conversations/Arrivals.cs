using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Slack.Rendering;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Says hello in a channel that the bot was brought into: what it does there, and how to begin.</summary>
internal sealed partial class Arrivals(IReceipts receipts, Posting posting, Memberships memberships, IClock clock, ILogger<Arrivals> log)
{
    private static readonly ImmutableArray<Block> Greeting =
    [
        new Paragraph("Thanks for having me. I bring scripts, checklists and plans into the conversation when you need them, and I can keep this channel's rhythm: stand-ups, weekly status, the monthly meeting."),
        new ItemList(
        [
            Line.Code("/mentor cadence setup") + (Line)" sets up a stand-up or a report for this channel.",
            Line.Code("/mentor start") + (Line)" shows you around.",
            Line.Code("/mentor find") + (Line)" and a few words finds what fits your moment.",
        ]),
        new ContextLine("What I answer is for your eyes only until you choose to post it."),
    ];

    /// <summary>It was brought in: Slack may tell it more than once, and it is said once.</summary>
    public async Task JoinAsync(string channel, string? teamId, CancellationToken cancellationToken)
    {
        memberships.Set(channel, isMember: true);
        if (!await receipts.TryTakeAsync($"slack:greeted:{teamId}:{channel}", clock.GetCurrentInstant(), cancellationToken))
        {
            return;
        }

        foreach (var message in MessageRenderer.Render(Greeting).Messages)
        {
            if ((await posting.PostAsync(channel, message, threadTs: null, cancellationToken)).Error is { } error)
            {
                LogUngreeted(error.Code);
            }
        }
    }

    public void Leave(string channel) => memberships.Set(channel, isMember: false);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A channel was not greeted: {Code}")]
    private partial void LogUngreeted(string code);
}
