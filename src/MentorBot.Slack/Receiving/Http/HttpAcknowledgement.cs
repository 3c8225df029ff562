using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Receiving.Http;

/// <summary>Acknowledges with the answer to the request that brought the delivery.</summary>
internal sealed class HttpAcknowledgement : IAcknowledgement
{
    private readonly TaskCompletionSource<Response?> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken) =>
        _response.TrySetResult(response) && await _written.Task.WaitAsync(cancellationToken);

    /// <summary>What to answer with. After the patience it is given up: Slack brings it again, or tells the person that it didn't work.</summary>
    public async Task<Response?> ResponseAsync(TimeSpan patience, TimeProvider time)
    {
        await ((Task)_response.Task).WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Abandon();
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
