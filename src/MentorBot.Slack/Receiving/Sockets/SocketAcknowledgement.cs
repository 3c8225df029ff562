using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Acknowledges an envelope in one frame, over the socket that brought it.</summary>
internal sealed class SocketAcknowledgement(SocketLink link, string envelopeId) : IAcknowledgement
{
    private int _isDone;

    public async ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken)
    {
        var frame = AckFrame.Rent();
        try
        {
            frame.Write(envelopeId, response);
            if (frame.Bytes.Length >= AckFrame.TooLong || Interlocked.Exchange(ref _isDone, 1) != 0)
            {
                return false;
            }

            var isSent = await link.SendAsync(frame.Bytes);
            link.Acknowledged();
            return isSent;
        }
        finally
        {
            frame.Return();
        }
    }

    /// <summary>Nobody will acknowledge it any more.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0)
        {
            link.Acknowledged();
        }
    }
}
