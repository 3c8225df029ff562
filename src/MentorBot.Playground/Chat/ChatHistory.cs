using NodaTime;

namespace MentorBot.Playground.Chat;

/// <summary>What has happened in the room, put together from its events.</summary>
internal sealed class ChatHistory
{
    /// <summary>Older messages of a place are forgotten.</summary>
    public const int MessagesAPlace = 500;

    private readonly SortedDictionary<long, ChatMessage> _messages = [];
    private readonly Dictionary<string, Persona> _people = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<long, HashSet<string>> _forms = [];

    /// <summary>Everybody, in the order in which they came.</summary>
    public IEnumerable<Persona> People => _order.Select(id => _people[id]);

    /// <summary>All messages, the oldest first.</summary>
    public IEnumerable<ChatMessage> Messages => _messages.Values;

    /// <summary>The id of the newest message that there ever was.</summary>
    public long LastId { get; private set; }

    public Persona? FindPerson(string id) => _people.GetValueOrDefault(id);

    public ChatMessage? Find(long id) => _messages.GetValueOrDefault(id);

    /// <summary>The message that carries an entry of the outbox in a place, if it is of that instant or later.</summary>
    public ChatMessage? FindEntry(string place, long entry, Instant since) =>
        _messages.Values.FirstOrDefault(message => message.Entry == entry && message.Place == place && message.At >= since);

    /// <summary>True where the form came from that message.</summary>
    public bool HasOpened(long id, string token) => _forms.TryGetValue(id, out var forms) && forms.Contains(token);

    /// <summary>The room as it is now, without what led there.</summary>
    public IEnumerable<ChatEvent> AsEvents() =>
    [
        .. People.Select(person => new PersonKept(person)),
        .. Messages.Select(message => new MessagePosted(message)),
        .. _forms.SelectMany(forms => forms.Value.Select(token => new FormOpened(forms.Key, token))),
    ];

    public void Apply(ChatEvent one)
    {
        switch (one)
        {
            case MessagePosted posted:
                _messages[posted.Message.Id] = posted.Message;
                LastId = Math.Max(LastId, posted.Message.Id);
                ForgetTheOldest(posted.Message.Place);
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
}
