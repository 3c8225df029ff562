using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Scores;

/// <summary>Lets people at their own scores, and at those of others where they were shared.</summary>
internal sealed class OwnScores(IScoreStore scores, IPeopleStore people)
{
    public static Reply Gone() => Reply.Say((Line)"That score isn't there any more, and nothing was changed. " + Line.Code($"{CommandDefinition.Root} {ScoreFeature.CommandName}") + " shows what there is.");

    /// <summary>Goes on with a score of the caller's own; whoever reads along where it was shared sees it.</summary>
    public async Task<Answer> WithAsync(Caller caller, long id, Func<Score, Task<Answer>> then, CancellationToken cancellationToken)
    {
        if (await scores.FindAsync(caller.Workspace, id, cancellationToken) is not { } score)
        {
            return Gone();
        }

        if (score.Person == caller.Person.Id)
        {
            return await then(score);
        }

        return await scores.IsSharedAsync(id, caller.Place, cancellationToken) ? ScoreView.Shared(score, await new KnownNames(people, caller.Workspace).OfAsync(score.Person, cancellationToken)) : Gone();
    }

    /// <summary>A score of the caller's own, with what changed since the time before.</summary>
    public async Task<Reply> ShowAsync(Caller caller, Score score, CancellationToken cancellationToken, string? note = null)
    {
        var before = await scores.BeforeAsync(score, cancellationToken);
        return ScoreView.Own(score, before, caller.Place.IsDirect, note);
    }
}
