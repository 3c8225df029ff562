using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Answers what people say to the bot without a command: in its direct conversation, or where they mention it.</summary>
internal sealed partial class Lines(SpokenLines spoken, Senders senders, Replies replies, Installation installation, Memberships memberships)
{
    public async Task HandleAsync(SlackEvent said, Origin asked, string? teamId, CancellationToken cancellationToken)
    {
        memberships.Prepare(asked);
        var (from, origin) = await senders.WhoAsync(asked, channelName: null, teamId, mayOpenForm: false);
        var text = asked.IsDirect ? said.Text ?? string.Empty : WithoutTheBot(said.Text ?? string.Empty);
        if (string.IsNullOrWhiteSpace(text) && asked.IsDirect)
        {
            await replies.DeliverAsync(SpokenLines.NoWords, origin, triggerId: null, cancellationToken);
            return;
        }

        var names = await senders.NamesAsync(Markup.MentionsIn(text));
        var answer = await spoken.AnswerAsync(from, Markup.ToLine(text), names, cancellationToken);
        await replies.DeliverAsync(answer, origin, triggerId: null, cancellationToken);
    }

    private string WithoutTheBot(string text) => Mention().Replace(
        text,
        match => installation.Self is not { } self || match.Groups["id"].Value == self.UserId ? string.Empty : match.Value);

    [GeneratedRegex(@"<@(?<id>[UW][A-Z0-9]+)(\|[^>]*)?>[:,]?", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Mention();
}
