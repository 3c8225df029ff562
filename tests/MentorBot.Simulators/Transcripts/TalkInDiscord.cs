using MentorBot.Simulators.Discord;

namespace MentorBot.Simulators.Transcripts;

/// <summary>The terminal as three people in a guild.</summary>
internal sealed class TalkInDiscord : Talk
{
    private static readonly TimeSpan Building = TimeSpan.FromMinutes(3);

    private readonly DiscordSimulator _discord;
    private readonly DiscordTranscript _told;
    private readonly DiscordGuild _guild;
    private readonly Dictionary<string, DiscordPerson> _people;
    private readonly Dictionary<string, DiscordChannel> _channels;
    private DiscordPerson _me;
    private DiscordChannel? _here;

    private TalkInDiscord(DiscordSimulator discord, TextReader input, TextWriter output)
        : base(input, output)
    {
        (_discord, _told) = (discord, new DiscordTranscript(output, discord.Read));
        _guild = discord.AddGuild("Acme");
        DiscordPerson[] all = [discord.AddPerson("ana", _guild), discord.AddPerson("ben", _guild), discord.AddPerson("cleo", _guild)];
        all[2].Gets(_guild, _guild.AddRole("admins", DiscordPermissions.ManageGuild));
        _people = all.ToDictionary(person => person.Name);
        var closed = _guild.AddChannel("closed");
        closed.Denies(discord.BotUser, DiscordPermissions.SendMessages);
        _channels = new[] { _guild.AddChannel("team"), closed }.ToDictionary(channel => $"#{channel.Name}");
        (_me, _here) = (all[0], _channels["#team"]);
    }

    protected override string Help => """
        as NAME              act as ana, ben or cleo (who may manage the server); ana begins
        in #team | in #closed | in dm    where you are; the bot may not write in #closed
        /mentor …            a command, as /mentor script id:deadline-pushback
        complete /mentor …   what is offered for its last option
        say WORDS            a message, in the channel or to the bot
        press LABEL          the newest button of that name
        choose WHAT = VALUE  a select, by its placeholder; VALUE may be several, with commas
        fill FIELD = WORDS   in the open modal; submit, cancel
        use NAME             a message command on the newest message
        closed | open        your direct messages
        remove | install     the bot
        look                 everything in sight
        quit
        """;

    protected override string Me => _me.Name;

    private DiscordChannel Here => _here ?? _discord.DirectWith(_me);

    private DiscordModal Modal => _me.Modal ?? throw new InvalidOperationException("No modal is open.");

    public static async Task RunAsync(TextReader input, TextWriter output, string? program)
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Patience = Building });
        var talk = new TalkInDiscord(discord, input, output);
        await using var bot = BotProgram.Start(program, ("Discord:Token", discord.BotToken), ("Discord:ApiUrl", discord.ApiUrl.ToString()));
        await bot.UntilAsync(Task.WhenAll(discord.WaitForReadyAsync(), discord.WaitForCommandAsync("mentor")));
        await talk.RunAsync();
    }

    protected override IEnumerable<(object What, string Shown, Action Tell)> Sight() =>
    [
        .. _me.Sees(Here).Concat(_here is null ? [] : _me.Sees(_discord.DirectWith(_me))).Select(message => ((object)message, message.Shown, (Action)(() => _told.Sees(message)))),
        .. new[] { _me.Modal }.OfType<DiscordModal>().Select(modal => ((object)modal, $"{modal.Shown}{string.Join(' ', modal.Errors)}", (Action)(() => _told.Sees(modal)))),
    ];

    protected override async Task<string?> DoAsync(string verb, string rest, string what, string value)
    {
        switch (verb)
        {
            case "as":
                _me = _people[rest];
                return null;
            case "in":
                _here = rest == "dm" ? null : _channels[rest];
                return null;
            case "say":
                _me.Says(rest, _here);
                return null;
            case "closed" or "open":
                _me.TakesDirectMessages = verb == "open";
                return null;
            case "remove":
                _guild.RemovesBot();
                return null;
            case "install":
                _guild.InstallsBot();
                return null;
            case "fill":
                _me.Fills(Modal, what, value);
                return null;
            case "cancel":
                _me.Cancels(Modal);
                return null;
            case "complete":
                return string.Join(" | ", (await _me.CompletesAsync(rest, _here)).Choices.Select(choice => choice.Name));
            default:
                return (await ActAsync(verb, rest, what, value)).Error;
        }
    }

    protected override IEnumerable<string> Mistakes() => _discord.Violations.Select(violation => violation.ToString()).Concat(_discord.Refusals.Select(refusal => refusal.ToString()));

    private async Task<DiscordInteraction> ActAsync(string verb, string rest, string what, string value) => verb switch
    {
        "/mentor" => await _me.TypesAsync($"{verb} {rest}", _here),
        "press" => await _me.PressAsync(MessageWith(rest), rest),
        "choose" => await _me.ChoosesAsync(MessageWith(what), what, value.Split(',')),
        "submit" => await _me.SubmitsAsync(Modal),
        "use" => await _me.UsesOnMessageAsync(rest, _me.Sees(Here)[^1]),
        _ => throw new InvalidOperationException($"What is '{verb}'?"),
    };

    private DiscordMessage MessageWith(string what) =>
        _me.Sees(Here).Reverse().FirstOrDefault(message => message.Controls.Any(control => control.CustomId == what || control.Label == what || control.Placeholder == what))
            ?? throw new InvalidOperationException($"Nothing in sight has '{what}'.");
}
