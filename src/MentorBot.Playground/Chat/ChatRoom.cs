using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Playground.Chat;

/// <summary>The chat platform that the playground plays: who is there, what was said, and who is listening.</summary>
public sealed partial class ChatRoom(PlaygroundOptions options, IClock clock, ILogger<ChatRoom> log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ChatHistory _history = new();
    private readonly List<Listener> _listeners = [];
    private ChatLog? _memory;
    private bool _hasHungUp;

    /// <summary>Everybody, in the order in which they came.</summary>
    public ImmutableArray<Persona> People
    {
        get
        {
            lock (_lock)
            {
                return [.. _history.People];
            }
        }
    }

    /// <summary>Reads what was said before, and starts to write down what comes.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _memory = ChatLog.Take(options.LogFile);
            var (events, unreadable) = _memory.Read();
            if (unreadable > 0)
            {
                LogUnreadable(unreadable, options.LogFile, _memory.PutAside());
            }

            foreach (var one in Persona.Team.Select(ChatEvent (person) => new PersonKept(person)).Concat(events))
            {
                _history.Apply(one);
            }

            _memory.Replace(_history.AsEvents());
        }
    }

    public Persona? FindPerson(string id)
    {
        lock (_lock)
        {
            return _history.FindPerson(id);
        }
    }

    /// <summary>Adds somebody with a name of their own; null when the room is full or the name has no letter in it.</summary>
    public Persona? AddPerson(string name)
    {
        var slug = Persona.IdOf(name);
        lock (_lock)
        {
            if (slug.Length == 0 || _history.People.Count() >= Persona.Most)
            {
                return null;
            }

            var id = slug;
            for (var next = 2; _history.FindPerson(id) is not null || id == ChatMessage.Bot; next++)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{next}");
            }

            var person = new Persona(id, name.Trim(), Role.Member);
            Record(new PersonKept(person), _ => true);
            return person;
        }
    }

    public void SetRole(Persona person, Role role)
    {
        lock (_lock)
        {
            Record(new PersonKept(person with { Role = role }), _ => true);
        }
    }

    /// <summary>Says something in a place.</summary>
    /// <param name="onlyFor">The only person who is to see it; null for all who are in the place.</param>
    /// <param name="about">The command that it answers, to be shown with it.</param>
    /// <param name="instead">The message whose form failed, where this one leads back into it.</param>
    public ChatMessage Post(string place, string author, ImmutableArray<Block> blocks, string? onlyFor = null, string? about = null, long? instead = null)
    {
        lock (_lock)
        {
            return Post(New(place, author, blocks) with { OnlyFor = onlyFor, About = about, Instead = instead });
        }
    }

    /// <summary>Brings what is in an entry of the outbox; the message that is there already, where it came before.</summary>
    /// <param name="since">When it was first tried: an older message with that number is of a database that is gone.</param>
    public ChatMessage Bring(string place, ImmutableArray<Block> blocks, long entry, Instant since)
    {
        lock (_lock)
        {
            return _history.FindEntry(place, entry, since) ?? Post(New(place, ChatMessage.Bot, blocks) with { Entry = entry });
        }
    }

    public bool HasEntry(string place, long entry, Instant since)
    {
        lock (_lock)
        {
            return _memory is null ? throw NotOpen() : _history.FindEntry(place, entry, since) is not null;
        }
    }

    /// <summary>Puts other words in place of a message's own; a message that is gone meanwhile stays gone.</summary>
    public void Update(long id, ImmutableArray<Block> blocks)
    {
        lock (_lock)
        {
            if (_history.Find(id) is { } message)
            {
                var updated = message with { Blocks = blocks, Edited = true };
                Record(new MessageUpdated(updated), updated.IsVisibleTo);
            }
        }
    }

    public void Remove(long id)
    {
        lock (_lock)
        {
            if (_history.Find(id) is { } message)
            {
                Record(new MessageRemoved(id), message.IsVisibleTo);
            }
        }
    }

    /// <summary>The message, if this person can see it.</summary>
    public ChatMessage? Find(long id, string person)
    {
        lock (_lock)
        {
            return _history.Find(id) is { } message && message.IsVisibleTo(person) ? message : null;
        }
    }

    /// <summary>Remembers that a message led to a form.</summary>
    public void KeepForm(long id, string token)
    {
        lock (_lock)
        {
            if (_history.Find(id) is not null && !_history.HasOpened(id, token))
            {
                Record(new FormOpened(id, token), _ => false);
            }
        }
    }

    /// <summary>True where the form came from that message.</summary>
    public bool HasOpened(long id, string token)
    {
        lock (_lock)
        {
            return _history.HasOpened(id, token);
        }
    }

    /// <summary>All that a person can see, the oldest first.</summary>
    public ImmutableArray<ChatMessage> MessagesFor(string person)
    {
        lock (_lock)
        {
            return [.. _history.Messages.Where(message => message.IsVisibleTo(person))];
        }
    }

    /// <summary>Listens from now on; what is there already is read after this, so that nothing falls in between.</summary>
    public Listener Listen(string person)
    {
        var listener = new Listener(person, Leave);
        lock (_lock)
        {
            _listeners.Add(listener);
            if (_hasHungUp)
            {
                listener.Close();
            }
        }

        return listener;
    }

    /// <summary>Tells every open page something that is not worth remembering.</summary>
    public void Tell(ChatEvent one)
    {
        lock (_lock)
        {
            _listeners.ForEach(listener => listener.Tell(one, _ => true));
        }
    }

    /// <summary>Ends every open stream, so that the server can stop without waiting for browsers.</summary>
    public void HangUp()
    {
        lock (_lock)
        {
            _hasHungUp = true;
            _listeners.ForEach(listener => listener.Close());
        }
    }

    public void Dispose()
    {
        HangUp();
        lock (_lock)
        {
            _memory?.Dispose();
            _memory = null;
        }
    }

    private void Leave(Listener listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }

    private ChatMessage New(string place, string author, ImmutableArray<Block> blocks)
    {
        var now = clock.GetCurrentInstant();
        return new ChatMessage(Math.Max(now.ToUnixTimeMilliseconds(), _history.LastId + 1), place, author, now, blocks);
    }

    private ChatMessage Post(ChatMessage message)
    {
        Record(new MessagePosted(message), message.IsVisibleTo);
        return message;
    }

    private static InvalidOperationException NotOpen() => new("The room is not open.");

    private void Record(ChatEvent one, Predicate<string> concerns)
    {
        var memory = _memory ?? throw NotOpen();
        memory.Add(one);
        _history.Apply(one);
        _listeners.ForEach(listener => listener.Tell(one, concerns));
        if (memory.IsOvergrown)
        {
            Compact(memory);
        }
    }

    private void Compact(ChatLog memory)
    {
        try
        {
            memory.Replace(_history.AsEvents());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // All is in the old file: it only goes on growing for a while.
            LogNotCompacted(exception, options.LogFile);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} could not be written afresh and goes on growing")]
    private partial void LogNotCompacted(Exception exception, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} lines of {File} could not be read and are left out; the file as it was is kept at {Aside}")]
    private partial void LogUnreadable(int count, string file, string aside);
}
