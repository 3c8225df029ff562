using System.Threading.Channels;

namespace MentorBot.Playground.Chat;

/// <summary>One open page: hears what its person may see.</summary>
public sealed class Listener(string person, Action<Listener> leave) : IDisposable
{
    /// <summary>A page that is this far behind is better off starting over, which it does when its stream ends.</summary>
    private const int Backlog = 256;

    private readonly Channel<ChatEvent> _heard = System.Threading.Channels.Channel.CreateBounded<ChatEvent>(
        new BoundedChannelOptions(Backlog) { SingleReader = true });

    public ChannelReader<ChatEvent> Events => _heard.Reader;

    internal void Tell(ChatEvent one, Predicate<string> concerns)
    {
        if (concerns(person) && !_heard.Writer.TryWrite(one))
        {
            Close();
        }
    }

    internal void Close() => _heard.Writer.TryComplete();

    public void Dispose()
    {
        leave(this);
        Close();
    }
}
