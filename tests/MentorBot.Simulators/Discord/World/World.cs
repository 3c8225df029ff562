namespace MentorBot.Simulators.Discord;

/// <summary>Everybody and everything there is, behind one lock.</summary>
internal sealed class World(Action changed)
{
    private readonly Lock _lock = new();
    private readonly List<DiscordGuild> _guilds = [];
    private readonly List<DiscordPerson> _people = [];
    private readonly Dictionary<string, DiscordChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiscordPerson> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<DiscordGuild> Guilds => Read(() => _guilds.ToList());

    public IReadOnlyList<DiscordPerson> People => Read(() => _people.ToList());

    public T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
        }

        changed();
    }

    public void Add(DiscordGuild guild) => Change(() => _guilds.Add(guild));

    public void Add(DiscordPerson person) => Change(() =>
    {
        _people.Add(person);
        _byId[person.Id] = person;
    });

    public void Add(DiscordChannel channel) => Change(() => _channels[channel.Id] = channel);

    public DiscordPerson? Person(string? id) => id is null ? null : Read(() => _byId.GetValueOrDefault(id));

    public DiscordGuild? Guild(string? id) => Read(() => _guilds.Find(guild => guild.Id == id));

    public DiscordChannel? Channel(string? id) => id is null ? null : Read(() => _channels.GetValueOrDefault(id) is { IsDeleted: false } channel ? channel : null);

    public IReadOnlyList<DiscordChannel> ChannelsOf(DiscordGuild guild) => Read(() => _channels.Values.Where(channel => channel.Guild == guild && !channel.IsDeleted).OrderBy(channel => channel.Position).ToList());

    /// <summary>The direct conversation of a person with the bot.</summary>
    public DiscordChannel DirectWith(DiscordSimulator discord, DiscordPerson person)
    {
        lock (_lock)
        {
            if (person.Direct is null)
            {
                person.Direct = new DiscordChannel(discord, discord.Snowflakes.Next(), person.Name, ChannelType.Direct, guild: null) { Recipient = person };
                _channels[person.Direct.Id] = person.Direct;
            }

            return person.Direct;
        }
    }
}
