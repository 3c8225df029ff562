using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Receiving.Sockets;

/// <summary>Acknowledges an envelope in one frame, over the socket that brought it.</summary>
internal sealed class SocketAcknowledgement(SocketLink link, string envelopeId) : IAcknowledgement
{
    private int _isDone;

    public async ValueTask<bool> AcknowledgeAsync(Response? response, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isDone, 1) != 0)
        {
            return false;
        }

        var frame = AckFrame.Rent();
        try
        {
            frame.Write(envelopeId, response);
            var fits = frame.Bytes.Length < AckFrame.TooLong;
            if (!fits)
            {
                frame.Write(envelopeId, null);
            }

            return await link.SendAsync(frame.Bytes) && fits;
        }
        finally
        {
            frame.Return();
            link.Acknowledged();
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
