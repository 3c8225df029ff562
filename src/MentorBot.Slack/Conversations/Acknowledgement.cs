using MentorBot.Core.Platforms;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>
/// Slack takes one acknowledgement, and asks no more after it; what wants to say more goes another way. Whatever is acknowledged before
/// all of its answer is out is promised first, so that the person hears of it where the bot dies in between.
/// </summary>
/// <param name="make">Makes the promise; null where nobody waits.</param>
internal sealed class Acknowledgement(IAcknowledgement transport, Func<Task<PromiseInHand?>> make)
{
    private readonly TaskCompletionSource<Response?> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PromiseInHand? _promise;

    public bool IsDone { get; private set; }

    /// <summary>What went along with it; null where nothing did.</summary>
    public Task<Response?> Said => _said.Task;

    /// <summary>Promises the rest of an answer, the first part of which is about to go along.</summary>
    public async Task PromiseAsync() => _promise ??= await make();

    /// <summary>Acknowledges with all of an answer, or what is answered already. False where that was not carried.</summary>
    public async ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken)
    {
        if (IsDone)
        {
            return false;
        }

        IsDone = true;
        var isThere = await transport.AcknowledgeAsync(response, cancellationToken);
        IsDone = isThere || response is null;
        if (IsDone)
        {
            _said.TrySetResult(isThere ? response : null);
        }

        return isThere;
    }

    /// <summary>Acknowledges what is still to be answered.</summary>
    public async Task AcknowledgeAheadAsync(CancellationToken cancellationToken)
    {
        if (!IsDone)
        {
            await PromiseAsync();
            await AcknowledgeAsync(null, cancellationToken);
        }
    }

    /// <summary>Nothing more is done about it.</summary>
    /// <param name="isTold">Whether the person has their answer, or was told that there is none.</param>
    public async ValueTask CloseAsync(bool isTold)
    {
        _said.TrySetResult(null);
        if (_promise is { } promise)
        {
            promise.IsDone = isTold;
            await promise.DisposeAsync();
        }
    }
}
