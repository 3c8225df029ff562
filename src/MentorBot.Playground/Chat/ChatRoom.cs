using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MentorBot.Core;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using Microsoft.Extensions.Logging;

namespace MentorBot.Playground.Chat;

/// <summary>The chat platform that the playground plays: who is there, what was said, and who is listening.</summary>
public sealed partial class ChatRoom(PlaygroundOptions options, TimeProvider time, ILogger<ChatRoom> log) : IDisposable
{
    /// <summary>Older messages of a place are forgotten.</summary>
    public const int MessagesAPlace = 500;

    private readonly Lock _lock = new();
    private readonly TimeProviderClock _clock = new(time);
    private readonly SortedDictionary<long, ChatMessage> _messages = [];
    private readonly Dictionary<string, Persona> _people = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<long, HashSet<string>> _forms = [];
    private readonly List<Listener> _listeners = [];
    private ChatLog? _memory;
    private long _lastId;
    private bool _hasHungUp;

    /// <summary>Everybody, in the order in which they came.</summary>
    public ImmutableArray<Persona> People
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(id => _people[id])];
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
                Apply(one);
            }

            foreach (var place in _messages.Values.Select(message => message.Place).Distinct(StringComparer.Ordinal).ToArray())
            {
                ForgetTheOldest(place);
            }

            _memory.Replace(AllThereIs());
        }
    }

    public Persona? FindPerson(string id)
    {
        lock (_lock)
        {
            return _people.GetValueOrDefault(id);
        }
    }

    /// <summary>Adds somebody with a name of their own; null when the room is full or the name has no letter in it.</summary>
    public Persona? AddPerson(string name)
    {
        var slug = Slug(name);
        lock (_lock)
        {
            if (slug.Length == 0 || _order.Count >= Persona.Most)
            {
                return null;
            }

            var id = slug;
            for (var next = 2; _people.ContainsKey(id) || id == ChatMessage.Bot; next++)
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
    public ChatMessage Post(string place, string author, ImmutableArray<Block> blocks, string? onlyFor = null, string? about = null)
    {
        lock (_lock)
        {
            var now = _clock.GetCurrentInstant();
            var message = new ChatMessage(Math.Max(now.ToUnixTimeMilliseconds(), _lastId + 1), place, author, now, blocks) { OnlyFor = onlyFor, About = about };
            Record(new MessagePosted(message), message.IsVisibleTo);
            ForgetTheOldest(place);
            return message;
        }
    }

    /// <summary>Puts other words in place of a message's own; a message that is gone meanwhile stays gone.</summary>
    public void Update(long id, ImmutableArray<Block> blocks)
    {
        lock (_lock)
        {
            if (_messages.TryGetValue(id, out var message))
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
            if (_messages.TryGetValue(id, out var message))
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
            return _messages.GetValueOrDefault(id) is { } message && message.IsVisibleTo(person) ? message : null;
        }
    }

    /// <summary>Remembers that a message led to a form.</summary>
    public void KeepForm(long id, string token)
    {
        lock (_lock)
        {
            if (_messages.ContainsKey(id) && !Opened(id, token))
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
            return Opened(id, token);
        }
    }

    /// <summary>All that a person can see, the oldest first.</summary>
    public ImmutableArray<ChatMessage> MessagesFor(string person)
    {
        lock (_lock)
        {
            return [.. _messages.Values.Where(message => message.IsVisibleTo(person))];
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

    private void Record(ChatEvent one, Predicate<string> concerns)
    {
        var memory = _memory ?? throw new InvalidOperationException("The room is not open.");
        memory.Add(one);
        Apply(one);
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
            memory.Replace(AllThereIs());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // All is in the old file: it only goes on growing for a while.
            LogNotCompacted(exception, options.LogFile);
        }
    }

    /// <summary>The room as it is now, without what led there.</summary>
    private IEnumerable<ChatEvent> AllThereIs() =>
    [
        .. _order.Select(id => new PersonKept(_people[id])),
        .. _messages.Values.Select(message => new MessagePosted(message)),
        .. _forms.SelectMany(forms => forms.Value.Select(token => new FormOpened(forms.Key, token))),
    ];

    private void Apply(ChatEvent one)
    {
        switch (one)
        {
            case MessagePosted posted:
                _messages[posted.Message.Id] = posted.Message;
                _lastId = Math.Max(_lastId, posted.Message.Id);
                break;

            case MessageUpdated updated when _messages.ContainsKey(updated.Message.Id):
                _messages[updated.Message.Id] = updated.Message;
                break;

            case MessageRemoved removed:
                Forget(removed.Id);
                break;

            case FormOpened opened when _messages.ContainsKey(opened.MessageId):
                if (!_forms.TryGetValue(opened.MessageId, out var forms))
                {
                    _forms[opened.MessageId] = forms = new HashSet<string>(StringComparer.Ordinal);
                }

                forms.Add(opened.Token);
                break;

            case PersonKept kept:
                if (!_people.ContainsKey(kept.Person.Id))
                {
                    _order.Add(kept.Person.Id);
                }

                _people[kept.Person.Id] = kept.Person;
                break;
        }
    }

    private void ForgetTheOldest(string place)
    {
        var there = _messages.Values.Where(message => message.Place == place).Select(message => message.Id).ToArray();
        foreach (var id in there[..Math.Max(0, there.Length - MessagesAPlace)])
        {
            Forget(id);
        }
    }

    private void Forget(long id)
    {
        _messages.Remove(id);
        _forms.Remove(id);
    }

    private bool Opened(long id, string token) => _forms.TryGetValue(id, out var forms) && forms.Contains(token);

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} could not be written afresh and goes on growing")]
    private partial void LogNotCompacted(Exception exception, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} lines of {File} could not be read and are left out; the file as it was is kept at {Aside}")]
    private partial void LogUnreadable(int count, string file, string aside);
}
