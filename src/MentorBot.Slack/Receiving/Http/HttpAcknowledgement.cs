using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Receiving.Http;

/// <summary>Acknowledges with the answer to the request that brought the delivery.</summary>
internal sealed class HttpAcknowledgement : IAcknowledgement
{
    private readonly TaskCompletionSource<Response?> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken) =>
        _response.TrySetResult(response) && await _written.Task.WaitAsync(cancellationToken);

    /// <summary>What to answer with; nothing after the patience, and from then on nothing else.</summary>
    /// <param name="comesAgain">Whether Slack brings it again where it learns that nobody has acknowledged it.</param>
    public async Task<Response?> ResponseAsync(TimeSpan patience, bool comesAgain, TimeProvider time)
    {
        await ((Task)_response.Task).WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (comesAgain)
        {
            Abandon();
        }

        _response.TrySetResult(null);
        return await _response.Task;
    }

    /// <summary>Whether it was given up without an acknowledgement, which Slack has to learn.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Nobody will acknowledge it any more.</summary>
    public void Abandon()
    {
        IsAbandoned |= !_response.Task.IsCompleted;
        _response.TrySetResult(null);
    }

    public void Written(bool isWritten) => _written.TrySetResult(isWritten);
}
