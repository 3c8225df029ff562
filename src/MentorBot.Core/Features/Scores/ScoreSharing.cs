using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Scores;

/// <summary>Brings a score into a channel and its list, after a preview, and takes it back.</summary>
internal sealed class ScoreSharing(IScoreStore scores, OwnScores own, IClock clock) : IFeature
{
    /// <summary>Previews a score as the channel will read it.</summary>
    public static readonly Route<long> Prepare = new("score.share");

    public static readonly Route<long> Publish = new("score.publish");

    /// <summary>Posts a score once more where nobody can read it; it is in the channel's list afterwards in any case.</summary>
    public static readonly Route<long> PublishAgain = new("score.again");

    /// <summary>Takes this post of a score out of the channel, and the score out of its list, for everybody; the second argument is the person who shared it, who may have deleted the score since.</summary>
    public static readonly Route<long, long> Withdraw = new("score.withdraw");

    public void Register(FeatureMap map)
    {
        map.Action(Prepare, (request, id, cancellationToken) => own.WithAsync(
            request.Caller,
            id,
            score => Task.FromResult<Answer>(request.Caller.Place.IsDirect ? OnlyInChannels() : ScoreView.Preview(score, request.Caller.Person.Name)),
            cancellationToken));
        map.Action(Publish, (request, id, cancellationToken) => PublishAsync(request.Caller, id, isAgain: false, cancellationToken));
        map.Action(PublishAgain, (request, id, cancellationToken) => PublishAsync(request.Caller, id, isAgain: true, cancellationToken));
        map.Action(Withdraw, WithdrawAsync);
    }

    private Task<Answer> PublishAsync(Caller caller, long id, bool isAgain, CancellationToken cancellationToken) => own.WithAsync(caller, id, async score =>
    {
        if (caller.Place.IsDirect)
        {
            return OnlyInChannels();
        }

        var isShared = await scores.ShareAsync(score.Id, caller.Place, clock.GetCurrentInstant(), cancellationToken);
        if (!isShared && !await scores.IsSharedAsync(score.Id, caller.Place, cancellationToken))
        {
            return OwnScores.Gone();
        }

        return isShared || isAgain
            ? Reply.Say("Shared. You can take it back where it stands.").AsUpdate().AndPost(ScoreView.Posted(score, caller.Person.Name))
            : Reply.Of(
                new Paragraph("That one is in this channel's list already. If nobody can read it here, post it once more."),
                new Buttons([new Button("This channel's list", RankedList.Show.Token(score.Rubric, RankedList.Here, 0)), new Button("Post it once more", PublishAgain.Token(score.Id))]));
    }, cancellationToken);

    private async Task<Answer> WithdrawAsync(ActionRequest request, long id, long author, CancellationToken cancellationToken)
    {
        var caller = request.Caller;
        if (author != caller.Person.Id.Value && caller.Role < Role.Admin)
        {
            return Reply.Say("Only the person who shared this, or an admin, can take it back.");
        }

        await scores.WithdrawAsync(id, caller.Place, cancellationToken);
        return new Reply([], Delivery.Remove);
    }

    private static Reply OnlyInChannels() => Reply.Say("Here nobody else reads along. To share it, ask me for your list in the channel that should read it.");
}
